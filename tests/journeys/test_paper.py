"""A member prints the words of the key on a telephone, loses the passphrase, and opens with the paper."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from pasok.sampul import slip39
from pasok.site.stories import places, regency
from pasok.site.stories.play import PASSPHRASE, Play
from pasok.site.stories.scenes import SCENES
from tests.journeys.visitor import PHONE, Visitor

BUDI = "Budi Contoh (Pokja)"


@pytest.fixture
def play(transactional_db: None) -> Play:
    """Closed, and not yet opened."""
    thing = next(one for one in regency.things() if one.scene == "waiting")
    play = Play(places.an_office(), thing, timezone.now())
    SCENES[thing.scene](play)
    return play


def test_the_paper_opens_without_the_passphrase(
    play: Play, live_server: LiveServer, browser: Browser, artefacts: Path
) -> None:
    budi = Visitor.arrives(browser, live_server.url, "anggota", artefacts, PHONE)
    budi.log_in(BUDI)
    budi.go(play.tender.get_absolute_url())
    page, sent = budi.page, []
    card = page.locator("#kertas")
    card.scroll_into_view_if_needed()
    budi.look("sebelum kertas")
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    card.locator("[data-passphrase]").fill(PASSPHRASE)
    card.get_by_role("button", name="Tampilkan kata-kata").click()
    expect(card.locator("[data-sheet]")).to_be_visible()
    words = card.locator("li").all_inner_texts()[:33]
    own = play.committee.identities[play.committee.members[0].id]
    assert slip39.identity(" ".join(words)) == own and sent == []
    budi.look("kertas")
    page.emulate_media(media="print")
    expect(card.locator("ol")).to_be_visible()
    expect(page.locator("h1")).to_be_hidden()
    page.screenshot(path=artefacts / "kertas di printer.png", full_page=True)
    page.emulate_media(media="screen")
    opens(budi, words)
    budi.page.context.close()


def opens(budi: Visitor, words: list[str]) -> None:
    """First with two words in the wrong order, then as they are, by their first four letters."""
    budi.unfold("promise")
    form = budi.page.locator("#act-promise form")
    form.get_by_text("Saya memakai kertas kunci").click()
    form.locator("[data-words]").fill(" ".join([words[1], words[0], *words[2:]]))
    form.get_by_role("button", name="Saya siap membuka").click()
    budi.sees("Kata-kata ini tidak cocok satu sama lain.")
    budi.look("salah urut")
    form.locator("[data-words]").fill(" ".join(word[:4] for word in words))
    form.get_by_role("button", name="Saya siap membuka").click()
    budi.sees("Siap. Bagian kunci diserahkan setelah cukup anggota siap.")
