"""Drafts: what was typed comes back to its writer, as typed, until it is sent; secrets never do."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from pasok.ledger.reads import chain
from pasok.pages import drafts, tasks
from pasok.pages.models import Draft, Sent
from pasok.people.models import Person
from pasok.planning.models import Package
from pasok.planning.tests.builders import Office, a_package, an_office
from tests.test_once import a_form, browser, send

pytestmark = pytest.mark.django_db
EDIT = {
    "title": "Lemari <arsip> & rak",
    "pagu": "dua ratus juta",
    "year": "",
    "funding-0-source": "APBD",
    "funding-0-amount": "1.000",
    "funding-1-source": "",
    "funding-1-amount": "9,9,9",
}


@pytest.fixture
def office() -> Office:
    return an_office()


@pytest.fixture
def package(office: Office) -> Package:
    return a_package(office)


def the_form(client: Client, where: str, action: str | None = None) -> Any:
    page = BeautifulSoup(client.get(where).content, "html.parser")
    return page.find("form", action=action) if action else page.select_one("form[data-keep]")


def keep(client: Client, form: dict[str, Any], way: str = "") -> Any:
    return client.post("/draf", {**form, "way": way}, headers={"accept": "application/json"})


def test_what_was_typed_comes_back_as_typed_and_is_not_judged_yet(office: Office, package: Package) -> None:
    client, way = browser(office.ppk), f"{package.get_absolute_url()}/edit"
    answer = keep(client, {**a_form(client, package, "edit"), **EDIT})
    assert answer.json()["kept"] and "Draf tersimpan" in answer.json()["words"]
    form = the_form(client, package.get_absolute_url(), way)
    shown = {name: form.find(attrs={"name": name}).get("value", "") for name in EDIT if "source" not in name}
    assert shown == {name: value for name, value in EDIT.items() if "source" not in name}
    assert form.find(attrs={"name": "funding-0-source"}).find("option", selected=True)["value"] == "APBD"
    assert not form.select("[role=alert], .err") and form.find_parent("details").has_attr("open")
    assert "Draf Anda dari" in form.find_previous("form", class_="drafted").text


def test_nobody_else_sees_a_draft(office: Office, package: Package) -> None:
    client = browser(office.ppk)
    keep(client, {**a_form(client, package, "write_specification"), "text": "Rahasia dapur."})
    assert "Rahasia dapur." in client.get(package.get_absolute_url()).content.decode()
    assert "Rahasia dapur." not in browser(office.pa).get(package.get_absolute_url()).content.decode()


def test_a_name_of_a_draft_that_the_house_did_not_sign_keeps_nothing(office: Office) -> None:
    answer = keep(browser(office.ppk), {"draft": "eyJrZXkiOiJ4In0:palsu", "text": "x"})
    assert answer.status_code == 422 and not Draft.objects.exists()


def test_the_act_takes_its_draft_away_and_a_late_save_does_not_bring_it_back(
    office: Office, package: Package
) -> None:
    client, way = browser(office.ppk), f"{package.get_absolute_url()}/write_specification"
    form = {**a_form(client, package, "write_specification"), "text": "Meja."}
    keep(client, form)
    assert send(client, package, "write_specification", form).status_code == 302
    assert not Draft.objects.exists()
    assert not keep(client, form, way).json()["kept"] and not Draft.objects.exists()


def test_an_act_done_by_htmx_shows_no_draft_in_its_answer(office: Office, package: Package) -> None:
    client = browser(office.ppk)
    form = {**a_form(client, package, "write_specification"), "text": "Meja."}
    keep(client, form)
    answer = send(client, package, "write_specification", form, **{"hx-request": "true"})
    assert answer.status_code == 200 and b"Draf Anda" not in answer.content


def test_without_the_script_a_form_that_is_not_accepted_is_kept(office: Office, package: Package) -> None:
    client = browser(office.ppk)
    form = {**a_form(client, package, "edit"), **EDIT}
    assert send(client, package, "edit", form).status_code == 422
    assert Draft.objects.get().data["pagu"] == ["dua ratus juta"] and chain(package.key).count() == 1


def test_the_person_throws_it_away_and_is_back_on_the_page(office: Office, package: Package) -> None:
    client, here = browser(office.ppk), package.get_absolute_url()
    form = a_form(client, package, "edit")
    keep(client, {**form, **EDIT})
    for other in ("https://jahat.example/", "//jahat.example"):
        assert client.post("/draf/buang", {"next": other}).headers["location"] == "/"
    answer = client.post("/draf/buang", {"draft": form["draft"], "next": here})
    assert answer.headers["location"] == here and not Draft.objects.exists()


def test_pages_that_are_no_acts_keep_drafts_too(office: Office) -> None:
    client = browser(office.ppk)
    form = the_form(client, "/paket/baru")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    keep(client, {**hidden, "title": "Bangku taman"})
    assert the_form(client, "/paket/baru").find(attrs={"name": "title"})["value"] == "Bangku taman"
    answer = client.post("/paket/baru", {**hidden, "title": "Bangku", "pagu": "x"})
    assert answer.status_code == 422 and Draft.objects.get().data["pagu"] == ["x"]


def test_the_nik_of_an_officer_is_in_no_draft_and_comes_back_empty(office: Office) -> None:
    person = Person.objects.create(name="Wati", email="wati@contoh.test")
    client = Client()
    client.force_login(person)
    form = the_form(client, "/usaha/baru")
    hidden = {
        field["name"]: field["value"] for field in form.select("input[type=hidden]") if field.get("value")
    }
    typed = {
        "name": "Mebel Wati",
        "permits-0-kbli": "31001",
        "officers-0-name": "Wati",
        "officers-0-nik": "3204",
    }
    keep(client, {**hidden, **typed})
    client.post("/usaha/baru", {**hidden, **typed})
    held = Draft.objects.get()
    assert held.data["permits-0-kbli"] == ["31001"] and "officers-0-nik" not in held.data
    form = the_form(client, "/usaha/baru")
    assert form.find(attrs={"name": "officers-0-name"})["value"] == "Wati"
    nik = form.find(attrs={"name": "officers-0-nik"})
    assert nik.has_attr("data-secret") and not nik.get("value")


def test_a_person_has_a_bounded_pile_of_drafts(office: Office, package: Package, monkeypatch: Any) -> None:
    client = browser(office.ppk)
    form = a_form(client, package, "edit")
    monkeypatch.setattr(drafts, "MOST", 1)
    keep(client, {**form, **EDIT})
    keep(client, {**a_form(client, package, "write_specification"), "text": "Baru"})
    assert [draft.act for draft in Draft.objects.all()] == ["write_specification"]
    monkeypatch.setattr(drafts, "LARGEST", 10)
    assert not keep(client, {**form, **EDIT}).json()["kept"]


def test_once_a_night_what_is_old_goes(office: Office) -> None:
    now = timezone.now()
    for days in (1, 31, 91):
        Draft.objects.create(person="person:1", key=f"k{days}", data={}, saved_at=now - timedelta(days=days))
        Sent.objects.create(person="person:1", token=str(days), content="x", answer={})
        Sent.objects.filter(token=str(days)).update(at=now - timedelta(days=days))
        Session.objects.create(session_key=str(days), expire_date=now + timedelta(days=30 - days))
    tasks.clear(now)
    assert set(Draft.objects.values_list("key", flat=True)) == {"k1", "k31"}
    assert set(Sent.objects.values_list("token", flat=True)) == {"1"}
    assert set(Session.objects.values_list("session_key", flat=True)) == {"1"}
