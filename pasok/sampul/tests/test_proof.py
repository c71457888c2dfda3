"""Leaf hashes as the format's vectors have them, and every way in which a receipt can be wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pasok.kernel import seal
from pasok.sampul import note, proof, tree
from pasok.sampul.tests.paper import Json, Paper

VECTORS = json.loads((Path(__file__).resolve().parents[3] / "docs/vectors/sampul-v2.json").read_text())
PAPER = Paper()
LEAF = PAPER.bid("7")
RECEIPT = {
    "v": 2, "kind": "receipt", **PAPER.shown(LEAF), "checkpoint": PAPER.checkpoint(), "log": PAPER.log
}  # fmt: skip


def test_leaf_hashes_are_those_of_the_published_vectors() -> None:
    bundle = VECTORS["bundle"]
    assert bundle["bodies"]
    for index, body in bundle["bodies"].items():
        assert proof.leaf(body).hex() == bundle["leaves"][int(index)]


def test_a_leaf_of_version_one_keeps_its_own_prefix() -> None:
    for body, prefix in (({"v": 1}, b"sampul/v1\n"), ({"v": 2}, b"sampul/v2\n"), ({}, b"sampul/v2\n")):
        assert proof.leaf(body) == tree.leaf_hash(prefix + seal.canonical(body))


def test_published_receipts_are_right_under_their_log_and_no_other() -> None:
    for receipt in VECTORS["receipts"]:
        assert proof.wrong(receipt, VECTORS["log"]["verifier"]) == []
        assert proof.wrong(receipt, PAPER.log) == ["Isi tanda terima rusak."]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda r: None, []),
        (lambda r: r.update(v=1), ["Ini bukan tanda terima Sampul versi 2."]),
        (lambda r: r.update(more=1), ["Ini bukan tanda terima Sampul versi 2."]),
        (lambda r: r.pop("path"), ["Ini bukan tanda terima Sampul versi 2."]),
        (lambda r: r.update(kind="bundle"), ["Isi tanda terima rusak."]),
        (lambda r: r.update(path=7), ["Isi tanda terima rusak."]),
        (lambda r: r.update(path=["x"]), ["Isi tanda terima rusak."]),
        (lambda r: r.update(body=[]), ["Isi tanda terima rusak."]),
        (lambda r: r["body"].update(bidder="8"), ["Isi tanda terima berbeda dari sidik jarinya."]),
        (lambda r: r.update(index=0), ["Bukti bahwa penawaran ada di log tidak cocok."]),
        (lambda r: r.update(path=[]), ["Bukti bahwa penawaran ada di log tidak cocok."]),
        (
            lambda r: r.update(path=[step.upper() for step in r["path"]]),
            ["Bukti bahwa penawaran ada di log tidak cocok."],
        ),
        (
            lambda r: (r["body"].update(bidder="8"), r.update(index=0)),
            ["Isi tanda terima berbeda dari sidik jarinya.", "Bukti bahwa penawaran ada di log tidak cocok."],
        ),
    ],
)
def test_a_receipt_is_told_what_is_wrong_with_it(change: Callable[[Json], object], says: list[str]) -> None:
    receipt = json.loads(json.dumps(RECEIPT))
    change(receipt)
    assert proof.wrong(receipt, PAPER.log) == says


def test_a_receipt_under_a_bent_head_says_what_the_note_says() -> None:
    bent = {**RECEIPT, "checkpoint": "x"}
    with pytest.raises(note.BadNote) as why:
        note.verify("x", PAPER.log)
    assert proof.wrong(bent, PAPER.log) == [str(why.value)]
    nothing: Any = []
    assert proof.wrong(nothing, PAPER.log) == ["Ini bukan tanda terima Sampul versi 2."]
