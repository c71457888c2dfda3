"""The inbox as its owner sees it."""

import pytest
from django.test import Client

from pasok.ledger.models import Entry
from pasok.notices import reader, reads
from pasok.people.models import Person
from pasok.planning.tests.builders import an_announced_package, an_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def ppk() -> Person:
    office = an_office()
    for title in ("Pengadaan Meja", "Pengadaan Kursi"):
        an_announced_package(office, title=title)
    for entry in Entry.objects.order_by("pk"):
        reader.read(entry)
    return Person.objects.get(pk=office.ppk.id.partition(":")[2])


@pytest.fixture
def mine(client: Client, ppk: Person) -> Client:
    client.force_login(ppk, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_inbox_shows_the_unread_first_and_says_what_to_do(mine: Client, ppk: Person) -> None:
    text = mine.get("/kotak-masuk").content.decode()
    assert "2 belum dibaca" in text
    assert "Siapkan spesifikasi, HPS, dan rancangan kontraknya." in text
    newest = reads.inbox(ppk.actor)[0]
    mine.post(f"/kotak-masuk/{newest.pk}")
    assert reads.inbox(ppk.actor)[1] == newest


def test_opening_a_notice_marks_it_read_and_goes_there(mine: Client, ppk: Person) -> None:
    notice = reads.inbox(ppk.actor)[0]
    answer = mine.post(f"/kotak-masuk/{notice.pk}")
    assert answer.status_code == 302 and answer["Location"] == notice.url
    assert mine.get(notice.url).status_code == 200
    assert reads.unread(ppk.actor) == 1


def test_all_can_be_marked_read_at_once(mine: Client, ppk: Person) -> None:
    mine.post("/kotak-masuk/dibaca")
    assert reads.unread(ppk.actor) == 0
    assert "belum dibaca" not in mine.get("/kotak-masuk").content.decode()


def test_another_persons_notice_is_not_found(client: Client, ppk: Person) -> None:
    stranger = Person.objects.create_user("lain@contoh.test", name="Orang Lain")
    client.force_login(stranger, "allauth.account.auth_backends.AuthenticationBackend")
    notice = reads.inbox(ppk.actor)[0]
    assert client.post(f"/kotak-masuk/{notice.pk}").status_code == 404
    assert "Belum ada pemberitahuan" in client.get("/kotak-masuk").content.decode()
    assert reads.unread(ppk.actor) == 2


def test_the_public_has_no_inbox(client: Client, db: None) -> None:
    assert client.get("/kotak-masuk").status_code == 302


def test_machines_read_the_same(mine: Client) -> None:
    page = mine.get("/kotak-masuk", headers={"Accept": "application/json"}).json()
    assert page["unread"] == 2
    assert {"title", "text", "url", "at", "read"} <= set(page["notices"][0])


def test_the_front_page_says_what_waits(mine: Client) -> None:
    assert '<span class="count num">2<' in mine.get("/").content.decode()
