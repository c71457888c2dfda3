"""In a real browser, under our content policy: every page is accessible, and a passkey opens the door."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from pasok.people.models import Person
from tests.cast import AGENCY, HENDRA, a_cast

CHROMIUM = Path("/usr/bin/chromium")
PASSWORD = "kata-sandi-panjang-9"
OPEN = ("/masuk", "/daftar", "/akun/sandi/lupa", "/demo")
SHUT = ("/akun", f"/instansi/{AGENCY}", "/akun/langkah-kedua", "/akun/email", "/akun/kunci-sandi")
PHONE = {"width": 360, "height": 800}
FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("no Chromium on this machine")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in this very thread
        chromium = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """On localhost, the one insecure name on which browsers make passkeys."""
    address = live_server.url.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=address, viewport=PHONE)
    yield context.new_page()
    context.close()


def test_every_page_is_accessible_and_fits_a_phone(page: Page, settings: Settings) -> None:
    settings.DEMO = True
    a_cast()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for path in (*OPEN, *SHUT):
        if path == SHUT[0]:
            page.goto("/demo")
            page.get_by_role("button", name=f"Masuk sebagai {HENDRA.name}").click()
        page.goto(path)
        for fold in page.query_selector_all("details:not([open]) > summary"):
            fold.click()
        found = Axe().run(page)
        assert found.violations_count == 0, (path, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
    assert errors == []


def test_a_passkey_is_made_and_opens_the_door_without_a_password(page: Page) -> None:
    person = Person.objects.create_user("warga@contoh.test", PASSWORD, name="Warga")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
    page.goto("/masuk")
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/")
    page.goto("/akun/kunci-sandi/tambah")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Konfirmasi").click()
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/akun/langkah-kedua/cadangan")
    page.goto("/akun/keluar")
    page.get_by_role("button", name="Keluar").click()
    page.goto("/masuk")
    page.click("#passkey_login")
    page.wait_for_url("**/")
    page.goto("/akun")
    assert "Langkah kedua aktif" in page.inner_text("main")
