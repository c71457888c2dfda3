"""How "no" looks on a phone (409, 422), and how a program reads it. REDRAW=1 keeps the pictures."""

import html
import json
import os
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pasok.site.stories import demo, places
from pasok.tenders import rehearsal
from tests.journeys.visitor import PHONE, Visitor

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "gambar"
WHY = "Usaha Anda sudah terdaftar di tender ini. Buka penawaran Anda."


def keep(visitor: Visitor, name: str, top: str = "") -> None:
    """The picture for docs/penolakan.md, from the part `top` on."""
    if not os.environ.get("REDRAW"):
        return
    page = visitor.page
    if top:
        page.locator(top).first.evaluate(
            "part => scrollTo(0, part.getBoundingClientRect().top + scrollY - 90)"
        )
    page.wait_for_timeout(300)
    page.screenshot(path=PICTURES / f"penolakan-{name}.png", caret="initial")


@pytest.mark.django_db(transaction=True)
def test_a_person_reads_why_not_and_a_program_reads_the_same(
    live_server: LiveServer, browser: Browser, artefacts: Path
) -> None:
    office, owners = places.an_office(), places.workshops()
    tender, _ = demo.announced(office, demo.OPEN, timezone.now(), "real")
    visitor = Visitor.arrives(browser, live_server.url, "penyedia", artefacts, PHONE)
    visitor.log_in(f"Pemilik {places.WORKSHOPS[0][0]}")
    visitor.go(tender.get_absolute_url())
    visitor.unfold("register")
    visitor.page.locator("#act-register form button").last.click()
    visitor.sees("Isi bagian ini.")
    visitor.said.clear()  # the console tells of the 422 that was asked for
    keep(visitor, "422", "#act-register")
    rehearsal.register(tender, owners[0], timezone.now())  # meanwhile, on another device
    visitor.page.locator("#act-register [name='pact']").check()
    visitor.page.locator("#act-register form button").last.click()
    visitor.sees(WHY)
    visitor.said.clear()
    keep(visitor, "409", f"main :text('{WHY}')")
    told = ask_as_a_program(visitor, f"{tender.get_absolute_url()}/register")
    assert WHY in told and "HTTP 409" in told
    visitor.page.set_content(f"<pre>{html.escape(told)}</pre>")
    keep(visitor, "json")
    visitor.page.context.close()


def ask_as_a_program(visitor: Visitor, address: str) -> str:
    """The request and its answer, as a program would write them down."""
    token = visitor.page.locator("[name='csrfmiddlewaretoken']").first.get_attribute("value") or ""
    headers = {"Accept": "application/json", "X-CSRFToken": token, "Content-Type": "application/json"}
    answer = visitor.page.request.post(address, data={"pact": True}, headers=headers)
    lines = f"POST {address}\nAccept: application/json\n\n" + '{"pact": true}'
    told = json.dumps(answer.json(), indent=1, ensure_ascii=False)
    return f"{lines}\n\nHTTP {answer.status}\nContent-Type: application/json\n\n{told}"
