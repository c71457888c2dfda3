"""Everybody who takes part in a tender, each with a browser of their own."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from pasok.site.stories import places
from tests.journeys.visitor import PHONE, Visitor

MEMBERS = ("Budi Contoh (Pokja)", "Dewi Contoh (Pokja)", "Joko Contoh (Pokja)")
TITLE = "Meja dan kursi siswa SD Negeri Contoh"


class Cast:
    """Everybody with a browser."""

    def __init__(self, browser: Browser, base: str, folder: Path):
        def person(name: str, account: str = "", **more: Any) -> Visitor:
            visitor = Visitor.arrives(browser, base, name, folder, **more)
            if account:
                visitor.log_in(account)
            return visitor

        self.public = person("publik", width=PHONE)
        self.ppk = person("PPK", "Ratna Contoh (PPK)")
        self.pokja = [person(name.split()[0], name) for name in MEMBERS]
        owners = [f"Pemilik {row[0]}" for row in places.WORKSHOPS]
        widths = (PHONE, 1280, 1280)
        self.bidders = [
            person(f"penyedia {number}", owner, width=width)
            for number, (owner, width) in enumerate(zip(owners, widths, strict=True), start=1)
        ]

    @property
    def chair(self) -> Visitor:
        return self.pokja[0]

    @property
    def everybody(self) -> list[Visitor]:
        return [self.public, self.ppk, *self.pokja, *self.bidders]


def each_agrees(cast: Cast, address: str) -> None:
    for member in cast.pokja:
        member.go(address)
        member.act("agree")


def passphrase(member: Visitor) -> str:
    return f"kayu jati kering {member.name}"
