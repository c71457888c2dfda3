"""Many hands at one door: one wins, the others are told why, and the chain stays whole."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from pasok.kernel.actor import CLOCK
from pasok.kernel.machine import Refused
from pasok.ledger.audit import audit
from pasok.ledger.reads import chain
from pasok.sampul import reads as sampul
from pasok.tenders import acts, rehearsal
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.models import Bid, Tender
from pasok.tenders.tests import builders

pytestmark = pytest.mark.django_db(transaction=True)
HANDS, AT_ONCE, BIDDERS = 50, 12, 20


def race(works: list[Callable[[], object]]) -> tuple[int, list[str]]:
    """All begin together, a few at a time inside the database. How many got through, and the refusals."""
    done, refused, errors = [], [], []
    start, lane = threading.Barrier(len(works)), threading.Semaphore(AT_ONCE)

    def one(work: Callable[[], object]) -> None:
        try:
            start.wait()
            with lane:
                work()
                done.append(1)
        except Refused as why:
            refused.append(why.reasons[0])
        except Exception as error:
            errors.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    return len(done), refused


def again(tender: Tender) -> Tender:
    return Tender.objects.get(pk=tender.pk)


def alone(scene: builders.Scene, name: str, work: Callable[[Tender], object]) -> None:
    won, refused = race([lambda: work(again(scene.tender)) for _ in range(HANDS)])
    assert won == 1 and len(refused) == HANDS - 1
    assert [entry.act for entry in chain(scene.tender.key)].count(name) == 1
    assert audit().findings == ()


def test_fifty_hands_announce_one_tender() -> None:
    scene = builders.proposed()
    committee, now = scene.committee, scene.later(hours=1)
    committee.prepare(scene.tender, now, **builders.DOCUMENT)
    alone(scene, "publish", lambda t: acts.publish(t, actor=committee.chair, now=now))


def test_fifty_hands_close_one_tender() -> None:
    scene = builders.competing()
    now = scene.past("bid_submission")
    alone(scene, "close", lambda t: acts.close(t, actor=CLOCK, now=now))


def test_fifty_hands_choose_one_winner() -> None:
    scene = builders.opened()
    scene.committee.judge(scene.tender, scene.later(hours=1))
    now = scene.past("award")
    scene.committee.agree(scene.tender, now)
    alone(scene, "choose_winner", lambda t: acts.choose_winner(t, actor=scene.chair, now=now))


def test_no_acknowledged_bid_is_lost_while_the_clock_closes() -> None:
    scene = builders.announced()
    tender, last = scene.tender, scene.past("bid_submission")
    inside, told = last - builders.timedelta(minutes=2), {}
    works: list[Callable[[], object]] = []
    for number in range(BIDDERS):
        actor = builders.a_workshop(f"Bengkel Lomba {number}")
        bid = rehearsal.register(tender, actor, inside)
        sealed = rehearsal.seal(tender, actor.supplier, builders.PRICES[0])

        def send(
            pk: int = bid.pk, actor: builders.Actor = actor, sealed: rehearsal.device.Bid = sealed
        ) -> None:
            answer = bid_acts.submit(
                Bid.objects.get(pk=pk), actor=actor, idem=sealed.idem, leaf=sealed.leaf,
                envelopes=sealed.envelopes, now=inside,
            )  # fmt: skip
            told[pk] = answer["receipt"]["index"]

        works.append(send)
    works.insert(BIDDERS // 2, lambda: acts.close(again(tender), actor=CLOCK, now=last))
    won, refused = race(works)
    assert won == len(told) + 1 and len(refused) == BIDDERS - len(told)
    closing = chain(tender.key).last()
    assert closing is not None and closing.act == "close"
    box = sampul.box(tender.box_key)
    assert box is not None and box.closed_index is not None
    listed = set(sampul.leaf(box.closed_index).body["leaves"])
    assert listed == set(told.values()) and closing.data["bids"] == len(told)
    sealed_rows = set(Bid.objects.filter(state="sealed").values_list("pk", flat=True))
    assert sealed_rows == set(told)
    assert audit().findings == ()
    assert not connection.in_atomic_block
