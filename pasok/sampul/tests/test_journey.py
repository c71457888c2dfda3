"""A bid travels: sealed, logged, closed, opened; and every door that must be shut on the way is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import override_settings

from pasok.kernel import seal
from pasok.sampul import acts, answers, reads
from pasok.sampul.envelope import make_member_key
from pasok.sampul.tests.story import AFTER, DEADLINE, KEY, NOON, a_bid, a_box, opened, send

pytestmark = pytest.mark.django_db


def test_three_bids_are_opened_by_two_of_three_members() -> None:
    committee = a_box()
    receipts = {
        b: send(KEY, a_bid(committee, b, price)) for b, price in (("7", "900"), ("8", "800"), ("9", "5"))
    }
    found = opened(committee, "person:3", "person:1")
    assert {one.bidder: one.parts["penawaran"]["harga"] for one in found.values()} == {
        "7": "900",
        "8": "800",
        "9": "5",
    }
    assert set(found) == {receipt.index for receipt in receipts.values()}
    assert all(reads.check_receipt(receipt.plain()) == [] for receipt in receipts.values())
    body = reads.leaf(reads.box(KEY).opened_index).body
    assert body["part"] == "penawaran"
    assert body["opened"] == {str(i): seal.digest(one.parts["penawaran"]) for i, one in found.items()}
    assert acts.unseal(KEY, now=AFTER) == found
    assert reads.contents(KEY, receipts["7"].index, "penawaran") == {"harga": "900"}


def test_two_parts_travel_together() -> None:
    committee = a_box(parts=("administrasi-teknis", "harga"))
    send(KEY, a_bid(committee, "7"))
    (one,) = opened(committee).values()
    assert set(one.parts) == {"administrasi-teknis", "harga"}


def test_a_box_without_bids_closes_and_opens_empty() -> None:
    a_box()
    assert acts.close(KEY, now=AFTER) == answers.Closing(1, (), 0)
    assert acts.unseal(KEY, now=AFTER) == {}


def test_the_deadline_is_sharp_on_both_sides() -> None:
    committee = a_box()
    just_before = DEADLINE - timedelta(microseconds=1)
    assert send(KEY, a_bid(committee, "7"), now=just_before).at == just_before
    with pytest.raises(answers.Late, match="sudah lewat"):
        send(KEY, a_bid(committee, "8"), now=DEADLINE)
    with pytest.raises(answers.NotYet):
        acts.close(KEY, now=just_before)
    assert acts.close(KEY, now=DEADLINE).count == 1


def test_a_retry_gets_the_same_receipt_even_after_closing() -> None:
    committee = a_box()
    bid = a_bid(committee, "7")
    first = send(KEY, bid)
    assert send(KEY, bid) == first
    acts.close(KEY, now=AFTER)
    assert send(KEY, bid, now=AFTER) == first == reads.receipt_for(KEY, bidder="7", idem=bid.idem)
    assert reads.receipt_for(KEY, bidder="8", idem=bid.idem) is None
    with pytest.raises(answers.Shut, match="sudah ditutup"):
        send(KEY, a_bid(committee, "7"), now=NOON)


def test_an_idempotency_key_answers_only_the_very_same_request() -> None:
    committee = a_box()
    bid, other = a_bid(committee, "7"), a_bid(committee, "8")
    send(KEY, bid)
    with pytest.raises(answers.BadEnvelope, match="isi lain"):
        send(KEY, replace(other, idem=bid.idem))


def test_only_the_last_bid_of_a_bidder_is_opened() -> None:
    committee = a_box()
    first = send(KEY, a_bid(committee, "7", "100"))
    send(KEY, a_bid(committee, "7", "200", replaces=first.index))
    third = send(KEY, a_bid(committee, "7", "300"))
    with pytest.raises(answers.BadEnvelope, match="terakhir"):
        send(KEY, a_bid(committee, "7", "400", replaces=first.index))
    found = opened(committee)
    assert list(found) == [third.index] and found[third.index].parts["penawaran"] == {"harga": "300"}


def test_a_withdrawn_bid_is_never_opened() -> None:
    committee = a_box()
    send(KEY, a_bid(committee, "7"))
    gone = acts.withdraw(KEY, bidder="7", idem="tarik-7-sekali", now=NOON)
    assert acts.withdraw(KEY, bidder="7", idem="tarik-7-sekali", now=AFTER) == gone
    with pytest.raises(answers.Shut, match="Tidak ada penawaran"):
        acts.withdraw(KEY, bidder="7", idem="tarik-7-lagi", now=NOON)
    send(KEY, a_bid(committee, "8"))
    assert [one.bidder for one in opened(committee).values()] == ["8"]


def test_an_extension_only_moves_forward_and_only_before_closing() -> None:
    committee = a_box()
    with pytest.raises(answers.Shut, match="diundurkan"):
        acts.extend(KEY, closes_at=DEADLINE, reason="listrik padam", now=NOON)
    acts.extend(KEY, closes_at=AFTER, reason="listrik padam", now=NOON)
    send(KEY, a_bid(committee, "7"), now=DEADLINE)
    with pytest.raises(answers.Late):
        acts.extend(KEY, closes_at=AFTER.replace(year=2027), reason="terlambat", now=AFTER)
    acts.close(KEY, now=AFTER)
    with pytest.raises(answers.Shut):
        acts.extend(KEY, closes_at=AFTER.replace(year=2027), reason="terlambat", now=NOON)


def test_closing_twice_is_closing_once() -> None:
    committee = a_box()
    send(KEY, a_bid(committee, "7"))
    assert acts.close(KEY, now=AFTER) == acts.close(KEY, now=AFTER)
    assert reads.box(KEY).closed_index == 2


def test_nothing_is_released_before_closing_nor_by_strangers_nor_in_part() -> None:
    committee = a_box()
    send(KEY, a_bid(committee, "7"))
    assert reads.sheet(KEY, "penawaran", "person:1") is None
    with pytest.raises(answers.NotYet, match="belum ditutup"):
        acts.promise(KEY, holder="person:1", part="penawaran", digest="0" * 64)
    acts.close(KEY, now=AFTER)
    assert reads.sheet(KEY, "penawaran", "person:9") is None
    with pytest.raises(answers.Shut, match="bukan pemegang"):
        acts.promise(KEY, holder="person:9", part="penawaran", digest="0" * 64)
    with pytest.raises(answers.NotYet, match="diperlukan 2"):
        acts.unseal(KEY, now=AFTER)
    nothing = {**committee.made("person:1", "penawaran"), "shares": {}}
    committee.promise(nothing, committee.made("person:2", "penawaran"))
    with pytest.raises(answers.BadEnvelope, match="semua penawaran"):
        acts.reveal(KEY, release=nothing, now=AFTER)
    assert reads.box(KEY).opened_at is None


def test_shares_are_taken_only_when_enough_have_promised_and_only_what_was_promised() -> None:
    committee = a_box()
    send(KEY, a_bid(committee, "7"))
    acts.close(KEY, now=AFTER)
    first, second = committee.made("person:1", "penawaran"), committee.made("person:2", "penawaran")
    committee.promise(first)
    with pytest.raises(answers.NotYet, match="Baru 1"):
        acts.reveal(KEY, release=first, now=AFTER)
    with pytest.raises(answers.Shut, match="tidak dapat diganti"):
        committee.promise({**first, "nonce": "0" * 64})
    committee.promise(second)
    with pytest.raises(answers.BadEnvelope, match="bukan yang Anda nyatakan"):
        acts.reveal(KEY, release={**first, "shares": dict.fromkeys(first["shares"], "")}, now=AFTER)
    acts.reveal(KEY, release=first, now=AFTER)
    acts.reveal(KEY, release=first, now=AFTER)
    assert reads.progress(KEY).released == ("person:1",) and not reads.progress(KEY).ready
    with pytest.raises(answers.NotYet, match="Baru 1"):
        acts.unseal(KEY, now=AFTER)
    acts.reveal(KEY, release=second, now=AFTER)
    assert len(acts.unseal(KEY, now=AFTER)) == 1


def test_a_wrong_share_is_refused_and_its_sender_named() -> None:
    committee = a_box()
    index = send(KEY, a_bid(committee, "7")).index
    acts.close(KEY, now=AFTER)
    lie = {**committee.made("person:2", "penawaran"), "shares": {str(index): "ab" * 75}}
    committee.promise(lie, committee.made("person:1", "penawaran"))
    with pytest.raises(answers.WrongShare, match="person:2") as wrong:
        acts.reveal(KEY, release=lie, now=AFTER)
    assert (wrong.value.holder, wrong.value.leaf) == ("person:2", index)
    assert reads.progress(KEY).released == ()


def test_member_keys_are_fresh_and_fixed_once_the_box_is_open() -> None:
    _, recipient = make_member_key()
    acts.enroll(KEY, actor_id="person:1", name="Budi", recipient=make_member_key()[1])
    acts.enroll(KEY, actor_id="person:1", name="Budi", recipient=recipient)
    with pytest.raises(answers.BadEnvelope, match="kunci baru"):
        acts.enroll("tender:lain", actor_id="person:1", name="Budi", recipient=recipient)
    with pytest.raises(answers.BadEnvelope, match="tidak terbaca"):
        acts.enroll(KEY, actor_id="person:2", name="Ani", recipient="age1palsu")
    with pytest.raises(answers.Shut, match="1 anggota belum"):
        acts.open_box(KEY, ocid="x", k=2, members=["person:1", "person:2"], closes_at=DEADLINE,
                      documents_sha256="0" * 64, clock="replay", now=NOON)  # fmt: skip
    a_box()
    with pytest.raises(answers.Shut, match="tidak dapat diganti"):
        acts.enroll(KEY, actor_id="person:1", name="Budi", recipient=make_member_key()[1])
    with pytest.raises(answers.Shut, match="sudah ada"):
        acts.open_box(KEY, ocid="x", k=2, members=["person:1", "person:2"], closes_at=DEADLINE,
                      documents_sha256="0" * 64, clock="replay", now=NOON)  # fmt: skip


def test_one_person_alone_can_never_be_enough() -> None:
    with pytest.raises(answers.Shut, match="1 dari 3"):
        a_box(k=1)


def test_a_told_time_needs_a_training_installation_and_stands_in_the_leaf() -> None:
    with override_settings(DEMO=False, REPLAY=False), pytest.raises(answers.Shut, match="latihan"):
        a_box()
    committee = a_box()
    body = send(KEY, a_bid(committee, "7")).body
    assert body["clock"] == "replay" and body["at"] == NOON.isoformat() != body["recorded_at"]


def test_a_real_box_does_not_listen_to_a_told_time() -> None:
    committee = a_box(clock="real", closes_at=DEADLINE.replace(year=2100))
    receipt = send(KEY, a_bid(committee, "7"), now=DEADLINE.replace(year=2101))
    assert receipt.body["clock"] == "real" and receipt.body["at"] == receipt.body["recorded_at"]
    with pytest.raises(answers.NotYet):
        acts.close(KEY, now=DEADLINE.replace(year=2101))
