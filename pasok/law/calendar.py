"""The calendar of the state: holidays with their names, office hours, zones; fed to `pasok.kernel.days`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from pathlib import Path

from pasok.kernel.days import Hours
from pasok.kernel.tongue import say
from pasok.law import lookup as law

FOLDER = Path(__file__).parent / "holidays"


@dataclass(frozen=True)
class Holiday:
    """A day on which offices are shut, by joint decree of three ministers."""

    day: date
    name: str
    collective_leave: bool  # cuti bersama; counted as non-working like a national holiday
    provisional: bool  # the decree of that year was not yet read


@cache
def _tables() -> Mapping[int, tuple[Holiday, ...]]:
    tables = {}
    for path in sorted(FOLDER.glob("*.toml")):
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        tables[int(path.stem)] = tuple(
            Holiday(date.fromisoformat(day), name, kind == "collective_leave", written["provisional"])
            for kind in ("national", "collective_leave")
            for day, name in written[kind].items()
        )
    return tables


def years() -> tuple[int, ...]:
    """The years that have a table."""
    return tuple(_tables())


def known(year: int) -> bool:
    """Whether holidays of that year are known at all; if not, only weekends can be left out."""
    return year in _tables()


def warning(start: date, end: date) -> str | None:
    """Why working days between two days cannot be trusted, as a sentence; None when they can."""
    span = range(start.year, end.year + 1)
    if missing := [str(year) for year in span if not known(year)]:
        return say(
            "Hari libur tahun {years} belum ada dalam tabel; hanya akhir pekan yang dilewati.",
            years=", ".join(missing),
        )
    if unsure := [str(year) for year in span if _tables()[year][0].provisional]:
        return say(
            "Hari libur tahun {years} masih perkiraan sampai keputusan bersama terbit.",
            years=", ".join(unsure),
        )
    return None


@cache
def named() -> Mapping[date, Holiday]:
    """Every known holiday by its day; of two on one day the national one."""
    every = [holiday for table in _tables().values() for holiday in table]
    return {h.day: h for h in sorted(every, key=lambda h: (h.day, not h.collective_leave))}


@cache
def holidays() -> frozenset[date]:
    """Every known day, of all years, on which people do not work although it is no weekend."""
    return frozenset(named())


def hours(on: date) -> Hours:
    """Office hours, a law row of weak confidence that a region may overlay."""
    start, end = (law.value(f"working_hours_{edge}", on=on) for edge in ("start", "end"))
    return Hours(time.fromisoformat(start), time.fromisoformat(end))


def zones(on: date) -> dict[str, str]:
    """The IANA name of each zone: {"WIB": "Asia/Jakarta", ...}."""
    return {label: law.value("zone", on=on, label=label) for label in ("WIB", "WITA", "WIT")}
