"""What the law lets a draft contract say about the advance. Percentages of the contract value."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pasok.kernel.tongue import say
from pasok.law.lookup import Rule
from pasok.planning.rules.hps import found

CONTRACT_KINDS = {
    "lump_sum": "Lumsum",
    "unit_price": "Harga satuan",
    "combined": "Gabungan lumsum dan harga satuan",
}
# Small business by value, Ps 29(2): the row that ends the band, the row of its share, a floor or a ceiling.
BANDS = (
    ("umk_paid_in_full_below", "", ""),
    ("advance_umk_first_band_max", "advance_umk_50jt_200jt_min", "least"),
    ("advance_umk_second_band_max", "advance_umk_200jt_2500jt_min", "least"),
    ("reserve_small_business_max", "advance_umk_2500jt_15M_max", "most"),
)


@dataclass(frozen=True)
class Bounds:
    """The advance in percent, both ends allowed, and the row that says so (None where no row speaks)."""

    least: Decimal = Decimal(0)
    most: Decimal = Decimal(100)
    rule: Rule | None = None


def advance_bounds(value: Decimal, on: date, *, small: bool) -> Bounds:
    """Perpres 16/2018 Ps 29(2), dated. A floor binds only where an advance is given at all."""
    if not small:
        most = found("advance_nonsmall_consultant_max", on)
        return Bounds(most=most.number, rule=most) if most else Bounds()
    if flat := found("advance_small_max", on):
        return Bounds(most=flat.number, rule=flat)
    for edge, share, end in BANDS:
        limit = found(edge, on)
        if limit and value <= limit.number:
            rule = found(share, on) if share else None
            return Bounds(**{end: rule.number}, rule=rule) if rule else Bounds()
    return Bounds()


def advance_problem(pct: Decimal, value: Decimal, on: date, *, small: bool) -> str | None:
    """Why this advance cannot stand, or None. No advance at all is always allowed."""
    bounds = advance_bounds(value, on, small=small)
    if pct == 0 or bounds.rule is None or bounds.least <= pct <= bounds.most:
        return None
    article = bounds.rule.article
    if pct < bounds.least:
        return say(
            "Uang muka untuk paket ini paling sedikit {n} persen ({article}).",
            n=bounds.least,
            article=article,
        )
    return say(
        "Uang muka untuk paket ini paling banyak {n} persen ({article}).", n=bounds.most, article=article
    )
