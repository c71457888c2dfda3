"""Telephone numbers as people write them, in the one form in which they are kept: "+628123456789"."""

import re

COUNTRY = "+62"
INTERNATIONAL = re.compile(r"\+[1-9]\d{7,14}")  # ITU-T E.164


def digits(text: str) -> str:
    return re.sub(r"[\s().\-]", "", text)


def normal(text: str) -> str:
    """ "0812-3456-789", "62 812…" and "+62 812…" are one number. Empty: it is none."""
    plain = digits(text)
    if plain.startswith("0"):
        plain = COUNTRY + plain[1:]
    elif plain.startswith(COUNTRY[1:]):
        plain = f"+{plain}"
    elif plain.startswith("8"):
        plain = COUNTRY + plain
    return plain if INTERNATIONAL.fullmatch(plain) else ""


def shown(number: str) -> str:
    """Enough to know one's own by: "+62 8•• ••• 789"."""
    return f"{number[:3]} {number[3:4]}•• ••• {number[-3:]}" if number else ""
