"""A bimtek from its plan to the closed list, and a seat from asking to the certificate."""

import io
import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from pasok.coaching import acts, certificate, tokens
from pasok.coaching.models import Seat
from pasok.coaching.tests.builders import a_person, a_plan, a_seat, an_event, begun, held
from pasok.kernel.actor import CLOCK
from pasok.kernel.machine import Refused
from pasok.ledger.audit import audit
from pasok.ledger.models import Entry, Sheet
from pasok.ledger.reads import chain
from pasok.pages.sheet import sheet
from pasok.people import reads as people
from pasok.suppliers.tests.builders import a_supplier
from tests.cast import AGENCY, HENDRA, KENCANA, LPSE, MAJU, NOON, RATNA, STRANGER, a_cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast() -> None:
    a_cast()


def state(seat: Seat) -> str:
    seat.refresh_from_db()
    return seat.state


def test_only_the_ukpbj_and_the_lpse_organise() -> None:
    for actor in (RATNA, MAJU, STRANGER):
        with pytest.raises(Refused, match="Hanya UKPBJ, LPSE, dan fasilitator"):
            acts.create(actor=actor, agency=people.agency(AGENCY), now=NOON, **a_plan())
    event = acts.create(actor=LPSE, agency=people.agency(AGENCY), now=NOON, **a_plan())
    assert (
        event.state == "draft" and event.region_name == "Kab. Bandung" and event.key == f"bimtek:{event.pk}"
    )


@pytest.mark.parametrize(
    "changes,why",
    [
        ({"address": ""}, "Isi alamat"),
        ({"mode": "online"}, "Isi tautan"),
        ({"starts_at": NOON - timedelta(hours=1)}, "sudah lewat"),
    ],
)
def test_what_nobody_could_find_is_not_announced(changes: dict[str, object], why: str) -> None:
    event = an_event(open_now=False, **changes)
    with pytest.raises(Refused, match=why):
        acts.announce(event, actor=HENDRA, now=NOON)


def test_a_full_event_has_a_waiting_list_and_a_freed_place_goes_to_who_waits_longest() -> None:
    event = an_event()
    people_ = [a_person(f"Peserta {n}") for n in range(4)]
    first, second, third, fourth = [a_seat(event, one) for one in people_]
    assert [state(s) for s in (first, second, third, fourth)] == ["registered"] * 2 + ["waiting"] * 2
    assert (third.turn, fourth.turn) == (1, 2)
    acts.leave(first, actor=people_[0], now=NOON)
    assert [state(s) for s in (first, third, fourth)] == ["withdrawn", "registered", "waiting"]
    assert [e.act for e in chain(third.key)] == ["create", "promote"]
    acts.leave(fourth, actor=people_[3], now=NOON)
    assert state(fourth) == "withdrawn"
    again = a_seat(event, people_[0])  # who left may ask again, at the end of the list
    assert again.state == "waiting"
    acts.change(event, actor=HENDRA, now=NOON, reason="Aula lebih besar.", **a_plan(capacity=3))
    assert state(again) == "registered"
    with pytest.raises(ValidationError, match="tidak dapat dikurangi"):
        acts.change(event, actor=HENDRA, now=NOON, reason="Kecil.", **a_plan(capacity=2))
    assert audit().findings == ()


def test_nobody_sits_twice_and_nobody_registers_late() -> None:
    event, one = an_event(), a_person()
    a_seat(event, one)
    with pytest.raises(Refused, match="sudah terdaftar"):
        a_seat(event, one)
    begun(event)
    a_seat(event)  # whoever comes to the hall may still take a free place
    held(event)
    with pytest.raises(Refused, match="tidak dibuka"):
        a_seat(event)


def test_a_business_brings_its_sector_and_region_and_a_person_may_tell_them() -> None:
    a_supplier("Maju Contoh", actor=MAJU)
    event = an_event()
    seat = acts.register(event, actor=MAJU, sector="10", region_code="11.01", now=NOON)
    assert (seat.sector, seat.region_code, seat.region_name) == ("31", "32.04", "Kab. Bandung")
    other = acts.register(event, actor=a_person(), sector="28", region_code="33.20", now=NOON)
    assert (other.sector, other.region_name) == ("28", "Kab. Jepara")


def test_the_clock_reminds_a_day_before_starts_and_finishes() -> None:
    event = an_event()
    assert event.next_due == event.starts_at - timedelta(days=1)
    acts.remind(event, actor=CLOCK, now=event.next_due)
    with pytest.raises(Refused, match="sudah diingatkan"):
        acts.remind(event, actor=CLOCK, now=event.starts_at)
    assert event.next_due == event.starts_at
    with pytest.raises(Refused, match="Belum waktunya mulai"):
        acts.start(event, actor=CLOCK, now=event.starts_at - timedelta(seconds=1))
    begun(event)
    assert event.next_due == event.ends_at
    held(event)
    assert event.state == "held" and event.next_due is None


def test_who_registered_late_is_not_reminded_of_what_is_announced_late() -> None:
    event = an_event(starts_at=NOON + timedelta(hours=5), ends_at=NOON + timedelta(hours=7))
    assert event.next_due == event.starts_at


def test_presence_needs_the_code_that_is_on_the_screen_now() -> None:
    event, one = an_event(), a_person()
    seat = a_seat(event, one)
    code = tokens.code(event.pk, NOON)
    with pytest.raises(Refused, match="selama acara berlangsung"):
        acts.check_in(seat, code=code, actor=one, now=NOON)
    now = begun(event)
    stale = tokens.code(event.pk, now - timedelta(seconds=tokens.WINDOW * (tokens.STILL + 1)))
    other = tokens.code(event.pk + 1, now)
    for wrong in (stale, other, "", code):
        with pytest.raises(ValidationError, match="salah atau sudah berganti"):
            acts.check_in(seat, code=wrong, actor=one, now=now)
    acts.check_in(seat, code=tokens.code(event.pk, now).upper(), actor=one, now=now + timedelta(seconds=100))
    assert state(seat) == "attended"


def test_the_organiser_marks_and_the_closed_list_leaves_nobody_unmarked() -> None:
    event = an_event(capacity=3)
    seats = [a_seat(event) for _ in range(4)]
    begun(event)
    acts.attend(seats[0], actor=HENDRA, now=event.starts_at)
    with pytest.raises(Refused, match="tidak berwenang"):
        acts.attend(seats[1], actor=RATNA, now=event.starts_at)
    now = held(event)
    acts.miss(seats[0], actor=HENDRA, now=now)
    acts.attend(seats[0], actor=HENDRA, now=now)  # a slip of the pen is mended
    acts.close(event, actor=HENDRA, now=now)
    assert [state(s) for s in seats] == ["attended", "absent", "absent", "waiting"]
    assert chain(event.key).last().data == {"attended": 1, "absent": 2}
    assert audit().findings == ()


def test_a_list_is_not_closed_over_an_open_question() -> None:
    event, one = an_event(), a_person()
    a_seat(event, one)
    with pytest.raises(Refused, match="tidak berwenang"):
        acts.ask(event, text="Boleh?", actor=STRANGER, now=NOON)
    acts.ask(event, text="Boleh membawa teman?", actor=one, now=NOON)
    begun(event)
    now = held(event)
    with pytest.raises(Refused, match="Jawab dahulu"):
        acts.close(event, actor=HENDRA, now=now)
    asked = event.questions.get()
    acts.answer(event, question=asked.pk, text="Boleh.", actor=HENDRA, now=now)
    with pytest.raises(Refused, match="Tidak ada pertanyaan"):
        acts.answer(event, question=asked.pk, text="Tidak.", actor=HENDRA, now=now)
    acts.close(event, actor=HENDRA, now=now)


def test_the_certificate_names_the_person_and_the_book_does_not() -> None:
    event, one = an_event(), a_person("Siti Peserta Contoh")
    seat = a_seat(event, one)
    now = begun(event)
    acts.attend(seat, actor=HENDRA, now=now)
    with pytest.raises(Refused, match="setelah acara selesai"):
        acts.take_certificate(seat, name="Siti", actor=one, now=now)
    now = held(event)
    acts.take_certificate(seat, name="Siti Nurhaliza Contoh", actor=one, now=now)
    with pytest.raises(Refused, match="sudah terbit"):
        acts.take_certificate(seat, name="Orang lain", actor=one, now=now)
    with pytest.raises(Refused, match="sudah terbit"):
        acts.miss(seat, actor=HENDRA, now=now)
    paper = Sheet.objects.get(subject=seat.key)
    assert (
        chain(seat.key).last().data == {"paper": paper.fingerprint} and paper.url == event.get_absolute_url()
    )
    pdf = PdfReader(io.BytesIO(sheet(certificate.TEMPLATE, paper.data, at=paper.at)))
    told = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for words in ("SERTIFIKAT BIMBINGAN TEKNIS", "Siti Nurhaliza Contoh", "180 menit", "Pengajar Contoh"):
        assert words in told, words
    assert b"pdfaid" in pdf.xmp_metadata.stream.get_data()
    assert "Nurhaliza" not in json.dumps([[e.data, e.actor] for e in Entry.objects.all()])


def test_a_guest_gets_a_place_at_the_desk_and_takes_it_home_by_its_ticket() -> None:
    event, one = an_event(), a_person("Wati Contoh")
    acts.enlist(event, name="Ibu Wati Rahasia", sector="25", actor=HENDRA, now=NOON)
    seat = event.seats.get()
    assert seat.name == "Ibu Wati Rahasia" and seat.state == "registered" and seat.person is None
    assert "Rahasia" not in json.dumps([e.data for e in Entry.objects.all()])
    forged = tokens.ticket(seat.pk)[:-1] + "?"
    with pytest.raises(ValidationError, match="tidak sah"):
        acts.claim(seat, ticket=forged, actor=one, now=NOON)
    acts.claim(seat, ticket=tokens.ticket(seat.pk), actor=one, now=NOON)
    seat.refresh_from_db()
    assert seat.name == "Wati Contoh" and seat.guest == ""
    with pytest.raises(Refused, match="tidak berwenang"):
        acts.claim(seat, ticket=tokens.ticket(seat.pk), actor=KENCANA, now=NOON)


def test_a_cancelled_event_takes_nobody() -> None:
    event = an_event()
    acts.cancel(event, reason="Pengajar sakit.", actor=HENDRA, now=NOON)
    with pytest.raises(Refused, match="tidak dibuka"):
        a_seat(event)
    assert event.next_due is None


def test_material_is_kept_once_under_its_fingerprint(settings: object, tmp_path: object) -> None:
    settings.FILES = tmp_path
    event = an_event()
    for expected in (True, False):
        file = SimpleUploadedFile("materi.pdf", b"%PDF-1.7 contoh")
        if expected:
            acts.add_material(event, title="Materi", file=file, actor=HENDRA, now=NOON)
        else:
            with pytest.raises(ValidationError, match="sudah ada"):
                acts.add_material(event, title="Lagi", file=file, actor=HENDRA, now=NOON)
    one = event.materials.get()
    acts.drop_material(event, material=one.pk, actor=HENDRA, now=NOON)
    assert not event.materials.exists()
