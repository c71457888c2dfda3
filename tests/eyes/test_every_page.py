"""Every page, for every role that may see it, at three widths: accessible, light, quiet, fit for a finger.

`REDRAW=1 pytest tests/eyes` also writes docs/halaman.md, the list of what was looked at.
"""

import os
import re
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pasok.people.models import Person
from pasok.site.stories import demo
from tests.eyes.look import WIDTHS, Look, Reader, tabbed
from tests.eyes.places import NO_PAGE, SAMPLES, routes

LIST = Path(__file__).resolve().parents[2] / "docs" / "halaman.md"
ROLES = {  # account by account, the ones that see most first
    "Pokja": "budi.d999",
    "PPK": "ratna.d999",
    "PA": "sari.d999",
    "Pejabat Pengadaan": "tono.d999",
    "UKPBJ": "hendra.d999",
    "LPSE": "lina.d999",
    "APIP": "auditor.d999",
    "fasilitator": "fina.d999",
    "penyedia": "usaha1",
    "penyedia lain": "usaha3",
    "publik": "",
}
#: pages that are walked with Tab as well
KEYBOARD = {
    "publik": ["/", "/paket", "/tender/<str:slug>", "/masuk", "/log"],
    "penyedia": ["/", "/penawaran/<int:pk>", "/usaha"],
    "Pokja": ["/", "/tender/<str:slug>"],
    "PPK": ["/", "/paket/<str:ocid>", "/paket/baru"],
}
#: roles that look at one of each state; the others look at the first few
WHOLE = {"Pokja", "publik"}
FEW = 3


def reason(route: str) -> str:
    return next((why for why, pattern in NO_PAGE.items() if re.search(pattern, route)), "")


def addresses(role: str) -> list[str]:
    found: list[str] = []
    for route in routes():
        if reason(route):
            continue
        if "<" not in route and "(?P" not in route:
            found.append(route)
        else:
            samples = list(SAMPLES[route]())
            found += samples if role in WHOLE else samples[:FEW]
    return list(dict.fromkeys(found))


def test_every_route_has_a_sample_or_a_reason() -> None:
    bare = [route for route in routes() if "<" in route or "(?P" in route]
    assert [route for route in bare if not reason(route) and route not in SAMPLES] == []
    assert [route for route in SAMPLES if route not in bare] == [], "a sample for a route that is gone"


def session(account: str) -> str:
    if not account:
        return ""
    client = Client()
    client.force_login(Person.objects.get(email=f"{account}@contoh.test"))
    return client.cookies["sessionid"].value


@pytest.mark.django_db(transaction=True)
def test_every_page_is_fit_for_everybody(live_server: LiveServer, browser: Browser, settings: object) -> None:
    settings.DEMO = True  # the invented people have no second factor
    demo.lay_out(lambda text: None)
    looks: list[Look] = []
    wrong: list[str] = []
    known: set[str] = set()
    for role, account in ROLES.items():
        reader = Reader.arrives(browser, live_server.url, role, session(account), known)
        looks += filter(None, map(reader.reads, addresses(role)))
        wrong += [f"{role} {one}" for path in KEYBOARD.get(role, ()) for one in walked(reader, path)]
        reader.page.context.close()
    if os.environ.get("REDRAW"):
        LIST.write_text(report(looks))
    wrong += [f"{look.role} {look.address} {one}" for look in looks for one in look.wrong]
    assert len({look.role for look in looks}) == len(ROLES)
    assert wrong == []


def walked(reader: Reader, path: str) -> list[str]:
    """A page from its first stop to its last, with Tab alone."""
    address = next(iter(SAMPLES[path]())) if path in SAMPLES else path
    reader.page.goto(address)
    return [f"{address} {one}" for one in tabbed(reader.page)]


def report(looks: list[Look]) -> str:
    widths = ", ".join(map(str, WIDTHS))
    rows = [
        f"| {look.role} | `{look.address}` | {look.html} | {look.css} | {look.script} | {look.weight} |"
        for look in looks
    ]
    return "\n".join(
        [
            "# Halaman yang diperiksa",
            "",
            "Ditulis oleh `REDRAW=1 pytest tests/eyes`. Tiap halaman dibuka di Chromium",
            f"pada lebar {widths} piksel: axe, tidak melebar, sasaran jari 44 piksel, teks 200 %,",
            "tanpa gerak, konsol kosong,",
            "tanpa tuan rumah asing.",
            "",
            "Halaman yang sama persis bagi dua peran dihitung sekali. Ukuran dalam bita sesudah brotli.",
            "",
            "| peran | alamat | HTML | CSS | JS | jumlah |",
            "|---|---|--:|--:|--:|--:|",
            *rows,
            "",
        ]
    )
