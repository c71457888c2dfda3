"""The sweeper: each second it keeps the appointments of everything that has a life.

One leader at a time, by an advisory lock of PostgreSQL. Being late or being run twice does no harm: the
door checks state and time again, under the subject's lock.
"""

import logging
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from types import ModuleType

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone
from django.utils.module_loading import import_string

from pasok.kernel.actor import CLOCK
from pasok.kernel.machine import Refused
from pasok.ledger.models import Subject

log = logging.getLogger("pasok.clock")

LEADER = 7_270_001  # the advisory lock's number
BATCH = 200
EVERY = 1.0  # seconds
LONGEST_REST = 300.0  # seconds a failing subject is left alone

resting: dict[str, tuple[float, float]] = {}  # key: (monotonic instant of the next try, length of this rest)


def clocked() -> Iterator[tuple[type[Subject], ModuleType]]:
    """The models whose appointments the clock keeps, each with its room's acts."""
    for model, acts in settings.CLOCKED:
        yield import_string(model), import_module(acts)


def tick(now: datetime | None = None) -> int:
    """Do every act of the clock that is due at `now` (aware). Answers how many were done."""
    now = now or timezone.now()
    return sum(looked_after(path, now) for path in settings.SWEEPS) + sum(
        sweep(model, acts, now) for model, acts in clocked()
    )


def looked_after(path: str, now: datetime) -> int:
    """What has no appointment of its own. Its failure never holds up those that have."""
    try:
        return int(import_string(path)(now))
    except Exception:
        if not connection.is_usable():
            raise
        log.exception("%s gagal; dicoba lagi.", path)
        return 0


def sweep(model: type[Subject], acts: ModuleType, now: datetime) -> int:
    """All due subjects of one kind, soonest appointment first, a batch at a time."""
    done, after = 0, (datetime.min.replace(tzinfo=now.tzinfo), 0)
    while batch := due(model, now, after):
        after = (batch[-1].next_due, batch[-1].pk)  # before the acts, which give them new appointments
        done += sum(keep(subject, acts, now) for subject in batch)
    return done


def due(model: type[Subject], now: datetime, after: tuple[datetime, int]) -> list[Subject]:
    """The next batch of subjects whose time has come, past the pair (appointment, pk) `after`."""
    found = model._default_manager.filter(next_due__lte=now, next_due__gte=after[0])
    found = found.exclude(next_due=after[0], pk__lte=after[1]).order_by("next_due", "pk")
    return list(found[:BATCH])


def keep(subject: Subject, acts: ModuleType, now: datetime) -> bool:
    """Do the act that is due. A subject that fails rests, and never holds up the others."""
    key = subject.key
    until, rest = resting.get(key, (0.0, EVERY))
    if time.monotonic() < until:
        return False
    try:
        appointments = subject.machine.due(subject.facts(CLOCK, now))
        if not appointments or appointments[0][0] > now:
            return False
        getattr(acts, appointments[0][1].name)(subject, actor=CLOCK, now=now)
    except Refused:
        return False  # somebody was first, or the door says not yet
    except InterfaceError:
        raise  # the connection is gone: that is not this subject's fault
    except Exception:
        if not connection.is_usable():
            raise
        rest = min(rest * 2, LONGEST_REST)
        resting[key] = (time.monotonic() + rest, rest)
        log.exception("Jadwal %s gagal; dicoba lagi dalam %.0f detik.", key, rest)
        return False
    resting.pop(key, None)
    return True


def lead() -> bool:
    """Whether this process is the leader now. The lock is its session's, and dies with it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [LEADER])
        return bool(cursor.fetchone()[0])


def run(stop: threading.Event) -> None:
    """Tick each second until `stop`; survives a restart of the database."""
    leader = False
    while not stop.is_set():
        try:
            leader = leader or lead()
            if leader:
                tick()
        except DatabaseError as wrong:
            leader = False
            connection.close()
            log.warning("Basis data tidak menjawab: %s", wrong)
        stop.wait(EVERY)
    connection.close()
