"""The database's clock is believed when more than half of all known clocks agree with it."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from pasok.sampul import acts, answers, clocks
from pasok.sampul.tests.story import KEY, a_bid, a_box, send

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    clocks.forget()
    yield
    clocks.forget()


def clock_file(folder: Path, name: str, shows: datetime) -> str:
    path = folder / name
    path.write_text(shows.isoformat())
    return str(path)


def judged(apart: timedelta, *outside: timedelta, settings: Any, folder: Path) -> bool:
    """Whether a database `apart` from this process is believed, with outside clocks so far from it."""
    now = datetime.now(UTC)
    settings.TIME_SOURCES = [
        clock_file(folder, str(number), now + shift) for number, shift in enumerate(outside)
    ]
    clocks.look()
    try:
        clocks.check(now + apart, None, now)
    except answers.WrongClock:
        return False
    return True


@pytest.mark.parametrize(
    ("apart", "outside", "believed"),
    [
        (timedelta(0), (), True),
        (timedelta(seconds=1.9), (), True),
        (timedelta(seconds=2.5), (), False),
        (-HOUR, (), False),
        (HOUR, (), False),
        (HOUR, (HOUR,), True),  # this process is the odd one
        (timedelta(0), (HOUR,), True),  # the outside clock is the odd one
        (HOUR, (timedelta(0),), False),  # two of three contradict the database
        (timedelta(0), (HOUR, HOUR), False),  # web and database on one wrong machine, two outside
        (timedelta(0), (timedelta(0), HOUR), True),
    ],
)
def test_the_majority_of_the_clocks_decides(
    apart: timedelta, outside: tuple[timedelta, ...], believed: bool, settings: Any, tmp_path: Path
) -> None:
    assert judged(apart, *outside, settings=settings, folder=tmp_path) is believed


def test_a_clock_that_cannot_be_read_has_no_voice(settings: Any, tmp_path: Path) -> None:
    old = Path(clock_file(tmp_path, "old", datetime.now(UTC) - HOUR))
    os.utime(old, (old.stat().st_mtime - 3600,) * 2)
    settings.TIME_SOURCES = [str(tmp_path / "none"), str(old), "http://127.0.0.1:9/"]
    clocks.look()
    assert clocks.outside() == []
    clocks.check(datetime.now(UTC), None, datetime.now(UTC))


@pytest.mark.django_db
def test_a_web_server_with_a_wrong_clock_stops_nothing_but_itself(settings: Any, tmp_path: Path) -> None:
    """Its own clock is one of two: it refuses. With a good outside clock it works on."""
    committee = a_box()

    class Slow(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime.now(tz) - HOUR

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clocks, "datetime", Slow)
        patch.setattr("pasok.sampul.log.datetime", Slow)
        with pytest.raises(answers.WrongClock, match="berbeda dari jam lain"):
            send(KEY, a_bid(committee, "7"))
        settings.TIME_SOURCES = [clock_file(tmp_path, "good", datetime.now(UTC))]
        clocks.forget()
        assert send(KEY, a_bid(committee, "7")).index == 1


@pytest.mark.django_db
def test_a_refused_moment_leaves_nothing_behind(settings: Any) -> None:
    committee = a_box()
    bid = a_bid(committee, "7")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "pasok.sampul.log.NOW_AND_LAST",
            "select clock_timestamp() + interval '3 days', max(recorded_at) from sampul_leaf",
        )
        for act in (lambda: send(KEY, bid), lambda: acts.close(KEY)):
            with pytest.raises(answers.WrongClock):
                act()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from sampul_leaf")
        assert cursor.fetchone() == (1,)
