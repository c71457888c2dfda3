"""Custodians, the recovery group, trials, and keys that are replaced: who can open what, and who cannot."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pasok.sampul import acts, answers, device, envelope, note, reads
from pasok.sampul.acts.holders import STATEMENT
from pasok.sampul.dealing import joined
from pasok.sampul.envelope import make_member_key
from pasok.sampul.models import CustodianKey, Leaf
from pasok.sampul.tests.story import AFTER, KEY, NOON, Committee, a_bid, a_box, opened, send

pytestmark = pytest.mark.django_db
APIP = Ed25519PrivateKey.from_private_bytes(b"7" * 32)
KEEPER, LAST = "custodian:apip.kab", ("recovery:lkpp", "recovery:arsip", "recovery:apip")


def left(private: Ed25519PrivateKey = APIP, name: str = "apip.kab") -> tuple[str, str]:
    """A fresh identity of the custodian, and the statement it leaves with the house."""
    identity, recipient = make_member_key()
    return identity, note.sign_text(f"{STATEMENT}\n{recipient}\n", name, private)


@pytest.fixture
def guarded(settings: Any) -> Iterator[Committee]:
    """A box of three members, one custodian and a recovery group of two in three."""
    settings.CUSTODIANS = [note.verifier_key("apip.kab", APIP)]
    group = {name: make_member_key() for name in LAST}
    members = [{"id": name, "name": name, "recipient": recipient} for name, (_, recipient) in group.items()]
    settings.RECOVERY = {"k": 2, "members": members}
    identity, statement = left()
    assert acts.stock([statement]) == {KEEPER: 1}
    committee = a_box()
    committee.identities |= {KEEPER: identity, **{name: secret for name, (secret, _) in group.items()}}
    yield committee


def test_members_and_custodian_open_together_and_neither_alone(guarded: Committee) -> None:
    send(KEY, a_bid(guarded, "7", "900"))
    acts.close(KEY, now=AFTER)
    one, two = (guarded.made(member, "penawaran") for member in ("person:1", "person:2"))
    guarded.promise(one, two)
    with pytest.raises(answers.NotYet, match="Lembaga penjaga belum"):
        acts.reveal(KEY, release=one, now=AFTER)
    keeper = guarded.made(KEEPER, "penawaran")
    guarded.promise(keeper)
    for release in (one, two):
        acts.reveal(KEY, release=release, now=AFTER)
    with pytest.raises(answers.NotYet):
        acts.unseal(KEY, now=AFTER)
    acts.reveal(KEY, release=keeper, now=AFTER)
    (found,) = acts.unseal(KEY, now=AFTER).values()
    assert found.parts["penawaran"] == {"harga": "900"}


def test_no_group_below_its_number_has_a_secret_and_every_one_at_it_has_the_same(guarded: Committee) -> None:
    bid, terms = a_bid(guarded, "7"), guarded.terms
    part, blobs = bid.leaf["parts"]["penawaran"], bid.envelopes["penawaran"]
    have = {
        one: envelope.unwrap_share(guarded.identities[one], terms, "7", "penawaran", part, one, blobs[one])
        for one in terms.holders
    }
    for some in itertools.chain.from_iterable(itertools.combinations(have, n) for n in range(1, 8)):
        members = len(set(some) & set(terms.members)) >= 2 or len(set(some) & set(LAST)) >= 2
        if members and KEEPER in some:
            assert b"AGE-SECRET-KEY-1" in joined(terms, {one: have[one] for one in some})
        else:
            with pytest.raises(ValueError):
                joined(terms, {one: have[one] for one in some})


def test_the_recovery_group_opens_only_after_it_was_called_in_the_log(guarded: Committee) -> None:
    send(KEY, a_bid(guarded, "7", "900"))
    acts.close(KEY, now=AFTER)
    given = [guarded.made(name, "penawaran") for name in LAST[:2]]
    with pytest.raises(answers.NotYet, match="belum dipanggil"):
        acts.reveal(KEY, release=given[0], now=AFTER)
    with pytest.raises(answers.Shut, match="alasan"):
        acts.recover(KEY, part="penawaran", reason=" ", actor_id="person:1", now=AFTER)
    reason = "Dua anggota kehilangan kuncinya."
    acts.recover(KEY, part="penawaran", reason=reason, actor_id="person:1", now=AFTER)
    assert Leaf.objects.get(kind="recover").body["reason"] == reason
    one = guarded.made("person:1", "penawaran")
    keeper = guarded.made(KEEPER, "penawaran")
    guarded.promise(one, keeper)
    for release in (keeper, *given):
        acts.reveal(KEY, release=release, now=AFTER)
    (found,) = acts.unseal(KEY, now=AFTER).values()
    assert found.parts["penawaran"] == {"harga": "900"}


def test_a_share_has_one_spelling_so_that_nobody_can_spoil_the_proof(guarded: Committee) -> None:
    """Capitals would be the same bytes, and a bundle that no verifier reads."""
    leaf = send(KEY, a_bid(guarded, "7")).index
    acts.close(KEY, now=AFTER)
    one, two, keeper = (guarded.made(name, "penawaran") for name in ("person:1", "person:2", KEEPER))
    odd = {**one, "shares": {str(leaf): one["shares"][str(leaf)].upper()}}
    guarded.promise(odd, two, keeper)
    with pytest.raises(answers.WrongShare):
        acts.reveal(KEY, release=odd, now=AFTER)
    acts.reveal(KEY, release=two, now=AFTER)


def test_a_custodian_s_key_is_signed_fresh_and_used_once(guarded: Committee) -> None:
    stranger = left(Ed25519PrivateKey.generate())[1]
    with pytest.raises(answers.BadEnvelope, match="tidak ditandatangani"):
        acts.stock([stranger])
    assert CustodianKey.objects.get().box == KEY and reads.custodian_stock() == {}
    with pytest.raises(answers.Shut, match="belum menitipkan kunci"):
        a_box("tender:lain")


def test_a_trial_finds_the_key_that_no_longer_opens(guarded: Committee) -> None:
    acts.try_keys(KEY, now=NOON)
    sealed = reads.trial(KEY, "person:1")["sealed"]
    assert reads.trial(KEY, "person:9") is None
    with pytest.raises(envelope.Closed):
        device.proved(guarded.identities["person:2"], sealed)
    with pytest.raises(answers.BadEnvelope, match="tidak membuka"):
        acts.prove(KEY, actor_id="person:1", secret="00" * 32, now=NOON)
    secret = device.proved(guarded.identities["person:1"], sealed)
    acts.prove(KEY, actor_id="person:1", secret=secret, now=NOON)
    acts.prove(KEY, actor_id="person:1", secret=secret, now=NOON)
    assert reads.progress(KEY).tried == ("person:1",)
    assert Leaf.objects.filter(kind="tried").count() == 1


def test_bids_after_a_rekey_need_the_new_key_and_those_before_open_without_it() -> None:
    committee = a_box(members=3, k=2)
    old = send(KEY, a_bid(committee, "7", "900"))
    stale = a_bid(committee, "8", "800")
    identity, recipient = make_member_key()
    acts.rekey(KEY, replaced="person:3", actor_id="person:3", name="Anggota 3", recipient=recipient,
               reason="Ponsel hilang.", now=NOON)  # fmt: skip
    committee.identities["person:3"] = identity
    with pytest.raises(answers.BadEnvelope, match="Kunci panitia baru saja diganti"):
        send(KEY, stale)
    new = send(KEY, a_bid(committee, "9", "700"))
    found = opened(committee, "person:1", "person:2", "person:3")
    assert {one.index for one in found.values() if isinstance(one, answers.Opened)} == {old.index, new.index}


def test_a_member_who_kept_both_keys_gives_its_share_of_the_bids_before_and_after() -> None:
    committee = a_box(members=3, k=2)
    old = send(KEY, a_bid(committee, "7", "900"))
    identity, recipient = make_member_key()
    acts.rekey(KEY, replaced="person:3", actor_id="person:3", name="Anggota 3", recipient=recipient,
               reason="Ponsel baru.", now=NOON)  # fmt: skip
    new = send(KEY, a_bid(committee, "9", "700"))
    acts.close(KEY, now=AFTER)
    sheet = reads.sheet(KEY, "penawaran", "person:3")
    assert sheet
    both, first, second = (
        {int(leaf) for leaf, share in device.release(sheet, *keys)["shares"].items() if share}
        for keys in [
            (committee.identities["person:3"], identity),
            (committee.identities["person:3"],),
            (identity,),
        ]
    )
    assert (both, first, second) == ({old.index, new.index}, {old.index}, {new.index})


def test_a_rekey_needs_a_member_a_fresh_key_and_a_reason() -> None:
    a_box()
    fresh = make_member_key()[1]
    good = {
        "replaced": "person:3",
        "actor_id": "person:3",
        "name": "A",
        "recipient": fresh,
        "reason": "Hilang.",
    }
    wrong: list[dict[str, str]] = [{"replaced": "person:9"}, {"actor_id": "person:1"}, {"reason": " "}]
    for change in wrong:
        with pytest.raises(answers.Shut):
            acts.rekey(KEY, **{**good, **change}, now=NOON)
    acts.rekey(KEY, **good, now=NOON)
    with pytest.raises(answers.Shut):
        acts.close(KEY, now=AFTER) and acts.rekey(KEY, **good, now=AFTER)


def test_a_price_that_was_not_admitted_is_never_opened() -> None:
    committee = a_box(parts=("administrasi-teknis", "harga"))
    good, failed = (send(KEY, a_bid(committee, bidder)) for bidder in ("7", "8"))
    acts.close(KEY, now=AFTER)
    committee.release("person:1", "person:2", parts=("administrasi-teknis",))
    assert len(acts.unseal(KEY, parts=["administrasi-teknis"], now=AFTER)) == 2
    with pytest.raises(answers.Shut, match="daftar penutupan"):
        acts.admit(KEY, part="harga", leaves=[99], now=AFTER)
    acts.admit(KEY, part="harga", leaves=[good.index], now=AFTER)
    with pytest.raises(answers.Shut, match="sudah tetap"):
        acts.admit(KEY, part="harga", leaves=[good.index, failed.index], now=AFTER)
    assert [bid["leaf"] for bid in reads.sheet(KEY, "harga", "person:1")["bids"]] == [good.index]
    committee.release("person:1", "person:2", parts=("harga",))
    assert set(acts.unseal(KEY, parts=["harga"], now=AFTER)) == {good.index}
    with pytest.raises(LookupError):
        reads.contents(KEY, failed.index, "harga")
