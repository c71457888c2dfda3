"""Moments of the demonstration, counted from today: deadlines and decisions fall in office hours."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from pasok.kernel import days
from pasok.law import calendar
from pasok.tenders.rules import schedule
from pasok.tenders.rules.facts import Window

ZONE = "Asia/Jakarta"  # of the invented agency
ONE_DAY = timedelta(days=1)


def at(now: datetime, working_days: int, hour: int, minute: int = 0) -> datetime:
    """That hour so many working days from today (back, if negative)."""
    today = days.local(now, ZONE).date()
    day = days.step(today, working_days, "d_work", calendar.holidays())
    return datetime.combine(day, time(hour, minute), ZoneInfo(ZONE))


def quarter(moment: datetime) -> datetime:
    """The quarter of an hour just past."""
    there = days.local(moment, ZONE)
    return there.replace(minute=there.minute // 15 * 15, second=0, microsecond=0)


def works(moment: datetime) -> bool:
    return days.in_working_hours(moment, calendar.holidays(), ZONE, calendar.hours(moment.date()))


def later(moment: datetime) -> datetime:
    """The moment itself if people work then, else ten o'clock on the next working day."""
    there = quarter(moment)
    if works(there):
        return there
    shifted = days.shift_to_working(there, calendar.holidays(), ZONE, calendar.hours(there.date()))
    return datetime.combine(shifted.date(), time(10), ZoneInfo(ZONE))


def earlier(moment: datetime) -> datetime:
    """The moment itself if people work then, else two o'clock on the last working day."""
    there = quarter(moment)
    if works(there):
        return there
    same = there.time() > calendar.hours(there.date()).end and days.is_working_day(
        there.date(), calendar.holidays()
    )
    return datetime.combine(there.date(), time(14), ZoneInfo(ZONE)) if same else at(there, -1, 14)


def announced_for(deadline: datetime) -> datetime:
    """Nine o'clock on the latest working day that still leaves bidders the time the law gives."""
    holidays, day = calendar.holidays(), days.local(deadline, ZONE).date()
    while True:
        day -= ONE_DAY
        start = datetime.combine(day, time(9), ZoneInfo(ZONE))
        if days.is_working_day(day, holidays) and shortest(start)["bid_submission"][1] <= deadline:
            return start


def shortest(start: datetime) -> dict[str, Window]:
    return schedule.propose(start, start.date(), ZONE)


def windows(start: datetime, deadline: datetime) -> dict[str, Window]:
    """The twelve windows of a tender announced at `start` whose bids close at `deadline`."""
    return schedule.propose(start, start.date(), ZONE, deadline)


def settled(now: datetime) -> tuple[datetime, datetime]:
    """When bids closed and the winner was announced, so that the standstill has just ended at `now`."""
    for back in range(10, 40):
        closed, decided = at(now, -back, 14), at(now, 5 - back, 10)
        start = announced_for(closed)
        planned = windows(start, closed)["standstill"][1]
        if schedule.standstill_until(decided, planned, start.date(), ZONE) < now:
            return closed, decided
    raise AssertionError("no standstill lasts so long")
