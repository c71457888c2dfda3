"""How another system's cells become our values. Pure: text in; text, numbers, lists out; never a float."""

import html
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from pasok.kernel.money import plain, rounded

Value = str | int | bool | list[str]
Convert = Callable[[str, ZoneInfo], Value | None]

ABSENT = {"", "-", "nan", "nat", "null", "none"}
YES, NO = {"1", "ya", "y", "yes", "true"}, {"0", "tidak", "t", "no", "false"}
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
LOCAL_MONTHS = {"mei": 5, "agu": 8, "agt": 8, "okt": 10, "des": 12}
INDONESIAN = re.compile(r"\d{1,3}(\.\d{3}){2,}(,\d+)?|\d{1,3}\.\d{3},\d+|\d+,\d{1,2}")  # 1.500.000,50
ENGLISH = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")  # 1,500,000.50
AMBIGUOUS = re.compile(r"\d{1,3}\.\d{3}")  # one and a half, or fifteen hundred
SCIENTIFIC = re.compile(r"\d+(\.\d+)?[eE]\+?\d+")
ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ ,]+(\d\d:\d\d(?::\d\d)?))?")
WORDED = re.compile(
    r"([A-Za-z]{3})[a-z]* (\d{1,2}), (\d{4})(?:,? (\d{1,2}):(\d\d)(?::(\d\d))?\s*([AP]M)?)?", re.I
)


class Unreadable(ValueError):
    """A cell that cannot be what its column says it is. The message ends the sentence "Kolom x: …"."""


@dataclass(frozen=True)
class Column:
    """Where one of our fields comes from: the first of `names` that the table has, and how to read it."""

    names: tuple[str, ...]
    convert: Convert


def text(*names: str) -> Column:
    """Words, without markup, in single spaces."""
    return Column(names, read_text)


def word(*names: str, same: Mapping[str, str]) -> Column:
    """One of a list of words; `same` brings other systems' spellings (in lower case) to one."""
    return Column(names, lambda cell, zone: same.get(read_text(cell, zone).lower(), read_text(cell, zone)))


def code(*names: str) -> Column:
    """An identifier: digits stay digits ("10482083000.0" is 10482083000), everything else stays as it is."""
    return Column(names, read_code)


def codes(*names: str) -> Column:
    """Several identifiers in one cell, separated by ; or , : a list without repeats."""
    return Column(names, read_codes)


def money(*names: str) -> Column:
    """Rupiah as plain decimal text, to the sen."""
    return Column(names, read_money)


def number(*names: str) -> Column:
    """A whole number."""
    return Column(names, read_number)


def share(*names: str) -> Column:
    """A percentage or another measure, as plain decimal text."""
    return Column(names, read_share)


def flag(*names: str) -> Column:
    """Yes or no."""
    return Column(names, read_flag)


def instant(*names: str) -> Column:
    """A moment, ISO 8601 with its zone."""
    return Column(names, read_instant)


def day(*names: str) -> Column:
    """A day, ISO 8601."""
    return Column(names, lambda cell, zone: read_instant(cell, zone)[:10])


def inside(name: str, *keys: str, several: bool = False) -> Column:
    """A value inside a cell of JSON: a list of objects, of which the first, or all, have one of `keys`."""
    return Column((name,), lambda cell, zone: read_inside(cell, keys, several))


def read_text(cell: str, zone: ZoneInfo) -> str:
    bare = html.unescape(re.sub(r"<[^<>]*>", " ", cell)) if "<" in cell or "&" in cell else cell
    return " ".join("".join(c if c.isprintable() else " " for c in bare).split())


def read_code(cell: str, zone: ZoneInfo) -> str:
    if SCIENTIFIC.fullmatch(cell):
        raise Unreadable(f"kode {cell} tertulis dalam notasi ilmiah, sehingga angka aslinya sudah hilang.")
    bare = re.sub(r"\.0+$", "", cell) if re.fullmatch(r"\d+\.0+", cell) else cell
    bare = read_text(bare, zone)
    if len(bare) > 200:
        raise Unreadable(f"kode sepanjang {len(bare)} huruf terlalu panjang.")
    return bare


def read_codes(cell: str, zone: ZoneInfo) -> list[str]:
    found = [read_code(part.strip(), zone) for part in re.split(r"[;,]", cell)]
    return list(dict.fromkeys(part for part in found if part))


def read_money(cell: str, zone: ZoneInfo) -> str:
    bare = re.sub(r"^Rp\.?\s*", "", cell, flags=re.I)
    if AMBIGUOUS.fullmatch(bare):
        raise Unreadable(f"{cell!r} bermakna ganda: ribuan atau pecahan.")
    if INDONESIAN.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif ENGLISH.fullmatch(bare):
        bare = bare.replace(",", "")
    amount = decimal(bare, cell, "nilai rupiah")
    if amount < 0:
        raise Unreadable(f"{cell!r} adalah nilai rupiah di bawah nol.")
    if amount >= Decimal(10) ** 18:
        raise Unreadable(f"{cell!r} terlalu besar untuk nilai rupiah.")
    return plain(rounded(amount))


def read_number(cell: str, zone: ZoneInfo) -> int:
    amount = decimal(cell, cell, "bilangan")
    if amount != amount.to_integral() or abs(amount) >= 10**12:
        raise Unreadable(f"{cell!r} bukan bilangan bulat.")
    return int(amount)


def read_share(cell: str, zone: ZoneInfo) -> str:
    amount = decimal(cell.rstrip("%").replace(",", "."), cell, "bilangan")
    return format(amount.normalize(), "f")


def decimal(bare: str, cell: str, what: str) -> Decimal:
    try:
        amount = Decimal(bare)
    except InvalidOperation:
        raise Unreadable(f"{cell!r} bukan {what}.") from None
    if not amount.is_finite():
        raise Unreadable(f"{cell!r} bukan {what}.")
    return amount


def read_flag(cell: str, zone: ZoneInfo) -> bool:
    said = re.sub(r"\.0+$", "", cell.lower())
    if said not in YES | NO:
        raise Unreadable(f"{cell!r} bukan ya atau tidak.")
    return said in YES


def read_instant(cell: str, zone: ZoneInfo) -> str:
    """Local wall clock in `zone`. A final Z is ignored: these systems write it behind their local time."""
    try:
        moment = parsed(cell)
    except ValueError:
        moment = None
    if moment is None or not 1990 <= moment.year <= 2100:
        raise Unreadable(f"{cell!r} bukan tanggal yang dikenali.")
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat(timespec="seconds")


def parsed(cell: str) -> datetime | None:
    if found := ISO.fullmatch(cell):
        on, at, offset = found.groups()
        return datetime.fromisoformat(f"{on}T{at or '00:00'}{'' if offset in (None, 'Z') else offset}")
    if found := SLASHED.fullmatch(cell):
        on = date(int(found[3]), int(found[2]), int(found[1]))
        return datetime.fromisoformat(f"{on.isoformat()}T{found[4] or '00:00'}")
    if found := WORDED.fullmatch(cell):
        name, numbered = found[1].lower(), [int(part or 0) for part in found.groups()[1:6]]
        month = LOCAL_MONTHS.get(name) or MONTHS.index(name) + 1
        hour = numbered[2] % 12 + (12 if found[7].upper() == "PM" else 0) if found[7] else numbered[2]
        return datetime(numbered[1], month, numbered[0], hour, numbered[3], numbered[4])
    return None


def read_inside(cell: str, keys: tuple[str, ...], several: bool) -> Value | None:
    try:
        held = json.loads(cell, parse_float=str, parse_int=str)
    except ValueError:
        raise Unreadable("bukan JSON yang utuh.") from None
    parts = [part for part in (held if isinstance(held, list) else [held]) if isinstance(part, dict)]
    found = [str(part[key]).strip() for part in parts for key in keys if part.get(key) not in (None, "")]
    found = list(dict.fromkeys(found))
    return found if several else next(iter(found), None)
