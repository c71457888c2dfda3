"""The clock guard. The database's clock judges every bid, so it is not believed alone.

It is compared with this process's own clock and with the outside ones of TIME_SOURCES. Nothing enters the log
unless more than half of all clocks that are known, the database's included, agree with it.
"""

import logging
import threading
import time
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from pasok.kernel.tongue import say
from pasok.sampul.answers import WrongClock

STALE = 600.0  # seconds after which a reading of an outside clock says nothing any more
PATIENCE = 3.0  # seconds that an outside clock may take to answer
SECOND = timedelta(seconds=1)

log = logging.getLogger(__name__)
readings: dict[str, "Span"] = {}  # the last good reading of each outside clock
looking = threading.Lock()
looked: list[float] = []  # when the outside clocks were last asked, by time.monotonic()


@dataclass(frozen=True)
class Span:
    """What a clock showed when it was read, as exactly as we know it: from `low` to `high`."""

    name: str
    low: datetime
    high: datetime
    read: float  # time.monotonic(): nobody can set that clock

    def at(self, moment: float) -> "Span":
        """What it shows at another moment, if it runs as clocks do."""
        gone = timedelta(seconds=moment - self.read)
        return replace(self, low=self.low + gone, high=self.high + gone, read=moment)

    def agrees(self, clock: datetime, tolerance: timedelta) -> bool:
        return self.low - tolerance <= clock <= self.high + tolerance


def own(since: datetime) -> Span:
    """This process's clock, while the database was asked: from `since` to now."""
    return Span(say("jam server web"), since, datetime.now(UTC), time.monotonic())


def check(clock: datetime, last: datetime | None, since: datetime) -> None:
    """Raise WrongClock unless the database's time `clock`, asked for at `since`, can be believed.

    `last`: when the last leaf was written.
    """
    if last and clock < last:
        raise WrongClock(
            say(
                "Jam basis data mundur: sekarang {now}, daun terakhir {last}. "
                "Log tidak menerima apa pun sampai jamnya benar.",
                now=clock.isoformat(),
                last=last.isoformat(),
            )
        )
    tolerance = timedelta(seconds=settings.CLOCK_TOLERANCE)
    others = [own(since), *outside()]
    apart = [other for other in others if not other.agrees(clock, tolerance)]
    if apart and 2 * (1 + len(others) - len(apart)) <= 1 + len(others):
        raise WrongClock(wrong(clock, apart))


def wrong(clock: datetime, apart: Iterable[Span]) -> str:
    others = ", ".join(f"{other.name} {other.high.isoformat(timespec='seconds')}" for other in apart)
    return say(
        "Jam basis data berbeda dari jam lain: basis data {now}, {others}. Untuk sementara tidak ada "
        "penawaran yang diterima, ditutup, atau dibuka. Penawaran Anda aman di perangkat Anda. "
        "Coba lagi sebentar lagi; LPSE perlu diberi tahu.",
        now=clock.isoformat(timespec="seconds"),
        others=others,
    )


def outside() -> list[Span]:
    """The outside clocks as they show now, by their last reading. Never waits."""
    now = time.monotonic()
    return [
        one.at(now)
        for name, one in readings.items()
        if name in settings.TIME_SOURCES and now - one.read < STALE
    ]


def look() -> None:
    """Have the outside clocks asked when it is time; waits only the first time. Call it outside the lock."""
    now = time.monotonic()
    if not settings.TIME_SOURCES or (looked and now - looked[0] < settings.CLOCK_LOOK_SECONDS):
        return
    first = not looked
    looked[:] = [now]
    asking = threading.Thread(target=ask, args=(list(settings.TIME_SOURCES),), daemon=True)
    asking.start()
    if first:
        asking.join(PATIENCE)


def ask(names: Iterable[str]) -> None:
    """Read each outside clock. One that does not answer keeps its last reading until that is stale."""
    with looking:
        for name in names:
            try:
                found = source(name)(name)
            except Exception as trouble:  # whatever it is: a clock that cannot be read has no voice
                log.warning("%s: %s", name, trouble)
                continue
            if found:
                readings[name] = found


def forget() -> None:
    """Know nothing of outside clocks, as a process that has just begun."""
    readings.clear()
    looked.clear()


def source(name: str) -> Callable[[str], Span | None]:
    """How to read a clock: an address, a file, or the dotted name of a function `(name) -> Span | None`."""
    if name.startswith(("https://", "http://")):
        return of_address
    return of_file if name.startswith("/") else import_string(name)


def of_address(name: str) -> Span:
    """The `Date` of another server's answer, which is cut to the second."""
    began = time.monotonic()
    request = urllib.request.Request(name, method="HEAD")
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        said = parsedate_to_datetime(answer.headers["Date"])
    ended = time.monotonic()
    return Span(name, said, said + SECOND + timedelta(seconds=ended - began), ended)


def of_file(name: str) -> Span | None:
    """A time in ISO 8601 that a time receiver writes into a file, over and over. None when it stopped."""
    path = Path(name)
    said, age = datetime.fromisoformat(path.read_text().strip()), max(0.0, time.time() - path.stat().st_mtime)
    if age > STALE:
        return None
    return Span(name, said + timedelta(seconds=age), said + SECOND + timedelta(seconds=age), time.monotonic())
