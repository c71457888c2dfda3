"""The keyboard alone is enough to do an official's work."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pasok.site.stories import demo
from pasok.tenders.models import Tender
from tests.journeys.visitor import Visitor

BUDI = "Budi Contoh (Pokja)"


@pytest.fixture
def regency(transactional_db: None, live_server: LiveServer) -> str:
    """The demonstration's first packages; one of them is open and has a question."""
    demo.lay_out(lambda text: None, most=4)
    return live_server.url


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
