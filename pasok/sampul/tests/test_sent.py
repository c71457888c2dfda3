"""The shapes of bids and releases on paper: one field bent at a time, each refused by its own sentence."""

import base64
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from pasok.kernel import seal
from pasok.sampul import device, shapes
from pasok.sampul.answers import BadEnvelope, WrongShare
from pasok.sampul.dealing import Terms, sha256
from pasok.sampul.tests.paper import Json, Paper

PAPER = Paper()
TERMS = Terms.of(PAPER.parameters["terms"])
BID = device.prepare_bid(PAPER.parameters, "7", {"harga": {"fields": {"total": "9"}}}, replaces=3)
AGE = b"age-encryption.org/v1\n"


def sent(change: Callable[[Json, Json], object]) -> None:
    leaf, envelopes = deepcopy(BID.leaf), deepcopy(BID.envelopes)
    change(leaf, envelopes)
    shapes.check_commit(TERMS, "7", leaf, envelopes)


def harga(leaf: Json) -> Json:
    found: Json = leaf["parts"]["harga"]
    return found


@pytest.mark.parametrize("replaces", [None, 0, 5, 2**53 - 1])
def test_a_good_bid_is_taken(replaces: int | None) -> None:
    sent(lambda leaf, env: leaf.update(replaces=replaces))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda leaf, env: leaf.update(extra=1), "Isi penawaran tidak lengkap"),
        (lambda leaf, env: leaf.update(v=1), "Versi segel"),
        (lambda leaf, env: leaf.update(box="tender:lain"), "tender lain"),
        (lambda leaf, env: leaf.update(terms="0" * 64), "tender lain"),
        (lambda leaf, env: leaf.update(bidder="8"), "penyedia lain"),
        (lambda leaf, env: leaf.update(replaces=-1), "Nomor penawaran yang diganti"),
        (lambda leaf, env: leaf.update(replaces=2**53), "Nomor penawaran yang diganti"),
        (lambda leaf, env: leaf.update(replaces=False), "Nomor penawaran yang diganti"),
        (lambda leaf, env: leaf["parts"].pop("harga"), "Bagian-bagian penawaran"),
        (lambda leaf, env: env.pop("harga"), "Kunci-kunci sampul"),
        (lambda leaf, env: harga(leaf).pop("ct"), "Sampul harga tidak lengkap"),
        (lambda leaf, env: harga(leaf)["sc"].pop("person:1"), "daftar bagian kunci tidak lengkap"),
        (lambda leaf, env: env["harga"].pop("person:1"), "bagian kunci tersegel tidak lengkap"),
        (lambda leaf, env: harga(leaf).update(ct="0" * 63), "harga: sidik jari"),
        (lambda leaf, env: harga(leaf).update(shares="G" * 64), "harga: sidik jari"),
        (lambda leaf, env: harga(leaf)["sc"].update({"person:1": 7}), "harga: sidik jari"),
        (lambda leaf, env: harga(leaf).update(size="1"), "ukuran berkas"),
        (lambda leaf, env: harga(leaf).update(key=None), "harga: kunci tidak terbaca"),
        (lambda leaf, env: env["harga"].update({"person:1": "*"}), "tersegel tidak terbaca"),
        (
            lambda leaf, env: env["harga"].update({"person:1": env["harga"]["person:2"]}),
            "berbeda dari sidik jarinya",
        ),
        (
            lambda leaf, env: harga(leaf).update(key=leaf["parts"]["dokumen"]["key"]),
            "kuncinya sendiri",
        ),
    ],
)
def test_a_bid_with_one_thing_bent_is_refused_by_name(
    change: Callable[[Json, Json], object], says: str
) -> None:
    with pytest.raises(BadEnvelope, match=says):
        sent(change)


SHARE = b"bagian"
RELEASE = {
    "v": 2, "box": TERMS.box, "part": "harga", "holder": "person:1", "nonce": "0" * 64,
    "shares": {"4": SHARE.hex(), "6": ""},
}  # fmt: skip
SC = {"4": sha256(SHARE), "6": "0" * 64}


def released(**changes: Any) -> None:
    shapes.check_release(set(SC), SC, {**RELEASE, **changes})


def test_a_release_is_taken_whole() -> None:
    released()
    released(shares={"4": "", "6": ""})


@pytest.mark.parametrize(
    "changes",
    [{"v": 1}, {"nonce": "0" * 63}, {"nonce": 7}, {"lagi": 1}, {"shares": []}, {"shares": {"4": ""}}],
)
def test_a_release_of_another_shape_is_refused(changes: Json) -> None:
    with pytest.raises(BadEnvelope):
        released(**changes)


@pytest.mark.parametrize("share", [b"lain".hex(), SHARE.hex().upper(), SHARE.hex() + "0", "zz", None, 7, []])
def test_a_share_that_was_not_committed_to_names_holder_leaf_and_part(share: Any) -> None:
    with pytest.raises(WrongShare) as wrong:
        released(shares={"4": share, "6": ""})
    assert (wrong.value.holder, wrong.value.leaf, wrong.value.part) == ("person:1", 4, "harga")


def test_small_shapes_at_their_edges() -> None:
    key = TERMS.members["person:1"]
    assert shapes.recipient(key) and not shapes.recipient(key.upper()) and not shapes.recipient(7)
    whole = base64.b64encode(AGE).decode()
    assert shapes.sealed_share(whole) and not shapes.sealed_share(whole[4:]) and not shapes.sealed_share(None)
    longest = base64.b64encode(AGE + bytes(2048 - len(AGE))).decode()
    assert shapes.sealed_share(longest[:-4]) and not shapes.sealed_share(longest)
    assert not shapes.sealed_share(whole + "*")
    assert seal.digest(BID.envelopes["harga"]) == harga(BID.leaf)["shares"]
    for idem in ("12345678", "A" * 80, "a:b._-Z9"):
        shapes.check_idem(idem)
    for bad in ("1234567", "A" * 81, "spasi di dalam", None, 12345678):
        with pytest.raises(BadEnvelope, match="Nomor pengiriman"):
            shapes.check_idem(bad)
