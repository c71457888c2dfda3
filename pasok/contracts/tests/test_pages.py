import pytest
from bs4 import BeautifulSoup
from django.test import Client

from pasok.contracts.models import Contract
from pasok.contracts.tests.builders import a_contract
from pasok.kernel.actor import Actor
from pasok.people.models import Person
from pasok.suppliers.tests.builders import a_supplier
from tests.cast import AUDITOR, KENCANA, MAJU, RATNA, a_cast

pytestmark = pytest.mark.django_db
REVISION = {
    "number": "K-01",
    "kind": "lump_sum",
    "sppbj_on": "2026-03-03",
    "delivery_days": "60",
    "terms": "Rahasia",
}


@pytest.fixture
def contract(settings: object) -> Contract:
    settings.DEMO = True  # the cast has no second factor
    a_cast()
    return a_contract(a_supplier("Maju Contoh", actor=MAJU))


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.id.partition(":")[2]))
    return client


def live(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").select_one("#live").get_text(" ").split())


def test_the_public_reads_who_what_and_how_much_and_nothing_of_the_lines(contract: Contract) -> None:
    page = Client().get(contract.get_absolute_url())
    assert page.status_code == 200
    told = ("CV Maju Contoh", "Rp250.000.000", "27 Maret 2026", "14 hari kerja", "Rp12.500.000")
    for words in (*told, "Perpres 16/2018 Ps 33"):
        assert words in page.text, words
    assert "Meja siswa" not in page.text and "Lengkapi rancangan" not in page.text


@pytest.mark.parametrize(("actor", "sees"), [(MAJU, True), (RATNA, True), (AUDITOR, True), (KENCANA, False)])
def test_the_lines_are_for_the_parties_and_the_auditor(contract: Contract, actor: Actor, sees: bool) -> None:
    page = signed_in(actor).get(contract.get_absolute_url()).text
    assert ("Meja siswa" in page) is sees and ("Rp1.750.000" in page) is sees
    assert ("Lengkapi rancangan" in page) is (actor == RATNA)


def test_the_api_offers_what_the_buttons_offer(contract: Contract) -> None:
    client, url = signed_in(RATNA), contract.get_absolute_url()
    body = client.get(url, headers={"accept": "application/json"}).json()
    page = BeautifulSoup(client.get(url).text, "html.parser")
    offered = {act["name"]: act["open"] for act in body["acts"]}
    assert offered == {b["id"].removeprefix("act-"): not b.select("[disabled]") for b in page.select(".act")}
    assert offered == {"revise_draft": True, "cancel_draft": True}


def test_what_htmx_swaps_is_what_a_reload_shows(contract: Contract) -> None:
    client, url = signed_in(RATNA), contract.get_absolute_url()
    swap = client.post(f"{url}/revise_draft", REVISION, headers={"hx-request": "true"})
    again = live(client.get(url).text)
    assert live(swap.text).replace("Lengkapi rancangan: berhasil. ", "") == again
    assert "K-01" in again and "60 hari kalender" in again and "30 Maret 2026" in again
    assert "Rahasia" in again and "Rahasia" not in Client().get(url).text


def test_what_was_typed_stays_when_something_is_wrong(contract: Contract) -> None:
    url = f"{contract.get_absolute_url()}/revise_draft"
    answer = signed_in(RATNA).post(url, REVISION | {"delivery_days": "0", "number": "K-77"})
    assert answer.status_code == 422 and 'value="K-77"' in answer.text
    contract.refresh_from_db()
    assert contract.number == "" and contract.entries == 1


def test_a_draft_is_cancelled_only_with_a_reason_and_then_for_good(contract: Contract) -> None:
    client, url = signed_in(RATNA), contract.get_absolute_url()
    assert client.post(f"{url}/cancel_draft", {"reason": " "}).status_code == 422
    assert client.post(f"{url}/cancel_draft", {"reason": "Pemenang mundur."}).status_code == 302
    page = Client().get(url).text
    assert "Rancangan dibatalkan" in page and "Pemenang mundur." in page
    late = client.post(f"{url}/revise_draft", REVISION)
    assert late.status_code == 409 and "Rancangan dibatalkan" in late.text


def test_a_supplier_is_refused_by_page_and_by_json(contract: Contract) -> None:
    url = f"{contract.get_absolute_url()}/cancel_draft"
    client = signed_in(MAJU)
    assert client.post(url, {"reason": "x"}).status_code == 409
    answer = client.post(url, {"reason": "x"}, headers={"accept": "application/json"})
    assert answer.status_code == 409 and answer.json()["why_not"] == [
        "Anda tidak berwenang melakukan tindakan ini."
    ]
