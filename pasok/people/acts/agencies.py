"""Agencies and their satker, from the table that is shipped and from imports."""

import csv
from pathlib import Path

from django.db import transaction

from pasok.people.models import Agency, Satker

TABLE = Path(__file__).resolve().parent.parent / "agencies.csv"


@transaction.atomic
def load_agencies(path: Path = TABLE) -> int:
    """Put the K/L/PD codes of LKPP in the database; safe to run again. Answers how many there are."""
    with path.open(newline="") as file:
        rows = [
            Agency(code=row["code"], name=row["name"], kind=row["kind"])
            for row in csv.DictReader(line for line in file if not line.startswith("#"))
        ]
    Agency.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["name", "kind"]
    )
    return len(rows)


def register_satker(kd_satker: int, *, name: str, agency: Agency, code: str = "") -> Satker:
    """A unit under its SiRUP number; registering it again renames it."""
    row, _ = Satker.objects.update_or_create(
        kd_satker=kd_satker, defaults={"name": name, "agency": agency, "code": code}
    )
    return row
