"""What regency.toml says, as values: the offices, the businesses and the packages of the demonstration."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pasok.kernel.money import rounded

ROUND = Decimal(1_000_000)  # a budget is written in whole millions of rupiah


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One package: what is bought, for whom, and the scene that plays its life."""

    title: str
    scene: str
    satker: int
    kbli: Sequence[str]
    place: Sequence[str]  # region code, region, where exactly
    volume: str
    description: str
    days: int  # to deliver in
    kind: str = "goods"
    pokja: int = 1
    pagu: int = 0  # rupiah; where there are lines it follows from them
    specification: str = ""
    lines: Sequence[str] = ()
    requirements: str = ""
    technical: str = ""
    registered: Sequence[str] = ()  # keys of firms that take part without a bid
    bids: Mapping[str, float] = field(
        default_factory=dict
    )  # key of a firm -> its price in per cent of the HPS
    asked: Sequence[str] = ()
    answers: Sequence[str] = ()
    amended: str = ""
    reason: str = ""
    parts: Sequence[str] = ()
    soon: int = 0  # hours until the deadline
    weeks: int = 0

    @property
    def hps_lines(self) -> list[dict[str, Any]]:
        return [line(text) for text in self.lines]

    def budget(self, vat_pct: Decimal) -> Decimal:
        """The pagu: the lines with PPN, up to the next whole million."""
        if self.pagu:
            return Decimal(self.pagu)
        net = sum((row["quantity"] * row["unit_price"] for row in self.hps_lines), Decimal(0))
        total = rounded(net * (100 + vat_pct) / 100)
        return (total / ROUND).to_integral_value(ROUND_CEILING) * ROUND

    @property
    def document(self) -> dict[str, Any]:
        """What the Pokja writes into the tender document."""
        return {
            "kbli": list(self.kbli),
            "requirements": self.requirements,
            "technical": self.technical,
            "validity_days": 45,
        }

    def unit_prices(self, pct: float) -> dict[int, Decimal]:
        """An offer's unit prices, each that share of the estimate's, in whole hundreds of rupiah."""
        share = Decimal(str(pct)) / 100
        return {
            number: (row["unit_price"] * share / 100).to_integral_value() * 100
            for number, row in enumerate(self.hps_lines, start=1)
        }


def line(text: str) -> dict[str, Any]:
    """A line of the table as a line of the estimate."""
    description, unit, quantity, unit_price, tkdn = (part.strip() for part in text.split("|"))
    return {
        "description": description,
        "unit": unit,
        "quantity": Decimal(quantity),
        "unit_price": Decimal(unit_price),
        "tkdn_min": Decimal(tkdn),
    }


@cache
def table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text())


def things() -> Iterator[Thing]:
    """The packages in the order of telling."""
    return (Thing(**row) for row in table()["package"])


def thing(title: str) -> Thing:
    return next(one for one in things() if one.title == title)


def firms() -> dict[str, dict[str, Any]]:
    """Key -> the business as the table has it."""
    return dict(table()["firm"])


def about() -> dict[str, str]:
    """Mailbox of a firm's owner -> what the table tells of the firm, for the page of one-tap logins."""
    return {mailbox(number): firm["about"] for number, firm in enumerate(firms().values(), start=1)}


def mailbox(number: int) -> str:
    return f"usaha{number}@contoh.test"
