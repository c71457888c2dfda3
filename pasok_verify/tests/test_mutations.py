"""Every mutated bundle is found, each by its own reason and by no other."""

from functools import cache
from typing import Any

import pytest

from pasok_verify.bundle import Known, check_bundle
from pasok_verify.canonical import loads
from pasok_verify.note import LOG, WITNESS, read_key
from pasok_verify.report import Report
from pasok_verify.tests import mutations_box, mutations_log, mutations_open, mutations_result, mutations_terms
from pasok_verify.tests.forge import ALL, Mutation, mutated
from pasok_verify.tests.keys import canon
from pasok_verify.tests.story import Story, whole

MODULES = [mutations_box, mutations_log, mutations_open, mutations_result, mutations_terms]


@cache
def story(twist: tuple[tuple[str, Any], ...] = ()) -> Story:
    return whole(dict(twist))


def known(told: Story) -> Known:
    world = told.world
    witnesses = [read_key(witness.verifier, WITNESS) for witness in world.witnesses]
    return Known(read_key(world.log.verifier, LOG), witnesses, [read_key(world.custodian_key.verifier, LOG)])


def judged(change: Mutation) -> Report:
    told, report = story(tuple(change.twist.items())), Report()
    check_bundle(loads(canon(mutated(change, told))), known(told), (), report)
    return report


@pytest.mark.parametrize("change", ALL, ids=lambda change: change.name.replace(" ", "-"))
def test_every_mutated_bundle_is_named_by_its_own_reason(change: Mutation) -> None:
    assert judged(change).codes() == change.codes


@pytest.mark.parametrize("full", [False, True], ids=["public", "full"])
def test_the_good_bundle_is_good(full: bool) -> None:
    told, report = story(), Report()
    receipts = list(told.world.receipts.values())
    check_bundle(loads(canon(told.bundle(full))), known(told), receipts, report)
    assert report.wrong == []
    assert report.counts["opened"] == (7 if full else 3)
    assert report.counts["receipts"] == 8


def test_there_are_at_least_fifty_and_each_has_its_name() -> None:
    assert MODULES and len(ALL) >= 50
    assert len({change.name for change in ALL}) == len(ALL)


@pytest.mark.parametrize(
    ("name", "code", "leaf", "part", "holder", "bidder"),
    [
        ("a lying member", "share.wrong", "a", "harga", "person:1", "31"),
        ("something else is revealed than promised", "reveal.changed", None, "harga", "person:1", ""),
        ("the closing list one bid short", "close.missing", "close", "", "", "31"),
        ("a bid of another tender copied in (DEMO)", "opening.context", "d", "dokumen", "", "34"),
        ("a withdrawn bid opened", "opening.extra", "harga", "harga", "", "33"),
        ("a bid on the very second of the deadline", "deadline.late", "f", "", "", ""),
        ("two members changed at once", "terms.rekey", "rekey", "", "person:5", ""),
        ("a price changed", "result.offered", "a", "", "", "31"),
        ("a bit of a ciphertext flipped", "envelope.ct", "a", "harga", "", "31"),
    ],
)
def test_a_finding_names_its_leaf_part_holder_and_bidder(
    name: str, code: str, leaf: str | None, part: str, holder: str, bidder: str
) -> None:
    (change,) = [change for change in ALL if change.name == name]
    at = story(tuple(change.twist.items())).at
    (found,) = [one for one in judged(change).wrong if one.code == code]
    assert leaf is None or found.leaf == at[leaf]
    assert (found.part, found.holder, found.bidder) == (part, holder, bidder)
