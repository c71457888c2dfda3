"""Eight at one door, on real transactions: a dense log, one close, nothing after it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections, transaction

from pasok.sampul import acts, answers, reads
from pasok.sampul.audit import audit
from pasok.sampul.models import Leaf
from pasok.sampul.tests.story import AFTER, DEADLINE, KEY, NOON, a_bid, a_box, stored

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads


def together(pool: ThreadPoolExecutor, tasks: list[Callable[[], Any]]) -> list[Any]:
    """Run eight tasks at the same moment; answers or refusals."""
    barrier = Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        barrier.wait(10)
        try:
            with transaction.atomic():
                return task()
        except answers.Refusal as refused:
            return refused
        finally:
            connection.close()

    try:
        return list(pool.map(run, tasks))
    finally:
        connections.close_all()


def commits(bids: list[Any], now: Any = NOON) -> list[Callable[[], Any]]:
    return [
        lambda b=bid: acts.commit(
            KEY, bidder=b.leaf["bidder"], idem=b.idem, leaf=b.leaf, envelopes=b.envelopes, now=now
        )
        for bid in bids
    ]


def test_eight_bids_at_once_get_eight_neighbouring_places(pool: ThreadPoolExecutor) -> None:
    committee = a_box()
    bids = [stored(a_bid(committee, str(number))) for number in range(8)]
    receipts = together(pool, commits(bids))
    assert sorted(receipt.index for receipt in receipts) == list(range(1, 9))
    assert list(Leaf.objects.values_list("index", flat=True)) == list(range(9))
    assert all(reads.check_receipt(receipt.plain()) == [] for receipt in receipts)
    assert audit() == []


def test_eight_retries_of_one_bid_are_one_bid(pool: ThreadPoolExecutor) -> None:
    bid = stored(a_bid(a_box(), "7"))
    receipts = together(pool, commits([bid] * 8))
    assert all(receipt == receipts[0] for receipt in receipts) and Leaf.objects.count() == 2


def test_eight_closes_are_one_close(pool: ThreadPoolExecutor) -> None:
    a_box()
    found = together(pool, [lambda: acts.close(KEY, now=AFTER)] * 8)
    assert all(one == answers.Closing(1, (), 0) for one in found) and Leaf.objects.count() == 2


def test_bids_racing_the_close_are_before_it_in_the_log_or_refused(pool: ThreadPoolExecutor) -> None:
    """The judges' clock says in time for all of them, so only the order under the lock decides."""
    committee = a_box()
    bids = [stored(a_bid(committee, str(number))) for number in range(7)]
    tasks = commits(bids)
    *found, closing = together(pool, [*tasks, lambda: acts.close(KEY, now=DEADLINE)])
    accepted = [one for one in found if isinstance(one, answers.Receipt)]
    assert all(isinstance(one, answers.Receipt | answers.Shut) for one in found)
    assert closing.leaves == tuple(sorted(one.index for one in accepted))
    assert all(one.index < closing.index for one in accepted)
    assert Leaf.objects.count() == len(accepted) + 2 and audit() == []


def test_a_rolled_back_bid_leaves_no_gap(pool: ThreadPoolExecutor) -> None:
    committee = a_box()
    bids = [stored(a_bid(committee, str(number))) for number in range(8)]

    def fails(task: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> Any:
            task()
            raise answers.Refusal("ruang di atas berubah pikiran")

        return run

    tasks = commits(bids)
    together(pool, [task if number % 2 else fails(task) for number, task in enumerate(tasks)])
    assert list(Leaf.objects.values_list("index", flat=True)) == list(range(5)) and audit() == []
