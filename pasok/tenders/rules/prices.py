"""Arithmetic of the law: correction, the evaluated price, the order of the bids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pasok.kernel.money import plain, rounded
from pasok.law import lookup as law

HUNDRED = Decimal(100)
MEASURED = {"unit_price", "combined"}  # contract kinds whose total is volume times unit price


@dataclass(frozen=True)
class Line:
    """One line of the bill of quantities, as the tender document has it."""

    number: int
    quantity: Decimal
    unit_price: Decimal  # the HPS unit price, without PPN


@dataclass(frozen=True)
class Corrected:
    total: Decimal  # rupiah, PPN included
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """A bid that passed, as the ranking sees it. `order` is its place in the sealed log."""

    id: int
    price: Decimal
    tkdn: Decimal = Decimal(0)  # per cent
    order: int = 0


def correct(
    kind: str, offered: Decimal, lines: Sequence[Line], prices: Mapping[int, Decimal], vat_pct: Decimal
) -> Corrected:
    """The total after arithmetic correction (Perpres 16/2018 Ps 67(8); model document).

    Unit-price contracts: the document's quantity times the offered unit price, never changed; a line without
    a price counts as included in the others. A lump sum is never corrected.
    """
    if kind not in MEASURED:
        return Corrected(offered, ())
    notes = [
        f"Baris {line.number} tanpa harga: dianggap termasuk baris lain."
        for line in lines
        if not prices.get(line.number)
    ]
    net = sum((line.quantity * prices.get(line.number, Decimal(0)) for line in lines), Decimal(0))
    total = rounded(net * (HUNDRED + vat_pct) / HUNDRED)
    if total != offered:
        notes.append(f"Jumlah dikoreksi dari {plain(offered)} menjadi {plain(total)}.")
    return Corrected(total, tuple(notes))


def above_hps(price: Decimal, hps: Decimal) -> bool:
    """The HPS is the ceiling of valid offers: Perpres 16/2018 Ps 26(5)b."""
    return price > hps


def needs_price_clarification(price: Decimal, hps: Decimal, on: date) -> bool:
    """Below the law's share of the HPS the price is clarified and the bond counts from the HPS."""
    return price < hps * law.rule("low_price_check_below", on=on).number / HUNDRED


def preference_pct(tkdn: Decimal, hps: Decimal, on: date) -> Decimal:
    """KP of Perpres 16/2018 Ps 67: TKDN times the highest preference, above the value the law sets."""
    if hps <= law.rule("preference_applies_above", on=on).number:
        return Decimal(0)
    if tkdn < law.rule("preference_tkdn_min", on=on).number:
        return Decimal(0)
    return min(tkdn, HUNDRED) * law.rule("preference_max", on=on).number / HUNDRED


def evaluated(bid: Standing, hps: Decimal, on: date) -> Decimal:
    """HEA = (1 - KP) x HP, in rupiah, used only to rank; the contract is at the offered price."""
    return rounded(bid.price * (HUNDRED - preference_pct(bid.tkdn, hps, on)) / HUNDRED)


def place(bid: Standing, hps: Decimal, on: date) -> tuple[Decimal, Decimal, int]:
    """What the order goes by: lowest HEA; equal: higher TKDN (Ps 67(9)); equal still: earlier in the log."""
    return evaluated(bid, hps, on), -bid.tkdn, bid.order


def rank(bids: Sequence[Standing], hps: Decimal, on: date) -> list[Standing]:
    """The bids within the HPS from the best down."""
    return sorted((bid for bid in bids if not above_hps(bid.price, hps)), key=lambda bid: place(bid, hps, on))
