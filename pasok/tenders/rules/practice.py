"""Exercises, and what an offer to one of them is worth beside its invented rivals. Pure."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pasok.kernel.money import rounded
from pasok.kernel.tongue import say
from pasok.tenders.rules.prices import HUNDRED, Line

COLUMNS = "description", "unit", "quantity", "unit_price"
TABLE = Path(__file__).with_name("practice.toml")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What an act on a practice is judged by."""

    state: str
    now: datetime
    hats: frozenset[str]
    closes_at: datetime


@dataclass(frozen=True)
class Sheet:
    """One exercise. Prices in rupiah; `hps` and `rivals` with PPN."""

    code: str
    title: str
    buyer: str
    kbli: tuple[str, ...]
    technical: str
    lines: list[dict[str, Any]]
    hps: Decimal
    rivals: tuple[Decimal, ...]

    @property
    def bill(self) -> list[Line]:
        rows = ((row["number"], Decimal(row["quantity"]), Decimal(row["unit_price"])) for row in self.lines)
        return [Line(*row) for row in rows]


@cache
def table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(TABLE.read_text())


def sheet(code: str, vat_pct: Decimal) -> Sheet:
    """Raises KeyError for an exercise that does not exist. The rivals offer set shares of the HPS."""
    one = table()[code]
    lines = [dict(zip(COLUMNS, row, strict=True)) | {"number": n} for n, row in enumerate(one["lines"], 1)]
    net = sum((Decimal(row["quantity"]) * Decimal(row["unit_price"]) for row in lines), Decimal(0))
    hps = rounded(net * (HUNDRED + vat_pct) / HUNDRED)
    rivals = tuple(rounded(hps * Decimal(share) / HUNDRED) for share in one["rivals"])
    return Sheet(code, one["title"], one["buyer"], tuple(one["kbli"]), one["technical"], lines, hps, rivals)


def place(price: Decimal, rivals: Sequence[Decimal]) -> int:
    """1 is the lowest; at the same price the earlier one stands first, and rivals were earlier."""
    return 1 + sum(rival <= price for rival in rivals)


def closing_time(facts: Facts) -> datetime | None:
    return facts.closes_at


def before_deadline(facts: Facts) -> str | None:
    if facts.now < facts.closes_at:
        return None
    return say("Waktu latihan ini sudah habis. Mulai latihan baru.")


def after_deadline(facts: Facts) -> str | None:
    return None if facts.now >= facts.closes_at else say("Latihan ini belum ditutup.")
