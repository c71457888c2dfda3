"""The pages of bimtek: what each reader sees, and what one tap does."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from pasok.coaching import acts, tokens
from pasok.coaching.models import Bimtek, Seat
from pasok.coaching.tests.builders import a_person, a_seat, an_event
from pasok.contracts.tests.test_pages import signed_in
from pasok.kernel.actor import CLOCK, Actor
from pasok.suppliers.tests.builders import a_supplier
from tests.cast import AUDITOR, HENDRA, LPSE, MAJU, STRANGER, a_cast, days

pytestmark = pytest.mark.django_db
ROOM = "https://rapat.example/rahasia"


@pytest.fixture(autouse=True)
def cast(settings: object) -> None:
    settings.DEMO = True  # the cast has no second factor
    a_cast()


def soon(**changes: object) -> Bimtek:
    now = timezone.now()
    return an_event(now=now, starts_at=now + days(3), ends_at=now + days(3.1), **changes)


def as_person(actor: Actor) -> Client:
    return signed_in(actor)


def words(client: Client, url: str) -> str:
    return " ".join(BeautifulSoup(client.get(url).content, "html.parser").find("main").get_text(" ").split())


def test_a_business_registers_in_two_taps_and_finds_its_ticket() -> None:
    a_supplier("Maju Contoh", actor=MAJU)
    event = soon()
    client = as_person(MAJU)
    assert "Cocok: Furnitur" in words(client, "/bimtek")  # the first tap opens the event
    page = BeautifulSoup(client.get(f"/bimtek/{event.pk}").content, "html.parser")
    form = page.find("form", action=f"/bimtek/{event.pk}/daftar")
    assert form and not form.find_all(["select", "textarea"])
    answer = client.post(f"/bimtek/{event.pk}/daftar", follow=True)  # the second
    seat = Seat.objects.get()
    assert answer.redirect_chain[-1][0] == seat.get_absolute_url() and seat.state == "registered"
    assert client.post(f"/bimtek/{event.pk}/daftar").status_code == 409
    assert "Buka tiket Anda" in words(client, f"/bimtek/{event.pk}")


def test_a_person_without_a_business_registers_and_the_public_is_led_to_the_login() -> None:
    event = soon()
    assert f"/masuk?next=/bimtek/{event.pk}" in Client().get(f"/bimtek/{event.pk}").text.replace(
        "/masuk/", "/masuk"
    )
    client = as_person(STRANGER)
    client.post(f"/bimtek/{event.pk}/daftar", {"sector": "25", "region_code": "32.04"})
    assert Seat.objects.get().sector == "25"
    assert client.post(f"/bimtek/{soon().pk}/daftar", {"sector": "99"}).status_code == 422


def test_the_link_of_the_room_is_seen_only_by_whom_has_a_place() -> None:
    event = soon(mode="online", link=ROOM, capacity=1)
    one, two = a_person(), a_person()
    first, second = a_seat(event, one, timezone.now()), a_seat(event, two, timezone.now())
    assert ROOM in as_person(one).get(first.get_absolute_url()).text
    assert ROOM not in as_person(two).get(second.get_absolute_url()).text
    for client in (Client(), as_person(STRANGER), as_person(one)):
        assert ROOM not in client.get(f"/bimtek/{event.pk}").text
    acts.leave(first, actor=one)
    assert ROOM in as_person(two).get(second.get_absolute_url()).text


def test_who_takes_part_is_known_to_the_organiser_alone() -> None:
    event, one = soon(), a_person("Siti Rahasia Contoh")
    seat = a_seat(event, one, timezone.now())
    for client in (Client(), as_person(STRANGER), as_person(AUDITOR)):
        assert "Siti Rahasia" not in client.get(f"/bimtek/{event.pk}").text
        for url in (f"/bimtek/{event.pk}/peserta", seat.get_absolute_url(), f"/bimtek/{event.pk}/layar"):
            assert client.get(url).status_code in (302, 404), url
    for actor in (HENDRA, LPSE):
        assert "Siti Rahasia" in words(as_person(actor), f"/bimtek/{event.pk}/peserta")


def test_a_draft_is_nobodys_but_the_organisers() -> None:
    event = an_event(open_now=False)
    assert Client().get(f"/bimtek/{event.pk}").status_code == 404
    assert event.title not in Client().get("/bimtek").text
    client = as_person(HENDRA)
    assert client.get(f"/bimtek/{event.pk}").status_code == 200 and event.title in client.get("/bimtek").text


def test_an_office_plans_and_opens_an_event_by_its_pages() -> None:
    client = as_person(HENDRA)
    day = timezone.localtime() + days(9)
    sent = {
        "title": "Bimtek Contoh", "about": "Pokok", "mode": "hall", "address": "Aula Contoh",
        "capacity": "40",
        "region_code": "32.04", "starts_at": f"{day:%Y-%m-%dT09:00}", "ends_at": f"{day:%Y-%m-%dT12:00}",
        "sectors": ["25", "28"],
    }  # fmt: skip
    assert client.post("/bimtek/baru", sent | {"ends_at": sent["starts_at"]}).status_code == 422
    client.post("/bimtek/baru", sent)
    event = Bimtek.objects.get()
    client.post(f"/bimtek/{event.pk}/announce")
    event.refresh_from_db()
    assert event.state == "announced" and event.sectors == ["25", "28"]
    assert as_person(STRANGER).get("/bimtek/baru").status_code == 403


def running(event: Bimtek) -> None:
    """Let it begin now."""
    Bimtek.objects.filter(pk=event.pk).update(starts_at=timezone.now() - days(0.01))
    event.refresh_from_db()
    acts.start(event, actor=CLOCK)


def test_the_code_on_the_screen_leads_to_one_tap_and_a_stranger_with_it_takes_a_free_chair() -> None:
    event, one = soon(), a_person()
    seat = a_seat(event, one, timezone.now())
    running(event)
    screen = as_person(HENDRA).get(f"/bimtek/{event.pk}/layar")
    code = tokens.code(event.pk, timezone.now())
    assert code in screen.text and screen["Refresh"] == "30" and "<svg" in screen.text
    client = as_person(one)
    assert code in client.get(f"/bimtek/{event.pk}/hadir?kode={code}").text
    assert client.post(f"/bimtek/{event.pk}/hadir", {"kode": "palsu"}).status_code == 422
    client.post(f"/bimtek/{event.pk}/hadir", {"kode": code})
    seat.refresh_from_db()
    assert seat.state == "attended"
    as_person(STRANGER).post(f"/bimtek/{event.pk}/hadir", {"kode": code})
    assert Seat.objects.filter(state="attended").count() == 2
    late = as_person(a_person()).post(f"/bimtek/{event.pk}/hadir", {"kode": code})
    assert late.status_code == 409  # two chairs, both taken: who comes now waits and cannot be there


def test_the_organiser_ticks_the_list_or_scans_a_ticket() -> None:
    event = soon(capacity=3)
    seats = [a_seat(event, None, timezone.now()) for _ in range(3)]
    running(event)
    client = as_person(HENDRA)
    client.post(f"/bimtek/{event.pk}/peserta", {"hadir": [seats[0].pk, seats[1].pk, "x"]})
    scanned = client.get(f"/bimtek/tiket/{tokens.ticket(seats[2].pk)}", follow=True)
    assert "Catat hadir" in scanned.text
    client.post(f"{seats[2].get_absolute_url()}/attend")
    assert Seat.objects.filter(state="attended").count() == 3
    assert client.get("/bimtek/tiket/1:palsu").status_code == 404


def test_a_guest_takes_the_seat_home_by_its_link() -> None:
    event = soon()
    acts.enlist(event, name="Ibu Wati Contoh", actor=HENDRA)
    seat = Seat.objects.get()
    link = f"/bimtek/tiket/{tokens.ticket(seat.pk)}"
    assert tokens.ticket(seat.pk) in as_person(HENDRA).get(seat.get_absolute_url()).text
    one = a_person("Wati Contoh")
    client = as_person(one)
    assert (
        client.get(seat.get_absolute_url()).status_code == 404 and "Ini kursi saya" in client.get(link).text
    )
    assert client.post(f"{seat.get_absolute_url()}/claim", {"ticket": "1:palsu"}).status_code == 404
    client.post(f"{seat.get_absolute_url()}/claim", {"ticket": tokens.ticket(seat.pk)})
    seat.refresh_from_db()
    assert seat.name == "Wati Contoh" and client.get(seat.get_absolute_url()).status_code == 200


def test_material_comes_as_a_download_and_only_of_kinds_that_open(settings: object, tmp_path: object) -> None:
    settings.FILES = tmp_path
    event, client = soon(), as_person(HENDRA)
    for name, status in (("jahat.html", 422), ("materi.pdf", 302)):
        file = tmp_path / name
        file.write_bytes(b"%PDF-1.7")
        with file.open("rb") as opened:
            sent = client.post(f"/bimtek/{event.pk}/add_material", {"title": "Materi", "file": opened})
        assert sent.status_code == status, sent.content[-300:]
    answer = Client().get(f"/bimtek/{event.pk}/materi/{event.materials.get().sha256}")
    assert answer["Content-Disposition"] == 'attachment; filename="materi.pdf"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer.getvalue() == b"%PDF-1.7"


def test_a_certificate_is_the_owners_and_everybody_may_check_that_it_is_real() -> None:
    event, one = an_event(), a_person("Siti Rahasia Contoh")
    seat = a_seat(event, one)
    acts.start(event, actor=CLOCK, now=event.starts_at)
    acts.attend(seat, actor=HENDRA, now=event.starts_at)
    acts.finish(event, actor=CLOCK, now=event.ends_at)
    client = as_person(one)
    client.post(f"{seat.get_absolute_url()}/take_certificate", {"name": "Siti Rahasia"})
    seat.refresh_from_db()
    paper = f"{seat.get_absolute_url()}/sertifikat/{seat.certificate}.pdf"
    assert client.get(paper).content.startswith(b"%PDF")
    assert as_person(STRANGER).get(paper).status_code == 404
    known = Client().get(f"/dokumen/{seat.certificate}")
    assert event.title in known.text and "Siti" not in known.text


def test_an_empty_list_says_what_to_do() -> None:
    assert "Belum ada bimtek yang dibuka" in words(Client(), "/bimtek")
    assert "Belum ada peserta" in words(as_person(HENDRA), f"/bimtek/{soon().pk}/peserta")
