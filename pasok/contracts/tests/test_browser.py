"""The page of a contract in a real browser: accessible and fitting, for its PPK and for the public."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from pasok.contracts.tests.builders import a_contract
from pasok.people.models import Person
from pasok.suppliers.tests.builders import a_supplier
from tests.cast import MAJU, RATNA, a_cast

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("no Chromium on this machine")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in this very thread
        chromium = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_ppk_completes_a_draft_that_everybody_can_read(
    live_server: LiveServer, browser: Browser, width: int, tmp_path: Path, settings: object
) -> None:
    settings.DEMO = True  # the cast has no second factor
    a_cast()
    contract = a_contract(a_supplier("Maju Contoh", actor=MAJU))
    client = Client()
    client.force_login(Person.objects.get(pk=RATNA.id.partition(":")[2]))
    context = browser.new_context(viewport={"width": width, "height": 800})
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + contract.get_absolute_url())
    for fold in page.query_selector_all("details:not([open]) > summary"):
        fold.click()
    page.screenshot(path=tmp_path / "ppk.png", full_page=True, caret="initial")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.fill("[name=number]", "K-01/CONTOH")
    page.click("text=Simpan rancangan")
    page.wait_for_selector("text=Lengkapi rancangan: berhasil.")

    visitor = browser.new_page(viewport={"width": width, "height": 800})
    visitor.goto(page.url)
    visitor.screenshot(path=tmp_path / "umum.png", full_page=True, caret="initial")
    assert "K-01/CONTOH" in visitor.inner_text("body") and "Meja siswa" not in visitor.inner_text("body")
    assert visitor.evaluate("document.documentElement.scrollWidth") <= width
    visitor.close()
    context.close()
