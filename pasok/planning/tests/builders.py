"""Packages for tests, made through the doors: the acts of the PPK and the PA, never rows by hand."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from pasok.kernel.actor import Actor
from pasok.people.models import Agency, Pokja, Satker
from pasok.planning import acts
from pasok.planning.models import Package
from tests.cast import RATNA, SARI, a_cast

MORNING = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # Monday 09.00 WIB


@dataclass(frozen=True)
class Office:
    """Where the packages of a test are planned: the cast's agency and who plans and announces there."""

    agency: Agency
    satker: Satker
    pokja: Pokja
    ppk: Actor = RATNA
    pa: Actor = SARI


def an_office() -> Office:
    cast = a_cast()
    return Office(cast.agency, cast.satker, cast.pokja)


PLAN: dict[str, Any] = {
    "year": 2026,
    "title": "Pengadaan Lemari Arsip Logam",
    "kind": "goods",
    "pagu": Decimal(450_000_000),
    "volume": "60 unit",
    "selection_from": date(2026, 3, 1),
    "selection_until": date(2026, 4, 1),
    "contract_from": date(2026, 5, 1),
    "contract_until": date(2026, 8, 1),
}
ACCOUNT = "1.01.02.2.01.0005.5.2.02.05.01.0004"
PLACE = {"region_code": "32.04", "name": "Kab. Bandung, Jawa Barat", "detail": "Kantor dinas, Soreang"}


def a_package(office: Office, *, now: datetime = MORNING, **changes: Any) -> Package:
    """A draft by the PPK: funded in full from APBD, with one place."""
    plan = {**PLAN, **changes}
    source = {"source": "APBD", "account_code": ACCOUNT, "amount": plan["pagu"]}
    plan.setdefault("funding", [source])
    plan.setdefault("locations", [PLACE])
    return acts.create(actor=office.ppk, now=now, agency=office.agency, satker=office.satker, **plan)


def an_announced_package(office: Office, *, now: datetime = MORNING, **changes: Any) -> Package:
    """The same, its method decided by the law, announced by the PA."""
    package = a_package(office, now=now, **changes)
    acts.set_method(package, actor=office.ppk, now=now)
    acts.announce(package, actor=office.pa, now=now)
    return package


LINES = [
    {
        "description": "Meja siswa SD, kayu jati, 60 × 45 × 65 cm, SNI 7537",
        "unit": "unit",
        "quantity": Decimal(1200),
        "unit_price": Decimal(612_000),
        "kbki": "3812101",
        "tkdn_min": Decimal(40),
    },
    {
        "description": "Kursi siswa SD, kayu jati, 38 × 36 × 70 cm, SNI 7537",
        "unit": "unit",
        "quantity": Decimal(1200),
        "unit_price": Decimal(448_500),
        "kbki": "3811101",
        "tkdn_min": Decimal(40),
    },
]
SPECIFICATION = """Meja dan kursi siswa SD dari kayu jati atau mahoni kering oven.
Kadar air paling tinggi 15%. Ukuran mengikuti SNI 7537 untuk kelas 4 sampai 6.
Permukaan dilapis melamin tidak beracun.
Dikirim dan dipasang di 34 sekolah. Garansi satu tahun."""
TERMS: dict[str, Any] = {
    "kind": "lump_sum",
    "delivery_days": 90,
    "advance_pct": Decimal(30),
    "performance_bond": True,
    "instalments": "Dua termin: 50% setelah setengah barang diterima, sisanya setelah serah terima.",
    "special": "",
}


def a_school_furniture_package(office: Office, *, now: datetime = MORNING, **changes: Any) -> Package:
    """Announced, with specification, HPS, draft contract, and method tender_postqual_one_file."""
    plan = {
        "title": "Pengadaan Meja dan Kursi Siswa SD",
        "pagu": Decimal(1_450_000_000),
        "volume": "1.200 set",
        "description": "Meja dan kursi untuk 34 SD negeri yang ruang kelasnya baru dibangun.",
        "sustainable_economic": True,
    }
    package = an_announced_package(office, now=now, **{**plan, **changes})
    acts.write_specification(package, actor=office.ppk, text=SPECIFICATION, now=now)
    acts.set_hps(package, actor=office.ppk, lines=LINES, now=now)
    acts.write_contract_terms(package, actor=office.ppk, now=now, **TERMS)
    return package
