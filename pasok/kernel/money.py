"""Rupiah. A value is a Decimal with at most two places (sen); nothing here or above uses floats."""

from decimal import ROUND_HALF_UP, Decimal

SEN = Decimal("0.01")


def money(value: int | str | Decimal) -> Decimal:
    """`value` in rupiah, as Decimal. More than two places or a float is an error, never rounded away."""
    if isinstance(value, float):
        raise TypeError("Uang tidak boleh berupa bilangan pecahan biner.")
    amount = Decimal(value)
    if not amount.is_finite() or amount != amount.quantize(SEN):
        raise ValueError(f"{value} bukan nilai rupiah dengan paling banyak dua angka sen.")
    return amount


def rounded(value: Decimal) -> Decimal:
    """A computed value to the nearest sen, halves up."""
    return value.quantize(SEN, rounding=ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """For JSON and hashes: one spelling for one value. 1500000, 1500000.5 -> "1500000", "1500000.50"."""
    amount = money(value)
    return str(amount.quantize(Decimal(1))) if amount == amount.to_integral() else str(amount.quantize(SEN))


def rupiah(value: Decimal | int | None) -> str:
    """For people: Rp1.234.567 and, where there are sen, Rp1.234.567,50."""
    if value is None:
        return "–"
    amount = money(value)
    sign = "-" if amount < 0 else ""
    whole, _, sen = plain(abs(amount)).partition(".")
    return f"{sign}Rp{int(whole):,}".replace(",", ".") + (f",{sen}" if sen else "")
