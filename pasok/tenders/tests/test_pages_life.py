"""The pages at every station of a tender's life: what is offered, swapped, refused and kept from whom."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from pasok.kernel.actor import CLOCK, NOBODY, Actor
from pasok.kernel.machine import WRONG_HAT
from pasok.ledger.models import Entry
from pasok.ledger.news import read_out
from pasok.planning.tests.builders import LINES
from pasok.tenders import acts
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import PRICES, Scene, a_workshop
from pasok.tenders.tests.test_pages import HTMX, JSON, browser, soup, way

pytestmark = pytest.mark.django_db
UNSEEN = {"proposed", "preparing", "prepared"}
SEALED = {"competing", "closed"}
STATIONS: dict[str, Callable[..., Scene]] = {
    "proposed": builders.proposed,
    "preparing": builders.preparing,
    "prepared": builders.prepared,
    "competing": builders.competing,
    "closed": builders.closed,
    "opened": builders.opened,
    "standing": builders.standing,
    "cleared": builders.cleared,
    "finished": builders.a_finished_tender,
}


@pytest.fixture(autouse=True)
def lately(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builders, "MORNING", timezone.now() - timedelta(hours=6))


@pytest.fixture
def station(request: pytest.FixtureRequest) -> tuple[str, Scene]:
    return request.param, STATIONS[request.param]()


def at(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("station", names or list(STATIONS), indirect=True)


def readers(scene: Scene) -> list[Actor]:
    return [NOBODY, scene.chair, scene.office.ppk, scene.office.pa, *scene.bidders[:1]]


def live(page: BeautifulSoup) -> str:
    return page.find(id="live").get_text(" ", strip=True)


@at()
def test_buttons_api_swap_and_reload_agree_for_everybody(station: tuple[str, Scene]) -> None:
    name, scene = station
    for actor in readers(scene):
        client, subjects = browser(actor), [scene.tender]
        if actor in scene.bidders:
            subjects.append(scene.bids[scene.bidders.index(actor)])
        for subject in subjects:
            if name in UNSEEN and actor == NOBODY:
                assert client.get(way(subject)).status_code == 404
                continue
            offered = client.get(way(subject), headers=JSON).json()["acts"]
            whole = soup(client.get(way(subject)))
            boxes = {box["id"]: box for box in whole.select("div.act")}
            assert set(boxes) == {f"act-{act['name']}" for act in offered}
            for act in offered:
                box = boxes[f"act-{act['name']}"]
                reasons = [line.text for line in box.select(".why li:not([data-lacks])")]
                assert reasons == act["why_not"] and act["open"] is not bool(reasons)
            assert live(soup(client.get(way(subject), headers=HTMX))) == live(whole)


@at("preparing", "competing", "closed", "opened", "standing")
def test_a_shut_button_is_refused_with_the_reasons_beside_it(station: tuple[str, Scene]) -> None:
    _, scene = station
    for actor in readers(scene)[1:]:
        client = browser(actor)
        for act in client.get(way(scene.tender), headers=JSON).json()["acts"]:
            if act["open"]:
                continue
            before = Entry.objects.count()
            told = client.post(way(scene.tender, act["name"]), headers=JSON)
            page = client.post(way(scene.tender, act["name"]))
            assert told.status_code == page.status_code == 409, act["name"]
            assert told.json() == {"act": act["name"], "why_not": act["why_not"]}
            assert [line.text for line in soup(page).select("[role=alert] li")] == act["why_not"]
            assert Entry.objects.count() == before


@pytest.mark.parametrize("act", ["publish", "amend", "close", "choose_winner", "fail", "issue_sppbj"])
def test_who_may_not_is_told_so_in_the_same_words_everywhere(act: str) -> None:
    scene = STATIONS[
        {"publish": "prepared", "amend": "competing", "close": "competing", "issue_sppbj": "cleared"}.get(
            act, "opened"
        )
    ]()
    outsider = scene.bidders[0] if scene.bidders else scene.office.ppk
    client = browser(outsider)
    told = client.post(way(scene.tender, act), headers=JSON)
    assert told.status_code == 409 and told.json()["why_not"] == [WRONG_HAT]
    for headers in ({}, HTMX):
        page = client.post(way(scene.tender, act), headers=headers)
        assert page.status_code == 409
        assert [line.text for line in soup(page).select("[role=alert] li")] == [WRONG_HAT]


WRONG: list[tuple[str, str, str, dict[str, Any], str]] = [
    ("preparing", "chair", "return_package", {"reason": ""}, "reason"),
    ("preparing", "chair", "write_document", {"technical": "SNI"}, "requirements"),
    ("competing", "chair", "amend", {}, "text"),
    ("competing", "chair", "change_schedule", {"stage": "teh", "reason": "x"}, "stage"),
    ("opened", "chair", "fail", {"cause": "bored", "reason": "x"}, "cause"),
    ("standing", "bidder", "file_sanggah", {"ground": "envy", "text": "x"}, "ground"),
    ("cleared", "ppk", "issue_sppbj", {"number": "n" * 81}, "number"),
]


@pytest.mark.parametrize("station,who,act,sent,field", WRONG, ids=[row[2] for row in WRONG])
def test_wrong_input_is_named_by_field_in_the_same_words(
    station: str, who: str, act: str, sent: dict[str, Any], field: str
) -> None:
    scene = STATIONS[station]()
    people = {"chair": scene.chair, "ppk": scene.office.ppk, "bidder": (scene.bidders or [None])[0]}
    client, before = browser(people[who]), Entry.objects.count()
    told = client.post(way(scene.tender, act), sent, headers=JSON)
    page = client.post(way(scene.tender, act), sent)
    assert told.status_code == page.status_code == 422
    assert told.json()["errors"][field][0] in soup(page).find(id=f"act-{act}").text
    assert Entry.objects.count() == before


def test_a_refusal_that_depends_on_what_was_typed_is_told_in_both() -> None:
    scene = builders.opened()
    sent = {"cause": "none_pass", "reason": "Semua gugur."}
    client = browser(scene.chair)
    told = client.post(way(scene.tender, "fail"), sent, headers=JSON)
    page = client.post(way(scene.tender, "fail"), sent)
    assert told.status_code == page.status_code == 409
    (why,) = told.json()["why_not"]
    assert why in soup(page).select_one("[role=alert]").text and "tidak ada yang lulus" in why
    assert "Semua gugur." in page.content.decode(), "what was typed stays"


@at("competing", "closed", "opened", "finished")
def test_a_rival_never_opens_the_bid_page_of_another(station: tuple[str, Scene]) -> None:
    name, scene = station
    rival = a_workshop("Saingan Ingin Tahu")
    for bid in scene.bids:
        for headers in ({}, JSON, HTMX):
            assert browser(rival).get(way(bid), headers=headers).status_code == 404
            seen = browser(scene.chair).get(way(bid), headers=headers).status_code
            assert seen == (404 if name in SEALED else 200)
        assert browser(rival).post(way(bid, "withdraw"), headers=JSON).status_code == 404
    for other in scene.bids[1:]:
        assert browser(scene.bidders[0]).get(way(other)).status_code == 404


PUBLIC = (
    "{tender}", "/tender?keadaan=", "/", "/paket", "/paket/{ocid}", "/ocds/releases", "/ocds/records/{ocid}",
    "/log", "/log/entries?start=0&end=99", "/sampul/kotak/tender:{ocid}.json", "/data",
)  # fmt: skip


def told_to_the_public(scene: Scene) -> dict[str, str]:
    """Every public answer about the tender, after all news has been told to the readers."""
    for entry in Entry.objects.order_by("pk"):
        read_out(entry)
    found = {}
    for address in PUBLIC:
        place = address.format(tender=way(scene.tender), ocid=scene.tender.ocid)
        for headers in ({}, JSON):
            answer = Client().get(place, headers=headers)
            body = getattr(answer, "streaming_content", None)
            found[f"{place} {headers}"] = (b"".join(body) if body else answer.content).decode()
    return found


@pytest.mark.parametrize("station", ["competing", "closed"])
def test_no_public_address_tells_who_bids_for_how_much_or_what_a_line_may_cost(station: str) -> None:
    scene = STATIONS[station]()
    secrets = ["Bengkel Contoh", *(str(line["unit_price"]) for line in LINES)]
    secrets += [f"{line['unit_price']:,.0f}".replace(",", ".") for line in LINES]
    for price in PRICES:
        secrets += [str(price), f"{price:,.0f}".replace(",", "."), f"{price:,.0f}"]
    for place, told in told_to_the_public(scene).items():
        assert not [secret for secret in secrets if secret in told], place


def test_after_the_opening_the_public_reads_names_and_prices() -> None:
    told = told_to_the_public(builders.opened())
    for place, price in (("/tender/", "1.290.000.000"), ("/ocds/records/", "1290000000")):
        text = next(text for address, text in told.items() if address.startswith(place))
        assert "Bengkel Contoh 2" in text and price in text
    assert not [place for place, text in told.items() if str(LINES[0]["unit_price"]) in text]


def test_the_one_who_asked_is_seen_by_nobody_else() -> None:
    scene = builders.competing(prices=PRICES[:2])
    acts.ask(scene.tender, actor=scene.bidders[0], text="Boleh kayu mahoni?", now=scene.now)
    for actor in (NOBODY, scene.chair, scene.bidders[1]):
        page = browser(actor).get(way(scene.tender)).content.decode()
        assert "Boleh kayu mahoni?" in page and "Seorang peserta" in page
        assert "Bengkel Contoh 1" not in page


def test_the_minutes_of_the_clock_are_the_clocks() -> None:
    scene = builders.competing(prices=PRICES[:1])
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    page = soup(Client().get(way(scene.tender))).text
    assert "menutup pemasukan penawaran" in page
