"""Who deals with a thing, from who makes it: the seller's, mender's, letter's or installer's code.

The descriptions of trading and repairing name few things; those of making name nearly all.
"""

import tomllib
from pathlib import Path

from pasok.suppliers.rules.trade.index import pairs

TABLE: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "dealing.toml").read_text(encoding="utf-8")
)
DEALS = {  # intent -> the columns of the table
    **{name: (name,) for name in TABLE if "_" not in name},
    "trade": ("retail", "wholesale"),
    "goods": ("retail", "wholesale"),
}


def old(code: str, edition: str) -> list[str]:
    """The codes of 2020 that a code goes back to."""
    if edition == "2020":
        return [code]
    return [before for before, after in pairs().items() if after == code] or [code]


def dealers(maker: str, edition: str, shown: frozenset[str]) -> list[str]:
    """The codes that deal with what `maker` makes, by the intents shown, in the same edition."""
    columns = dict.fromkeys(column for one in sorted(shown) for column in DEALS.get(one, ()))
    before, found = old(maker, edition)[0], []
    for column in columns:
        own = longest(TABLE.get(f"{column}_{edition}", {}), before)
        other = longest(TABLE[column], before)
        code = own or (other if edition == "2020" else pairs().get(other, ""))
        found += [code] if code else []
    return found


def longest(table: dict[str, str], maker: str) -> str:
    """The entry for the longest beginning of a maker's code, or ""."""
    return next((table[maker[:size]] for size in range(5, 1, -1) if maker[:size] in table), "")
