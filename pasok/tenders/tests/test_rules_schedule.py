"""The schedule: every proposal is lawful, and every breach is named alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pasok.tenders.rules import schedule
from pasok.tenders.rules.facts import Window
from pasok.tenders.tests.facts import NOW, ON, TICK

ZONES = ["Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"]
STARTS = st.datetimes(datetime(2023, 1, 1), datetime(2026, 11, 1), timezones=st.just(UTC))
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def proposal() -> dict[str, Window]:
    return schedule.propose(NOW, ON, "Asia/Jakarta")


def moved(stage: str, start: timedelta = timedelta(), end: timedelta = timedelta()) -> dict[str, Window]:
    windows = proposal()
    starts, ends = windows[stage]
    return windows | {stage: (starts + start, ends + end)}


def breaches(windows: dict[str, Window]) -> list[str]:
    return schedule.breaches(windows, ON, "Asia/Jakarta")


@settings(deadline=None)
@given(STARTS, st.sampled_from(ZONES))
def test_every_proposal_is_lawful(start: datetime, zone: str) -> None:
    windows = schedule.propose(start, start.date(), zone)
    assert list(windows) == list(schedule.ORDER)
    assert schedule.breaches(windows, start.date(), zone) == []
    assert all(begin <= end for begin, end in windows.values())


def test_a_proposal_says_the_days_a_person_would_count() -> None:
    windows = proposal()  # announced Monday 9 March 2026 09.00 WIB
    assert windows["announcement"][1] == datetime(2026, 3, 16, 10, 0, tzinfo=UTC)  # 5 days, then Monday 17.00
    assert windows["explanation"][0].date() == date(2026, 3, 11)
    assert windows["bid_opening"][0] == windows["bid_submission"][1]


def test_a_schedule_without_all_stages_is_named_incomplete() -> None:
    windows = proposal()
    del windows["standstill"], windows["sppbj"]
    assert breaches(windows) == ["Jadwal belum lengkap: 2 tahap belum diisi."]
    assert breaches({}) == ["Jadwal belum lengkap: 12 tahap belum diisi."]


def test_a_stage_that_ends_before_it_starts_is_named() -> None:
    windows = proposal()
    start = windows["evaluation"][0]
    assert breaches(windows | {"evaluation": (start, start - TICK)}) == [
        "Tahap 1 buah berakhir sebelum mulai."
    ]
    assert breaches(windows | {"evaluation": (start, start)}) == []


def test_five_days_of_announcement_to_the_microsecond() -> None:
    windows = proposal()
    start = windows["announcement"][0]
    assert breaches(windows | {"announcement": (start, start + 5 * DAY)}) == []
    (said,) = breaches(windows | {"announcement": (start, start + 5 * DAY - TICK)})
    assert said.startswith("Pengumuman kurang dari 5 hari kalender (")


def test_an_explanation_before_the_third_day_is_named() -> None:
    windows = proposal()
    start, end = windows["explanation"]
    midnight = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)  # Wednesday 11 March 00.00 WIB, the third day
    assert breaches(windows | {"explanation": (midnight, end)}) == []
    (said,) = breaches(windows | {"explanation": (midnight - TICK, end)})
    assert said.startswith("Penjelasan terlalu cepat sesudah pengumuman (") and start > midnight


def test_three_days_from_the_explanation_to_the_deadline() -> None:
    windows = proposal()
    start, _ = windows["explanation"]
    deadline = windows["bid_submission"][1]
    assert breaches(windows | {"explanation": (start, deadline - 3 * DAY)}) == []
    (said,) = breaches(windows | {"explanation": (start, deadline - 3 * DAY + TICK)})
    assert said.startswith("Batas akhir penawaran kurang dari 3 hari kalender sesudah penjelasan (")


@pytest.mark.parametrize("late,named", [(TICK, True), (DAY, False)])  # Monday 17.00 and then some
def test_a_deadline_outside_office_hours_is_named(late: timedelta, named: bool) -> None:
    windows = proposal()
    for stage in ("bid_submission", "document_download"):
        windows |= {stage: (windows[stage][0], windows[stage][1] + late)}
    start, end = windows["bid_opening"]
    found = breaches(windows | {"bid_opening": (start + late, end + late)})
    assert bool(found) is named
    assert not named or found[0].startswith("Batas akhir penawaran tidak pada hari dan jam kerja (")


def test_a_deadline_on_a_saturday_is_named() -> None:
    windows = proposal()
    saturday = datetime(2026, 3, 28, 5, 0, tzinfo=UTC)
    windows |= {"bid_submission": (windows["bid_submission"][0], saturday)}
    windows |= {"document_download": (windows["document_download"][0], saturday)}
    windows |= {"bid_opening": (saturday, saturday + DAY)}
    (said,) = breaches(windows)
    assert said.startswith("Batas akhir penawaran tidak pada hari dan jam kerja (")


def test_documents_may_be_downloaded_until_the_deadline() -> None:
    (said,) = breaches(moved("document_download", end=-TICK))
    assert said.startswith("Dokumen harus dapat diunduh sampai batas akhir penawaran")


def test_no_opening_before_the_deadline() -> None:
    (said,) = breaches(moved("bid_opening", start=-TICK))
    assert said.startswith("Pembukaan dijadwalkan sebelum batas akhir penawaran")


def test_five_days_of_standstill_that_end_in_office_hours() -> None:
    windows = proposal()
    start, end = windows["standstill"]
    assert breaches(windows | {"standstill": (end - 5 * DAY, end)}) == []
    (said,) = breaches(windows | {"standstill": (end - 5 * DAY + TICK, end)})
    assert said.startswith("Masa sanggah kurang dari 5 hari kalender (")
    (said,) = breaches(windows | {"standstill": (start, end + MINUTE)})
    assert said.startswith("Masa sanggah tidak berakhir pada hari dan jam kerja (")


@settings(deadline=None)
@given(STARTS, st.timedeltas(timedelta(days=-30), timedelta(days=30)), st.sampled_from(ZONES))
def test_the_standstill_is_never_shorter_than_the_law(at: datetime, plan: timedelta, zone: str) -> None:
    until = schedule.standstill_until(at, at + plan, at.date(), zone)
    assert until >= at + 5 * DAY
    assert until == at + plan or plan < 5 * DAY


def test_a_standstill_planned_one_moment_too_short_is_made_lawful() -> None:
    exact = NOW + 5 * DAY
    assert schedule.standstill_until(NOW, exact, ON, "Asia/Jakarta") == exact
    until = schedule.standstill_until(NOW, exact - TICK, ON, "Asia/Jakarta")
    assert until == datetime(2026, 3, 16, 10, 0, tzinfo=UTC)  # Saturday, so Monday 17.00 WIB
