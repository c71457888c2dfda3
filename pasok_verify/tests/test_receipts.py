"""Receipts: good ones alone and offline, spoiled ones named, and a log that denies one of its own."""

from collections.abc import Callable
from copy import deepcopy

import pytest

from pasok_verify.bundle import Known, check_bundle
from pasok_verify.note import WITNESS, read_key
from pasok_verify.receipt import check_receipt
from pasok_verify.report import Report
from pasok_verify.tests.build import World
from pasok_verify.tests.forge import drop, flip, sign
from pasok_verify.tests.keys import Json, signer
from pasok_verify.tests.story import Story
from pasok_verify.tests.test_mutations import known, story


def receipt(name: str) -> Json:
    return deepcopy(story().world.receipts[story().at[name]])


@pytest.mark.parametrize("name", ["a", "b1", "b", "c", "gone", "d", "e", "f"])
def test_every_receipt_is_good_alone(name: str) -> None:
    report = Report()
    check_receipt(receipt(name), Known(known(story()).log), report)
    assert report.wrong == []
    assert any("Sidik jari" in note for note in report.notes)


def _other_log(told: Json) -> None:
    told["log"] = signer(story().world.log.name).verifier


def _other_leaf(told: Json) -> None:
    told["body"] = receipt("b")["body"]


def _later_head(told: Json) -> None:
    told["checkpoint"] = receipt("b")["checkpoint"]


def _longer_head(told: Json) -> None:
    told["checkpoint"] = told["checkpoint"].replace("\n\n", "\nx\n\n")


def _other_kind(told: Json) -> None:
    index = story().at["extend"]
    told |= story().world.receipt(index)


SPOIL: dict[str, tuple[Callable[[Json], None], str]] = {
    "another hash": (lambda told: told.update(leaf_hash=flip(told["leaf_hash"])), "receipt.hash"),
    "another body": (_other_leaf, "receipt.hash"),
    "another path": (lambda told: told["path"].__setitem__(0, "0" * 64), "receipt.path"),
    "a step less": (lambda told: told["path"].pop(), "receipt.path"),
    "another place": (lambda told: told.update(index=told["index"] - 1), "receipt.size"),
    "another head": (_later_head, "receipt.size"),
    "another key": (_other_log, "receipt.key"),
    "an unsigned head": (
        lambda told: told.update(checkpoint=told["checkpoint"].replace("\n\n", "\nx\n\n")),
        "head.form",
    ),
    "no body": (lambda told: told.pop("body"), "receipt.form"),
    "a strange body": (lambda told: told.update(body={}), "receipt.form"),
    "another kind": (_other_kind, "receipt.kind"),
}


@pytest.mark.parametrize(("spoil", "code"), SPOIL.values(), ids=SPOIL.keys())
def test_a_spoiled_receipt_is_named(spoil: Callable[[Json], None], code: str) -> None:
    told, report = receipt("a"), Report()
    spoil(told)
    check_receipt(told, known(story()), report)
    assert code in report.codes()


@pytest.mark.parametrize("told", [None, 7, [], "x", {"v": 2, "kind": "receipt"}])
def test_what_is_no_receipt_is_named(told: object) -> None:
    report = Report()
    check_receipt(told, known(story()), report)
    assert report.codes() == {"receipt.form"}


def against(bundle: Json, told: Json, teller: Story | None = None) -> set[str]:
    report = Report()
    check_bundle(bundle, known(teller or story()), [told], report)
    return {code for code in report.codes() if code.startswith("receipt.")}


def test_a_log_that_lost_the_bid_is_given_away_by_its_receipt() -> None:
    bundle = story().bundle()
    drop(bundle, story().at["a"])
    sign(story(), bundle)
    assert against(bundle, receipt("a")) == {"receipt.denied"}


def test_a_log_that_was_cut_before_the_bid_is_given_away() -> None:
    bundle = story().bundle()
    bundle["leaves"] = bundle["leaves"][: story().at["a"]]
    assert against(bundle, receipt("a")) == {"receipt.denied"}


def test_a_fork_before_the_bid_is_given_away() -> None:
    bundle = story().bundle()
    bundle["leaves"][0] = flip(bundle["leaves"][0])
    sign(story(), bundle)
    assert against(bundle, receipt("f")) == {"receipt.fork"}


def test_a_bid_whose_body_is_hidden_is_given_away() -> None:
    bundle = story().bundle()
    bundle["bodies"].pop(str(story().at["a"]))
    assert against(bundle, receipt("a")) == {"receipt.hidden"}


def test_a_receipt_of_another_tender_is_told_apart() -> None:
    bundle, world = story().bundle(), World("tender:lain")
    assert against(bundle, receipt("a")) == set()
    world.open()
    strange = world.receipt(0)
    assert "receipt.key" in against(bundle, strange)


def with_witnesses(*texts: str) -> Report:
    report, told = Report(), known(story())
    keys = [read_key(text, WITNESS) for text in texts]
    check_bundle(story().bundle(), Known(told.log, keys, told.custodians), (), report)
    return report


def test_only_the_witnesses_that_the_reader_knows_are_counted() -> None:
    own = [one.verifier for one in story().world.witnesses]
    stranger, namesake = signer("saksi-d.example", 4).verifier, signer("saksi-a.example", 4).verifier
    assert with_witnesses(*own[:2]).wrong == []
    assert "Saksi saksi-c.example tidak Anda sebut" in " ".join(with_witnesses(*own[:2]).notes)
    assert "tidak Anda sebut" not in " ".join(with_witnesses(*own).notes)
    assert with_witnesses(own[0]).codes() == {"witness.quorum"}
    assert with_witnesses(*own, stranger).codes() == {"witness.key"}
    assert with_witnesses(namesake, *own[1:]).codes() == {"witness.key", "witness.quorum"}
    alone = with_witnesses()
    assert alone.wrong == [] and any("diambil dari berkas ini" in note for note in alone.notes)
    assert alone.counts["cosignatures"] == 6
