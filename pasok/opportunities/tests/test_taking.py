"""What is taken along: each file is read back by a parser that is not ours."""

import csv as standard_csv
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from pasok.opportunities import calendar, files
from pasok.opportunities.models import Listing
from pasok.opportunities.tests.builders import a_listing, an_open_listing, listen
from pasok.tenders.tests import builders as tenders

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def body(address: str) -> bytes:
    answer = Client().get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def table(address: str) -> list[dict[str, str]]:
    text = body(address)
    assert text.startswith(b"\xef\xbb\xbf") and text.endswith(b"\r\n")
    return list(standard_csv.DictReader(StringIO(text.decode("utf-8-sig"), newline="")))


def cells(whole: bytes) -> list[list[Any]]:
    """Rows of the first sheet: text from its own cell, numbers as text."""
    with zipfile.ZipFile(BytesIO(whole)) as book:
        tree = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not list(tree.iter(f"{SHEET}f")), "a formula"
    return [["".join(c.itertext()) for c in row] for row in tree.iter(f"{SHEET}row")]


HOSTILE = ["=1+1", "+62", "-5", "@SUM(A1)", "\t=1", 'Meja "jati", besar; =HYPERLINK(1)']


def test_csv_holds_all_pages_of_what_is_shown_and_no_formula() -> None:
    for number in range(30):
        a_listing(title=f"Meja {number}")
    for title in HOSTILE:
        a_listing(title=title, satker=title)
    a_listing(title="Yang lain", kind="works")
    rows = table("/paket.csv?jenis=goods")
    assert len(rows) == 30 + len(HOSTILE)
    for row, title in zip(rows, reversed(HOSTILE), strict=False):
        assert row["Nama paket"].lstrip("'") == title and row["Nama paket"][0] not in "=+-@\t"
    assert rows[-1]["Pagu (Rp)"] == "450000000" and rows[-1]["Keadaan"] == "Direncanakan"


def test_xlsx_holds_the_same_with_numbers_as_numbers() -> None:
    for title in HOSTILE:
        a_listing(title=title)
    rows = cells(body("/paket.xlsx"))
    assert [row[2] for row in rows[1:]] == list(reversed(HOSTILE))
    assert {float(row[9]) for row in rows[1:]} == {450_000_000}


def test_a_file_that_could_not_hold_everything_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST", 2)
    for _ in range(3):
        a_listing()
    said = "Berkas ini memuat 2 baris pertama saja."
    rows = table("/paket.csv")
    assert len(rows) == 3 and rows[-1]["OCID"].startswith(said)
    assert cells(body("/paket.xlsx"))[-1][0].startswith(said)
    Listing.objects.first().delete()
    assert len(table("/paket.csv")) == 2


def ics(text: bytes) -> list[dict[str, str]]:
    """The events of a calendar: unfolded, each property by its name."""
    assert all(len(line) <= 75 for line in text.split(b"\r\n")) and text.endswith(b"END:VCALENDAR\r\n")
    events: list[dict[str, str]] = []
    inside = ""
    for line in text.decode().replace("\r\n ", "").splitlines():
        name, _, value = line.partition(":")
        if name == "BEGIN":
            inside = value
            events += [{}] if value == "VEVENT" else []
        elif name == "END":
            inside = "VEVENT" if value == "VALARM" else ""
        elif inside == "VEVENT":
            assert name not in events[-1]
            events[-1][name] = value
    return events


def test_the_calendar_of_a_package_has_all_stages_of_its_tender() -> None:
    scene = tenders.announced(title="Meja, kursi; dan \\ lemari untuk sekolah dasar di wilayah utara")
    listen()
    address = f"/paket/{scene.package.ocid}.ics"
    events = ics(body(address))
    stages = list(scene.tender.stages.all())
    assert [e["DTSTART"] for e in events] == [calendar.moment(s.starts_at) for s in stages]
    assert [e.get("DTEND", e["DTSTART"]) for e in events] == [calendar.moment(s.ends_at) for s in stages]
    assert len({e["UID"] for e in events}) == 12
    assert r"Meja\, kursi\; dan \\ lemari" in events[0]["SUMMARY"]
    assert [e["UID"] for e in ics(body(address))] == [e["UID"] for e in events]
    assert Client().get("/paket/ocds-tidak-ada.ics").status_code == 404


def test_the_calendar_of_a_search_has_the_deadlines_ahead() -> None:
    soon = an_open_listing(timedelta(days=2))
    an_open_listing(timedelta(days=-2), title="Lewat")
    a_listing(title="Direncanakan")
    (event,) = ics(body("/paket.ics"))
    assert event["DTSTART"] == calendar.moment(soon.closes_at) and "DTEND" not in event


def test_the_feed_is_valid_and_its_ids_stay() -> None:
    old = a_listing(title="Meja <b>& kursi</b> \x0b", region_codes=[])
    an_open_listing(timedelta(days=2), title="Pagar")
    a_listing(title="Jalan", kind="works")
    text = body("/paket.atom?jenis=goods")
    feed = ElementTree.fromstring(text)
    entries = feed.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}title") for e in entries] == ["Pagar", old.title.replace("\x0b", "")]
    assert feed.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated")
    for part in (feed, *entries):
        assert {f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated"} <= {child.tag for child in part}
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"].endswith("/paket.atom?jenis=goods") and links["alternate"].endswith(
        "/paket?jenis=goods"
    )
    ids = [e.findtext(f"{ATOM}id") for e in entries]
    Listing.objects.filter(pk=old.pk).update(
        title="Berubah", changed_at=old.changed_at + timedelta(days=9000)
    )
    again = ElementTree.fromstring(body("/paket.atom?jenis=goods"))
    assert [e.findtext(f"{ATOM}id") for e in again.findall(f"{ATOM}entry")] == ids[::-1]
    assert ElementTree.fromstring(body("/paket.atom?q=zzz")).findall(f"{ATOM}entry") == []
