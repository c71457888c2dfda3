"""Days that count. Pure arithmetic on Indonesian time: the holidays are handed in, nothing is read.

Times go in aware and come out in UTC. Counting is done on the wall clock of the zone: five days after
Monday 14.00 WIB is Saturday 14.00 WIB. The day of the event is not counted unless the period says so.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from pasok.kernel.tongue import count, say

Unit = Literal["d_cal", "d_work"]  # calendar days, working days
Holidays = Set[date]

LABELS = {"WIB", "WITA", "WIT"}
ONE_DAY = timedelta(days=1)
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


@dataclass(frozen=True)
class Period:
    """A length of time as the law writes it."""

    n: int
    unit: Unit
    first_day_counts: bool = False  # "the day of announcement is day 1"

    @property
    def steps(self) -> int:
        """Days to move on from the day of the event."""
        return max(self.n - 1, 0) if self.first_day_counts else self.n

    def __str__(self) -> str:
        if self.unit == "d_cal":
            return count("{n} hari kalender", self.n)
        return count("{n} hari kerja", self.n)


@dataclass(frozen=True)
class Hours:
    """Office hours, both ends included: 08.00 up to and including 17.00."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError("Jam kerja harus mulai sebelum selesai.")


def is_working_day(day: date, holidays: Holidays) -> bool:
    """Monday to Friday, and neither a holiday nor collective leave."""
    return day.weekday() < 5 and day not in holidays


def next_working_day(day: date, holidays: Holidays) -> date:
    """The day itself if people work on it, else the first later one."""
    while not is_working_day(day, holidays):
        day += ONE_DAY
    return day


def step(day: date, n: int, unit: Unit, holidays: Holidays) -> date:
    """`n` days on (back, if negative). In working days every step lands on one; zero steps stay."""
    if unit == "d_cal":
        return day + n * ONE_DAY
    one = ONE_DAY if n > 0 else -ONE_DAY
    for _ in range(abs(n)):
        day += one
        while not is_working_day(day, holidays):
            day += one
    return day


def working_days_between(start: date, end: date, holidays: Holidays) -> int:
    """Working days after `start` up to and including `end`; negative when `end` is the earlier one."""
    if end < start:
        return -working_days_between(end, start, holidays)
    days = (start + i * ONE_DAY for i in range(1, (end - start).days + 1))
    return sum(is_working_day(day, holidays) for day in days)


def add_days(at: datetime, n: int, unit: Unit, holidays: Holidays, zone: str) -> datetime:
    """The same wall-clock time `n` days later (earlier, if negative)."""
    there = local(at, zone)
    return _instant(step(there.date(), n, unit, holidays), there.time(), zone)


def shift_to_working(at: datetime, holidays: Holidays, zone: str, hours: Hours | None = None) -> datetime:
    """The first working moment at or after `at`.

    With hours: inside office hours. Without: the same wall-clock time on the next working day.
    """
    there = local(at, zone)
    day, clock = there.date(), there.time()
    if hours and is_working_day(day, holidays) and clock > hours.end:
        day, clock = day + ONE_DAY, hours.start
    target = next_working_day(day, holidays)
    if hours and (target != there.date() or clock < hours.start):
        clock = hours.start
    return _instant(target, clock, zone)


def end_of_period(
    start: datetime,
    n: int,
    unit: Unit,
    holidays: Holidays,
    zone: str,
    hours: Hours,
    *,
    first_day_counts: bool = False,
) -> datetime:
    """When a period that must end on a working day within office hours ends: at the close of that day.

    The first closing hour not earlier than the full period, so nobody ever gets less than the law gives.
    """
    steps = Period(n, unit, first_day_counts).steps
    full = local(add_days(start, steps, unit, holidays, zone), zone)
    day = full.date() if full.time() <= hours.end else full.date() + ONE_DAY
    return _instant(next_working_day(day, holidays), hours.end, zone)


def in_working_hours(at: datetime, holidays: Holidays, zone: str, hours: Hours) -> bool:
    """Whether the office is open at that moment."""
    there = local(at, zone)
    return is_working_day(there.date(), holidays) and hours.start <= there.time() <= hours.end


def local(at: datetime, zone: str) -> datetime:
    """The moment on the wall clock of a zone. Naive times are refused: nobody knows when they are."""
    if at.tzinfo is None:
        raise ValueError("Waktu tanpa zona tidak dapat dihitung.")
    return at.astimezone(ZoneInfo(zone))


def zone_label(zone: str) -> str:
    """WIB, WITA or WIT for an IANA name; Asia/Pontianak is WIB too."""
    label = datetime(2026, 1, 1, tzinfo=ZoneInfo(zone)).tzname() or ""
    if label not in LABELS:
        raise ValueError(f"{zone} bukan zona waktu Indonesia.")
    return label


def shown_day(day: date) -> str:
    """30 April 2025."""
    return f"{day.day} {say(MONTHS[day.month - 1])} {day.year}"


def shown_moment(at: datetime, zone: str) -> str:
    """30 April 2025 17.00 WIB."""
    there = local(at, zone)
    return f"{shown_day(there.date())} {there:%H.%M} {zone_label(zone)}"


def _instant(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock.replace(tzinfo=None, fold=0), ZoneInfo(zone)).astimezone(UTC)
