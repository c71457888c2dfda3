"""Forms that lose nothing, in a browser: a reload, a login that ended, a lost line, a double tap."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as house
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from pasok.ledger.reads import chain
from pasok.pages.models import Draft
from pasok.people.models import Person
from pasok.planning.models import Package
from pasok.planning.tests.builders import Office, a_package, an_office
from pasok.sampul import reads, store
from pasok.sampul.models import Arrival, Envelope
from pasok.tenders.models import Bid
from tests.journeys.visitor import PHONE, Visitor

TEXT = "Meja kayu jati, 120 x 60 cm."


@pytest.fixture
def office(transactional_db: None) -> Office:
    return an_office()


@pytest.fixture
def package(office: Office) -> Package:
    return a_package(office)


@pytest.fixture
def ratna(office: Office, browser: Browser, live_server: LiveServer, artefacts: Path) -> Iterator[Visitor]:
    Person.objects.filter(pk=office.ppk.id.partition(":")[2]).update(demo=True)
    visitor = Visitor.arrives(browser, live_server.url, "ppk", artefacts, PHONE)
    visitor.log_in(office.ppk.name)
    yield visitor
    visitor.page.context.close()
    assert visitor.said == []


def write(ratna: Visitor, package: Package, text: str = TEXT) -> Any:
    ratna.go(package.get_absolute_url())
    folded = ratna.page.locator("#act-write_specification details:not([open]) > summary")
    if folded.count():
        folded.click()
    field = ratna.page.locator("#act-write_specification textarea")
    field.fill(text)
    return field


def test_what_was_typed_is_kept_after_a_pause_and_comes_back_with_the_page(
    ratna: Visitor, package: Package
) -> None:
    write(ratna, package)
    expect(ratna.page.locator("#act-write_specification [data-kept]")).to_contain_text("Draf tersimpan")
    ratna.page.reload()
    expect(ratna.page.locator("#act-write_specification textarea")).to_have_value(TEXT)
    ratna.look("draf")
    ratna.page.get_by_role("button", name="Buang draf").click()
    expect(ratna.page.locator("#act-write_specification textarea")).to_have_value("")
    assert not Draft.objects.exists()


def test_leaving_at_once_keeps_it_too(ratna: Visitor, package: Package) -> None:
    write(ratna, package)
    ratna.page.goto("/")
    ratna.go(package.get_absolute_url())
    expect(ratna.page.locator("#act-write_specification textarea")).to_have_value(TEXT)


def test_a_double_tap_is_one_act(ratna: Visitor, package: Package) -> None:
    write(ratna, package)
    gate = threading.Event()

    def slowly(route: Route) -> None:
        gate.wait(0.5)
        route.continue_()

    ratna.page.route("**/write_specification", slowly)
    ratna.page.locator("#act-write_specification form[data-keep] button").last.dblclick()
    ratna.sees("berhasil")
    assert chain(package.key).count() == 2


def test_a_login_that_ended_costs_nothing_that_was_typed(
    ratna: Visitor, office: Office, package: Package
) -> None:
    write(ratna, package, "Awal.")
    Session.objects.all().delete()
    ratna.page.locator("#act-write_specification textarea").fill(TEXT)
    ratna.page.locator("#act-write_specification form[data-keep] button").last.click()
    ratna.page.wait_for_url(re.compile("/masuk"))
    assert chain(package.key).count() == 1
    ratna.said.clear()  # the browser's own line about a 401
    ratna.log_in(office.ppk.name)
    ratna.go(package.get_absolute_url())
    expect(ratna.page.locator("#act-write_specification textarea")).to_have_value(TEXT)
    expect(ratna.page.locator("#act-write_specification [data-kept]")).to_contain_text("dikembalikan")
    ratna.page.locator("#act-write_specification form[data-keep] button").last.click()
    ratna.sees("berhasil")
    package.refresh_from_db()
    assert package.specification == TEXT


def test_before_the_login_ends_the_page_asks_and_one_tap_stays(
    ratna: Visitor, office: Office, package: Package, settings: Any
) -> None:
    settings.SESSION_COOKIE_AGE = 8  # the page warns for the last four seconds
    ratna.page.context.clear_cookies(name=house.SESSION_COOKIE_NAME)
    ratna.log_in(office.ppk.name)
    field = write(ratna, package)
    dialog = ratna.page.locator("#session")
    expect(dialog).to_be_visible(timeout=15_000)
    expect(dialog.locator("[data-said]")).to_contain_text("detik")
    ratna.look("sesi hampir berakhir")
    dialog.get_by_role("button", name="Tetap masuk").click()
    expect(dialog).to_be_hidden()
    expect(field).to_have_value(TEXT)
    expect(dialog.get_by_role("link", name="Masuk lagi")).to_be_visible(timeout=20_000)
    ratna.said.clear()  # the browser's own line about a 401
    ratna.look("sesi berakhir")
    link = dialog.get_by_role("link", name="Masuk lagi").get_attribute("href")
    assert link == f"/masuk?next={package.get_absolute_url().replace('/', '%2F')}"
    assert Draft.objects.get().data["text"] == [TEXT]


def offer(page: Page) -> None:
    page.fill("#unit_price_1", "570.000")
    page.fill("#unit_price_2", "410.000")
    page.get_by_role("button", name="Pakai jumlah ini").click()
    page.fill("#technical", "Jati kering oven.")


def test_a_price_is_kept_on_the_device_alone_and_goes_with_the_receipt(bidder: Visitor) -> None:
    page = bidder.page
    sent: list[bytes] = []
    page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    offer(page)
    bidder.sees("hanya tersimpan di perangkat ini")
    page.reload()
    assert (
        page.input_value("#total") == "1.305.360.000"
        and page.input_value("#technical") == "Jati kering oven."
    )
    bidder.look("draf di perangkat")
    assert not Draft.objects.exists() and b"570.000" not in b"".join(sent)
    page.locator("#act-submit form button").last.click()
    bidder.sees("Penawaran Anda tersegel dan tercatat")
    assert "570.000" not in page.evaluate("JSON.stringify(localStorage)")


def test_a_lost_line_and_a_reload_end_in_the_same_receipt(bidder: Visitor) -> None:
    """Pieces arrive until the line is cut; the page is left; then the rest arrives and the bid is logged."""
    page, ways = bidder.page, {"open": 3}
    arrived: list[tuple[str, int]] = []

    def line(route: Route) -> None:
        if ways["open"] <= 0:
            return route.abort()
        ways["open"] -= 1
        arrived.append((route.request.url, int(route.request.headers["upload-offset"])))
        return route.continue_()

    page.route(re.compile("/sampul/kirim/"), line)
    offer(page)
    document = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": bytes(range(256)) * 12_000}
    page.set_input_files("#files", [document])
    page.locator("#act-submit form button").last.click()
    expect(page.locator("[data-seal-status]")).to_contain_text("Sambungan terputus")
    assert page.locator("[data-upload] progress").last.evaluate("bar => bar.value") > 0
    bidder.said.clear()  # the browser's own lines about the line
    bidder.look("sambungan terputus")
    one = Arrival.objects.order_by("size").last()  # the documents; the price is a small file of its own
    assert 0 < one.offset < one.size
    page.get_by_role("button", name="Jeda").click()
    page.reload()
    expect(page.locator("[data-seal-status]")).to_contain_text("Dijeda")
    assert page.locator("[data-upload] progress").last.evaluate("bar => bar.value") == one.offset
    bidder.said.clear()
    bidder.look("kiriman dijeda")
    ways["open"] = 1000
    page.get_by_role("button", name="Lanjutkan").click()
    bidder.sees("Penawaran Anda tersegel dan tercatat")
    one.refresh_from_db()
    assert one.done and len(arrived) == len(set(arrived)), "no piece was sent twice"
    sealed = Envelope.objects.get(part="dokumen")
    assert sealed.ciphertext == one.sha256 and len(store.get(one.sha256) or b"") == one.size
    assert reads.receipt_for(sealed.leaf.box.key, bidder=sealed.leaf.bidder, idem=sealed.leaf.idem)
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 1
    assert Bid.objects.get().state == "sealed"
