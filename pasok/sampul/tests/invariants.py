"""The twenty invariants of a sealed tender, as questions to the database after every step of test_machine.py.

Each is asked of what is stored, beside what the world knows by its own account; the tree is hashed again by
the verifier's code, not by the server's. Which of them other tests keep for the rooms above stands in
docs/bukti-model.md.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from pasok.kernel import seal
from pasok.sampul import log, note, reads
from pasok.sampul.models import Box, Checkpoint, Envelope, Leaf, Promise, Release
from pasok.sampul.tests.world import KEEPER, KEY, K, World
from pasok_verify.tree import Frontier


@dataclass
class State:
    """What is stored now."""

    leaves: list[Leaf]
    heads: list[Checkpoint]
    box: Box | None
    promises: list[Promise]
    releases: list[Release]
    envelopes: int

    def kind(self, *kinds: str) -> list[Leaf]:
        return [one for one in self.leaves if one.kind in kinds]


def stored() -> State:
    return State(
        leaves=list(Leaf.objects.filter(box__key=KEY)),
        heads=list(Checkpoint.objects.order_by("size")),
        box=Box.objects.filter(key=KEY).first(),
        promises=list(Promise.objects.filter(box__key=KEY)),
        releases=list(Release.objects.filter(box__key=KEY)),
        envelopes=Envelope.objects.filter(leaf__box__key=KEY).count(),
    )


def i1_what_was_acknowledged_stands_there_for_ever(world: World, state: State) -> None:
    there = {one.index: one for one in state.leaves}
    for receipt in world.receipts:
        assert there[receipt.index].hash == receipt.leaf_hash
        assert there[receipt.index].body == receipt.body


def i2_in_time_is_below_the_close(world: World, state: State) -> None:
    bids = {one.index: one for one in state.kind("bid")}
    assert set(bids) == {one.leaf for one in world.sealed if one.leaf >= 0}
    for one in state.kind("bid", "withdraw", "extend", "rekey", "trial", "tried"):
        assert not world.closed or one.index < world.closed_at
        assert one.at < world.deadline


def i3_nothing_is_released_before_witnesses_saw_the_close(world: World, state: State) -> None:
    for one in state.kind("promise", "reveal"):
        assert world.witnessed and one.index > world.closed_at
    assert world.witnessed or not (state.promises or state.releases)


def i4_one_close_one_opening_of_each_part(world: World, state: State) -> None:
    once = Counter(
        (one.kind, one.body.get("part")) for one in state.kind("open", "close", "admit", "opening", "recover")
    )
    assert all(number == 1 for number in once.values()), once


def i5_the_deadline_only_grows_and_only_before_the_close(world: World, state: State) -> None:
    ends = [datetime.fromisoformat(one.body["closes_at"]) for one in state.kind("open", "extend")]
    assert ends == sorted(set(ends))
    assert not state.box or state.box.closes_at == world.deadline == ends[-1]
    assert all(one.at >= world.deadline for one in state.kind("close"))


def i6_the_index_is_dense_and_time_never_runs_back(world: World, state: State) -> None:
    assert [one.size for one in state.heads] == list(range(1, len(state.heads) + 1))
    assert Leaf.objects.count() == len(state.heads) == log.size()
    times = [one.recorded_at for one in state.leaves]
    assert times == sorted(times) and all(one.at == one.recorded_at for one in state.leaves)


def i7_the_same_key_gets_the_same_receipt(world: World, state: State) -> None:
    idems = Counter(one.idem for one in state.leaves)
    assert all(number == 1 for number in idems.values())
    for receipt in world.receipts[-2:]:
        assert reads.receipt(KEY, receipt.index) == receipt


def i8_only_the_last_envelope_of_a_bidder_opens(world: World, state: State) -> None:
    last = {one.body["bidder"]: one.index for one in state.kind("bid")}
    for one in state.kind("opening"):
        assert {int(leaf) for leaf in (*one.body["opened"], *one.body["unreadable"])} <= set(last.values())


def i9_a_price_that_was_not_admitted_is_never_opened(world: World, state: State) -> None:
    for part, leaves in world.admitted.items():
        for one in state.releases:
            assert one.part != part or set(one.shares) == {str(leaf) for leaf in leaves}
        for opening in state.kind("opening"):
            said = {int(leaf) for leaf in (*opening.body["opened"], *opening.body["unreadable"])}
            assert opening.body["part"] != part or said == set(leaves)


def i10_nothing_is_read_before_its_opening_and_nothing_changes_after(world: World, state: State) -> None:
    opened = {one.body["part"]: one.body["opened"] for one in state.kind("opening")}
    assert set(opened) == set(world.results)
    for one in world.counting.values():
        for part in world.parts:
            try:
                now = seal.digest(reads.contents(KEY, one.leaf, part))
            except LookupError:
                assert str(one.leaf) not in opened.get(part, {})
            except ValueError:
                assert str(one.leaf) not in opened[part]
            else:
                assert opened[part][str(one.leaf)] == now


def i11_what_opens_is_what_was_sealed(world: World, state: State) -> None:
    """So that the winner is computed from the true prices; the verifier computes it again at the end."""
    for part, found in world.results.items():
        for one in world.counting.values():
            if one.leaf in found and hasattr(found[one.leaf], "parts"):
                assert found[one.leaf].parts == {part: one.prices[part]} and not one.copied
                assert found[one.leaf].bidder == one.bidder


def i12_nobody_acts_twice_where_several_must(world: World, state: State) -> None:
    for rows in (state.promises, state.releases):
        assert len({(one.part, one.holder) for one in rows}) == len(rows)
    for part in world.results:
        given = {one.holder for one in state.releases if one.part == part}
        people = len({one for one in given if one.startswith("person:")}) >= K
        group = len({one for one in given if one.startswith("recovery:")}) >= 2
        assert people or group or not any(hasattr(one, "parts") for one in world.results[part].values())
        assert (
            not world.guarded
            or KEEPER in given
            or not any(hasattr(one, "parts") for one in world.results[part].values())
        )


def i13_after_its_opening_a_part_changes_no_more(world: World, state: State) -> None:
    done = {one.body["part"]: one.index for one in state.kind("opening")}
    for one in state.kind("promise", "reveal", "admit", "recover"):
        assert one.index < done.get(one.body["part"], len(state.heads))


def i14_who_released_had_promised_just_that(world: World, state: State) -> None:
    """So that nobody's later choice decides which bids open. (A refusal leaves no leaf: World.attempt.)"""
    promised = {(one.part, one.holder): one.digest for one in state.promises}
    kept = {(part, holder): seal.digest(release) for (part, holder), release in world.released.items()}
    assert {(one.part, one.holder): seal.digest(one.plain()) for one in state.releases} == kept
    for (part, holder), digest in kept.items():
        assert promised.get((part, holder), digest if holder.startswith("recovery:") else "") == digest


def i15_the_sums_are_right(world: World, state: State) -> None:
    for one in state.kind("close", "admit"):
        assert one.body["count"] == len(one.body["leaves"]) == len(set(one.body["leaves"]))
    for one in state.kind("opening"):
        assert len(one.body["opened"]) + len(one.body["unreadable"]) == len(world.listed(one.body["part"]))


def i16_every_change_has_one_leaf(world: World, state: State) -> None:
    promises = {(one.part, one.holder, one.digest) for one in state.promises}
    reveals = {(one.part, one.holder, seal.digest(one.plain())) for one in state.releases}
    for kind, rows in (("promise", promises), ("reveal", reveals)):
        leaves = [(one.body["part"], one.body["holder"], one.body["digest"]) for one in state.kind(kind)]
        assert sorted(leaves) == sorted(rows), kind
    assert state.envelopes == len(state.kind("bid")) * len(world.parts)
    said = [
        len(state.kind(kind)) for kind in ("open", "extend", "rekey", "trial", "withdraw", "close", "opening")
    ]
    done = [world.opened_for_bids, world.extensions, world.rekeys, len(world.trials), len(world.withdrawals),
            world.closed, len(world.results)]  # fmt: skip
    assert said == [int(one) for one in done]


def i17_the_close_lists_exactly_the_bids_that_count(world: World, state: State) -> None:
    for one in state.kind("close"):
        assert one.body["leaves"] == sorted(sent.leaf for sent in world.counting.values())
        assert state.box and state.box.closed_index == one.index == world.closed_at


def i18_a_withdrawn_bid_never_opens(world: World, state: State) -> None:
    gone = {one.body["withdraws"] for one in state.kind("withdraw")}
    for release in state.releases:
        assert not gone & {int(leaf) for leaf in release.shares}
    for one in state.kind("opening"):
        assert not gone & {int(leaf) for leaf in (*one.body["opened"], *one.body["unreadable"])}


def i19_who_holds_keys_stands_in_the_log(world: World, state: State) -> None:
    if state.box:
        newest = state.kind("open", "rekey")[-1]
        assert state.box.terms == newest.body["terms"] and state.box.terms_hash == newest.hash
        assert state.box.members == world.members


def i20_every_head_continues_the_one_before(world: World, state: State) -> None:
    tree, verifier = Frontier(), log.verifier_key()
    hashes = Leaf.objects.order_by("index").values_list("hash", flat=True)
    for leaf, head in zip(hashes, state.heads, strict=True):
        tree.add(bytes.fromhex(leaf))
        assert bytes(head.root) == tree.root() and head.size == tree.size
    assert not state.heads or note.verify(state.heads[-1].note, verifier).root == tree.root()


ALL = [check for name, check in sorted(globals().items()) if name[0] == "i" and name[1].isdigit()]
