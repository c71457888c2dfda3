"""Amounts in Indonesian words, as letters of the state write them. Pure."""

from decimal import Decimal

from pasok.kernel.money import money

UNITS = (
    "",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
SCALES = ("", "ribu", "juta", "miliar", "triliun", "kuadriliun")  # each a thousand times the one before
LIMIT = 1000 ** len(SCALES)


def terbilang(number: int) -> str:
    """1250 -> "seribu dua ratus lima puluh". ValueError from a thousand kuadriliun on."""
    if not -LIMIT < number < LIMIT:
        raise ValueError(f"{number} terlalu besar untuk ditulis dengan kata.")
    if number <= 0:
        return f"minus {terbilang(-number)}" if number else "nol"
    parts: list[str] = []
    for scale in SCALES:
        number, group = divmod(number, 1000)
        if group == 1 and scale == "ribu":
            parts.insert(0, "seribu")
        elif group:
            parts.insert(0, f"{below_thousand(group)} {scale}".strip())
    return " ".join(parts)


def below_thousand(number: int) -> str:
    """1 to 999."""
    if number < 12:
        return UNITS[number]
    if number < 20:
        return f"{UNITS[number - 10]} belas"
    if number < 100:
        return f"{UNITS[number // 10]} puluh {UNITS[number % 10]}".strip()
    hundreds = "seratus" if number < 200 else f"{UNITS[number // 100]} ratus"
    rest = number % 100
    return f"{hundreds} {below_thousand(rest)}" if rest else hundreds


def rupiah_words(value: Decimal | int) -> str:
    """Decimal("1500000.50") -> "satu juta lima ratus ribu rupiah lima puluh sen"."""
    amount = money(value)
    whole, sen = divmod(int(abs(amount) * 100), 100)
    words = f"{terbilang(whole)} rupiah" + (f" {terbilang(sen)} sen" if sen else "")
    return f"minus {words}" if amount < 0 else words
