"""F17: killed between the order and the disk. A head that anybody got is never contradicted afterwards."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import Error, connection

from pasok.sampul import log, note, reads
from pasok.sampul.models import Checkpoint
from tests.faults.conftest import Note
from tests.faults.crowd import Crowd, Outcome, real_box
from tests.faults.houses import House, Street, many

pytestmark = pytest.mark.django_db
KILLS = many(3, 20)
SLOW = 0.2  # seconds from the order to the flush, in which the database dies
LAZY = {"wal_writer_delay": "10s", "wal_writer_flush_after": "1GB"}  # only who waits has it flushed
flushed = log.flush


class Reader(threading.Thread):
    """A witness in a hurry: asks for the newest head over and over, and keeps all it was given."""

    def __init__(self) -> None:
        super().__init__(daemon=True, name="reader")
        self.got: set[str] = set()
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.001):
            try:
                self.got.add(reads.checkpoint())
            except Error:
                connection.close()
        connection.close()

    def wait(self) -> None:
        """Until it is given one head more."""
        until, seen = time.monotonic() + 8, len(self.got)
        while len(self.got) == seen and time.monotonic() < until:
            time.sleep(0.001)

    def forks(self) -> list[str]:
        """The heads that the log no longer knows, or knows otherwise."""
        heads = [note.verify(text, log.verifier_key()) for text in self.got if text]
        roots = {head.size: bytes(head.root) for head in Checkpoint.objects.all()}
        return [f"kepala {head.size}" for head in heads if roots.get(head.size) != head.root]


def slowly(reading: Callable[[], None]) -> Callable[[], None]:
    """Bidders reach the disk late; a reader does as it is told."""

    def flush() -> None:
        if threading.current_thread().name == "reader":
            reading()
        else:
            time.sleep(SLOW)
            flushed()

    return flush


def killed(house: House, kills: int) -> Outcome:
    committee, reader = real_box(), Reader()
    house.checkpoint()
    with Crowd(committee, clients=1) as crowd:
        reader.start()
        for _ in range(kills):
            crowd.wait(5)
            reader.wait()
            house.kill()
            house.restart()
        crowd.wait(5)
        reader.over.set()
        reader.join()
    found = crowd.judge(kills)
    found.broken += reader.forks()
    assert len(reader.got) > kills
    return found


def test_a_head_that_was_read_is_never_contradicted(
    street: Street, note: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    with street.house(**LAZY) as house:
        monkeypatch.setattr(log, "flush", slowly(flushed))
        found = killed(house, KILLS)
    with street.house(**LAZY) as house:
        monkeypatch.setattr(log, "flush", slowly(lambda: None))
        control = killed(house, min(KILLS, 5))
    note("F17", "kill -9 between the order and the disk", "a reader does not wait for it", found, control)
    assert found.harm == 0 and found.acknowledged > 5 * KILLS, found
    assert control.broken and not control.lost, control
