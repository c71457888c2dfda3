"""The page of the KBLI helper, and the way from a found code into one's own profile."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from pasok.kernel.actor import Actor
from pasok.people.models import Person
from pasok.suppliers.tests.builders import a_supplier, an_owner

pytestmark = pytest.mark.django_db
WORDS = {"q": "saya membuat meja dan lemari"}


def page(client: Client, path: str, data: dict[str, str] | None = None, **headers: str) -> BeautifulSoup:
    answer = client.get(path, data or {}, headers=headers)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def logged_in(owner: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=owner.id.partition(":")[2]))
    return client


def test_anybody_asks_in_their_own_words_and_reads_both_codes_with_reasons() -> None:
    first = page(Client(), "/kbli", WORDS).select_one("#found li")
    assert {"KBLI 2020: 31001", "KBLI 2025: 31011"} <= set(first.stripped_strings)
    assert "lemari" in first.get_text() and "Pakai kode ini" in first.get_text()


def test_without_words_there_are_examples_that_are_answered() -> None:
    ways = [a["href"] for a in page(Client(), "/kbli").select("#found .chips a")]
    assert len(ways) > 3
    assert all(page(Client(), f"/kbli{way}").select("#found li") for way in ways)


@pytest.mark.parametrize("words", ["xqzzwv", "<script>alert(1)</script>", "\x00", "9" * 5000])
def test_words_that_mean_nothing_get_a_way_on_and_no_error(words: str) -> None:
    found = page(Client(), "/kbli", {"q": words})
    assert "Tidak ada kode yang cocok" in found.get_text() and not found.select("#found script")


def test_what_htmx_swaps_is_what_a_reload_shows() -> None:
    whole = page(Client(), "/kbli", WORDS).select_one("#found")
    part = page(Client(), "/kbli", WORDS, **{"HX-Request": "true"})
    assert str(part.select_one("#found")) == str(whole) and not part.select("main")


def test_a_program_gets_the_codes_as_json() -> None:
    told = Client().get("/kbli", WORDS, headers={"accept": "application/json"}).json()
    assert told["codes"][0]["code"] == "31001" and told["codes"][0]["also"] == "31011"


def test_a_visitor_signs_up_first_and_comes_back_with_the_code() -> None:
    way = page(Client(), "/kbli", WORDS).select_one("#found li a.btn")["href"]
    assert way.startswith("/daftar") and "kbli%3D31001" in way


def test_who_has_no_business_yet_finds_the_code_in_the_enrolment() -> None:
    client = logged_in(an_owner())
    way = page(client, "/kbli", WORDS).select_one("#found li a.btn")["href"]
    form = page(client, way)
    assert form.select_one("#id_permits-0-kbli")["value"] == "31001"
    assert form.select_one("form#kbli-ask") and form.select_one("input[form=kbli-ask]")


def test_an_owner_finds_the_code_in_the_next_empty_line_of_the_profile() -> None:
    owner = an_owner()
    client, supplier = logged_in(owner), a_supplier(actor=owner, ready=False)
    way = f"/usaha/{supplier.pk}?kbli=14111&edition=2025#act-set_permits"
    form = page(client, way).select_one("#act-set_permits")
    lines = [field.get("value") for field in form.select("input[name$=-kbli]")]
    assert lines[len(supplier.permits.all())] == "14111" and form.select_one("details[open]")


@pytest.mark.parametrize("code", ["99999", "abc", "31001<b>", ""])
def test_a_code_that_does_not_exist_is_not_taken(code: str) -> None:
    form = page(logged_in(an_owner()), "/usaha/baru", {"kbli": code, "edition": "2020"})
    assert not form.select_one("#id_permits-0-kbli").get("value")
