"""Bidders who do not give up: each keeps a record of what it was told, and that record is what judges."""

import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import Error, connection, transaction
from django.db.models import Count

from pasok.sampul import acts, answers, device, reads
from pasok.sampul.audit import audit
from pasok.sampul.models import Box, Leaf
from pasok.sampul.tests.story import KEY, Committee, a_box, stored

Commit = Callable[[device.Bid], answers.Receipt]
SOON = timedelta(hours=1)


def real_box(key: str = KEY, closes_in: timedelta = SOON) -> Committee:
    """A box that the database's own clock judges."""
    return a_box(key, clock="real", closes_at=datetime.now(UTC) + closes_in)


def commit(bid: device.Bid) -> answers.Receipt:
    """As a room above does it: the answer counts once its transaction is over."""
    with transaction.atomic():
        return inside(bid)


def inside(bid: device.Bid) -> answers.Receipt:
    """The act itself, in somebody's transaction."""
    key, bidder = bid.leaf["box"], bid.leaf["bidder"]
    return acts.commit(key, bidder=bidder, idem=bid.idem, leaf=bid.leaf, envelopes=bid.envelopes)


@dataclass
class Outcome:
    """What an experiment counted. `broken`: what the audit of the whole log says."""

    runs: int = 0
    acknowledged: int = 0
    lost: int = 0
    duplicates: int = 0
    late: int = 0  # accepted after the close
    early: int = 0  # readable before the opening
    double: int = 0  # second closings, openings, notices
    broken: list[str] = field(default_factory=list)
    retried: int = 0  # answers that came only after an error
    seconds: float = 0.0

    @property
    def harm(self) -> int:
        return self.lost + self.duplicates + self.late + self.early + self.double + len(self.broken)

    def plus(self, other: "Outcome") -> "Outcome":
        """Both together."""
        both = ((one.name, getattr(self, one.name), getattr(other, one.name)) for one in fields(self))
        return Outcome(**{name: mine + theirs for name, mine, theirs in both})


class Crowd:
    """`clients` threads that seal, send, send again until they are answered, and remember."""

    def __init__(self, committee: Committee, clients: int = 8, say: Commit = commit):
        self.parameters = committee.parameters
        self.say, self.stop = say, threading.Event()
        self.going = threading.Event()
        self.going.set()
        self.told: list[tuple[device.Bid, dict[str, Any], bool]] = []
        self.errors: Counter[str] = Counter()
        self.numbers = itertools.count()
        self.threads = [threading.Thread(target=self.client, daemon=True) for _ in range(clients)]

    def __enter__(self) -> "Crowd":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *wrong: object) -> None:
        self.stop.set()
        self.going.set()
        for thread in self.threads:
            thread.join()
        connection.close()

    def sealed(self) -> device.Bid:
        number = str(next(self.numbers))
        return device.prepare_bid(self.parameters, number, {"penawaran": {"harga": number}})

    def client(self) -> None:
        while not self.stop.is_set():
            self.going.wait()
            bid, failed = self.sealed(), False
            while not self.stop.is_set():
                try:
                    stored(bid)
                    receipt = self.say(bid)
                except (Error, answers.Refusal, OSError) as trouble:
                    self.errors[type(trouble).__name__] += 1
                    connection.close()
                    failed = True
                    time.sleep(0.02)
                else:
                    self.told.append((bid, receipt.plain(), failed))
                    break
        connection.close()

    def pause(self) -> None:
        """No new bids; those under way are answered within a moment."""
        self.going.clear()
        seen = -1
        while seen != len(self.told):
            seen = len(self.told)
            time.sleep(0.5)

    def go_on(self) -> None:
        self.going.set()

    def wait(self, more: int, patience: float = 8.0) -> None:
        """Until so many more were answered."""
        until, seen = time.monotonic() + patience, len(self.told)
        while len(self.told) < seen + more and time.monotonic() < until:
            time.sleep(0.005)

    def judge(self, runs: int = 1) -> Outcome:
        found = judged()
        found.runs, found.acknowledged = runs, len(self.told)
        found.lost = sum(bool(reads.check_receipt(receipt)) for _, receipt, _ in self.told)
        found.retried = sum(failed for *_, failed in self.told)
        return found


def judged() -> Outcome:
    """What can be seen of the house itself, once all is quiet."""
    repeated = Leaf.objects.filter(kind="bid").values("body__bid").annotate(n=Count("pk")).filter(n__gt=1)
    once = Leaf.objects.filter(kind__in=("open", "close", "opening")).values("box", "kind")
    found = Outcome(broken=audit())
    found.duplicates = sum(row["n"] - 1 for row in repeated)
    found.double = sum(row["n"] - 1 for row in once.annotate(n=Count("pk")).filter(n__gt=1))
    for box in Box.objects.all():
        bids = Leaf.objects.filter(box=box, kind="bid")
        end = box.closed_index
        found.late += sum(leaf.at >= box.closes_at or (end is not None and leaf.index > end) for leaf in bids)
    return found
