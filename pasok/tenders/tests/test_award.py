"""From the standstill to the contract: the objection and its hour, the award, the next tender."""

from datetime import timedelta

import pytest

from pasok.contracts.models import Contract
from pasok.kernel.actor import CLOCK
from pasok.ledger.audit import audit
from pasok.planning.models import Package
from pasok.tenders import acts, rehearsal
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.models import Bid, Sanggah, Tender
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import Scene, a_workshop, last, refused

pytestmark = pytest.mark.django_db
TICK = timedelta(microseconds=1)
CHEAPEST, SECOND, DEAREST = 1, 0, 2  # places among the three bids


@pytest.fixture
def scene() -> Scene:
    """The winner is announced; the standstill runs."""
    return builders.standing()


def file(scene: Scene, number: int = SECOND, **changes: object) -> Sanggah:
    given = {"ground": "evaluation_error", "text": "Pemenang tidak ber-SNI.", "now": scene.now} | changes
    acts.file_sanggah(scene.tender, actor=scene.bidders[number], **given)
    return scene.tender.sanggah_set.latest("pk")


def answer(scene: Scene, filed: Sanggah, accepted: bool) -> None:
    acts.answer_sanggah(
        scene.tender, actor=scene.chair, sanggah=filed.pk, accepted=accepted, text="Sudah diperiksa.",
        now=scene.now,
    )  # fmt: skip


def end(scene: Scene) -> None:
    acts.end_standstill(scene.tender, actor=CLOCK, now=scene.tender.standstill_until)


def test_a_sanggah_is_filed_until_the_last_instant_of_the_standstill(scene: Scene) -> None:
    until = scene.tender.standstill_until
    file(scene, now=until - TICK)
    with refused(scene.tender, "Masa sanggah telah berakhir"):
        file(scene, DEAREST, now=until)


def test_each_bidder_objects_once_and_nobody_else_does(scene: Scene) -> None:
    file(scene)
    with refused(scene.tender, "sudah mengajukan sanggah"):
        file(scene)
    file(scene, DEAREST)
    outsider = a_workshop("Bukan Peserta")
    for actor in (outsider, scene.office.ppk, scene.chair):
        with refused(scene.tender, "tidak berwenang"):
            acts.file_sanggah(scene.tender, actor=actor, ground="collusion", text="?", now=scene.now)


def test_who_registered_without_bidding_has_no_sanggah() -> None:
    scene = builders.announced()
    idle = a_workshop("Hanya Mendaftar")
    rehearsal.register(scene.tender, idle, scene.now)
    rehearsal.offer(scene.tender, a_workshop("Penawar"), builders.PRICES[0], scene.later(hours=1))
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    scene.committee.open(scene.tender, scene.later(minutes=5))
    scene.committee.judge(scene.tender, scene.later(hours=2))
    scene.committee.decide(scene.tender, scene.past("award"))
    with refused(scene.tender, "tidak berwenang"):
        acts.file_sanggah(scene.tender, actor=idle, ground="collusion", text="?", now=scene.now)


def test_the_clock_ends_the_standstill_at_its_hour_and_not_before(scene: Scene) -> None:
    until = scene.tender.standstill_until
    assert scene.tender.next_due == until
    with refused(scene.tender, "Masa sanggah belum berakhir"):
        acts.end_standstill(scene.tender, actor=CLOCK, now=until - TICK)
    with refused(scene.tender, "tidak berwenang"):
        acts.end_standstill(scene.tender, actor=scene.chair, now=until)
    end(scene)
    assert scene.tender.state == "cleared"


def test_an_unanswered_sanggah_stops_the_clock(scene: Scene) -> None:
    filed = file(scene)
    assert scene.tender.next_due is None
    with refused(scene.tender, "Masih ada sanggah yang belum dijawab"):
        end(scene)
    answer(scene, filed, accepted=False)
    assert scene.tender.next_due == scene.tender.standstill_until
    with refused(scene.tender, "Tidak ada sanggah yang menunggu jawaban"):
        answer(scene, filed, accepted=True)
    end(scene)
    assert scene.tender.state == "cleared"


def test_one_sanggah_is_answered_once_even_while_another_waits(scene: Scene) -> None:
    one, _ = file(scene), file(scene, DEAREST)
    answer(scene, one, accepted=False)
    with refused(scene.tender, "tidak ada atau sudah dijawab"):
        answer(scene, one, accepted=True)


def test_a_right_sanggah_stops_the_award_until_the_evaluation_is_done_anew(scene: Scene) -> None:
    with refused(scene.tender, "Tidak ada sanggah yang dinyatakan benar"):
        acts.re_evaluate(scene.tender, actor=scene.chair, reason="?", now=scene.now)
    answer(scene, file(scene), accepted=True)
    assert scene.tender.next_due is None
    with refused(scene.tender, "ulangi evaluasi atau nyatakan tender gagal"):
        end(scene)
    acts.re_evaluate(scene.tender, actor=scene.chair, reason="Sanggah benar.", now=scene.later(hours=1))
    assert (scene.tender.state, scene.tender.winner, scene.tender.standstill_until) == ("opened", None, None)
    fallen = Bid.objects.get(pk=scene.bids[CHEAPEST].pk)
    bid_acts.fall(
        fallen, actor=scene.chair, stage="technical", reason="Tanpa SNI.", mend="Ikuti SNI.", now=scene.now
    )
    scene.committee.decide(scene.tender, scene.later(hours=1))
    assert scene.tender.winner == scene.bids[SECOND]
    assert scene.tender.next_due == scene.tender.standstill_until > scene.now + timedelta(days=4)
    again = file(scene, CHEAPEST)  # the second standstill is open to everybody anew
    answer(scene, again, accepted=False)
    end(scene)
    assert scene.tender.state == "cleared" and audit().findings == ()


def test_approvals_from_before_a_right_sanggah_no_longer_count(scene: Scene) -> None:
    """With not one verdict changed the members must still say again that they stand by them."""
    answer(scene, file(scene), accepted=True)
    acts.re_evaluate(scene.tender, actor=scene.chair, reason="Sanggah benar.", now=scene.later(hours=1))
    with refused(scene.tender, "Menunggu persetujuan 3 dari 3"):
        acts.choose_winner(scene.tender, actor=scene.chair, now=scene.now)


def test_the_ppk_alone_appoints_and_drafts_the_contract(scene: Scene) -> None:
    end(scene)
    for actor in (scene.chair, scene.office.pa, scene.bidders[CHEAPEST]):
        with refused(scene.tender, "tidak berwenang"):
            acts.issue_sppbj(scene.tender, actor=actor, number="1", now=scene.now)
    scene.now = scene.tender.standstill_until
    acts.issue_sppbj(scene.tender, actor=scene.office.ppk, number="1/SPPBJ", now=scene.now)
    assert last(scene.tender).data["price"] == f"{builders.PRICES[CHEAPEST]:f}"
    with refused(scene.tender, "SPPBJ terbit"):
        acts.issue_sppbj(scene.tender, actor=scene.office.ppk, number="2", now=scene.now)


def test_the_next_reserve_stands_in_for_a_winner_who_left(scene: Scene) -> None:
    end(scene)
    scene.now, ppk = scene.tender.standstill_until, scene.office.ppk
    for place in (CHEAPEST, SECOND):
        assert scene.tender.winner == scene.bids[place]
        acts.issue_sppbj(scene.tender, actor=ppk, number=f"{place}", now=scene.now)
        acts.pass_to_reserve(scene.tender, actor=ppk, reason="Mengundurkan diri.", now=scene.now)
    assert scene.tender.winner == scene.bids[DEAREST] and scene.tender.sppbj_number == ""
    acts.issue_sppbj(scene.tender, actor=ppk, number="3", now=scene.now)
    with refused(scene.tender, "Tidak ada pemenang cadangan lagi"):
        acts.pass_to_reserve(scene.tender, actor=ppk, reason="Mengundurkan diri.", now=scene.now)
    acts.draft_contract(scene.tender, actor=ppk, now=scene.now)
    contract = Contract.objects.get()
    assert (contract.value, contract.ocid) == (builders.PRICES[DEAREST], scene.tender.ocid)


def test_a_tender_fails_only_for_a_cause_that_holds(scene: Scene) -> None:
    for cause, words in (
        ("bored", "Pilih salah satu sebab"),
        ("none_pass", "tidak ada yang lulus"),
        ("all_above_hps", "di atas HPS"),
        ("sanggah_accepted", "Tidak ada sanggah yang dinyatakan benar"),
        ("official_kkn", "dinyatakan oleh PA"),
    ):
        with refused(scene.tender, words):
            acts.fail(scene.tender, actor=scene.chair, cause=cause, reason="Sebab.", now=scene.now)
    with refused(scene.tender, "dinyatakan oleh Pokja"):
        acts.fail(scene.tender, actor=scene.office.pa, cause="collusion", reason="?", now=scene.now)
    acts.fail(scene.tender, actor=scene.office.pa, cause="official_kkn", reason="Putusan.", now=scene.now)
    assert last(scene.tender).data["article"] == "Ps 51(2)i"


def test_after_a_right_sanggah_the_same_packages_are_tendered_again(scene: Scene) -> None:
    answer(scene, file(scene), accepted=True)
    acts.fail(scene.tender, actor=scene.chair, cause="sanggah_accepted", reason="Ulang.", now=scene.now)
    assert Package.objects.get(pk=scene.package.pk).state == "announced"
    with refused(scene.tender, "tidak berwenang"):
        acts.retender(scene.tender, actor=scene.chair, now=scene.now)
    acts.retender(scene.tender, actor=scene.office.ppk, now=scene.now)
    second = Tender.objects.get(version=2)
    assert (second.slug, second.ocid, second.repeats) == (
        f"{scene.tender.ocid}.2",
        scene.tender.ocid,
        scene.tender,
    )
    assert (second.state, scene.tender.state) == ("proposed", "repeated")
    assert Package.objects.get(pk=scene.package.pk).state == "in_selection"
    rehearsal.Committee(scene.committee.members).announce(second, scene.now, **builders.DOCUMENT)
    bid, _ = rehearsal.offer(second, scene.bidders[0], builders.PRICES[0], scene.later(hours=1))
    assert bid.state == "sealed" and audit().findings == ()
