"""The opening: as many shares as the box asks for, each one checked."""

from typing import Any

import pytest

from pasok.kernel.actor import Actor
from pasok.sampul import device
from pasok.sampul import reads as sampul
from pasok.tenders import acts
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import Scene, last, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return builders.closed()


def shares(scene: Scene, member: Actor) -> dict[int, dict[str, str]]:
    key = scene.tender.box_key
    wrapped = sampul.shares_for(key, member.id)
    return device.release(sampul.public_parameters(key), scene.committee.identities[member.id], wrapped)


def release(scene: Scene, member: Actor, given: Any = None) -> None:
    acts.release(scene.tender, actor=member, shares=given or shares(scene, member), now=scene.now)


def test_one_of_three_members_opens_nothing(scene: Scene) -> None:
    one, two, _ = scene.committee.members
    release(scene, one)
    with refused(scene.tender, "Baru 1 dari 2 bagian kunci"):
        acts.open_bids(scene.tender, actor=one, now=scene.now)
    release(scene, two)
    acts.open_bids(scene.tender, actor=two, now=scene.now)
    assert [bid.price for bid in scene.tender.bids.order_by("pk")] == list(builders.PRICES)
    assert [row["price"] for row in last(scene.tender).data["bids"]] == [f"{p:f}" for p in builders.PRICES]


def test_a_share_that_the_bidder_did_not_deal_is_refused(scene: Scene) -> None:
    one, two, _ = scene.committee.members
    with refused(scene.tender, "."):
        release(scene, one, shares(scene, two))
    wrong = shares(scene, one)
    leaf = next(iter(wrong))
    wrong[leaf] = {part: "00" * (len(share) // 2) for part, share in wrong[leaf].items()}
    with refused(scene.tender, "."):
        release(scene, one, wrong)


def test_shares_for_some_envelopes_only_are_refused(scene: Scene) -> None:
    some = shares(scene, scene.chair)
    some.popitem()
    with refused(scene.tender, "."):
        release(scene, scene.chair, some)


def test_a_share_is_given_once_by_a_member_alone(scene: Scene) -> None:
    release(scene, scene.chair)
    with refused(scene.tender, "sudah menyerahkan"):
        release(scene, scene.chair)
    given = shares(scene, scene.committee.members[1])
    for actor in (scene.office.ppk, scene.office.pa, scene.bidders[0]):
        with refused(scene.tender, "tidak berwenang"):
            release(scene, actor, given)


def test_nothing_is_released_before_the_close() -> None:
    scene = builders.competing(prices=builders.PRICES[:1])
    with refused(scene.tender, "Menerima penawaran"):
        acts.release(scene.tender, actor=scene.chair, shares={}, now=scene.now)
