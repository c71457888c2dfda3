"""What a bidder, a rival, a member or a curious server may try with envelopes; each is refused or void."""

import base64
import io
import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyrage
import pytest

from pasok.kernel import seal as plain
from pasok.sampul import acts, answers, device, envelope, note, proof, reads, shamir, store
from pasok.sampul.dealing import Terms
from pasok.sampul.tests.story import AFTER, KEY, NOON, Committee, a_bid, a_box, opened, send, stored

pytestmark = pytest.mark.django_db
OTHER = "tender:ocds-pasok0-latihan"


def only(found: dict[int, Any]) -> answers.Unreadable:
    (one,) = [value for value in found.values() if isinstance(value, answers.Unreadable)]
    return one


def reissued(bid: device.Bid, **changes: Any) -> device.Bid:
    """The same sealed parts under a leaf that says something else."""
    leaf = {**bid.leaf, **changes}
    return replace(bid, leaf=leaf, idem=plain.digest(leaf))


def test_a_sealed_bid_moved_to_another_box_with_the_same_members_stays_shut() -> None:
    """The old trick: have the officials open a copy in a training tender."""
    committee, training = a_box(), a_box(OTHER)
    bid = a_bid(committee, "7")
    with pytest.raises(answers.BadEnvelope, match="tender lain"):
        send(OTHER, bid)
    moved = reissued(bid, box=OTHER, terms=training.parameters["terms"]["leaf_hash"])
    send(OTHER, moved)
    acts.close(OTHER, now=AFTER)
    (line,) = reads.sheet(OTHER, "penawaran", "person:1")["bids"]
    identity = committee.identities["person:1"]  # as if the member had used one key for both
    part = line["body"]["bid"]["parts"]["penawaran"]
    with pytest.raises(envelope.Closed, match="sampul lain"):
        envelope.unwrap_share(
            identity, Terms.of(line["terms"]), "7", "penawaran", part, "person:1", line["share"]
        )


def test_a_rival_s_copy_is_void_and_no_member_s_device_helps_to_open_it() -> None:
    """Even when the victim withdraws: the copy must not bring the withdrawn text to light."""
    committee = a_box()
    bid = a_bid(committee, "7", "123456789")
    send(KEY, bid)
    acts.withdraw(KEY, bidder="7", idem="tarik-lagi-7", now=NOON)
    send(KEY, reissued(bid, bidder="8"))
    found = opened(committee, "person:1", "person:2", "person:3")
    assert only(found).bidder == "8" and "bagian kunci" in only(found).reason
    assert "123456789" not in str(found)


def test_a_copy_whose_shares_were_released_by_careless_devices_is_void_too() -> None:
    committee = a_box()
    bid = a_bid(committee, "7")
    terms, part = committee.terms, bid.leaf["parts"]["penawaran"]
    shares = all_shares(committee, bid)
    ciphertext = io.BytesIO(*bid.ciphertexts.values())
    assert envelope.open_envelope(terms, "7", "penawaran", part, ciphertext, shares) == {"harga": "1000"}
    for bidder, name in (("8", "penawaran"), ("7", "harga")):
        with pytest.raises(envelope.Closed, match="penawar lain"):
            envelope.open_envelope(terms, bidder, name, part, ciphertext, shares)
    with pytest.raises(envelope.Closed, match="penawar lain"):
        envelope.open_envelope(replace(terms, hash="0" * 64), "7", "penawaran", part, ciphertext, shares)


class Faltering(io.BytesIO):
    """A disk that can be read a few times more."""

    left = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.left -= 1
        if self.left < 0:
            raise OSError("the disk faltered")
        return super().read(size)


@pytest.mark.parametrize("left", [0, 1, 3])
def test_a_disk_that_falters_while_a_bid_is_opened_does_not_void_it(left: int) -> None:
    committee = a_box()
    bid = a_bid(committee, "7", "1" * 200_000)
    part, file = bid.leaf["parts"]["penawaran"], Faltering(*bid.ciphertexts.values())
    file.left = left
    with pytest.raises(OSError, match="faltered"):
        envelope.open_envelope(committee.terms, "7", "penawaran", part, file, all_shares(committee, bid))


def all_shares(committee: Committee, bid: device.Bid) -> dict[str, bytes]:
    part, bidder = bid.leaf["parts"]["penawaran"], bid.leaf["bidder"]
    return {
        holder: envelope.unwrap_share(
            committee.identities[holder], committee.terms, bidder, "penawaran", part, holder, blob
        )
        for holder, blob in bid.envelopes["penawaran"].items()
    }


def test_every_k_of_the_members_open_it_and_fewer_do_not() -> None:
    committee = a_box(members=5, k=3)
    bid = a_bid(committee, "7")
    terms, part = committee.terms, bid.leaf["parts"]["penawaran"]
    shares, ciphertext = all_shares(committee, bid), io.BytesIO(*bid.ciphertexts.values())
    for some in itertools.combinations(shares.items(), 3):
        assert envelope.open_envelope(terms, "7", "penawaran", part, ciphertext, dict(some))
    for few in itertools.combinations(shares.items(), 2):
        with pytest.raises(envelope.Closed):
            envelope.open_envelope(terms, "7", "penawaran", part, ciphertext, dict(few))


def test_a_flipped_bit_on_the_way_is_refused_and_on_both_disks_is_named() -> None:
    committee = a_box()
    bid = a_bid(committee, "7")
    (sha256,) = bid.ciphertexts
    bent = bytes([bid.ciphertexts[sha256][0] ^ 1]) + bid.ciphertexts[sha256][1:]
    with pytest.raises(store.WrongHash):
        store.put(io.BytesIO(bent), sha256)
    with pytest.raises(answers.BadEnvelope, match="belum sampai"):
        send(KEY, replace(bid, ciphertexts={}))
    send(KEY, bid)
    send(KEY, a_bid(committee, "8", "55"))
    first, second = store.places(sha256)
    first.write_bytes(bent)
    assert store.get(sha256) == bid.ciphertexts[sha256]
    second.write_bytes(bent)
    found = opened(committee)
    assert "rusak pada kedua salinannya" in only(found).reason
    assert [one.parts["penawaran"]["harga"] for one in found.values() if isinstance(one, answers.Opened)] == [
        "55"
    ]


def test_a_lost_file_can_be_brought_back_by_anybody_who_has_it() -> None:
    committee = a_box()
    bid = a_bid(committee, "7")
    send(KEY, bid)
    for path in store.places(next(iter(bid.ciphertexts))):
        path.unlink()
    stored(bid)
    assert all(isinstance(one, answers.Opened) for one in opened(committee).values())


def test_swapped_parts_are_void() -> None:
    committee = a_box(parts=("administrasi-teknis", "harga"))
    bid = a_bid(committee, "7")
    names = ("administrasi-teknis", "harga")
    crossed = dict(zip(names, reversed([bid.leaf["parts"][name] for name in names]), strict=True))
    shares = dict(zip(names, reversed([bid.envelopes[name] for name in names]), strict=True))
    send(KEY, replace(reissued(bid, parts=crossed), envelopes=shares))
    assert isinstance(only(opened(committee, "person:1", "person:2", "person:3")), answers.Unreadable)


def test_another_bid_s_shares_or_file_do_not_fit() -> None:
    committee = a_box()
    mine, theirs = a_bid(committee, "7"), a_bid(committee, "8")
    with pytest.raises(answers.BadEnvelope, match="berbeda dari sidik jarinya"):
        send(KEY, replace(mine, envelopes=theirs.envelopes))
    stored(theirs)
    part, other = mine.leaf["parts"]["penawaran"], theirs.leaf["parts"]["penawaran"]
    crossed = {"penawaran": {**part, "ct": other["ct"], "size": other["size"]}}
    send(KEY, reissued(mine, parts=crossed))
    assert "rusak" in only(opened(committee)).reason


def test_shares_that_do_not_belong_together_make_the_bid_void_whoever_opens() -> None:
    """The bidder deals person:3 a share of another secret, so as to choose later whether the bid opens."""
    committee = a_box()
    bid = misdealt(committee)
    send(KEY, bid)
    found = opened(committee, "person:1", "person:2")
    assert "tidak jujur" in only(found).reason
    terms, part = committee.terms, bid.leaf["parts"]["penawaran"]
    shares, ciphertext = all_shares(committee, bid), io.BytesIO(*bid.ciphertexts.values())
    for pair in itertools.combinations(shares.items(), 2):
        with pytest.raises(envelope.Closed):
            envelope.open_envelope(terms, "7", "penawaran", part, ciphertext, dict(pair))


def misdealt(committee: Committee) -> device.Bid:
    """A bid whose third share, commitment and inner record all say another polynomial's value."""
    real = shamir.split

    def crooked(secret: bytes, n: int, k: int) -> list[bytes]:
        shares = real(secret, n, k)
        return [*shares[:-1], bytes([shares[-1][0] ^ 1]) + shares[-1][1:]]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shamir, "split", crooked)
        return a_bid(committee, "7")


def test_a_junk_share_to_one_member_is_reported_and_the_others_open_the_bid() -> None:
    committee = a_box()
    bid = with_junk(committee, a_bid(committee, "7"), "person:1")
    send(KEY, bid)
    acts.close(KEY, now=AFTER)
    committee.release("person:1", "person:2")
    with pytest.raises(answers.NotYet):
        acts.unseal(KEY, now=AFTER)
    committee.release("person:3")
    assert all(isinstance(one, answers.Opened) for one in acts.unseal(KEY, now=AFTER).values())


def test_junk_shares_to_too_many_members_make_that_bid_void_and_hold_up_nobody() -> None:
    committee = a_box()
    send(KEY, with_junk(committee, a_bid(committee, "7"), "person:1", "person:2"))
    send(KEY, a_bid(committee, "8", "55"))
    found = opened(committee, "person:1", "person:2")
    assert only(found).bidder == "7" and "Hanya 0 bagian kunci" in only(found).reason
    assert len(found) == 2


def with_junk(committee: Committee, bid: device.Bid, *members: str) -> device.Bid:
    shares = dict(bid.envelopes["penawaran"])
    for member in members:
        recipient = committee.terms.members[member]
        junk = pyrage.encrypt(b'{"share":"00"}', [pyrage.x25519.Recipient.from_str(recipient)])
        shares[member] = base64.b64encode(junk).decode()
    part = {**bid.leaf["parts"]["penawaran"], "shares": plain.digest(shares)}
    return replace(reissued(bid, parts={"penawaran": part}), envelopes={"penawaran": shares})


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda raw: b"[" * 100_000, "tidak dapat dibaca"),
        (lambda raw: raw + raw, "tidak dapat dibaca"),
        (lambda raw: raw.decode().encode("utf-16"), "tidak dapat dibaca"),
        (lambda raw: raw.replace(b'"harga":', b'"harga":"1","harga":'), "tidak dapat dibaca"),
        (lambda raw: raw.replace(b'"harga":', '"hargaé":'.encode()), "tidak dapat dibaca"),
        (lambda raw: raw.replace(b'"1000"', b'"\\ud800"'), "tidak dapat dibaca"),
        (
            lambda raw: re.sub(rb'(?<=person:1":")[0-9a-f]+', lambda one: one[0].upper(), raw),
            "pembagian kunci",
        ),
    ],
    ids=["endless", "twice", "utf-16", "a name twice", "a foreign name", "half a pair", "capitals"],
)
def test_a_bid_that_not_every_program_reads_alike_is_void(spoil: Callable[[bytes], bytes], why: str) -> None:
    """Else the outside verifier, in another language, would read another bid than the Pokja."""
    committee, padded = a_box(), envelope.padded
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(envelope, "padded", lambda text: spoil(padded(text)))
        send(KEY, a_bid(committee, "7"))
    assert why in only(opened(committee)).reason


def test_member_keys_that_are_not_in_the_log_are_not_sealed_to() -> None:
    """A server that slips in its own key is found out by the bidder's device."""
    committee = a_box()
    parameters = committee.parameters
    parameters["terms"]["body"]["terms"]["members"][0]["recipient"] = envelope.make_member_key()[1]
    with pytest.raises(ValueError, match="tidak terbukti"):
        device.prepare_bid(parameters, "7", {"penawaran": {}})
    parameters["terms"]["leaf_hash"] = proof.leaf(parameters["terms"]["body"]).hex()
    with pytest.raises(ValueError, match="tidak terbukti"):
        device.prepare_bid(parameters, "7", {"penawaran": {}})
    pinned = note.verifier_key("lain.id/log", note.Ed25519PrivateKey.generate())
    with pytest.raises(note.BadNote):
        device.prepare_bid(committee.parameters, "7", {"penawaran": {}}, log=pinned)


def test_the_file_and_the_key_are_those_the_leaf_promised() -> None:
    """Each promise alone: an envelope that opens perfectly is void when the leaf said something else."""
    committee = a_box()
    bid, other = a_bid(committee, "7"), a_bid(committee, "7")
    terms, part = committee.terms, bid.leaf["parts"]["penawaran"]
    shares, ciphertext = all_shares(committee, bid), io.BytesIO(*bid.ciphertexts.values())
    theirs = other.leaf["parts"]["penawaran"]
    with pytest.raises(envelope.Closed, match="Kunci yang didapat"):
        envelope.open_envelope(terms, "7", "penawaran", {**part, "key": theirs["key"]}, ciphertext, shares)
    with pytest.raises(envelope.Closed, match="Berkas sampul berbeda"):
        envelope.open_envelope(terms, "7", "penawaran", {**part, "ct": theirs["ct"]}, ciphertext, shares)
