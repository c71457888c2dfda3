"""Pages of tenders and bids: what the API offers are the buttons; who may not know, does not learn."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from pasok.kernel.actor import NOBODY, Actor
from pasok.people.models import Person
from pasok.planning.tests.builders import LINES, a_school_furniture_package
from pasok.tenders import acts, rehearsal
from pasok.tenders.models import Tender
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import Scene, a_workshop

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}
HTMX = {"hx-request": "true"}
PRICE = Decimal(1_234_567_000)


@pytest.fixture(autouse=True)
def lately(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scenes are played this morning: pages know no other time than now."""
    monkeypatch.setattr(builders, "MORNING", timezone.now() - timedelta(hours=6))


@pytest.fixture
def scene() -> Scene:
    """Announced; one business has bid."""
    return builders.competing(prices=(PRICE,))


def browser(actor: Actor) -> Client:
    client = Client()
    if actor != NOBODY:
        client.force_login(Person.objects.get(pk=int(actor.id.partition(":")[2])))
    return client


def soup(answer: Any) -> BeautifulSoup:
    page = BeautifulSoup(answer.content, "html.parser")
    for token in page.select("[name=csrfmiddlewaretoken]"):
        token.decompose()
    return page


def way(subject: Any, act: str = "") -> str:
    return f"{subject.get_absolute_url()}/{act}".rstrip("/")


def test_a_tender_that_is_not_announced_exists_for_its_officials_alone() -> None:
    scene = builders.preparing()
    rival = a_workshop("Mau Tahu")
    for headers in ({}, JSON):
        for actor in (NOBODY, rival):
            assert browser(actor).get(way(scene.tender), headers=headers).status_code == 404
        for actor in (scene.chair, scene.office.ppk):
            assert browser(actor).get(way(scene.tender), headers=headers).status_code == 200
    assert browser(rival).post(way(scene.tender, "register"), headers=JSON).status_code == 404
    assert scene.tender.title not in Client().get("/tender").content.decode()


def test_what_the_api_offers_are_the_buttons_with_the_same_reasons(scene: Scene) -> None:
    stranger = a_workshop("Belum Ikut")
    seen = set()
    for actor in (NOBODY, scene.chair, scene.office.ppk, scene.office.pa, scene.bidders[0], stranger):
        client = browser(actor)
        offered = client.get(way(scene.tender), headers=JSON).json()["acts"]
        page = soup(client.get(way(scene.tender)))
        assert {box["id"] for box in page.select("div.act")} == {f"act-{act['name']}" for act in offered}
        for act in offered:
            box = page.find(id=f"act-{act['name']}")
            assert [line.text for line in box.select(".why li:not([data-lacks])")] == act["why_not"]
            assert bool(box.find("form")) is act["open"]
            seen.add((act["name"], act["open"]))
    assert {("register", True), ("register", False), ("amend", True), ("answer", False)} <= seen


def test_what_htmx_swaps_is_what_a_reload_shows(scene: Scene) -> None:
    client = browser(scene.chair)
    part = client.post(way(scene.tender, "amend"), {"text": "Warna cokelat."}, headers=HTMX)
    swapped, reloaded = soup(part), soup(client.get(way(scene.tender)))
    assert part.status_code == 200 and not swapped.find("header", class_="top")
    swapped.select_one(".notice.good").decompose()  # what was just done is told once
    words = [page.find(id="live").get_text(" ", strip=True) for page in (swapped, reloaded)]
    assert words[0] == words[1] and "Warna cokelat." in words[0]


def test_a_refusal_is_one_sentence_on_the_page_and_in_the_api(scene: Scene) -> None:
    client = browser(scene.bidders[0])
    told = client.post(way(scene.tender, "register"), {"pact": "on"}, headers=JSON)
    assert told.status_code == 409 and told.json()["why_not"] == [
        "Usaha Anda sudah terdaftar di tender ini. Buka penawaran Anda."
    ]
    for headers in ({}, HTMX):
        page = client.post(way(scene.tender, "register"), {"pact": "on"}, headers=headers)
        assert page.status_code == 409
        assert [line.text for line in soup(page).select("[role=alert] li")] == told.json()["why_not"]


def test_a_wrong_input_is_one_sentence_on_the_page_and_in_the_api(scene: Scene) -> None:
    client = browser(a_workshop("Belum Ikut"))
    told = client.post(way(scene.tender, "register"), headers=JSON)
    page = client.post(way(scene.tender, "register"))
    assert told.status_code == page.status_code == 422
    assert told.json()["errors"]["pact"][0] in soup(page).find(id="act-register").text


def test_an_envelope_is_sent_by_the_api_and_its_receipt_comes_again(scene: Scene) -> None:
    actor = a_workshop("Lewat API")
    client = browser(actor)
    answer = client.post(way(scene.tender, "register"), {"pact": "on"}, headers=JSON)
    place = answer.json()["location"]
    sealed = rehearsal.seal(scene.tender, actor.supplier, PRICE)
    sent = {"idem": sealed.idem, "leaf": sealed.leaf, "envelopes": sealed.envelopes}
    first, again = (
        client.post(f"{place}/submit", json.dumps(sent), content_type="application/json", headers=JSON)
        for _ in range(2)
    )
    assert first.status_code == again.status_code == 200
    assert first.json()["receipt"] == again.json()["receipt"]
    checked = Client().post("/periksa", {"receipt": json.dumps(first.json()["receipt"])})
    assert "Tanda terima ini benar" in checked.content.decode()


def test_a_receipt_that_was_touched_or_is_none_is_told_apart(scene: Scene) -> None:
    receipt = scene.receipts[0]["receipt"]
    touched = json.dumps(receipt | {"index": receipt["index"] + 1})
    assert "tidak cocok" in Client().post("/periksa", {"receipt": touched}).content.decode()
    for junk in ("", "{", "[1]", "null", '"x"'):
        answer = Client().post("/periksa", {"receipt": junk})
        assert answer.status_code == 422
    for junk in ("{}", '{"index": "x"}', '{"v": 1, "index": -5}'):
        answer = Client().post("/periksa", {"receipt": junk})
        assert answer.status_code == 200 and "tidak cocok" in answer.content.decode()


def test_a_bid_is_its_owners_alone_until_the_opening(scene: Scene) -> None:
    bid, rival = scene.bids[0], a_workshop("Saingan")
    for headers in ({}, JSON):
        assert browser(scene.bidders[0]).get(way(bid), headers=headers).status_code == 200
        for actor in (rival, scene.chair, scene.office.ppk):
            assert browser(actor).get(way(bid), headers=headers).status_code == 404
            assert browser(actor).post(way(bid, "withdraw"), headers=headers).status_code == 404
    assert Client().get(way(bid)).status_code == 302
    assert Client().get(way(bid), headers=JSON).status_code == 401


def test_before_the_opening_no_page_tells_who_bids_or_what_a_line_may_cost(scene: Scene) -> None:
    name = "Bengkel Contoh"
    secrets = [name, *(f"{line['unit_price']:,.0f}".replace(",", ".") for line in LINES)]
    secrets += [str(line["unit_price"]) for line in LINES]
    rival = a_workshop("Saingan")
    for actor in (NOBODY, rival, scene.chair, scene.office.pa):
        for headers in ({}, JSON, HTMX):
            told = browser(actor).get(way(scene.tender), headers=headers).content.decode()
            assert not [secret for secret in secrets if secret in told], actor


def test_after_the_opening_everybody_reads_names_prices_and_papers_only_officials() -> None:
    scene = builders.announced()
    owner, rival = a_workshop("Ukir Contoh"), a_workshop("Saingan")
    paper = rehearsal.a_paper("surat.txt", "Isi surat")
    bid, _ = rehearsal.offer(scene.tender, owner, PRICE, scene.later(minutes=1), files=[paper])
    acts.close(scene.tender, actor=builders.CLOCK, now=scene.past("bid_submission"))
    scene.committee.open(scene.tender, scene.later(minutes=5))
    told = Client().get(way(scene.tender)).content.decode()
    assert "Ukir Contoh" in told and "1.234.567.000" in told
    bid.refresh_from_db()
    place = way(bid, f"berkas/{bid.documents[0]['sha256']}")
    for actor in (owner, scene.chair):
        answer = browser(actor).get(place)
        assert b"".join(answer.streaming_content) == b"Isi surat"
        assert answer.headers["content-type"] == "application/octet-stream"
    assert browser(rival).get(place).status_code == 404
    assert browser(scene.chair).get(way(bid, "berkas/" + "0" * 64)).status_code == 403


def test_the_ppk_proposes_from_the_page() -> None:
    office = builders.an_office()
    package = a_school_furniture_package(office)
    client = browser(office.ppk)
    assert package.title in client.get("/tender/usul").content.decode()
    sent = {"packages": [package.ocid], "pokja": office.pokja.pk}
    assert client.post("/tender/usul", sent | {"packages": ["ocds-x"]}).status_code == 422
    assert browser(office.pa).post("/tender/usul", sent).status_code == 422, "not the PA's to give"
    assert not Tender.objects.exists()
    answer = client.post("/tender/usul", sent)
    assert answer.status_code == 302 and answer.headers["location"] == way(Tender.objects.get())
    assert client.post("/tender/usul", sent).status_code == 422, "it is in selection now"


def test_the_log_shows_its_signed_head_and_leads_to_the_check(scene: Scene) -> None:
    page = soup(Client().get("/log"))
    assert scene.receipts[0]["receipt"]["leaf_hash"] in page.text
    assert page.find("a", href="/periksa")
