"""The blacklist at every step of a tender: registration, bid, choice of the winner, appointment, contract."""

from datetime import date

import pytest

from pasok.contracts.models import Contract
from pasok.kernel.machine import Refused
from pasok.people.reads import IMPORTER
from pasok.suppliers.acts import blacklist
from pasok.suppliers.models import Sanction
from pasok.suppliers.tests.builders import put_on_the_list
from pasok.tenders import acts, rehearsal
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.models import Bid
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import PRICES, Scene, a_workshop, refused

pytestmark = pytest.mark.django_db
WHY = ("masuk daftar hitam sampai 1 Maret 2027", "oleh Kab. Lain", "nomor 9/SK/CONTOH")


def barred(supplier: int | str, scene: Scene) -> Sanction:
    """From the day before the scene's moment until 1 March 2027."""
    return put_on_the_list(int(supplier), scene.now.date(), date(2027, 3, 1))


def test_a_barred_business_neither_registers_nor_bids_and_reads_until_when_by_whom_and_what_to_do() -> None:
    scene = builders.announced()
    actor = a_workshop("Lalai Contoh")
    sanction = barred(actor.supplier, scene)
    with refused(scene.tender, *WHY, "boleh menawar lagi"):
        acts.register(scene.tender, actor=actor, pact=True, now=scene.later(hours=1))
    blacklist.disown(sanction, reason="Bukan usaha ini.", actor=IMPORTER, now=scene.now)
    acts.register(scene.tender, actor=actor, pact=True, now=scene.later(hours=1))
    barred(actor.supplier, scene)
    bid = Bid.objects.get(supplier_id=actor.supplier)
    with refused(scene.tender, *WHY):
        bid_acts.submit(bid, actor=actor, idem="a", leaf={}, envelopes={}, now=scene.now)
    with refused(scene.tender, *WHY):
        rehearsal.offer(scene.tender, actor, PRICES[0], scene.later(hours=1))


def test_a_bidder_barred_after_the_deadline_is_not_chosen_and_the_rest_goes_on() -> None:
    scene = builders.opened()
    cheapest = scene.bids[1]
    barred(cheapest.supplier_id, scene)
    scene.committee.judge(scene.tender, scene.later(hours=2))
    with pytest.raises(Refused, match=r"CV Bengkel Contoh 2 masuk daftar hitam.*Gugurkan"):
        scene.committee.decide(scene.tender, scene.past("award"))
    why = {"reason": "Masuk daftar hitam.", "stage": "qualification", "mend": "Tunggu masanya habis."}
    bid_acts.fall(cheapest, actor=scene.chair, now=scene.now, **why)
    scene.committee.decide(scene.tender, scene.later(minutes=5))
    assert scene.tender.winner_id == scene.bids[0].pk


def test_a_winner_barred_before_the_letter_makes_way_for_the_reserve() -> None:
    scene = builders.cleared()
    ppk, winner = scene.office.ppk, scene.tender.winner
    with refused(scene.tender, "Terbitkan SPPBJ"):
        acts.pass_to_reserve(scene.tender, actor=ppk, reason="Pilihan lain.", now=scene.now)
    barred(winner.supplier_id, scene)
    with refused(scene.tender, *WHY, "Alihkan ke cadangan"):
        acts.issue_sppbj(scene.tender, actor=ppk, number="1", now=scene.later(hours=1))
    acts.pass_to_reserve(scene.tender, actor=ppk, reason="Masuk daftar hitam.", now=scene.later(hours=1))
    assert scene.tender.winner != winner
    acts.issue_sppbj(scene.tender, actor=ppk, number="1", now=scene.later(hours=1))


def test_no_contract_is_drafted_with_a_barred_winner() -> None:
    scene = builders.cleared()
    acts.issue_sppbj(scene.tender, actor=scene.office.ppk, number="1", now=scene.later(hours=1))
    barred(scene.tender.winner.supplier_id, scene)
    with refused(scene.tender, *WHY):
        acts.draft_contract(scene.tender, actor=scene.office.ppk, now=scene.later(hours=1))
    assert not Contract.objects.exists()
