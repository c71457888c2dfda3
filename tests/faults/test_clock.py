"""F7, F8: the database's clock is set back by two hours, and forward by three days."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pasok.sampul import acts, answers, device, reads
from pasok.sampul.tests.story import KEY, Committee, stored
from tests.faults.conftest import Note
from tests.faults.crowd import Outcome, commit, judged, real_box
from tests.faults.houses import Street, many
from tests.faults.machine import clock_of_server

pytestmark = pytest.mark.django_db
BLIND = 1e9  # the control's tolerance, in seconds
TRIES = many(4, 50)
HOUR = timedelta(hours=1)


def some(committee: Committee, bidders: range) -> list[device.Bid]:
    return [
        stored(device.prepare_bid(committee.parameters, str(number), {"penawaran": {"harga": str(number)}}))
        for number in bidders
    ]


def accepted(bids: list[device.Bid]) -> list[answers.Receipt]:
    found = []
    for bid in bids:
        try:
            found.append(commit(bid))
        except answers.Refusal:
            continue
    return found


@contextmanager
def wound(street: Street, file: Path) -> Iterator[None]:
    with clock_of_server(file), street.house():
        yield


def set_back(street: Street, file: Path, settings: Any, tolerance: float) -> Outcome:
    """A box that closed an hour ago; its last leaf is three hours old. Then the clock loses two hours."""
    with wound(street, file):
        settings.CLOCK_TOLERANCE = BLIND
        file.write_text("-3h")
        committee = real_box(closes_in=-HOUR)
        good = accepted(some(committee, range(3)))
        file.write_text("+0")
        settings.CLOCK_TOLERANCE = tolerance
        assert accepted(some(committee, range(3, 5))) == [], "the deadline has passed"
        file.write_text("-2h")
        late = accepted(some(committee, range(5, 5 + TRIES)))
        file.write_text("+0")
        return outcome(good, late=len(late))


def set_forward(street: Street, file: Path, settings: Any, tolerance: float) -> Outcome:
    """A box that closes in a day. The clock jumps three days ahead, and everybody tries what must wait."""
    with wound(street, file):
        committee = real_box(closes_in=24 * HOUR)
        good = accepted(some(committee, range(3)))
        settings.CLOCK_TOLERANCE = tolerance
        file.write_text("+3d")
        early = sum(tried(committee) for _ in range(TRIES))
        file.write_text("+0")
        if not early:
            good += accepted(some(committee, range(3, 5)))
            assert len(good) == 5, "right again, the clock is believed again"
        return outcome(good, early=early)


def tried(committee: Committee) -> bool:
    """Whether the box could be closed, and its shares be had, before its time."""
    try:
        acts.close(KEY)
    except answers.Refusal:
        return reads.sheet(KEY, "penawaran", "person:1") is not None
    return True


def outcome(good: list[answers.Receipt], *, late: int = 0, early: int = 0) -> Outcome:
    found = judged()
    found.runs, found.acknowledged = TRIES, len(good)
    found.lost = sum(bool(reads.check_receipt(receipt.plain())) for receipt in good)
    found.late, found.early = late, early
    return found


def test_a_clock_set_back_lets_no_late_bid_in(street: Street, settings: Any, note: Note) -> None:
    found = set_back(street, street.home / "clock", settings, 2)
    control = set_back(street, street.home / "clock", settings, BLIND)
    note("F7", "the database's clock back 2 h after the deadline", "no comparison of clocks", found, control)
    assert found.harm == 0 and found.acknowledged == 3, found
    assert control.late


def test_a_clock_set_forward_closes_and_opens_nothing_early(
    street: Street, settings: Any, note: Note
) -> None:
    found = set_forward(street, street.home / "clock", settings, 2)
    control = set_forward(street, street.home / "clock", settings, BLIND)
    note("F8", "the database's clock forward 3 days", "no comparison of clocks", found, control)
    assert found.harm == 0 and found.acknowledged == 5, found
    assert control.early
