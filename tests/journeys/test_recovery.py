"""A lost account comes back by two officers, never by e-mail alone, and its owner can stop it."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from pasok.accounts import acts, reads
from pasok.accounts.models import Recovery
from pasok.accounts.tests.test_door import NUMBER, messages
from pasok.kernel.actor import CLOCK
from pasok.kernel.machine import WRONG_HAT, Refused
from pasok.ledger.audit import audit
from pasok.ledger.models import Entry
from pasok.people import acts as people
from pasok.people.models import Person
from pasok.suppliers.tests.builders import a_nik, an_owner
from pasok.suppliers.tests.test_pages import signed_in
from tests.cast import LPSE, LUKMAN, RATNA, a_cast

pytestmark = pytest.mark.django_db
OLD, NEW = NUMBER, "+6281234567899"
SEEN = {"way": "sms", "seen": ["ktp", "face"]}


@pytest.fixture
def owner(outbox: Path, django_capture_on_commit_callbacks: object, settings: object) -> Person:
    a_cast()
    settings.GATEWAYS = settings.GATEWAYS | {"email": "pasok.accounts.channels.Mail"}
    person = Person.objects.get(pk=an_owner("Siti Contoh").id.partition(":")[2])
    person.set_password("kata-sandi-lama-7")
    person.save()
    people.identify(person, nik=a_nik(5))
    acts.keep_phone(person, OLD)
    people.make_key(person, "kunci")
    return person


def opened(owner: Person, **changes: object) -> Recovery:
    given = {"number": NEW, "way": "sms", "seen": ["ktp"], "nik": a_nik(5)} | changes
    return acts.open_recovery(owner, actor=LPSE, **given)


def confirmed(owner: Person) -> Recovery:
    row = opened(owner)
    acts.prove_number(row, actor=LPSE)
    acts.confirm_recovery(row, actor=LUKMAN)
    return row


def test_the_whole_way_at_the_desk(
    owner: Person,
    outbox: Path,
    django_capture_on_commit_callbacks: object,
) -> None:
    desk, second, mine = signed_in(LPSE), signed_in(LUKMAN), signed_in(owner.actor)
    form = SEEN | {"account": "0812 3456 7890", "nik": a_nik(5), "number": "0812 3456 7899"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post("/pemulihan", form)
    row = Recovery.objects.get()
    assert answer.url == row.get_absolute_url()
    ways = messages(outbox) + messages(outbox, "whatsapp") + [letter.body for letter in mail.outbox]
    assert sum("/pemulihan/henti/" in text for text in ways) == 3  # both telephone ways and the letter
    code = re.search(r"\b\d{6}\b", next(text for text in messages(outbox) if "Kode" in text)).group()
    with pytest.raises(Refused, match="belum dibuktikan"):
        acts.confirm_recovery(row, actor=LUKMAN)
    desk.post(f"{row.get_absolute_url()}/kode", {"code": code})
    assert desk.post(f"{row.get_absolute_url()}/confirm_recovery").status_code == 409  # not the same officer
    assert second.post(f"{row.get_absolute_url()}/confirm_recovery").status_code == 302
    row.refresh_from_db()
    assert row.state == "confirmed" and row.next_due == row.until
    assert mine.get("/akun").status_code == 200 and reads.phone_of(owner) == OLD  # nothing has changed yet
    with pytest.raises(Refused, match="Masa tunggu"):
        acts.finish_recovery(row, actor=CLOCK, now=row.until - timedelta(seconds=1))
    acts.finish_recovery(row, actor=CLOCK, now=row.until)
    owner.refresh_from_db()
    assert reads.person_by_phone(NEW) == owner and reads.person_by_phone(OLD) is None
    assert owner.email is None and not owner.has_usable_password() and mine.get("/akun").status_code == 302
    assert not owner.keys.filter(revoked_at=None).exists()
    assert audit().findings == ()
    book = str([entry.body for entry in Entry.objects.all()])
    assert "+62" not in book and a_nik(5) not in book


def test_the_owner_stops_it_by_his_link_without_logging_in(
    owner: Person,
    outbox: Path,
    django_capture_on_commit_callbacks: object,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        row = opened(owner)
    link = re.search(r"/pemulihan/henti/[\w-]+", messages(outbox)[-1]).group()
    assert "Hentikan sekarang" in Client().get(link).text
    assert "Akun Anda tidak berubah" in Client().post(link).text
    row.refresh_from_db()
    assert row.state == "stopped"
    with pytest.raises(Refused):
        acts.finish_recovery(row, actor=CLOCK, now=timezone.now() + timedelta(days=9))
    assert reads.phone_of(owner) == OLD and Client().get("/pemulihan/henti/lain").status_code == 404


def test_or_logged_in_and_during_the_wait(owner: Person) -> None:
    row = confirmed(owner)
    assert signed_in(owner.actor).post(f"{row.get_absolute_url()}/stop_recovery").status_code == 302
    row.refresh_from_db()
    assert row.state == "stopped"
    assert signed_in(an_owner()).get(row.get_absolute_url()).status_code == 404


def test_what_does_not_fit_is_refused_with_every_reason(owner: Person) -> None:
    acts.keep_phone(Person.objects.get(pk=an_owner().id.partition(":")[2]), NEW)
    with pytest.raises(Refused) as refused:
        opened(owner, nik=a_nik(6))
    assert len(refused.value.reasons) == 2  # the NIK, and the number of somebody else
    with pytest.raises(Refused, match=WRONG_HAT):
        acts.open_recovery(owner, actor=RATNA, number="+6281234567800", way="sms", seen=["ktp"], nik=a_nik(5))
    with pytest.raises(Refused, match="akunnya sendiri"):
        lina = Person.objects.get(pk=LPSE.id.partition(":")[2])
        acts.open_recovery(lina, actor=LPSE, number="+6281234567800", way="sms", seen=["ktp"])
    opened(owner, number="+6281234567801")
    with pytest.raises(Refused, match="sudah berjalan"):
        opened(owner, number="+6281234567802")


def test_without_a_second_officer_it_lapses(owner: Person) -> None:
    row = opened(owner)
    assert row.next_due == row.lapses_at
    acts.lapse_recovery(row, actor=CLOCK, now=row.lapses_at)
    assert row.state == "lapsed" and reads.phone_of(owner) == OLD
