"""One way to do an act, told three ways: page, htmx, JSON. On packages of the plan, through their address."""

from dataclasses import replace
from types import SimpleNamespace
from unittest.mock import ANY

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.test import Client, RequestFactory

from pasok.kernel.actor import NOBODY, Actor
from pasok.kernel.machine import WRONG_HAT
from pasok.ledger.reads import chain
from pasok.pages.subject import perform, timeline
from pasok.people.models import Person
from pasok.planning import acts
from pasok.planning.machine import package as machine
from pasok.planning.models import Package
from pasok.planning.tests.builders import Office, a_package, an_announced_package, an_office

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}
HTMX = {"hx-request": "true"}


@pytest.fixture
def office() -> Office:
    return an_office()


@pytest.fixture
def package(office: Office) -> Package:
    return an_announced_package(office)


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=int(actor.id.partition(":")[2])))
    return client


def way(package: Package, act: str) -> str:
    return f"{package.get_absolute_url()}/{act}"


def written(package: Package) -> int:
    return chain(package.key).count()


def test_an_unknown_act_has_no_address(office: Office, package: Package) -> None:
    assert browser(office.pa).post(way(package, "sell"), headers=JSON).status_code == 404


def test_an_inner_act_has_no_address(office: Office, package: Package) -> None:
    assert browser(office.ppk).post(way(package, "begin_selection"), headers=JSON).status_code == 404


def test_no_room_can_open_an_inner_act_by_its_view(office: Office, package: Package) -> None:
    with pytest.raises(Http404):
        perform(
            asking(office, package), "planning/package.html", machine, package, {}, acts, "begin_selection"
        )


def test_reading_the_address_of_an_act_leads_to_the_subject(office: Office, package: Package) -> None:
    client = browser(office.pa)
    assert client.get(way(package, "cancel")).headers["location"] == package.get_absolute_url()
    assert client.get(way(package, "cancel"), headers=JSON).status_code == 405


def test_a_machine_that_sends_too_little_learns_which_field(office: Office, package: Package) -> None:
    answer = browser(office.pa).post(way(package, "cancel"), headers=JSON)
    assert answer.status_code == 422 and answer.json() == {"errors": {"reason": [ANY]}}
    assert written(package) == 3


def test_what_was_typed_stays_beside_what_is_wrong(office: Office) -> None:
    package = a_package(office)
    answer = browser(office.ppk).post(way(package, "edit"), {"title": "Lemari baru", "pagu": "banyak"})
    page = BeautifulSoup(answer.content, "html.parser")
    box = page.find(id="act-edit")
    assert answer.status_code == 422
    assert box.find(attrs={"name": "title"})["value"] == "Lemari baru"
    assert box.find(attrs={"name": "pagu"})["aria-invalid"] == "true"
    assert "Belum terkirim" in box.find(role="alert").text
    assert box.find("details").has_attr("open"), "the form that is wrong lies open"
    for link in box.select("[role=alert] a"):
        assert page.find(id=link["href"][1:]), "every line of the summary leads to a field"


def test_a_shut_act_is_refused_with_the_same_words_everywhere(office: Office) -> None:
    package = a_package(office, funding=[])
    client = browser(office.pa)
    offered = {
        act["name"]: act for act in client.get(package.get_absolute_url(), headers=JSON).json()["acts"]
    }
    why = offered["announce"]["why_not"]
    refused = client.post(way(package, "announce"), headers=JSON)
    assert not offered["announce"]["open"] and why
    assert refused.status_code == 409 and refused.json() == {"act": "announce", "why_not": why}
    for more in ({}, HTMX):
        page = client.post(way(package, "announce"), headers=more)
        soup = BeautifulSoup(page.content, "html.parser")
        assert page.status_code == 409
        assert [li.text for li in soup.find(role="alert").find_all("li")] == why
        assert [li.text for li in soup.find(id="why-announce").find_all("li")] == why
    assert written(package) == 1


def test_whoever_may_not_act_is_told_so_before_the_form_is_read(office: Office, package: Package) -> None:
    answer = browser(office.ppk).post(way(package, "cancel"), headers=JSON)
    assert answer.status_code == 409 and answer.json()["why_not"] == [WRONG_HAT]


def test_a_page_answers_with_a_redirect_and_a_word(office: Office, package: Package) -> None:
    client = browser(office.pa)
    answer = client.post(way(package, "cancel"), {"reason": "Anggaran dialihkan."}, follow=True)
    assert answer.redirect_chain == [(package.get_absolute_url(), 302)]
    assert "Batalkan: berhasil." in answer.content.decode()
    assert 'id="act-revive"' in answer.content.decode()


def test_htmx_gets_the_live_part_and_it_equals_a_reload(office: Office, package: Package) -> None:
    client = browser(office.pa)
    part = client.post(way(package, "cancel"), {"reason": "Anggaran dialihkan."}, headers=HTMX)
    swapped = BeautifulSoup(part.content, "html.parser")
    reloaded = BeautifulSoup(client.get(package.get_absolute_url()).content, "html.parser")
    assert part.status_code == 200 and not swapped.find("header", class_="top")
    swapped.select_one(".notice.good").decompose()  # what was just done is told once
    for soup in (swapped, reloaded):
        for token in soup.find_all(attrs={"name": "csrfmiddlewaretoken"}):
            token.decompose()
    assert swapped.find(id="live").get_text(" ", strip=True) == reloaded.find(id="live").get_text(
        " ", strip=True
    )


def test_a_machine_sends_json_and_reads_the_new_state(office: Office, package: Package) -> None:
    answer = browser(office.pa).post(
        way(package, "cancel"), {"reason": "Ganda."}, content_type="application/json", headers=JSON
    )
    assert answer.status_code == 200
    assert answer.json()["key"] == package.key and answer.json()["state"] == "cancelled"
    assert "revive" in [act["name"] for act in answer.json()["acts"]]


@pytest.mark.parametrize("body", ["{", "[1]", '"x"', "\xff"])
def test_json_that_cannot_be_read_is_said_to_be_so(office: Office, package: Package, body: str) -> None:
    answer = browser(office.pa).post(
        way(package, "cancel"), body.encode("latin-1"), content_type="application/json", headers=JSON
    )
    assert answer.status_code == 400 and "tidak dapat dibaca" in answer.json()["errors"]["__all__"][0]


def asking(office: Office, package: Package, **headers: str) -> HttpRequest:
    request = RequestFactory().post(way(package, "announce"), headers=headers)
    request.actor = office.pa
    return request


def test_an_act_may_answer_with_a_receipt_or_a_place(office: Office, package: Package) -> None:
    """`perform` itself: no room is asked, only what an act may return."""
    given = {"receipt": {"title": "Diterima"}, "location": "/paket"}
    giving = SimpleNamespace(announce=lambda subject, actor: given)
    common = (machine, package, {}, giving, "announce")
    assert b"Diterima" in perform(asking(office, package, **JSON), "planning/package.html", *common).content


def test_what_an_act_finds_wrong_in_the_input_is_an_input_error(office: Office, package: Package) -> None:
    def announce(subject: Package, actor: Actor) -> None:
        raise ValidationError("Berkas ini rusak.")

    common = (machine, package, {}, SimpleNamespace(announce=announce), "announce")
    answer = perform(asking(office, package, **JSON), "planning/package.html", *common)
    assert answer.status_code == 422 and b"Berkas ini rusak." in answer.content


def test_a_secret_act_is_in_the_timeline_of_its_actor_alone(office: Office, package: Package) -> None:
    hushed = replace(
        machine, acts=tuple(replace(act, secret=act.name == "set_method") for act in machine.acts)
    )
    told = {who: [line.words for line in timeline(hushed, package, who)] for who in (office.ppk, NOBODY)}
    assert told[NOBODY] == ["mengumumkan paket di RUP", "menyusun rancangan paket"]
    assert told[office.ppk][1] == "menetapkan metode pemilihan" and len(told[office.ppk]) == 3
