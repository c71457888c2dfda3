"""Days that count: boundaries by example, everything else by property."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.kernel.days import (
    Hours,
    Period,
    Unit,
    add_days,
    end_of_period,
    in_working_hours,
    is_working_day,
    local,
    next_working_day,
    shift_to_working,
    shown_day,
    shown_moment,
    step,
    working_days_between,
    zone_label,
)

JAKARTA, JAYAPURA = "Asia/Jakarta", "Asia/Jayapura"
OFFICE = Hours(time(8), time(17))
FREE = frozenset({date(2026, 3, 19), date(2026, 3, 20), date(2026, 3, 23), date(2026, 3, 24)})

zones = st.sampled_from([JAKARTA, "Asia/Makassar", JAYAPURA])
days = st.dates(date(2020, 1, 1), date(2027, 12, 31))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
counts = st.integers(0, 40)
units: st.SearchStrategy[Unit] = st.sampled_from(["d_cal", "d_work"])
holidays = st.frozensets(days, max_size=60) | st.just(FREE)


def at(text: str, zone: str = JAKARTA) -> datetime:
    """A moment from its wall-clock time in a zone."""
    offset = {JAKARTA: 7, JAYAPURA: 9}[zone]
    return datetime.fromisoformat(text).replace(tzinfo=UTC) - timedelta(hours=offset)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 3, 18), True),  # Wednesday
        (date(2026, 3, 19), False),  # Nyepi
        (date(2026, 3, 21), False),  # Saturday
        (date(2026, 3, 23), False),  # collective leave
        (date(2026, 3, 25), True),
    ],
)
def test_weekends_holidays_and_collective_leave_are_free(day: date, works: bool) -> None:
    assert is_working_day(day, FREE) is works


def test_working_days_jump_over_a_week_of_holidays() -> None:
    assert step(date(2026, 3, 18), 1, "d_work", FREE) == date(2026, 3, 25)
    assert step(date(2026, 3, 25), -1, "d_work", FREE) == date(2026, 3, 18)
    assert step(date(2026, 3, 18), 1, "d_cal", FREE) == date(2026, 3, 19)


def test_three_days_with_the_first_counted_are_two_steps() -> None:
    assert Period(3, "d_cal", first_day_counts=True).steps == 2
    assert str(Period(14, "d_work")) == "14 hari kerja"


def test_the_clock_of_the_zone_decides_which_day_it_is() -> None:
    late = at("2026-03-16T23:30", JAYAPURA)  # still 21.30 in Jakarta
    assert add_days(late, 1, "d_work", FREE, JAYAPURA) == at("2026-03-17T23:30", JAYAPURA)
    early = at("2026-03-16T00:30", JAYAPURA)  # Monday there, Sunday in Jakarta
    assert in_working_hours(at("2026-03-16T08:00"), FREE, JAKARTA, OFFICE)
    assert local(early, JAKARTA).date() == date(2026, 3, 15)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-02T10:00", "2026-03-09T17:00"),  # Monday + 5 = Saturday: Monday evening
        ("2026-03-03T17:00", "2026-03-09T17:00"),  # Tuesday + 5 = Sunday
        ("2026-03-04T17:00", "2026-03-09T17:00"),  # Wednesday at closing: five full days
        ("2026-03-04T17:01", "2026-03-10T17:00"),  # a minute later: not a minute less than five days
        ("2026-03-14T09:00", "2026-03-25T17:00"),  # ends on Nyepi, then leave, weekend, leave
    ],
)
def test_a_sanggah_of_five_calendar_days_ends_at_closing_time_of_a_working_day(start: str, end: str) -> None:
    assert end_of_period(at(start), 5, "d_cal", FREE, JAKARTA, OFFICE) == at(end)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026-03-16T07:59", "2026-03-16T08:00"),
        ("2026-03-16T08:00", "2026-03-16T08:00"),
        ("2026-03-16T17:00", "2026-03-16T17:00"),
        ("2026-03-16T17:01", "2026-03-17T08:00"),
        ("2026-03-13T17:01", "2026-03-16T08:00"),
        ("2026-03-14T12:00", "2026-03-16T08:00"),
    ],
)
def test_the_first_working_moment(before: str, after: str) -> None:
    assert shift_to_working(at(before), FREE, JAKARTA, OFFICE) == at(after)


def test_without_hours_the_clock_time_is_kept() -> None:
    assert shift_to_working(at("2026-03-14T22:15"), FREE, JAKARTA) == at("2026-03-16T22:15")
    assert shift_to_working(at("2026-03-16T22:15"), FREE, JAKARTA) == at("2026-03-16T22:15")


def test_zones_are_named_as_people_name_them() -> None:
    assert [zone_label(z) for z in (JAKARTA, "Asia/Pontianak", "Asia/Makassar", JAYAPURA)] == [
        *("WIB", "WIB", "WITA", "WIT")
    ]
    with pytest.raises(ValueError, match="Singapore"):
        zone_label("Asia/Singapore")
    assert shown_moment(at("2026-03-16T17:05"), JAYAPURA) == "16 Maret 2026 19.05 WIT"
    assert shown_day(date(2025, 12, 1)) == "1 Desember 2025"


def test_times_without_zone_and_hours_upside_down_are_refused() -> None:
    with pytest.raises(ValueError, match="zona"):
        add_days(datetime(2026, 3, 16), 1, "d_cal", FREE, JAKARTA)
    with pytest.raises(ValueError, match="Jam kerja"):
        Hours(time(17), time(8))


@given(days, st.integers(1, 40), holidays)
def test_counting_working_days_never_ends_on_a_free_one(day: date, n: int, free: frozenset[date]) -> None:
    assert is_working_day(step(day, n, "d_work", free), free)
    assert is_working_day(step(day, -n, "d_work", free), free)


@given(days, counts, holidays)
def test_stepping_and_counting_undo_each_other(day: date, n: int, free: frozenset[date]) -> None:
    assert working_days_between(day, step(day, n, "d_work", free), free) == n


@given(days, days, holidays)
def test_counting_back_is_bounded_by_the_day_counted_to(one: date, two: date, free: frozenset[date]) -> None:
    start, end = sorted((one, two))
    n = working_days_between(start, end, free)
    assert 0 <= n <= (end - start).days
    assert step(start, n, "d_work", free) <= end < step(start, n + 1, "d_work", free)
    assert working_days_between(end, start, free) == -n


@given(moments, moments, counts, units, holidays, zones)
def test_who_starts_later_never_ends_earlier(
    one: datetime, two: datetime, n: int, unit: Unit, free: frozenset[date], zone: str
) -> None:
    first, second = sorted((one, two))

    def full(start: datetime) -> datetime:
        return end_of_period(start, n, unit, free, zone, OFFICE)

    assert full(first) <= full(second)
    assert shift_to_working(first, free, zone, OFFICE) <= shift_to_working(second, free, zone, OFFICE)
    assert add_days(first, n, "d_cal", free, zone) <= add_days(second, n, "d_cal", free, zone)


@given(days, days, counts, holidays)
def test_steps_keep_the_order_of_days(one: date, two: date, n: int, free: frozenset[date]) -> None:
    first, second = sorted((one, two))
    assert step(first, n, "d_work", free) <= step(second, n, "d_work", free)


@given(moments, counts, units, holidays, zones)
def test_a_period_is_never_shorter_than_the_law_and_ends_in_office(
    start: datetime, n: int, unit: Unit, free: frozenset[date], zone: str
) -> None:
    end = end_of_period(start, n, unit, free, zone, OFFICE)
    assert end >= add_days(start, n, unit, free, zone) >= start
    assert in_working_hours(end, free, zone, OFFICE) and local(end, zone).time() == OFFICE.end
    assert end_of_period(start, n + 1, unit, free, zone, OFFICE) >= end


@given(moments, counts, units, holidays, zones)
def test_a_counted_first_day_takes_one_day_off(
    start: datetime, n: int, unit: Unit, free: frozenset[date], zone: str
) -> None:
    counted = end_of_period(start, n + 1, unit, free, zone, OFFICE, first_day_counts=True)
    assert counted == end_of_period(start, n, unit, free, zone, OFFICE)


@given(moments, holidays, zones)
def test_shifting_lands_in_office_hours_and_is_done_once(
    start: datetime, free: frozenset[date], zone: str
) -> None:
    shifted = shift_to_working(start, free, zone, OFFICE)
    assert shifted >= start and in_working_hours(shifted, free, zone, OFFICE)
    assert shift_to_working(shifted, free, zone, OFFICE) == shifted
    if in_working_hours(start, free, zone, OFFICE):
        assert shifted == start


@given(moments, counts, holidays, zones)
def test_calendar_days_are_days_of_24_hours(
    start: datetime, n: int, free: frozenset[date], zone: str
) -> None:
    assert add_days(start, n, "d_cal", free, zone) == start + timedelta(days=n)
    assert add_days(add_days(start, n, "d_cal", free, zone), -n, "d_cal", free, zone) == start


@given(days, holidays)
def test_the_next_working_day_is_the_nearest(day: date, free: frozenset[date]) -> None:
    found = next_working_day(day, free)
    assert is_working_day(found, free)
    between = (day + timedelta(days=i) for i in range((found - day).days))
    assert not any(is_working_day(each, free) for each in between)
