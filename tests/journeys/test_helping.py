"""A facilitator fills for an owner who said yes on his own telephone; both names stand in the book."""

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from pasok.accounts import acts as accounts
from pasok.accounts.models import Consent
from pasok.accounts.tests.test_door import NUMBER, messages
from pasok.kernel.actor import CLOCK
from pasok.kernel.machine import Refused
from pasok.ledger.audit import audit
from pasok.ledger.models import Entry
from pasok.ledger.reads import chain
from pasok.people.models import Person
from pasok.suppliers.models import Supplier
from pasok.suppliers.reads.privacy import everything
from pasok.suppliers.tests.builders import a_supplier, an_owner
from pasok.suppliers.tests.test_items import HALAL
from pasok.suppliers.tests.test_pages import IDENTITY as FORM
from pasok.suppliers.tests.test_pages import ROWS, signed_in
from pasok.tenders import rehearsal
from pasok.tenders.tests import builders as tenders
from tests.cast import FINA, a_cast

pytestmark = pytest.mark.django_db
IDENTITY = FORM | {"nib": "9000000000777"}
OWNER = {"number": "0812 3456 7890", "way": "sms", "owner_name": "Siti Contoh"}
TERMS = {"body": "Dinas Contoh", "allowed": ["register", "fill"]}


class Scene:
    """A facilitator, an owner's telephone, and what comes to it."""

    def __init__(self, folder: Path, commits: object, last_day: str) -> None:
        a_cast()
        self.folder, self.commits, self.last_day = folder, commits, last_day
        self.fina, self.owner = signed_in(FINA), Client()

    def asks(self, **changes: object) -> Consent:
        with self.commits(execute=True):
            sent = OWNER | TERMS | {"last_day": self.last_day} | changes
            answer = self.fina.post("/dampingan/baru", sent)
        assert answer.status_code == 302, answer.text
        return Consent.objects.first()

    @property
    def message(self) -> str:
        return messages(self.folder)[-1]

    @property
    def link(self) -> str:
        told = [text for text in messages(self.folder) if "/izin/" in text]
        return re.search(r"/izin/[\w-]+", told[-1]).group()

    @property
    def code(self) -> str:
        return re.search(r"\b\d{6}\b", self.message).group()

    def agreed(self, **changes: object) -> Consent:
        consent = self.asks(**changes)
        assert self.owner.post(self.link, {"code": self.code}).status_code == 302
        consent.refresh_from_db()
        return consent

    def registers(self, **changes: object) -> Supplier:
        consent = self.agreed(**changes)
        self.fina.post(f"/dampingan/{consent.pk}/mulai")
        answer = self.fina.post("/usaha/baru", IDENTITY | ROWS | {"izin": consent.pk})
        assert answer.status_code == 302, answer.text
        return Supplier.objects.get(pk=answer.url.rpartition("/")[2])


@pytest.fixture
def scene(outbox: Path, django_capture_on_commit_callbacks: object) -> Scene:
    return Scene(outbox, django_capture_on_commit_callbacks, str(timezone.localdate() + timedelta(days=30)))


def test_the_owner_reads_on_his_telephone_who_asks_for_what_until_when_and_what_never(scene: Scene) -> None:
    consent = scene.asks()
    assert (
        "Fina Contoh" in scene.message
        and "Dinas Contoh" in scene.message
        and "tidak dapat menawar" in scene.message
    )
    page = scene.owner.get(scene.link).text
    for told in (
        "Fina Contoh",
        "Dinas Contoh",
        "Mengisi dan memperbaiki profil",
        "membaca penawaran Anda",
        "sampai",
    ):
        assert told in page, told
    assert not Person.objects.filter(name="Siti Contoh").exists() and consent.state == "asked"
    wrong = scene.owner.post(scene.link, {"code": "000000" if scene.code != "000000" else "111111"})
    assert wrong.status_code == 422 and "Sisa percobaan" in wrong.text
    assert scene.owner.post(scene.link, {"code": scene.code}).status_code == 302
    consent.refresh_from_db()
    assert (consent.state, consent.owner.name, consent.owner.email) == ("given", "Siti Contoh", None)
    assert "Siti" not in str([e.data for e in Entry.objects.all()]) and NUMBER not in str(
        list(Entry.objects.values())
    )


def test_every_assisted_act_carries_both_names_and_only_the_owner_declares(scene: Scene) -> None:
    supplier = scene.registers()
    consent = Consent.objects.get()
    assert consent.supplier == str(supplier.pk) and consent.owner.supplier == str(supplier.pk)
    assert not Person.objects.get(pk=FINA.id.partition(":")[2]).supplier
    url = supplier.get_absolute_url()
    assert scene.fina.post(f"{url}/set_permits", ROWS).status_code == 302
    for entry in chain(supplier.key):
        assert entry.actor["id"] == FINA.id and entry.actor["consent"] == str(consent.pk), entry
        assert (entry.actor["helped"], entry.actor["helped_name"]) == (consent.owner.actor.id, "Siti Contoh")
        assert entry.actor["supplier"] == ""
    page = scene.fina.get(url)
    assert "Anda mengisi atas nama" in page.text and "Nyatakan lengkap dan benar" not in page.text
    assert scene.fina.post(f"{url}/declare", {"sworn": "on"}).status_code == 409
    owner = signed_in(consent.owner.actor)
    assert "Fina Contoh (Fasilitator) atas nama Siti Contoh" in owner.get(url).text
    assert owner.post(f"{url}/declare", {"sworn": "on"}).status_code == 302
    supplier.refresh_from_db()
    assert supplier.state == "ready" and audit().findings == ()


def test_an_item_says_which_facilitator_filled_it_for_whom_until_its_owner_tells_it_anew(
    scene: Scene,
) -> None:
    supplier = scene.registers()
    scene.fina.post(f"{supplier.get_absolute_url()}/profil/baru/halal", HALAL)
    item, consent = supplier.items.get(), Consent.objects.get()
    assert (item.source, item.helper, item.helped) == ("facilitator", FINA.name, "Siti Contoh")
    assert chain(item.key).last().data["source"] == "facilitator"
    owner = signed_in(consent.owner.actor)
    page = owner.get(item.get_absolute_url()).text
    for told in ("Diisi pendamping", "Pendamping", FINA.name, "Atas nama", "Siti Contoh"):
        assert told in page, told
    (mine,) = everything(consent.owner.actor)["business"]["items"]
    assert (mine["source"], mine["filled_by"], mine["filled_for"]) == (
        "facilitator",
        FINA.name,
        "Siti Contoh",
    )
    assert owner.post(f"{item.get_absolute_url()}/correct", HALAL | {"number": "ID-2"}).status_code == 302
    item.refresh_from_db()
    assert (item.source, item.helper, item.helped) == ("typed", "", "")
    assert "Atas nama" not in owner.get(item.get_absolute_url()).text
    scene.fina.post(f"{item.get_absolute_url()}/correct", HALAL | {"number": "ID-3"})
    assert chain(item.key).last().data["source"] == "facilitator"


def test_it_ends_when_the_owner_says_so_at_once_even_in_the_middle_of_a_form(scene: Scene) -> None:
    supplier = scene.registers()
    url = supplier.get_absolute_url()
    assert scene.fina.get(f"{url}").text.count("act-edit_identity")
    assert scene.owner.post(f"{scene.link}/akhiri").status_code == 302
    refused = scene.fina.post(f"{url}/edit_identity", IDENTITY | {"name": "Diubah Diam-diam"})
    assert refused.status_code == 409
    page = scene.fina.get(url).text
    assert "Anda mengisi atas nama" not in page and "Jalan Contoh 1" not in page
    supplier.refresh_from_db()
    assert supplier.name == "Ukir Jati Contoh"
    assert "Diakhiri" in scene.owner.get(scene.link).text


def test_the_facilitator_never_bids_and_never_reads_a_bid(scene: Scene) -> None:
    supplier = scene.registers()
    consent = Consent.objects.get()
    owner = signed_in(consent.owner.actor)
    owner.post(f"{supplier.get_absolute_url()}/declare", {"sworn": "on"})
    open_one = tenders.announced()
    tender = open_one.tender
    me = consent.owner
    me.refresh_from_db()
    rehearsal.offer(tender, me.actor, Decimal(1_234_567_890), open_one.later(hours=1))
    bid = tender.bids.get(supplier=supplier)
    assert scene.fina.get(bid.get_absolute_url()).status_code in (403, 404)
    json = {"accept": "application/json"}
    for url in (f"{tender.get_absolute_url()}/register", f"{bid.get_absolute_url()}/submit"):
        answer = scene.fina.post(url, "{}", content_type="application/json", headers=json)
        assert answer.status_code in (403, 404, 409), url
    assert "Anda terdaftar" not in scene.fina.get(tender.get_absolute_url()).text


def test_a_consent_is_of_one_facilitator_and_of_one_owner(scene: Scene) -> None:
    theirs = a_supplier(ready=False)
    supplier = scene.registers()
    assert supplier.pk != theirs.pk
    url = f"{theirs.get_absolute_url()}/edit_identity"
    assert scene.fina.post(url, IDENTITY).status_code == 409
    stranger = signed_in(an_owner("Bukan Fasilitator"))
    consent = Consent.objects.get()
    assert stranger.post(f"/dampingan/{consent.pk}/mulai").status_code == 404
    session = stranger.session
    session["helping"] = str(consent.pk)
    session.save()
    assert stranger.post(f"{supplier.get_absolute_url()}/edit_identity", IDENTITY).status_code == 409
    assert stranger.get("/dampingan").status_code == 403


def test_a_form_of_one_owner_is_not_sent_for_another(scene: Scene) -> None:
    first = scene.agreed()
    scene.fina.post(f"/dampingan/{first.pk}/mulai")
    second = scene.agreed(number="0812 3456 7891", owner_name="Tuti Contoh")
    scene.fina.post(f"/dampingan/{second.pk}/mulai")
    answer = scene.fina.post("/usaha/baru", IDENTITY | ROWS | {"izin": first.pk})
    assert answer.status_code == 409 and "mendampingi pemilik lain" in answer.text
    assert not Supplier.objects.exists()


def test_neither_oneself_nor_an_official_nor_a_passer_by_consents(scene: Scene) -> None:
    fina = Person.objects.get(pk=FINA.id.partition(":")[2])
    accounts.keep_phone(fina, NUMBER)
    scene.asks()
    answer = scene.owner.post(scene.link, {"code": scene.code})
    assert answer.status_code == 409 and "tidak dapat menyetujui permintaannya sendiri" in answer.text
    with pytest.raises(Refused, match="tidak berwenang"):
        accounts.give_consent(Consent.objects.get(), actor=an_owner())
    with pytest.raises(Refused, match="Hanya fasilitator"):
        accounts.ask_consent(
            actor=an_owner(), body="x", owner_name="x", number=NUMBER, way="sms", allowed=["fill"],
            until=Consent.objects.get().until,
        )  # fmt: skip


def test_a_consent_lapses_by_itself_and_the_list_tells_what_waits_where(scene: Scene) -> None:
    supplier = scene.registers()
    page = scene.fina.get("/dampingan").text
    assert "CV Ukir Jati Contoh" in page and "Siti Contoh" in page
    consent = Consent.objects.get()
    with pytest.raises(Refused, match="belum habis"):
        accounts.lapse_consent(consent, actor=CLOCK)
    assert consent.next_due == consent.until
    accounts.lapse_consent(consent, actor=CLOCK, now=consent.until)
    assert scene.fina.post(f"{supplier.get_absolute_url()}/edit_identity", IDENTITY).status_code == 409


def test_the_owner_is_told_once_a_day_that_the_profile_waits_for_his_word(scene: Scene) -> None:
    scene.registers()
    consent = Consent.objects.get()
    with scene.commits(execute=True):
        assert "dikabari di ponselnya" in scene.fina.post(f"/dampingan/{consent.pk}/kabari", follow=True).text
    assert "nyatakan lengkap dan benar" in scene.message
    assert "sudah dikabari hari ini" in scene.fina.post(f"/dampingan/{consent.pk}/kabari", follow=True).text


def test_the_owner_comes_in_from_the_page_of_his_yes_by_a_code_and_nobody_else_does(scene: Scene) -> None:
    supplier = scene.registers()
    with scene.commits(execute=True):
        page = scene.owner.post(f"{scene.link}/masuk")
    assert page.status_code == 200 and "Kode dari pesan" in page.text
    typed = {"number": NUMBER, "code": scene.code}
    answer = scene.owner.post("/masuk/ponsel/kode", typed)
    assert answer.url == supplier.get_absolute_url()
    assert "Nyatakan lengkap dan benar" in scene.owner.get(answer.url).text
    scene.owner.post(f"{scene.link}/akhiri")
    link = scene.link
    assert Client().post(f"{link}/masuk").status_code == 404
    assert Client().post("/izin/tidak-ada/masuk").status_code == 404


def test_the_second_request_knows_the_office_and_the_last_day_of_the_first(scene: Scene) -> None:
    scene.asks()
    page = scene.fina.get("/dampingan/baru").text
    assert 'value="Dinas Contoh"' in page and "Siti Contoh" not in page
    assert scene.last_day in page


def test_five_firms_for_five_owners_are_five_consents(scene: Scene) -> None:
    for number in range(5):
        consent = scene.agreed(number=f"0812 3456 78{number:02}", owner_name=f"Pemilik {number}")
        scene.fina.post(f"/dampingan/{consent.pk}/mulai")
        given = IDENTITY | ROWS | {"nib": f"90000000001{number:02}", "izin": consent.pk}
        assert scene.fina.post("/usaha/baru", given).status_code == 302
        scene.fina.post("/dampingan/selesai")
    assert (
        Supplier.objects.count() == 5 and Person.objects.exclude(supplier="").filter(email=None).count() == 5
    )
    assert "menunggu pernyataan pemilik 5" in scene.fina.get("/dampingan").text
