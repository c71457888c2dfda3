"""The opening: as many shares as the box asks for, each one checked."""

from typing import Any

import pytest

from pasok.kernel.actor import Actor
from pasok.sampul import device
from pasok.tenders import acts
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import Scene, last, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return builders.closed()


Releases = list[dict[str, Any]]


def promise(scene: Scene, *members: Actor) -> None:
    for member in members:
        scene.committee.promise(scene.tender, member, scene.now)


def release(scene: Scene, member: Actor) -> None:
    scene.committee.release(scene.tender, member, scene.now)


def bent(scene: Scene, member: Actor, **changes: Any) -> Releases:
    """What this member's device would give back, with something else in it."""
    return [one | changes for one in scene.committee.made(scene.tender, member)]


def digests(releases: Releases) -> dict[str, str]:
    return {one["part"]: device.promise(one) for one in releases}


def test_one_of_three_members_opens_nothing(scene: Scene) -> None:
    one, two, _ = scene.committee.members
    promise(scene, one)
    with refused(scene.tender, "Baru 1 dari 2 anggota"):
        release(scene, one)
    promise(scene, two)
    release(scene, one)
    with refused(scene.tender, "Baru 1 dari 2 bagian kunci"):
        acts.open_bids(scene.tender, actor=one, now=scene.now)
    release(scene, two)
    acts.open_bids(scene.tender, actor=two, now=scene.now)
    assert [bid.price for bid in scene.tender.bids.order_by("pk")] == list(builders.PRICES)
    assert [row["price"] for row in last(scene.tender).data["bids"]] == [f"{p:f}" for p in builders.PRICES]


def test_a_share_that_the_bidder_did_not_deal_is_refused(scene: Scene) -> None:
    one, two, _ = scene.committee.members
    shares = scene.committee.made(scene.tender, one)[0]["shares"]
    lie = bent(scene, one, shares={leaf: "00" * (len(share) // 2) for leaf, share in shares.items()})
    acts.promise(scene.tender, actor=one, promises=digests(lie), now=scene.now)
    promise(scene, two)
    with refused(scene.tender, "berbeda dari janji di log"):
        acts.release(scene.tender, actor=one, releases=lie, now=scene.now)
    with refused(scene.tender, "bukan milik Anda"):
        acts.release(scene.tender, actor=one, releases=scene.committee.held[two.id], now=scene.now)


def test_shares_for_some_envelopes_only_are_refused(scene: Scene) -> None:
    one, two, _ = scene.committee.members
    some = bent(scene, one)
    some[0]["shares"].popitem()
    acts.promise(scene.tender, actor=one, promises=digests(some), now=scene.now)
    promise(scene, two)
    with refused(scene.tender, "semua penawaran sekaligus"):
        acts.release(scene.tender, actor=one, releases=some, now=scene.now)


def test_what_is_given_is_what_was_promised_once_by_a_member_alone(scene: Scene) -> None:
    one, two, three = scene.committee.members
    promise(scene, one, two)
    with refused(scene.tender, "sudah menyatakan"):
        promise(scene, one)
    with refused(scene.tender, "bukan yang Anda nyatakan"):
        acts.release(scene.tender, actor=one, releases=bent(scene, one, nonce="0" * 64), now=scene.now)
    with refused(scene.tender, "Nyatakan dahulu"):
        acts.release(scene.tender, actor=three, releases=[], now=scene.now)
    scene.committee.release(scene.tender, two, scene.now)
    with refused(scene.tender, "sudah menyerahkan"):
        release(scene, two)
    for actor in (scene.office.ppk, scene.office.pa, scene.bidders[0]):
        with refused(scene.tender, "tidak berwenang"):
            acts.release(scene.tender, actor=actor, releases=scene.committee.held[two.id], now=scene.now)
        with refused(scene.tender, "tidak berwenang"):
            acts.promise(scene.tender, actor=actor, promises={}, now=scene.now)


def test_nothing_is_released_before_the_close() -> None:
    scene = builders.competing(prices=builders.PRICES[:1])
    for act, sent in ((acts.promise, {"promises": {}}), (acts.release, {"releases": []})):
        with refused(scene.tender, "Menerima penawaran"):
            act(scene.tender, actor=scene.chair, now=scene.now, **sent)
