"""The evaluation: the lowest first, every verdict with its reason, and no tied bidders side by side."""

from decimal import Decimal

import pytest

from pasok.kernel.machine import WRONG_HAT, Refused
from pasok.kernel.money import plain
from pasok.ledger.reads import chain
from pasok.suppliers.acts import NewOfficer
from pasok.suppliers.tests.builders import a_nik, a_supplier, an_owner, user_of
from pasok.tenders import acts, rehearsal
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.models import Bid
from pasok.tenders.rules.bids import STAGES
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import Scene

pytestmark = pytest.mark.django_db
ABOVE = Decimal(1_420_000_000)  # the HPS is Rp1.412.586.000


@pytest.fixture
def scene() -> Scene:
    """Three opened bids: Rp1,31, Rp1,29 and Rp1,35 billion."""
    return builders.opened()


def fresh(bid: Bid) -> Bid:
    return Bid.objects.get(pk=bid.pk)


def passing(scene: Scene, *numbers: int) -> None:
    for number in numbers:
        for _ in STAGES:
            bid_acts.assess(fresh(scene.bids[number]), actor=scene.chair, now=scene.now)


def choose(scene: Scene) -> None:
    acts.choose_winner(scene.tender, actor=scene.chair, now=scene.now)


def refused(scene: Scene) -> tuple[str, ...]:
    with pytest.raises(Refused) as why:
        choose(scene)
    return why.value.reasons


def test_a_clarification_is_kept_with_the_price_and_changes_no_verdict(scene: Scene) -> None:
    bid = scene.tender.bids.order_by("price").first()
    bid_acts.clarify(bid, actor=scene.chair, reason="Kayu dari hutan sendiri.", now=scene.later(hours=1))
    noted = chain(bid.key).last()
    assert (noted.act, noted.data["reason"]) == ("clarify", "Kayu dari hutan sendiri.")
    assert noted.data["price"] == plain(bid.price)
    assert (bid.state, len(bid.passed)) == ("opened", 0)


def test_no_dearer_bid_wins_before_the_cheapest_is_judged(scene: Scene) -> None:
    passing(scene, 0)
    scene.committee.agree(scene.tender, scene.now)
    assert refused(scene) == ("Penawaran terendah ini belum selesai dievaluasi: CV Bengkel Contoh 2.",)
    passing(scene, 1)
    scene.committee.agree(scene.tender, scene.now)
    choose(scene)
    assert scene.tender.winner == scene.bids[1] and scene.tender.state == "decided"
    assert [fresh(bid).rank for bid in scene.bids] == [2, 1, None], "the dearest need not be judged"


def test_the_stages_are_judged_one_after_the_other(scene: Scene) -> None:
    bid = scene.bids[0]
    for number, stage in enumerate(STAGES, start=1):
        bid_acts.assess(bid, actor=scene.chair, note="Lengkap.", now=scene.now)
        assert list(bid.assessments.values_list("stage", flat=True)) == list(STAGES)[:number]
        last = chain(bid.key).last()
        assert last is not None and last.data == {"stage": stage, "note": "Lengkap."}
    with pytest.raises(Refused, match="Semua tahap evaluasi penawaran ini sudah selesai"):
        bid_acts.assess(bid, actor=scene.chair, now=scene.now)
    with pytest.raises(Refused, match="Pilih tahap yang sudah atau sedang dinilai"):
        bid_acts.fall(bid, actor=scene.chair, reason="Terlambat.", now=scene.now)


def test_a_bid_falls_at_its_next_stage_with_the_reason_its_bidder_reads(scene: Scene) -> None:
    bid = scene.bids[1]
    bid_acts.assess(bid, actor=scene.chair, now=scene.now)
    bid_acts.fall(bid, actor=scene.chair, reason="NIB sudah dicabut.", now=scene.now)
    assert (bid.state, bid.fallen_stage, bid.fallen_reason) == (
        "fallen",
        "qualification",
        "NIB sudah dicabut.",
    )
    passing(scene, 0)
    scene.committee.agree(scene.tender, scene.now)
    choose(scene)
    assert scene.tender.winner == scene.bids[0]


def test_a_verdict_taken_back_is_judged_again(scene: Scene) -> None:
    bid = scene.bids[1]
    bid_acts.fall(bid, actor=scene.chair, reason="Surat tidak ada.", now=scene.now)
    bid_acts.reinstate(bid, actor=scene.chair, reason="Surat ada di berkas kedua.", now=scene.now)
    assert (bid.state, bid.fallen_stage, bid.fallen_reason) == ("opened", "", "")
    assert bid.stages_left[0] == "administration"


def test_a_stage_that_is_not_yet_reached_cannot_be_failed(scene: Scene) -> None:
    bid_acts.assess(scene.bids[0], actor=scene.chair, now=scene.now)
    for stage in ("technical", "soul"):
        with pytest.raises(Refused, match="Pilih tahap"):
            bid_acts.fall(fresh(scene.bids[0]), actor=scene.chair, stage=stage, reason="?", now=scene.now)
    assert fresh(scene.bids[0]).state == "opened"


def test_every_changed_verdict_makes_the_approvals_lapse(scene: Scene) -> None:
    passing(scene, 0, 1)
    scene.committee.agree(scene.tender, scene.now)
    bid_acts.fall(fresh(scene.bids[2]), actor=scene.chair, reason="Tanpa surat.", now=scene.now)
    assert refused(scene) == ("Menunggu persetujuan 3 dari 3 anggota Pokja.",)


def test_two_of_three_members_do_not_choose(scene: Scene) -> None:
    passing(scene, 0, 1)
    for member in scene.committee.members[:2]:
        acts.agree(scene.tender, actor=member, now=scene.now)
    assert refused(scene) == ("Menunggu persetujuan 1 dari 3 anggota Pokja.",)


def test_the_law_says_how_many_reserves_stand_behind_the_winner() -> None:
    scene = builders.opened(prices=tuple(Decimal(1_300_000_000 + n) for n in (3, 1, 4, 2)))
    passing(scene, 0, 1, 2, 3)
    scene.committee.agree(scene.tender, scene.now)
    choose(scene)
    assert [fresh(bid).rank for bid in scene.bids] == [3, 1, None, 2]


def test_equal_prices_go_to_the_one_who_came_first_and_the_later_need_not_wait() -> None:
    scene = builders.opened(prices=(Decimal(1_300_000_000), Decimal(1_300_000_000)))
    passing(scene, 1)
    scene.committee.agree(scene.tender, scene.now)
    assert "CV Bengkel Contoh 1" in refused(scene)[0]
    passing(scene, 0)
    scene.committee.agree(scene.tender, scene.now)
    choose(scene)
    assert scene.tender.winner == scene.bids[0]


def test_bidders_with_one_director_cannot_both_stand() -> None:
    scene = builders.announced()
    for number, price in enumerate(builders.PRICES[:2]):
        owner = an_owner()
        officers = [
            NewOfficer("Direktur Bersama", "director", a_nik(777)),
            NewOfficer("Pemilik", "owner", a_nik(800 + number), Decimal(100), True),
        ]
        actor = user_of(a_supplier(f"Usaha Kembar {number}", actor=owner, officers=officers), owner)
        bid, _ = rehearsal.offer(scene.tender, actor, price, scene.later(hours=1))
        scene.bids.append(bid)
    acts.close(scene.tender, actor=builders.CLOCK, now=scene.past("bid_submission"))
    scene.committee.open(scene.tender, scene.later(minutes=5))
    passing(scene, 0, 1)
    scene.committee.agree(scene.tender, scene.now)
    (why,) = refused(scene)
    assert "direksi, komisaris, atau tenaga inti yang sama" in why and why.endswith("Gugurkan yang terlibat.")


def test_a_price_above_the_hps_never_wins_even_when_reinstated() -> None:
    scene = builders.opened(prices=(ABOVE,))
    bid = fresh(scene.bids[0])
    assert (bid.state, bid.fallen_stage) == ("fallen", "price")
    bid_acts.reinstate(bid, actor=scene.chair, reason="Salah catat.", now=scene.now)
    passing(scene, 0)
    scene.committee.agree(scene.tender, scene.now)
    assert refused(scene) == ("Tidak ada penawaran lulus yang harganya dalam HPS.",)


def test_only_the_pokja_judges_and_only_while_evaluating(scene: Scene) -> None:
    for actor in (scene.office.ppk, scene.office.pa, scene.bidders[0]):
        with pytest.raises(Refused, match=WRONG_HAT):
            bid_acts.assess(scene.bids[0], actor=actor, now=scene.now)
    passing(scene, 0, 1)
    scene.committee.agree(scene.tender, scene.now)
    choose(scene)
    with pytest.raises(Refused, match="tidak sedang dalam evaluasi"):
        bid_acts.fall(fresh(scene.bids[2]), actor=scene.chair, reason="Terlambat.", now=scene.now)


def test_below_the_limit_the_pokja_decides_and_not_the_pa(scene: Scene) -> None:
    passing(scene, 0, 1)
    scene.committee.agree(scene.tender, scene.now)
    with pytest.raises(Refused, match="pemenang ditetapkan Pokja"):
        acts.choose_winner(scene.tender, actor=scene.office.pa, now=scene.now)


def test_an_evaluation_opened_again_can_change_its_verdicts(scene: Scene) -> None:
    passing(scene, 0, 1)
    scene.committee.agree(scene.tender, scene.now)
    choose(scene)
    acts.reconsider(scene.tender, actor=scene.chair, reason="SNI salah dibaca.", now=scene.now)
    assert (scene.tender.state, scene.tender.winner) == ("opened", None)
    bid = fresh(scene.bids[1])
    bid_acts.fall(bid, actor=scene.chair, stage="technical", reason="Tidak SNI.", now=scene.now)
    assert bid.fallen_stage == "technical" and fresh(bid).stages_left == (
        "technical",
        "price",
        "verification",
    )
    scene.committee.agree(scene.tender, scene.now)
    choose(scene)
    assert scene.tender.winner == scene.bids[0]
