"""Somebody who has never seen an e-procurement system, with a phone: from the front page to a sealed bid.

Every tap, screen and typed field is counted; docs/kunjungan-pertama.md says why each field is asked.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, Locator
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from pasok.opportunities import listing
from pasok.site.stories import demo, places
from pasok.suppliers.tests.builders import a_nik
from pasok.tenders.models import Bid
from tests.journeys.visitor import PHONE, Visitor

TAPS, SCREENS, TYPED, CHOSEN = 8, 8, 13, 6  # the counts of docs/kunjungan-pertama.md


@dataclass
class Hand:
    """What one thumb does."""

    visitor: Visitor
    taps: int = 0
    typed: int = 0
    chosen: int = 0
    screens: int = 1

    def tap(self, target: Locator) -> None:
        before = self.visitor.page.url
        target.click()
        self.taps += 1
        self.visitor.page.wait_for_load_state()
        self.screens += self.visitor.page.url.split("#")[0] != before.split("#")[0]

    def link(self, name: str) -> None:
        self.tap(self.visitor.page.locator("main").get_by_role("link", name=name).first)

    def button(self, name: str) -> None:
        self.tap(self.visitor.page.locator("main").get_by_role("button", name=name).first)

    def types(self, **fields: str) -> None:
        for name, value in fields.items():  # the last: a look-up above the form may have one of that name
            self.visitor.page.locator(f"main [name='{name}'], main [id='{name}']").last.fill(value)
            self.typed += 1

    def picks(self, **fields: str) -> None:
        for name, label in fields.items():
            self.visitor.page.locator(f"main [name='{name}']").select_option(label=label)
            self.chosen += 1

    def ticks(self, name: str) -> None:
        self.visitor.page.locator(f"main [name='{name}']").first.check()
        self.chosen += 1


@pytest.mark.django_db(transaction=True)
def test_a_workshop_owner_sends_a_first_bid(
    live_server: LiveServer, browser: Browser, artefacts: Path, settings: Settings
) -> None:
    settings.GATEWAYS = {"email": settings.GATEWAYS["email"]}  # a site that reaches no telephones
    office = places.an_office()
    tender, _ = demo.announced(office, demo.OPEN, timezone.now(), "real")
    listing.lay(tender.ocid)
    visitor = Visitor.arrives(browser, live_server.url, "pengunjung", artefacts, PHONE)
    visitor.go("/")
    hand = Hand(visitor)
    becomes_a_supplier(hand)
    finds(hand)
    offers(hand)
    assert Bid.objects.get().state == "sealed"
    found = hand.taps, hand.screens, hand.typed, hand.chosen
    visitor.page.context.close()
    assert found == (TAPS, SCREENS, TYPED, CHOSEN), "count again in docs/kunjungan-pertama.md"


def becomes_a_supplier(hand: Hand) -> None:
    page = hand.visitor.page
    hand.visitor.look("beranda")
    hand.tap(page.locator("main a[href^='/daftar']").first)
    hand.types(name="Sri Contoh", email="sri@contoh.test", password1="kayu jati kering oven")
    hand.visitor.look("daftar")
    hand.button("Daftar")
    hand.visitor.look("masukkan kode")
    hand.screens += 1  # the letter
    code = re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)
    assert code
    hand.types(code=code.group())
    hand.button("Lanjutkan")
    hand.types(name="Mebel Sri Contoh", nib="9100000000990", npwp="900000099424000", address="Jalan Contoh 9")
    hand.picks(form="CV", scale="Usaha kecil", region_code="Kab. Bandung")
    hand.types(**{"permits-0-kbli": "31001", "officers-0-nik": a_nik(90)})
    hand.ticks("officers-0-beneficial")
    hand.ticks("sworn")
    hand.visitor.look("daftarkan usaha")
    hand.button("Daftarkan usaha")


def finds(hand: Hand) -> None:
    hand.visitor.look("beranda penyedia")
    hand.link(demo.OPEN)
    hand.visitor.sees("Bolehkah saya menawar?")
    hand.visitor.look("bolehkah saya menawar")


def offers(hand: Hand) -> None:
    page, visitor = hand.visitor.page, hand.visitor
    folded = page.locator("#act-register details:not([open]) > summary")
    if folded.count():
        hand.tap(folded.first)
    hand.ticks("pact")
    hand.tap(page.locator("#act-register form button").last)
    page.wait_for_url("**/penawaran/*")
    hand.screens += 1
    hand.types(unit_price_1="570.000", unit_price_2="410.000")
    hand.button("Pakai jumlah ini")
    hand.types(technical="Jati kering oven, ukuran SNI 7537.")
    visitor.look("mengisi penawaran")
    hand.tap(page.locator("#act-submit form button").last)
    visitor.sees("Penawaran Anda tersegel dan tercatat")
    visitor.look("tanda terima")
