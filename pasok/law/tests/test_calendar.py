"""The calendar knows its holidays, and says when it does not."""

from datetime import date, time

import pytest

from pasok.kernel.days import Hours, is_working_day, zone_label
from pasok.law import calendar


def test_eight_years_are_known_and_every_day_stands_in_its_own_year() -> None:
    assert calendar.years() == tuple(range(2020, 2028))
    for year, table in calendar._tables().items():
        assert {holiday.day.year for holiday in table} == {year}
        assert len(table) >= 16


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "Tahun Baru"),
        (date(2025, 8, 17), "Kemerdekaan"),
        (date(2026, 3, 20), "Cuti Bersama Hari Raya Idul Fitri"),
        (date(2024, 2, 14), "Pemilihan"),
    ],
)
def test_a_holiday_has_its_name_and_nobody_works(day: date, name: str) -> None:
    assert name in calendar.named()[day].name
    assert not is_working_day(day, calendar.holidays())


def test_collective_leave_is_told_from_a_national_holiday() -> None:
    assert calendar.named()[date(2026, 12, 24)].collective_leave
    assert not calendar.named()[date(2026, 12, 25)].collective_leave


def test_a_year_without_a_table_is_named_and_an_estimated_one_too() -> None:
    assert calendar.known(2026) and not calendar.known(2028)
    assert calendar.warning(date(2026, 1, 1), date(2026, 12, 31)) is None
    assert "2028" in str(calendar.warning(date(2026, 12, 1), date(2028, 1, 3)))
    assert "2027 masih perkiraan" in str(calendar.warning(date(2026, 12, 1), date(2027, 1, 3)))


def test_office_hours_and_zones_come_from_the_law() -> None:
    day = date(2026, 1, 1)
    assert calendar.hours(day) == Hours(time(8), time(17))
    assert {label: zone_label(zone) for label, zone in calendar.zones(day).items()} == {
        label: label for label in ("WIB", "WITA", "WIT")
    }
