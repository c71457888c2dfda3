"""After the decision: nobody falls without a word of advice, and each loser reads its own."""

import pytest

from pasok.kernel.machine import Refused
from pasok.ledger.reads import chain
from pasok.tenders import acts
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.debrief import debrief
from pasok.tenders.models import Bid
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import Scene
from pasok.tenders.tests.test_pages import browser, soup

pytestmark = pytest.mark.django_db
ADVICE = "Lampirkan hasil uji SNI 7537."


@pytest.fixture
def decided() -> Scene:
    """Rp1,31, Rp1,29 and Rp1,35 billion; the cheapest fell without a word of advice."""
    scene = builders.opened()
    bid_acts.fall(scene.bids[1], actor=scene.chair, reason="Tanpa SNI.", now=scene.now)
    scene.committee.judge(scene.tender, scene.later(minutes=1))
    scene.committee.agree(scene.tender, scene.later(minutes=2))
    acts.choose_winner(scene.tender, actor=scene.chair, now=scene.later(minutes=3))
    return scene


def announce(scene: Scene) -> None:
    acts.announce_winner(scene.tender, actor=scene.chair, now=scene.later(minutes=9))


def told(scene: Scene, number: int) -> object:
    return debrief(Bid.objects.get(pk=scene.bids[number].pk))


def test_the_winner_is_not_announced_while_advice_is_missing(decided: Scene) -> None:
    with pytest.raises(Refused, match="Tulis dahulu saran perbaikan"):
        announce(decided)
    fallen = Bid.objects.get(pk=decided.bids[1].pk)
    bid_acts.advise(fallen, actor=decided.chair, mend=ADVICE, now=decided.later(minutes=5))
    announce(decided)
    assert decided.tender.state == "standstill"
    with pytest.raises(Refused, match="sebelum pemenang diumumkan"):
        bid_acts.advise(fallen, actor=decided.chair, mend="Lain.", now=decided.later(minutes=10))
    assert not any(ADVICE in str(entry.data) for entry in chain(fallen.key)), "the book does not repeat it"


def test_each_loser_reads_where_it_stood_and_what_to_do(decided: Scene) -> None:
    bid_acts.advise(Bid.objects.get(pk=decided.bids[1].pk), actor=decided.chair, mend=ADVICE)
    assert told(decided, 2) is None, "not before the announcement"
    announce(decided)
    assert told(decided, 0) is None, "the winner has nothing to mend"
    fell, dearer = told(decided, 1), told(decided, 2)
    assert (fell.failed, fell.mend) == ("Tanpa SNI.", ADVICE) or ADVICE in fell.mend
    assert dearer.facts[0].value == "3 dari 3 penawaran"
    assert dearer.facts[3].note == "3,05% di atas"
    assert dearer.helper, "the first defeat brings somebody to talk to"
    page = soup(browser(decided.bidders[1]).get(f"/penawaran/{decided.bids[1].pk}"))
    assert ADVICE in page.get_text() and "Mengapa belum menang" in page.get_text()
    other = browser(decided.chair).get(f"/penawaran/{decided.bids[1].pk}")
    assert "Mengapa belum menang" not in other.content.decode()
