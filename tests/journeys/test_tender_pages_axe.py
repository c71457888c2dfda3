"""Every page around a tender, as each kind of reader meets it: accessible, nothing sticks out, no errors."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pasok.planning.models import Package
from pasok.site.stories import demo, places
from pasok.tenders.models import Bid, Tender
from tests.journeys.visitor import DESK, PHONE, Visitor

OWNERS = [f"Pemilik {row[0]}" for row in places.WORKSHOPS]
BUDI, RATNA = "Budi Contoh (Pokja)", "Ratna Contoh (PPK)"


@pytest.fixture
def regency(transactional_db: None, live_server: LiveServer) -> str:
    """The demonstration's first packages: open, to be opened, in standstill, and ready for a tender."""
    demo.lay_out(lambda text: None, most=4)
    return live_server.url


def addresses(who: str) -> list[str]:
    """What this reader is likely to open."""
    tenders = [tender.get_absolute_url() for tender in Tender.objects.order_by("pk")]
    if who == RATNA:
        ready = Package.objects.filter(state="announced").first()
        return ["/", f"/tender/usul?paket={ready.ocid}", *tenders[:1]]
    if who == BUDI:
        opened = Bid.objects.filter(tender__state="standstill").first()
        return ["/", *tenders[:3], opened.get_absolute_url()]
    if who in OWNERS:
        bids = Bid.objects.filter(supplier__name=places.WORKSHOPS[OWNERS.index(who)][0]).order_by("pk")
        return ["/", tenders[0], *(bid.get_absolute_url() for bid in bids[:2])]
    return ["/", "/tender", "/tender?keadaan=over", tenders[0], tenders[2], "/periksa", "/log"]


def test_every_page_is_accessible_and_fits(regency: str, browser: Browser, artefacts: Path) -> None:
    wrong: list[str] = []
    for width in (PHONE, DESK):
        for who in ("publik", RATNA, BUDI, *OWNERS[:2]):
            visitor = Visitor.arrives(browser, regency, who, artefacts, width)
            if who != "publik":
                visitor.log_in(who)
            for address in addresses(who):
                wrong += inspect(visitor, address)
            visitor.page.context.close()
    assert wrong == []


def inspect(visitor: Visitor, address: str) -> list[str]:
    """What is wrong with a page: first as it comes, then with everything unfolded."""
    visitor.go(address)
    visitor.look(address.strip("/").replace("/", " ").replace("?", " "))
    for fold in visitor.page.query_selector_all("details:not([open]) > summary"):
        fold.click()
    found = Axe().run(visitor.page)
    where = f"{visitor.name}, {visitor.width} px, {address}: "
    wide = visitor.page.evaluate("document.documentElement.scrollWidth") > visitor.width
    return [where + found.generate_report()] * bool(found.violations_count) + [where + "sticks out"] * wide


def test_a_question_is_answered_with_the_keyboard_alone(
    regency: str, browser: Browser, artefacts: Path
) -> None:
    budi = Visitor.arrives(browser, regency, "papan ketik", artefacts)
    budi.log_in(BUDI)
    budi.go(Tender.objects.get(title=demo.OPEN).get_absolute_url())
    tab_to(budi, "answer-text")
    budi.page.keyboard.type("Boleh, selama tidak beracun.")
    budi.page.keyboard.press("Tab")
    budi.look("menjawab dengan papan ketik")
    budi.page.keyboard.press("Enter")
    budi.sees("Jawab pertanyaan: berhasil.", "Boleh, selama tidak beracun.")
    budi.page.context.close()


def tab_to(visitor: Visitor, field: str) -> None:
    """Tab from the top of the page to the field; every stop on the way can be seen."""
    for _ in range(60):
        visitor.page.keyboard.press("Tab")
        stop, ring = visitor.page.evaluate(
            "[document.activeElement.id, getComputedStyle(document.activeElement).outlineStyle]"
        )
        assert ring != "none", stop
        if stop == field:
            return
    raise AssertionError(f"{field} is not reached with Tab")
