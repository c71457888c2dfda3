"""A workshop registers itself in a real browser, on a phone and on a desk; its pages are accessible."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from pasok.people.models import Person
from pasok.suppliers.models import Supplier
from pasok.suppliers.tests.builders import a_nik, a_supplier, an_owner

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


def looked_at(page: Page, width: int, picture: Path) -> None:
    """Open every fold, then nothing is inaccessible and nothing runs out of the window."""
    for fold in page.query_selector_all("details:not([open]) > summary"):
        fold.click()
    page.screenshot(path=picture, full_page=True, caret="initial")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 1280])
def test_a_workshop_registers_completes_and_declares_itself(
    live_server: LiveServer, browser: Browser, width: int, tmp_path: Path
) -> None:
    a_supplier("Mebel Maju Contoh", form="ud")
    client = Client()
    client.force_login(Person.objects.get(pk=an_owner("Siti Contoh").id.partition(":")[2]))
    context = browser.new_context(viewport={"width": width, "height": 800})
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    page.goto(f"{live_server.url}/usaha")
    looked_at(page, width, tmp_path / "1-daftar.png")
    page.click("text=Daftarkan usaha Anda")
    fill(page, name="Ukir Jati Contoh", nib="9000000000777", npwp="000000018424000")
    page.select_option("[name=region_code]", label="Kab. Bandung")
    fill(page, address="Jalan Contoh 1")
    page.select_option("[name=form]", "cv")
    page.select_option("[name=scale]", "micro")
    fill(page, **{"permits-0-kbli": "31001"})
    looked_at(page, width, tmp_path / "2-baru.png")
    page.click("button:has-text('Daftarkan usaha')")

    assert page.inner_text("h1") == "CV Ukir Jati Contoh"
    assert page.is_disabled("#act-declare button")
    looked_at(page, width, tmp_path / "3-profil.png")
    fill(page, **{"officers-0-name": "Siti Contoh", "officers-0-nik": a_nik(1)})
    page.check("[name=officers-0-beneficial]")
    page.click("text=Simpan pemilik dan pengurus")
    page.wait_for_selector("text=Isi pemilik dan pengurus: berhasil.")
    page.check("[name=sworn]")
    page.click("#act-declare button")
    page.wait_for_selector("text=Siap menawar")
    looked_at(page, width, tmp_path / "4-siap.png")
    assert Supplier.objects.get(nib="9000000000777").state == "ready"
    assert said == []

    visitor = browser.new_page(viewport={"width": width, "height": 800})
    visitor.goto(page.url)
    looked_at(visitor, width, tmp_path / "5-umum.png")
    assert "Siti" not in visitor.inner_text("body")
    visitor.close()
    context.close()


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"[name={name}]").last.fill(value)  # the first NIB is the one to look up
