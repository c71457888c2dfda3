"""Envelopes, dealing and devices on paper: without a server, each check of theirs is met alone."""

import base64
import io
from dataclasses import replace
from typing import Any

import pyrage
import pytest

from pasok.kernel import seal as plain
from pasok.sampul import dealing, device, envelope, shamir
from pasok.sampul.dealing import Terms, sha256
from pasok.sampul.envelope import Closed, open_envelope
from pasok.sampul.tests.paper import BOX, Json, Paper

PAPER = Paper()
TERMS = Terms.of(PAPER.parameters["terms"])
DATA = {"fields": {"total": "900"}}
SEALED = envelope.seal(TERMS, "7", "harga", DATA)
COMMITMENT = SEALED.commitment()


def dealt(commitment: Json = COMMITMENT, shares: Any = SEALED.shares) -> dict[str, bytes]:
    return {
        one: envelope.unwrap_share(PAPER.identities[one], TERMS, "7", "harga", commitment, one, shares[one])
        for one in TERMS.holders
    }


SHARES = dealt()
ENOUGH = {one: SHARES[one] for one in ("person:1", "person:2", "custodian:apip")}


def opened(**changes: Any) -> Json:
    said: Json = {"terms": TERMS, "bidder": "7", "part": "harga", "commitment": COMMITMENT,
            "ciphertext": SEALED.ciphertext, "shares": ENOUGH} | changes  # fmt: skip
    return open_envelope(**{**said, "ciphertext": io.BytesIO(said["ciphertext"])})


def test_the_same_text_comes_from_members_and_from_the_recovery_group() -> None:
    last = {one: SHARES[one] for one in ("recovery:a", "recovery:c", "custodian:apip")}
    assert opened() == opened(shares=last) == opened(shares=SHARES) == DATA


def test_a_commitment_says_all_that_the_leaf_must_say() -> None:
    assert {
        "ct": sha256(SEALED.ciphertext), "size": len(SEALED.ciphertext), "key": SEALED.key,
        "shares": plain.digest(SEALED.shares), "sc": {one: sha256(share) for one, share in SHARES.items()},
    } == COMMITMENT  # fmt: skip


@pytest.mark.parametrize("size", [0, 1, 3000, 4000, 4096, 9000])
def test_the_size_of_what_is_sealed_goes_in_steps(size: int) -> None:
    text = {**envelope.context(TERMS, "7", "harga"), "data": "x" * size}
    padded = envelope.padded(text)
    assert len(padded) % envelope.STEP == 0 and 0 <= len(padded) - size < 2 * envelope.STEP
    assert envelope.STEP == 4096 and envelope.parsed(padded)["data"] == "x" * size


OTHER = envelope.seal(TERMS, "7", "harga", DATA)
FEW = {one: SHARES[one] for one in ("person:1", "custodian:apip")}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"ciphertext": SEALED.ciphertext[:-1]}, "berbeda dari yang dijanjikan"),
        ({"shares": FEW}, "belum cukup"),
        ({"shares": {one: SHARES[one] for one in TERMS.members}}, "belum cukup"),
        (
            {"shares": {**ENOUGH, "person:1": SHARES["person:1"][:-1] + b"\x07"}},
            "tidak menghasilkan",
        ),
        ({"shares": {**ENOUGH, "custodian:apip": b"pendek"}}, "tidak menghasilkan"),
        ({"commitment": {**COMMITMENT, "key": OTHER.key}}, "bukan kunci yang dijanjikan"),
        ({"bidder": "8"}, "tender, bagian, atau penawar lain"),
        ({"part": "dokumen"}, "tender, bagian, atau penawar lain"),
        ({"terms": replace(TERMS, hash="0" * 64)}, "tender, bagian, atau penawar lain"),
        ({"commitment": {**COMMITMENT, "sc": {**COMMITMENT["sc"], "person:3": "0" * 64}}}, "tidak jujur"),
    ],
)
def test_what_is_not_as_the_log_says_stays_shut(changes: Json, why: str) -> None:
    with pytest.raises(Closed, match=why):
        opened(**changes)


def sealed_again(change: Any) -> Json:
    """Opens an envelope whose inside the bidder made himself."""
    one = pyrage.x25519.Identity.generate()
    deal = dealing.deal(TERMS, str(one).encode())
    text = {**envelope.context(TERMS, "7", "harga"), "data": DATA,
            "deal": {holder: share.hex() for holder, share in deal.items()}}  # fmt: skip
    raw = change(text) or plain.canonical(text)
    ciphertext = pyrage.encrypt(raw, [one.to_public()])
    sc = {holder: sha256(share) for holder, share in deal.items()}
    commitment = {"ct": sha256(ciphertext), "key": str(one.to_public()), "sc": sc}
    return opened(commitment=commitment, ciphertext=ciphertext, shares=deal)


def test_what_a_bidder_made_by_hand_opens_where_it_is_right() -> None:
    assert sealed_again(lambda text: None) == DATA


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: text.update(data=[]), "bukan data penawaran"),
        (lambda text: text.update(deal=[]), "Catatan pembagian"),
        (lambda text: text["deal"].update({"person:1": "AB"}), "Catatan pembagian"),
        (lambda text: text["deal"].update({"person:1": 7}), "Catatan pembagian"),
        (lambda text: text["deal"].pop("person:1") and None, "tidak jujur"),
        (lambda text: b"[]", "rusak dan tidak dapat dibaca"),
        (lambda text: b'{"a":1,"a":2}', "rusak dan tidak dapat dibaca"),
        (lambda text: b'{"a":1.5}', "rusak dan tidak dapat dibaca"),
        (lambda text: b'{"a":NaN}', "rusak dan tidak dapat dibaca"),
        (lambda text: '{"é":1}'.encode(), "rusak dan tidak dapat dibaca"),
        (lambda text: b"\xff", "rusak dan tidak dapat dibaca"),
        (lambda text: b'{"a":' + b"[" * 100_000, "rusak dan tidak dapat dibaca"),
    ],
)
def test_what_a_bidder_bent_inside_is_void(change: Any, why: str) -> None:
    with pytest.raises(Closed, match=why):
        sealed_again(change)


def test_a_share_of_another_envelope_or_for_another_holder_is_not_released() -> None:
    blob = SEALED.shares["person:1"]
    for identity, bidder, commitment, shown, why in (
        (PAPER.identities["person:2"], "7", COMMITMENT, blob, "tidak membuka"),
        (PAPER.identities["person:1"], "7", COMMITMENT, "*", "tidak membuka"),
        (PAPER.identities["person:1"], "8", COMMITMENT, blob, "sampul lain"),
        (PAPER.identities["person:1"], "7", {**COMMITMENT, "key": OTHER.key}, blob, "sampul lain"),
        (PAPER.identities["person:1"], "7", OTHER.commitment() | {"key": SEALED.key}, blob, "janji di log"),
    ):
        with pytest.raises(Closed, match=why):
            envelope.unwrap_share(identity, TERMS, bidder, "harga", commitment, "person:1", shown)


def test_a_dealing_is_honest_only_when_every_holder_opens_the_same() -> None:
    secret = b"rahasia" * 4
    deal = dealing.deal(TERMS, secret)
    other = dealing.deal(TERMS, secret[::-1])

    def honest(found: dict[str, bytes], of: bytes = secret) -> bool:
        return dealing.honest(TERMS, {one: sha256(share) for one, share in found.items()}, found, of)

    assert honest(deal) and not honest(deal, secret[::-1])
    assert dealing.honest(TERMS, {}, deal, secret) is False
    for holder in TERMS.holders:
        assert not honest({**deal, holder: other[holder]}), holder
    assert not honest({**deal, "custodian:apip": deal["custodian:apip"][:-1]})


def test_without_custodians_the_members_open_alone() -> None:
    terms = Terms.of(Paper(custodian=False, recovery=False).parameters["terms"])
    assert terms.custodians == {} and (terms.recovery_k, dict(terms.recovery)) == (0, {})
    deal = dealing.deal(terms, b"rahasia")
    assert dealing.joined(terms, deal) == b"rahasia"
    sc = {one: sha256(share) for one, share in deal.items()}
    assert dealing.honest(terms, sc, deal, b"rahasia") and not dealing.honest(terms, sc, deal, b"rahasi?")
    with pytest.raises(dealing.Missing):
        dealing.joined(terms, dict(list(deal.items())[:1]))
    with pytest.raises(shamir.BadShares):
        shamir.combine([])


# devices


def a_closed_box() -> tuple[Paper, int]:
    paper = Paper()
    leaf = paper.bid("7", "900")
    paper.close()
    return paper, leaf


def test_a_holder_s_device_releases_what_was_dealt_to_it() -> None:
    paper, leaf = a_closed_box()
    made = device.release(paper.sheet("person:1"), paper.identities["person:1"], log=paper.log)
    share = bytes.fromhex(made.pop("shares")[str(leaf)])
    assert sha256(share) == paper.leaves[leaf]["bid"]["parts"]["harga"]["sc"]["person:1"]
    assert len(made.pop("nonce")) == 64
    assert made == {"v": 2, "box": BOX, "part": "harga", "holder": "person:1"}


def spoilt(change: Any) -> tuple[Json, str]:
    paper, _ = a_closed_box()
    sheet = paper.sheet("person:1")
    change(sheet)
    return sheet, paper.identities["person:1"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda s: s["close"]["body"].update(leaves=[]), "Daftar penutupan"),
        (lambda s: s["close"]["body"].update(box="tender:lain"), "Daftar penutupan"),
        (lambda s: s["close"]["body"].update(kind="bid"), "Daftar penutupan"),
        (lambda s: s["close"]["body"].update(count=9), "Penutupan tidak terbukti"),
        (lambda s: s["close"].update(index=1), "Penawaran 1"),
        (lambda s: s["bids"][0]["body"].update(kind="withdraw"), "Penawaran 1"),
        (lambda s: s["bids"][0]["body"].update(nonce="0" * 64), "Penawaran 1"),
        (lambda s: s["bids"][0].update(path=[]), "Penawaran 1"),
        (lambda s: s["bids"][0]["terms"].update(leaf_hash="0" * 64), "Penawaran 1"),
        (
            lambda s: s["bids"][0].update(terms={**s["open"], "body": {**s["open"]["body"], "box": "x"}}),
            "lain",
        ),
        (lambda s: s["open"].update(path=[]), "tidak terbukti"),
    ],
)
def test_a_holder_s_device_releases_nothing_on_a_sheet_that_lies(change: Any, why: str) -> None:
    sheet, identity = spoilt(change)
    with pytest.raises(device.Untrue, match=why):
        device.release(sheet, identity)


def test_a_sheet_without_bids_still_proves_who_must_have_witnessed_it() -> None:
    paper = Paper()
    paper.close()
    sheet = paper.sheet("person:1")
    assert device.release(sheet, paper.identities["person:1"])["shares"] == {}
    sheet["open"]["body"]["witnesses"]["quorum"] = 0
    with pytest.raises(device.Untrue, match="tidak terbukti"):
        device.release(sheet, paper.identities["person:1"])


def test_terms_that_were_proved_once_are_not_believed_in_another_wording() -> None:
    paper = Paper()
    paper.bid("7")
    paper.bid("8")
    paper.close()
    sheet = paper.sheet("person:1")
    other = Paper().leaves[0]["terms"]
    dealt = sheet["bids"][1]["terms"]
    sheet["bids"][1]["terms"] = {**dealt, "body": {**dealt["body"], "terms": other}}
    with pytest.raises(device.Untrue, match="tidak terbukti"):
        device.release(sheet, paper.identities["person:1"])


def test_a_device_counts_only_the_witnesses_it_knows_and_that_signed() -> None:
    paper, _ = a_closed_box()
    own = paper.identities["person:1"]
    with pytest.raises(device.Untrue, match="disaksikan"):
        device.release(paper.sheet("person:1", seen_by=1), own)
    with pytest.raises(device.Untrue, match="disaksikan"):
        device.release(paper.sheet("person:1"), own, witnesses=paper.witness_keys[:1])
    assert device.release(paper.sheet("person:1"), own, witnesses=paper.witness_keys)["shares"]
    with pytest.raises(Closed, match="bukan kunci Anda"):
        device.release(paper.sheet("person:1"), paper.identities["person:2"])


def test_parameters_that_are_not_of_the_log_are_not_sealed_for() -> None:
    paper, other = Paper(), Paper()
    for change in (
        {"key": "tender:lain"},
        {"terms": other.parameters["terms"]},
        {"open": other.parameters["open"]},
        {"checkpoint": other.parameters["checkpoint"]},
    ):
        with pytest.raises(ValueError):
            device.prepare_bid({**paper.parameters, **change}, "7", {})
    with pytest.raises(ValueError):
        device.prepare_bid(paper.parameters, "7", {}, log=other.log)
    bid = device.prepare_bid(paper.parameters, "7", {"harga": DATA}, replaces=3, log=paper.log)
    assert (bid.leaf["v"], bid.leaf["replaces"], bid.idem) == (2, 3, plain.digest(bid.leaf))
    assert set(bid.ciphertexts) == {part["ct"] for part in bid.leaf["parts"].values()}


@pytest.mark.parametrize("role", ["open", "terms"])
def test_keys_in_a_leaf_of_another_kind_are_nobody_s_keys(role: str) -> None:
    paper = Paper()
    paper.append("withdraw", terms=Paper().leaves[0]["terms"], witnesses=paper.leaves[0]["witnesses"])
    parameters = {**paper.parameters, role: paper.shown(1)}
    with pytest.raises(device.Untrue, match="tidak terbukti ada di log"):
        device.prepare_bid(parameters, "7", {"harga": DATA}, log=paper.log)


def test_a_trial_and_a_passphrase_give_back_what_was_put_in() -> None:
    identity, recipient = envelope.make_member_key()
    blob = pyrage.encrypt(b"uji", [pyrage.x25519.Recipient.from_str(recipient)])
    assert device.proved(identity, base64.b64encode(blob).decode()) == b"uji".hex()
    with pytest.raises(Closed, match="sampul uji"):
        device.proved(identity, "*")
    assert device.unwrap_identity(device.wrap_identity(identity, "kata"), "kata") == identity
