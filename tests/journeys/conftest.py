"""One Chromium for all journeys, a folder for what they saw, and a bidder before an empty form."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from pasok.site.stories import demo, places
from pasok.tenders import rehearsal
from tests.journeys.visitor import PHONE, Visitor

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def chromium() -> str | None:
    """The machine's own browser; None where there is none."""
    usual = Path("/usr/bin/chromium")
    return str(usual) if usual.exists() else next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine: the journey by people is not told")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in this very thread
        opened = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def artefacts(request: pytest.FixtureRequest) -> Path:
    """artefacts/<module>: screenshots, never in git, emptied before each run."""
    folder = ROOT / "artefacts" / request.module.__name__.rsplit(".", 1)[-1]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def bidder(
    transactional_db: None, browser: Browser, live_server: LiveServer, artefacts: Path
) -> Iterator[Visitor]:
    """The owner of a workshop with a phone, registered in an open tender, before the empty form."""
    office, owners = places.an_office(), places.workshops()
    tender, _ = demo.announced(office, demo.OPEN, timezone.now(), "real")
    bid = rehearsal.register(tender, owners[0], timezone.now())
    visitor = Visitor.arrives(browser, live_server.url, "penyedia", artefacts, PHONE)
    visitor.log_in(f"Pemilik {places.WORKSHOPS[0][0]}")
    visitor.go(bid.get_absolute_url())
    yield visitor
    visitor.page.context.close()


@pytest.fixture
def outbox(settings: Settings, tmp_path: Path) -> Path:
    """Where messages to telephones are found; no pause between two codes."""
    settings.OUTBOX = tmp_path
    settings.GATEWAYS = dict.fromkeys(("sms", "whatsapp"), "pasok.accounts.channels.File")
    settings.CODE_PAUSE_SECONDS = 0
    return tmp_path
