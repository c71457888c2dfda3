"""Listings for tests: rows by hand where only the search is meant, the book where the reader is."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from pasok.ledger.models import Entry
from pasok.opportunities import reader
from pasok.opportunities.models import Choice, Listing

numbers = count(1)
SPRING = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def a_listing(**changes: Any) -> Listing:
    """A planned furniture package in Kab. Bandung, announced later than the one made before it."""
    n = next(numbers)
    row: dict[str, Any] = {
        "ocid": f"ocds-test00-{n}",
        "number": f"{90000000 + n}",
        "title": "Pengadaan Meja Siswa",
        "details": "Meja kayu jati",
        "agency_code": "D999",
        "agency_name": "Kab. Contoh",
        "satker": "Dinas Pendidikan",
        "region_codes": ["32", "32.04"],
        "places": "Kab. Bandung, Jawa Barat",
        "kind": "goods",
        "method": "tender_postqual_one_file",
        "year": 2026,
        "pagu": Decimal(450_000_000),
        "value": Decimal(450_000_000),
        "state": "planned",
        "small_business_reserved": True,
        "announced_at": SPRING + timedelta(hours=n),
        "changed_at": SPRING + timedelta(hours=n),
        "url": f"/paket/ocds-test00-{n}",
        **changes,
    }
    Choice.objects.get_or_create(
        kind="agency", code=row["agency_code"], defaults={"name": row["agency_name"]}
    )
    for code in row["region_codes"]:
        if len(code) > 2:
            Choice.objects.get_or_create(kind="place", code=code, defaults={"name": row["places"]})
    return Listing.objects.create(**row)


def an_open_listing(left: timedelta, **changes: Any) -> Listing:
    """The same, taking bids for so long."""
    closes_at = timezone.now() + left
    state = {"state": "open", "closes_at": closes_at, "open_until": closes_at, "kbli": ["31001"]}
    return a_listing(**{**state, **changes})


def listen() -> None:
    """Read out the whole book to the reader of this room."""
    for entry in Entry.objects.order_by("pk"):
        reader.read(entry)
