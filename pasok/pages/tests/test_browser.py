"""The components in a real browser: accessible, no sideways scrolling, no errors, light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

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


@pytest.mark.urls("pasok.pages.tests.urls")
@pytest.mark.parametrize("path", ["/", "/_components"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_is_accessible_and_fits(
    live_server: LiveServer, browser: Browser, path: str, scheme: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(live_server.url + path)
    for fold in page.query_selector_all("details:not([open]) > summary"):
        fold.click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("typeof htmx") == "object"
    assert said == []
    page.close()


@pytest.mark.urls("pasok.pages.tests.urls")
def test_nothing_is_cut_off_on_a_small_phone_or_at_twice_the_text_size(
    live_server: LiveServer, browser: Browser
) -> None:
    page = browser.new_page()
    for width, size in ((320, "100%"), (360, "200%")):
        page.set_viewport_size({"width": width, "height": 800})
        for path in ("/", "/_components", "/istilah"):
            page.goto(live_server.url + path)
            page.evaluate("size => document.documentElement.style.fontSize = size", size)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width, size)
    page.close()


@pytest.mark.urls("pasok.pages.tests.urls")
def test_a_word_explains_itself_on_tap_and_goes_away_again(live_server: LiveServer, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(live_server.url + "/_components")
    page.get_by_role("button", name="SPPBJ").click()
    shown = page.locator(":popover-open")
    assert "Surat Penunjukan" in shown.inner_text() and shown.count() == 1
    box = shown.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360 and box["y"] + box["height"] <= 800
    page.keyboard.press("Escape")
    assert shown.count() == 0
    page.close()


@pytest.mark.urls("pasok.pages.tests.urls")
def test_on_paper_there_is_the_page_and_where_it_stands_but_no_way_to_press(
    live_server: LiveServer, browser: Browser
) -> None:
    page = browser.new_page(color_scheme="dark")
    page.emulate_media(media="print")
    page.goto(live_server.url + "/istilah")
    assert page.locator(".paper").is_visible() and "/istilah" in page.locator(".paper").inner_text()
    for pressed in (".top", ".bar", ".foot-page"):
        assert not page.locator(pressed).first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.close()
