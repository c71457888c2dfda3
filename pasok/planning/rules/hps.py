"""The owner's estimate (HPS): its sum, its tax, its limits, its secrecy. Money is rupiah, at most sen."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pasok.kernel.money import rounded, rupiah
from pasok.kernel.tongue import say
from pasok.law import lookup as law
from pasok.law.lookup import Rule

# How the lines meet PPN. Where the price is already whole, nothing is added.
VAT_KINDS = {
    "effective": "PPN umum",
    "luxury": "PPN barang mewah",
    "included": "Harga satuan sudah termasuk PPN",
    "exempt": "Bebas PPN",
}
VAT_ROWS = {"effective": "vat_effective_non_luxury", "luxury": "vat_luxury"}
READERS_OF_DETAIL = frozenset({"ppk", "pokja", "procurement_officer", "pa", "kpa", "auditor"})


@dataclass(frozen=True)
class Line:
    """One thing to be bought. `unit_price` before PPN unless the HPS says it is included."""

    description: str
    unit: str
    quantity: Decimal
    unit_price: Decimal
    kbki: str = ""
    tkdn_min: Decimal | None = None

    @property
    def amount(self) -> Decimal:
        return rounded(self.quantity * self.unit_price)


def line_problem(line: Line) -> str | None:
    """Why this line cannot stand, or None. Unit prices are whole rupiah above zero (Ps 26)."""
    if not line.description.strip() or not line.unit.strip():
        return say("Setiap baris HPS memerlukan uraian dan satuan.")
    if line.quantity <= 0:
        return say("Jumlah untuk {description} harus lebih dari nol.", description=line.description)
    if line.unit_price <= 0:
        return say("Harga satuan {description} harus lebih dari nol.", description=line.description)
    if line.unit_price != line.unit_price.to_integral():
        return say("Harga satuan {description} harus rupiah bulat.", description=line.description)
    return None


def vat_rule(vat: str, on: date) -> Rule | None:
    """The dated rate, or None where nothing is added. LookupError for days the table has no rate for."""
    return law.rule(VAT_ROWS[vat], on=on) if vat in VAT_ROWS else None


def hps_total(lines: Iterable[Line], vat_pct: Decimal) -> Decimal:
    """Sum of the lines plus PPN, to the nearest sen. Perpres 16/2018 Ps 1(33), 26(4)."""
    base = sum((line.amount for line in lines), Decimal(0))
    return rounded(base * (100 + vat_pct) / 100)


def above_pagu(total: Decimal | None, pagu: Decimal) -> str | None:
    if total is not None and total > pagu:
        return say(
            "HPS {total} melebihi pagu {pagu}. Turunkan HPS, atau minta PA merevisi pagu.",
            total=rupiah(total),
            pagu=rupiah(pagu),
        )
    return None


def exemption(kind: str, method: str, pagu: Decimal, on: date) -> Rule | None:
    """The row that frees this package from having an HPS, or None. Ps 26(7), dated."""
    small = law.rule("hps_exempt_pagu_max", on=on)
    if pagu <= small.number:
        return small
    if method in {"e_purchasing", "mini_competition"}:
        if every := found("hps_exempt_epurchasing", on):
            return every
        limit = found("hps_exempt_epurchasing_max", on)
        return limit if limit and pagu <= limit.number else None
    return found("hps_exempt_integrated_tender", on) if kind == "integrated_works" else None


def detail_visible(hats: Set[str], on: date) -> bool:
    """Who may read the breakdown: since 2021 only those who work on the package. Ps 26(3)."""
    return bool(READERS_OF_DETAIL & hats) or found("hps_detail_secret", on) is None


def found(key: str, on: date) -> Rule | None:
    """The dated row, or None where the law of that day has none."""
    try:
        return law.rule(key, on=on)
    except LookupError:
        return None
