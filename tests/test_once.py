"""A form that is sent twice is done once, and both senders read the same answer."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from bs4 import BeautifulSoup
from django.db import connections
from django.test import Client

from pasok.kernel.actor import Actor
from pasok.ledger.reads import chain
from pasok.pages.models import Sent
from pasok.people.models import Person
from pasok.planning.models import Package
from pasok.planning.tests.builders import Office, a_package, an_announced_package, an_office

pytestmark = pytest.mark.django_db(transaction=True)
JSON = {"accept": "application/json"}
HTMX = {"hx-request": "true"}


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=int(actor.id.partition(":")[2])))
    return client


def a_form(client: Client, package: Package, act: str) -> dict[str, str]:
    """The hidden fields of an act's form, as the page renders them now."""
    page = BeautifulSoup(client.get(package.get_absolute_url()).content, "html.parser")
    form = page.find("form", action=f"{package.get_absolute_url()}/{act}")
    return {field["name"]: field["value"] for field in form.select("input[type=hidden]")}


def send(client: Client, package: Package, act: str, form: dict[str, str], **headers: str) -> object:
    return client.post(f"{package.get_absolute_url()}/{act}", form, headers=headers)


def draft_of(office: Office) -> tuple[Client, Package, dict[str, str]]:
    package = a_package(office)
    client = browser(office.ppk)
    return client, package, {**a_form(client, package, "write_specification"), "text": "Meja kayu jati."}


def test_the_second_of_two_equal_sendings_changes_nothing_and_leads_to_the_same_place() -> None:
    client, package, form = draft_of(an_office())
    first = send(client, package, "write_specification", form)
    second = send(client, package, "write_specification", form)
    assert chain(package.key).count() == 2
    assert first.headers["location"] == second.headers["location"] == package.get_absolute_url()
    assert "Sudah diterima" in client.get(package.get_absolute_url()).content.decode()


def test_eight_taps_at_once_are_one_act_with_one_answer() -> None:
    client, package, form = draft_of(an_office())
    way, start = f"{package.get_absolute_url()}/write_specification", threading.Barrier(8)

    def tap(_: int) -> str:
        start.wait()
        answer = Client(headers={"cookie": f"sessionid={client.cookies['sessionid'].value}"}).post(way, form)
        connections.close_all()
        return f"{answer.status_code} {answer.headers.get('location')}"

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(tap, range(8)))
    assert answers == {f"302 {package.get_absolute_url()}"}
    assert chain(package.key).count() == 2 and Sent.objects.count() == 1


def test_two_tabs_that_show_the_same_form_send_it_once() -> None:
    client, package, form = draft_of(an_office())
    other_tab = {**a_form(client, package, "write_specification"), "text": form["text"]}
    send(client, package, "write_specification", form)
    send(client, package, "write_specification", other_tab)
    assert chain(package.key).count() == 2


def test_other_words_in_the_same_form_are_another_sending() -> None:
    client, package, form = draft_of(an_office())
    send(client, package, "write_specification", form)
    send(client, package, "write_specification", {**form, "text": "Meja kayu mahoni."})
    package.refresh_from_db()
    assert chain(package.key).count() == 3 and package.specification == "Meja kayu mahoni."


def test_after_it_was_done_the_page_offers_a_new_form() -> None:
    client, package, form = draft_of(an_office())
    send(client, package, "write_specification", form)
    again = {**a_form(client, package, "write_specification"), "text": form["text"]}
    assert again["once"] != form["once"]
    send(client, package, "write_specification", again)
    assert chain(package.key).count() == 3


def test_what_was_refused_may_be_sent_again() -> None:
    office = an_office()
    package = an_announced_package(office)
    client = browser(office.pa)
    form = a_form(client, package, "cancel")
    assert send(client, package, "cancel", {**form, "reason": ""}).status_code == 422
    assert not Sent.objects.exists()
    assert send(client, package, "cancel", {**form, "reason": "Ganda."}).status_code == 302


def test_htmx_is_sent_to_the_page_and_told_there() -> None:
    client, package, form = draft_of(an_office())
    here = {**HTMX, "hx-current-url": f"http://testserver{package.get_absolute_url()}"}
    assert send(client, package, "write_specification", form, **here).status_code == 200
    second = send(client, package, "write_specification", form, **here)
    assert (second.status_code, second.headers["hx-redirect"]) == (204, package.get_absolute_url())
    assert chain(package.key).count() == 2


def test_a_machine_sends_a_key_and_gets_the_first_answer_again() -> None:
    office = an_office()
    package, client = a_package(office), browser(office.ppk)
    key = {**JSON, "idempotency-key": "3f1c"}
    way = f"{package.get_absolute_url()}/write_specification"
    first, second = (client.post(way, {"text": "Meja."}, "application/json", headers=key) for _ in range(2))
    assert first.json() == second.json() and second.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers and chain(package.key).count() == 2
    other = client.post(way, {"text": "Kursi."}, "application/json", headers=key)
    assert other.status_code == 422 and "isi yang lain" in other.json()["errors"]["__all__"][0]
    assert client.post(way, {}, headers={**JSON, "idempotency-key": "x" * 201}).status_code == 422


def test_a_token_of_one_person_says_nothing_to_another() -> None:
    office = an_office()
    client, package, form = draft_of(office)
    send(client, package, "write_specification", form)
    stranger = browser(office.pa)
    assert send(stranger, package, "write_specification", form).status_code == 409
    assert Sent.objects.filter(person=office.ppk.id).count() == 1
