"""The invented regency of the story and the demonstration. Every name says that it is an example."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pasok.kernel.actor import Actor
from pasok.people import acts as people
from pasok.people.models import Agency, Pokja, Satker
from pasok.planning import acts as planning
from pasok.planning.models import Package
from pasok.suppliers import acts as suppliers
from pasok.suppliers import reads as known_suppliers
from pasok.suppliers.rules import Permit

AGENCY, SATKER = "D999", 999001
FURNITURE = Permit("31001", "2020")
WORKSHOPS = (
    ("Ukir Jati Contoh", "cv", "9100000000011", "900000001424000", "Kab. Jepara"),
    ("Mebel Maju Contoh", "ud", "9100000000028", "900000019424000", "Kab. Bandung"),
    ("Bengkel Kencana Contoh", "koperasi", "9100000000035", "900000027424000", "Kab. Bandung"),
)
DESKS: Sequence[dict[str, Any]] = (
    {
        "description": "Meja siswa SD, kayu jati, 60 x 45 x 65 cm, SNI 7537",
        "unit": "unit",
        "quantity": Decimal(1200),
        "unit_price": Decimal(612_000),
        "tkdn_min": Decimal(40),
    },
    {
        "description": "Kursi siswa SD, kayu jati, 38 x 36 x 70 cm, SNI 7537",
        "unit": "unit",
        "quantity": Decimal(1200),
        "unit_price": Decimal(448_500),
        "tkdn_min": Decimal(40),
    },
)
SPECIFICATION = (
    "Meja dan kursi siswa SD dari kayu jati atau mahoni kering oven. Kadar air paling tinggi 15%. "
    "Ukuran mengikuti SNI 7537. Dikirim dan dipasang di 34 sekolah. Garansi satu tahun."
)
DOCUMENT: dict[str, Any] = {
    "kbli": ["31001"],
    "requirements": "Surat penawaran bertanda tangan.\nJadwal pengiriman ke 34 sekolah.",
    "technical": "Ukuran sesuai SNI 7537.\nKayu kering oven, kadar air paling tinggi 15%.",
    "validity_days": 45,
}


@dataclass(frozen=True)
class Office:
    """The officials of the regency as actors."""

    agency: Agency
    satker: Satker
    ppk: Actor
    pa: Actor
    members: tuple[Actor, ...]
    pokja: Pokja


def an_office() -> Office:
    """Kab. Contoh with its people by decree; made once, found again after that."""
    agency, _ = Agency.objects.get_or_create(pk=AGENCY, defaults={"name": "Kab. Contoh", "kind": "KABUPATEN"})
    satker = people.register_satker(
        SATKER, name="Dinas Pendidikan Kab. Contoh", agency=agency, code="1.01.0.00.0.00.01.0000"
    )
    roster, pokja = people.demo_cast(agency)
    members = tuple(roster[name].actor for name in ("budi", "dewi", "joko"))
    return Office(agency, satker, roster["ratna"].actor, roster["sari"].actor, members, pokja)


def workshops(now: datetime | None = None) -> list[Actor]:
    """Three invented furniture workshops, ready to bid, as the actors of their owners."""
    return [workshop(number, *row, now=now) for number, row in enumerate(WORKSHOPS, start=1)]


def workshop(
    number: int, name: str, form: str, nib: str, npwp: str, region: str, *, now: datetime | None = None
) -> Actor:
    owner = people.demo_person(f"Pemilik {name}", f"usaha{number}@contoh.test")
    if owner.supplier:
        return owner.actor
    supplier = suppliers.create(
        actor=owner.actor,
        now=now,
        name=name,
        form=form,
        nib=nib,
        npwp=npwp,
        scale="small",
        region_code="32.04",
        region_name=region,
        address="Jalan Contoh 1",
        established_on=date(2015, 1, 5),
        permits=[FURNITURE],
        officers=[
            suppliers.NewOfficer("Direktur Contoh", "director", f"99010101010{number:05d}"),
            suppliers.NewOfficer("Pemilik Contoh", "owner", f"99020101010{number:05d}", Decimal(100), True),
        ],
    )
    owner.refresh_from_db()
    suppliers.declare(known_suppliers.supplier(supplier.pk), actor=owner.actor, sworn=True, now=now)
    return owner.actor


def desks(office: Office, now: datetime, *, title: str, pagu: Decimal, ready: bool = True) -> Package:
    """A school-furniture package, announced in the RUP; `ready` for a tender with HPS and draft contract."""
    month = now.date().replace(day=1)
    package = planning.create(
        actor=office.ppk,
        now=now,
        agency=office.agency,
        satker=office.satker,
        year=now.year,
        title=title,
        kind="goods",
        pagu=pagu,
        volume="1.200 set",
        description="Meja dan kursi untuk 34 SD negeri yang ruang kelasnya baru dibangun.",
        funding=[{"source": "APBD", "account_code": "1.01.02.2.01.0005.5.2.02.05.01.0004", "amount": pagu}],
        locations=[{"region_code": "32.04", "name": "Kab. Contoh", "detail": "34 sekolah dasar"}],
        selection_from=month,
        selection_until=month,
    )
    planning.set_method(package, actor=office.ppk, now=now)
    planning.announce(package, actor=office.pa, now=now)
    if ready:
        planning.write_specification(package, actor=office.ppk, text=SPECIFICATION, now=now)
        planning.set_hps(package, actor=office.ppk, lines=DESKS, now=now)
        planning.write_contract_terms(
            package,
            actor=office.ppk,
            now=now,
            kind="lump_sum",
            delivery_days=90,
            advance_pct=Decimal(30),
            performance_bond=True,
            instalments="Dua termin: setelah setengah barang diterima, dan setelah serah terima.",
        )
    return package
