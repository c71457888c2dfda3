"""The shapes of the numbers a business is known by, and the scale its figures point to."""

import re
from datetime import date
from decimal import Decimal

from pasok.kernel.tongue import say
from pasok.law import lookup as law
from pasok.law.lookup import Rule


def digits(text: str) -> str:
    """The number without dots, dashes, slashes and spaces; other signs stay and fail the shape later."""
    return re.sub(r"[\s.\-/]", "", text)


def fits(key: str, number: str, on: date) -> bool:
    """Whether a number has the shape that the law of that day knows, in plain digits."""
    shape = standing(key, on)
    return shape is not None and bool(re.fullmatch(str(shape.value), number, re.ASCII))


def nib_fault(nib: str, on: date) -> str | None:
    if not fits("nib_regex", nib, on):
        return say("NIB terdiri dari 13 angka, seperti tertulis pada dokumen OSS.")
    return None


def nik_fault(nik: str, on: date) -> str | None:
    if not fits("nik_regex", nik, on):
        return say("NIK terdiri dari 16 angka, seperti tertulis pada KTP.")
    return None


def npwp_fault(npwp: str, on: date) -> str | None:
    """15 digits (the old number) or, since July 2024, 16."""
    if not any(fits(key, npwp, on) for key in ("npwp15_regex", "npwp16_regex")):
        return say("NPWP terdiri dari 15 angka (lama) atau 16 angka (baru).")
    return None


def npwp_warning(npwp: str) -> str | None:
    """The check digit of a firm's NPWP. A few real numbers fail it: it warns and never blocks."""
    core = npwp[:9] if len(npwp) == 15 else npwp[1:10] if len(npwp) == 16 and npwp[0] == "0" else ""
    if core.isdigit() and not luhn(core):
        return say(
            "Angka pemeriksa NPWP tidak cocok. Periksa kembali; bila sudah benar, abaikan peringatan ini."
        )
    return None


def luhn(number: str) -> bool:
    """Whether the last digit is the Luhn check digit of those before it."""
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(number))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def kbli_fault(code: str, on: date) -> str | None:
    if not fits("kbli_regex", code, on):
        return say("Kode KBLI terdiri dari 5 angka, boleh diawali huruf kategorinya.")
    return None


def scale_by_numbers(capital: Decimal | None, yearly_sales: Decimal | None, on: date) -> str | None:
    """The scale that PP 7/2021 Ps 35 gives: by sales when it has sold, else by capital. None: nothing known.

    Only a hint. The scale that counts is the one in the NIB.
    """
    value, family = (
        (yearly_sales, "scale.sales_max") if yearly_sales is not None else (capital, "scale.capital_max")
    )
    if value is None or standing(family, on, scale="micro") is None:
        return None
    enough = (s for s in ("micro", "small", "medium") if value <= law.rule(family, on=on, scale=s).number)
    return next(enough, "large")


def standing(key: str, on: date, **facts: str) -> Rule | None:
    """The rule, or None on days when the law had none."""
    try:
        return law.rule(key, on=on, **facts)
    except LookupError:
        return None
