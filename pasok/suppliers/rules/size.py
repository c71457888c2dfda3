"""How large a business is, four times: each law counts otherwise, and none follows from another. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pasok.kernel.tongue import say
from pasok.law import lookup as law
from pasok.law.lookup import Rule
from pasok.suppliers.rules.numbers import standing

#: how a business is measured, in the order in which it is asked
DEFINITIONS = {
    "capital": "UMKM menurut modal usaha",
    "sales": "UMKM menurut penjualan setahun",
    "industry": "Industri kecil dan menengah (IKM)",
    "tkdn": "Industri kecil menurut aturan TKDN",
}
GROUPS = {"micro": "Mikro", "small": "Kecil", "medium": "Menengah", "large": "Besar"}
#: the groups that each law knows
KNOWS = {
    "capital": ("micro", "small", "medium", "large"),
    "sales": ("micro", "small", "medium", "large"),
    "industry": ("small", "medium", "large"),
    "tkdn": ("small", "large"),
}
SOURCES = {"nib": "Tertulis pada NIB", "paper": "Dokumen lain", "own": "Pernyataan sendiri"}
#: a rule that shows where the definition stands
BASIS = {
    "capital": ("scale.capital_max", {"scale": "small"}),
    "sales": ("scale.sales_max", {"scale": "small"}),
    "industry": ("ikm_small_workers_max", {}),
    "tkdn": ("tkdn_small_industry_capital_max", {}),
}


@dataclass(frozen=True, kw_only=True)
class Size:
    """One measure as somebody stated it."""

    definition: str
    group: str
    source: str
    stated_on: date
    figure: Decimal | None = None  # rupiah: capital, yearly sales, or investment
    workers: int | None = None


def basis(definition: str, on: date) -> Rule | None:
    """Where this definition stands in the law of that day; None before there was one."""
    key, facts = BASIS[definition]
    return standing(key, on, **facts)


def by_figures(size: Size, on: date) -> str | None:
    """The group that the stated figures point to. Only to warn: what was stated stays as it was stated."""
    if basis(size.definition, on) is None:
        return None
    counted: Callable[[Size, date], str | None] = COUNTED[size.definition]
    return counted(size, on)


def by_limits(key: str) -> Callable[[Size, date], str | None]:
    def counted(size: Size, on: date) -> str | None:
        if size.figure is None:
            return None
        figure = size.figure
        enough = (s for s in ("micro", "small", "medium") if figure <= law.rule(key, on=on, scale=s).number)
        return next(enough, "large")

    return counted


def industry(size: Size, on: date) -> str | None:
    """Permenperin 64/2016: few workers and little invested; then either more of it; then all others."""
    if size.figure is None or size.workers is None:
        return None
    few = size.workers <= law.rule("ikm_small_workers_max", on=on).whole
    if few:
        little = size.figure < law.rule("ikm_small_investment_below", on=on).number
        return "small" if little else "medium"
    return "medium" if size.figure <= law.rule("ikm_medium_investment_max", on=on).number else "large"


def tkdn(size: Size, on: date) -> str | None:
    if size.figure is None:
        return None
    return "small" if size.figure <= law.rule("tkdn_small_industry_capital_max", on=on).number else "large"


COUNTED: dict[str, Callable[[Size, date], str | None]] = {
    "capital": by_limits("scale.capital_max"),
    "sales": by_limits("scale.sales_max"),
    "industry": industry,
    "tkdn": tkdn,
}


def size_warning(size: Size, on: date) -> str | None:
    """What looks odd about a measure. It changes nothing."""
    counted = by_figures(size, on)
    rule = basis(size.definition, on)
    if counted is None or rule is None or counted == size.group:
        return None
    return say(
        "{definition}: angka yang Anda isi menunjuk ke {counted} ({article}), tetapi tertulis {stated}. "
        "Periksa kembali; kami tidak mengubahnya.",
        definition=say(DEFINITIONS[size.definition]),
        counted=say(GROUPS[counted]).lower(),
        stated=say(GROUPS[size.group]).lower(),
        article=rule.article,
    )
