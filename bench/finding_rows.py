"""Rows for `finding.py`: real titles of 2008-2022 as packages and listings, in bulk."""

import csv
import gzip
import json
import time
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from pasok.opportunities import spelling
from pasok.opportunities.listing import lay
from pasok.opportunities.models import Choice, Listing
from pasok.opportunities.regions import PROVINCES
from pasok.people.models import Agency, Satker
from pasok.planning.models import Package
from pasok.tenders.tests import builders

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "tender" / "lpse_tender_2008_2022.csv.gz"
BATCH = 4000
KINDS = {"Pekerjaan Konstruksi": "works", "Pengadaan Barang": "goods", "Jasa Lainnya": "other_services"}
SCALE = {"Jt": 10**6, "M": 10**9, "T": 10**12}
#: of a hundred packages so many are in each state
STATES = (
    ("open",) * 2
    + ("planned",) * 12
    + ("preparing",) * 2
    + ("evaluated", "standstill", "failed", "cancelled")
)
KBLI = ("31001", "41011", "46100", "71101", "96010", "42101")


def real() -> list[dict[str, str]]:
    with gzip.open(DATA, "rt", encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["nama"].strip()]


def worth(text: str) -> Decimal:
    """578,9 Jt"""
    number, _, unit = text.partition(" ")
    try:
        return Decimal(number.replace(".", "").replace(",", ".")) * SCALE.get(unit, 1) or Decimal(1)
    except ArithmeticError:
        return Decimal(100_000_000)


def agencies(rows: list[dict[str, str]]) -> dict[str, tuple[Agency, Satker]]:
    names = sorted({row["instansi"][:200] for row in rows})
    made = [Agency(code=f"B{i}", name=name or "Tanpa nama", kind="KABUPATEN") for i, name in enumerate(names)]
    Agency.objects.bulk_create(made)
    units = [Satker(kd_satker=10**6 + i, name=f"Dinas {a.name}"[:250], agency=a) for i, a in enumerate(made)]
    Satker.objects.bulk_create(units)
    return {name: pair for name, *pair in zip(names, made, units, strict=True)}


def packages(rows: list[dict[str, str]], count: int) -> Iterator[tuple[Package, Listing]]:
    known, now, provinces = agencies(rows), timezone.now(), sorted(PROVINCES)
    for n, row in enumerate(islice(cycle(rows), count)):
        agency, satker = known[row["instansi"][:200]]
        value, ocid = worth(row["hps_singkat"]), f"ocds-bench0-{n}"
        kind, at = KINDS.get(row["kategori"], "consultant"), now - timedelta(minutes=7 * n + n % 5)
        state = STATES[n % 100] if n % 100 < len(STATES) else "contracted"
        plan: dict[str, Any] = {
            "title": row["nama"][:500],
            "kind": kind,
            "year": 2010 + n % 17,
            "pagu": value,
        }
        plan |= {"method": "tender_postqual_one_file", "small_business_reserved": value < 15 * 10**9}
        package = Package(ocid=ocid, state="announced", agency=agency, satker=satker, announced_at=at, **plan)
        province = provinces[hash_of(row["lpse"]) % len(provinces)]
        closes_at = now + timedelta(hours=n % 400 + 1) if state == "open" else None
        yield package, Listing(
            ocid=ocid, number=f"{30000000 + n}", agency_code=agency.code, agency_name=agency.name,
            satker=satker.name, region_codes=[province, f"{province}.{n % 20 + 1:02}"], value=value,
            places=f"Kab. {n % 20 + 1}, {PROVINCES[province]}", state=state, kbli=[KBLI[n % len(KBLI)]],
            announced_at=at, closes_at=closes_at, open_until=closes_at, changed_at=at, url=f"/paket/{ocid}",
            **plan,
        )  # fmt: skip


def hash_of(text: str) -> int:
    return sum(map(ord, text))


def fill(count: int) -> None:
    pairs = packages(real(), count)
    while batch := list(islice(pairs, BATCH)):
        Package.objects.bulk_create([package for package, _ in batch])
        Listing.objects.bulk_create([listing for _, listing in batch])
    choices = [Choice(kind="agency", code=a.code, name=a.name) for a in Agency.objects.all()]
    choices += [
        Choice(kind="place", code=f"{p}.{i:02}", name=f"Kab. {i}") for p in PROVINCES for i in range(1, 21)
    ]
    Choice.objects.bulk_create(choices, ignore_conflicts=True)
    spelling.learn_all()


def main(count: int) -> None:
    began = time.monotonic()
    fill(count)
    scene = builders.announced()  # one package through the doors: its page has a whole life to show
    lay(scene.package.ocid)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
        cursor.execute("select pg_size_pretty(pg_total_relation_size('opportunities_listing'))")
        size = cursor.fetchone()[0]
    found = {
        "ocid": scene.package.ocid,
        "tender": scene.tender.slug,
        "rows": Listing.objects.count(),
        "size": size,
    }
    print(json.dumps(found | {"seconds": time.monotonic() - began}))
