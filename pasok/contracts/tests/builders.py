"""Contracts for tests."""

from datetime import date
from decimal import Decimal

from pasok.contracts import acts
from pasok.contracts.models import Contract
from pasok.suppliers.models import Supplier
from tests.cast import AGENCY, NOON, RATNA, SATKER

LINES = (
    {"number": "1", "description": "Meja siswa", "unit": "set", "quantity": "100", "unit_price": "1750000"},
    {
        "number": "2",
        "description": "Kursi siswa",
        "unit": "buah",
        "quantity": "100.5",
        "unit_price": "750000",
    },
)


def a_contract(supplier: Supplier, **changes: object) -> Contract:
    """A draft of Rp250 million for school furniture, announced on 2 February 2026, drafted by Ratna."""
    given: dict[str, object] = {
        "ocid": "ocds-contoh-1",
        "supplier": supplier.pk,
        "value": Decimal(250_000_000),
        "hps": Decimal(300_000_000),
        "title": "Pengadaan meubelair sekolah contoh",
        "actor": RATNA,
        "now": NOON,
        "announced_on": date(2026, 2, 2),
        "tender": "ocds-contoh-1",
        "agency": AGENCY,
        "satker": str(SATKER),
        "lines": LINES,
        "sppbj_number": "SPPBJ-CONTOH-1",
        "sppbj_on": date(2026, 3, 2),
        "small": True,
    } | changes
    return acts.draft(**given)
