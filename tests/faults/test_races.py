"""F12, F13: two of everybody at once; and a crowd within fifty milliseconds of the deadline."""

import random
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import Error, connection, transaction

from pasok.sampul import acts, answers, boxes, device, reads
from pasok.sampul.models import Box, Leaf
from pasok.sampul.tests.story import Committee, stored
from tests.faults.conftest import Note
from tests.faults.crowd import Outcome, commit, judged, real_box
from tests.faults.houses import House, Street, many

pytestmark = pytest.mark.django_db
ROUNDS = many(3, 20)
CROWD = many(16, 64)
NEAR = 0.05  # seconds before and after the deadline
UNLOCKED = """
create schema wrong;
create function wrong.pg_advisory_xact_lock(bigint) returns void language sql as 'select';
grant usage on schema wrong to public;
alter database {} set search_path = wrong, pg_catalog, public;
"""
seen = threading.local()


def together(tasks: list[Callable[[], Any]]) -> list[Any]:
    """All begin at once; what each was answered, refusals and errors included."""
    start, found = threading.Barrier(len(tasks)), [None] * len(tasks)

    def run(place: int, task: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            start.wait(30)
            found[place] = task()
        except (answers.Refusal, answers.LogBroken, Error) as why:
            found[place] = why
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def sealed(committee: Committee, number: int) -> device.Bid:
    payload = {"penawaran": {"harga": str(number)}}
    return stored(device.prepare_bid(committee.parameters, str(number), payload))


def whole(work: Callable[[], Any]) -> Any:
    with transaction.atomic():
        return work()


def pairs(rounds: int) -> Outcome:
    """Two closers and then two openers of each box. Anything but one effect and equal answers is harm."""
    total = Outcome(runs=rounds)
    for number in range(rounds):
        key = f"tender:f12-{number}"
        committee = real_box(key)
        total.acknowledged += commit(sealed(committee, number)) is not None
        ends_at(key, time.time())
        closings = together([lambda key=key: whole(lambda: acts.close(key))] * 2)
        total.double += not alike(closings)
        committee.release("person:1", "person:2")
        openings = together([lambda key=key: whole(lambda: acts.unseal(key))] * 2)
        total.double += not alike(openings)
    return total.plus(judged())


def ends_at(key: str, moment: float) -> float:
    """All is ready: now the deadline is set, near enough for nobody to wait long."""
    Box.objects.filter(key=key).update(closes_at=datetime.fromtimestamp(moment, UTC))
    return moment


def alike(answered: list[Any]) -> bool:
    return answered[0] == answered[1] and not isinstance(answered[0], Exception)


def unlocked(house: House) -> None:
    """The advisory lock of this database locks nothing: the control of F12."""
    with connection.cursor() as cursor:
        cursor.execute(UNLOCKED.format(connection.settings_dict["NAME"]))
    connection.close()


def test_two_closers_and_two_openers_are_one(street: Street, note: Note) -> None:
    with street.house():
        found = pairs(ROUNDS)
    with street.house() as house:
        unlocked(house)
        control = pairs_or_broken(ROUNDS)
    note("F12", "2 closers, then 2 openers at once", "the advisory lock locks nothing", found, control)
    assert found.harm == 0 and found.acknowledged == ROUNDS, found
    assert control.harm


def pairs_or_broken(rounds: int) -> Outcome:
    try:
        return pairs(rounds)
    except (answers.Refusal, answers.LogBroken, Error) as why:
        return Outcome(runs=rounds, double=1, broken=[str(why)])


def rush(rounds: int, send: Callable[[device.Bid], answers.Receipt]) -> Outcome:
    """A crowd sends, most within NEAR of the deadline, while two clocks try to close."""
    total = Outcome(runs=rounds)
    for number in range(rounds):
        luck = random.Random(number)
        key = f"tender:f13-{number}"
        committee = real_box(key)
        bids = [sealed(committee, place) for place in range(CROWD)]
        ends = ends_at(key, time.time() + 1)
        moments = [ends - (luck.uniform(-NEAR, NEAR) if place % 4 else 1) for place in range(CROWD)]
        pairs = zip(bids, moments, strict=True)
        tasks = [lambda bid=bid, at=at: at_moment(at, lambda: send(bid)) for bid, at in pairs]
        *told, _, _ = together([*tasks, *[lambda key=key: closed(key)] * 2])
        received = [one for one in told if isinstance(one, answers.Receipt)]
        total.acknowledged += len(received)
        total.lost += sum(bool(reads.check_receipt(one.plain())) for one in received)
        listed = set(reads.closing(Box.objects.get(key=key)).leaves)
        total.lost += len({one.index for one in received} - listed)
        total.broken += [repr(one) for one in told if isinstance(one, Error)]
    return total.plus(judged())


def at_moment(moment: float, work: Callable[[], Any]) -> Any:
    time.sleep(max(0.0, moment - time.time()))
    return work()


def closed(key: str) -> answers.Closing:
    while True:
        try:
            return whole(lambda: acts.close(key))
        except answers.NotYet:
            time.sleep(0.001)


def hasty(bid: device.Bid) -> answers.Receipt:
    """The control of F13: the deadline is looked at before the lock, not inside it."""
    box = boxes.known(bid.leaf["box"])
    seen.at = datetime.now(UTC)
    if seen.at >= box.closes_at:
        raise answers.Late("terlambat")
    return commit(bid)


def looked_before(box: Box, now: datetime | None, instant: datetime) -> datetime:
    return seen.at


def test_in_time_means_before_the_close_in_the_log(
    street: Street, note: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    with street.house():
        found = rush(ROUNDS, commit)
        refused = CROWD * ROUNDS - found.acknowledged
    with street.house():
        monkeypatch.setattr("pasok.sampul.acts.bids.in_time", looked_before)
        control = rush(min(ROUNDS, 10), hasty)
        assert Leaf.objects.exists()
    note(
        "F13",
        f"{CROWD} bidders at the deadline, three of four within 50 ms",
        "deadline seen before the lock",
        found,
        control,
    )
    assert found.harm == 0 and found.acknowledged and refused, found
    assert control.harm
