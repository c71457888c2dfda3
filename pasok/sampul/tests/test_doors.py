"""Each door after the close refuses by its own sentence, and then nothing is in the log."""

from collections.abc import Callable
from typing import Any

import pytest

from pasok.sampul import acts, answers, device, log, reads
from pasok.sampul.envelope import make_member_key
from pasok.sampul.models import Leaf
from pasok.sampul.tests.story import AFTER, KEY, NOON, Committee, a_bid, a_box, send

pytestmark = pytest.mark.django_db
PARTS = ("dokumen", "harga")
LAST = ("recovery:a", "recovery:b", "recovery:c")


@pytest.fixture
def closed(settings: Any) -> Committee:
    """Two parts, a recovery group, two bids (leaves 1 and 2), closed."""
    group = {name: make_member_key() for name in LAST}
    members = [{"id": name, "name": name, "recipient": recipient} for name, (_, recipient) in group.items()]
    settings.RECOVERY = {"k": 2, "members": members}
    committee = a_box(parts=PARTS)
    committee.identities |= {name: identity for name, (identity, _) in group.items()}
    assert [send(KEY, a_bid(committee, bidder)).index for bidder in ("7", "8")] == [1, 2]
    acts.close(KEY, now=AFTER)
    return committee


def refused(kind: type[Exception], says: str, door: Callable[..., object], **given: Any) -> None:
    before = log.size()
    with pytest.raises(kind, match=says):
        door(KEY, **given, now=AFTER)
    assert log.size() == before


def last(kind: str) -> dict[str, Any]:
    return dict(Leaf.objects.filter(kind=kind).latest("index").body)


def test_who_goes_on_to_the_next_part_is_said_once_and_before_anybody_promised(closed: Committee) -> None:
    refused(answers.Shut, "tidak punya bagian", acts.admit, part="lain", leaves=[1])
    refused(answers.Shut, "daftar penutupan", acts.admit, part="dokumen", leaves=[1])
    refused(answers.Shut, "daftar penutupan", acts.admit, part="harga", leaves=[1, 3])
    acts.admit(KEY, part="harga", leaves=[2, 1, 2], now=AFTER)
    assert (last("admit")["leaves"], last("admit")["count"], last("admit")["part"]) == ([1, 2], 2, "harga")
    assert last("admit")["at"] == AFTER.isoformat()
    refused(answers.Shut, "sudah tetap", acts.admit, part="harga", leaves=[1])


def test_nobody_is_left_out_after_a_promise(closed: Committee) -> None:
    closed.promise(closed.made("person:1", "harga"))
    refused(answers.Shut, "sudah tetap", acts.admit, part="harga", leaves=[1])


def test_the_recovery_group_is_called_for_a_part_once_and_with_a_reason(closed: Committee) -> None:
    call = {"reason": "Hilang.", "actor_id": "person:1"}
    refused(answers.Shut, "tidak punya bagian", acts.recover, part="lain", **call)
    refused(answers.Shut, "alasan", acts.recover, part="harga", **{**call, "reason": " "})
    acts.recover(KEY, part="harga", **call, now=AFTER)
    acts.recover(KEY, part="harga", **call, now=AFTER)
    assert Leaf.objects.filter(kind="recover").count() == 1
    assert {"part": "harga", "reason": "Hilang.", "by": "person:1"}.items() <= last("recover").items()
    made = closed.made("recovery:a", "dokumen")
    refused(answers.NotYet, "belum dipanggil", acts.reveal, release=made)


def test_a_box_without_a_recovery_group_calls_none() -> None:
    a_box()
    acts.close(KEY, now=AFTER)
    refused(answers.Shut, "tidak punya kelompok", acts.recover, part="penawaran", reason="x", actor_id="p")


@pytest.mark.parametrize("digest", ["", "0" * 63, "G" * 64, None, 7])
def test_a_promise_is_a_digest(closed: Committee, digest: Any) -> None:
    refused(
        answers.BadEnvelope, "tidak terbaca", acts.promise, holder="person:1", part="harga", digest=digest
    )


def test_a_promise_is_of_a_holder_for_a_part_and_for_good(closed: Committee) -> None:
    one = {"holder": "person:1", "part": "harga", "digest": "0" * 64}
    refused(answers.Shut, "tidak punya bagian", acts.promise, **{**one, "part": "lain"})
    for stranger in ("person:9", "recovery:a"):
        refused(answers.Shut, "bukan pemegang", acts.promise, **{**one, "holder": stranger})
    acts.promise(KEY, **one, now=AFTER)
    acts.promise(KEY, **one, now=AFTER)
    refused(answers.Shut, "tidak dapat diganti", acts.promise, **{**one, "digest": "1" * 64})
    assert Leaf.objects.filter(kind="promise").count() == 1 and one.items() <= last("promise").items()


def test_what_is_revealed_was_promised_for_this_box_by_a_holder(closed: Committee) -> None:
    one, two = (closed.made(member, "dokumen") for member in ("person:1", "person:2"))
    refused(answers.Shut, "tidak punya bagian", acts.reveal, release={**one, "part": "lain"})
    refused(answers.BadEnvelope, "tender lain", acts.reveal, release={**one, "box": "tender:lain"})
    refused(answers.Shut, "bukan pemegang", acts.reveal, release={**one, "holder": "person:9"})
    refused(answers.BadEnvelope, "bukan yang Anda nyatakan", acts.reveal, release=one)
    closed.promise(one)
    refused(answers.NotYet, "Baru 1 anggota", acts.reveal, release=one)
    closed.promise(two)
    refused(answers.BadEnvelope, "bukan yang Anda nyatakan", acts.reveal, release={**one, "nonce": "1" * 64})
    acts.reveal(KEY, release=one, now=AFTER)
    acts.reveal(KEY, release=one, now=AFTER)
    assert Leaf.objects.filter(kind="reveal").count() == 1
    said = {"holder": "person:1", "part": "dokumen", "digest": device.promise(one)}
    assert said.items() <= last("reveal").items()


def test_a_part_is_opened_once_and_then_takes_nothing_more(closed: Committee) -> None:
    acts.admit(KEY, part="harga", leaves=[2], now=AFTER)
    closed.release("person:1", "person:2", parts=("dokumen",))
    found = acts.unseal(KEY, parts=("dokumen",), now=AFTER)
    assert set(found) == {1, 2}
    assert all(isinstance(one, answers.Opened) and set(one.parts) == {"dokumen"} for one in found.values())
    box = reads.box(KEY)
    assert box is not None and box.opened_at == AFTER
    with pytest.raises(answers.NotYet):
        acts.unseal(KEY, now=AFTER)
    closed.release("person:1", "person:2", parts=("harga",))
    both = acts.unseal(KEY, now=AFTER)[2]
    assert isinstance(both, answers.Opened)
    assert both.parts == {"dokumen": {"harga": "1000"}, "harga": {"harga": "1000"}}
    assert Leaf.objects.filter(kind="opening").count() == 2
    for door, given in (
        (acts.admit, {"leaves": [1]}),
        (acts.recover, {"reason": "x", "actor_id": "p"}),
        (acts.promise, {"holder": "person:3", "digest": "0" * 64}),
    ):
        refused(answers.Shut, "sudah dibuka", door, part="harga", **given)
    refused(answers.Shut, "sudah dibuka", acts.reveal, release=closed.made("person:3", "harga"))


def test_before_the_close_no_door_of_the_opening_is_open() -> None:
    a_box()
    refused(answers.NotYet, "belum ditutup", acts.admit, part="penawaran", leaves=[])
    refused(answers.NotYet, "belum ditutup", acts.recover, part="penawaran", reason="x", actor_id="p")
    refused(answers.NotYet, "belum ditutup", acts.promise, holder="p", part="penawaran", digest="0" * 64)
    refused(answers.NotYet, "belum ditutup", acts.reveal, release={"part": "penawaran", "holder": "p"})
    refused(answers.NotYet, "belum ditutup", acts.unseal)


def test_a_withdrawal_has_its_number_too() -> None:
    send(KEY, a_bid(a_box(), "7"))
    for idem in ("", "kurang", "x" * 81):
        with pytest.raises(answers.BadEnvelope, match="Nomor pengiriman"):
            acts.withdraw(KEY, bidder="7", idem=idem, now=NOON)
    assert acts.withdraw(KEY, bidder="7", idem="tarik-lagi-7", now=NOON).body["withdraws"] == 1


def test_a_deadline_moves_only_forward_with_a_reason_and_says_from_when() -> None:
    a_box()
    refused(answers.Late, "sudah lewat", acts.extend, closes_at=AFTER.replace(year=2030), reason="x")
    for closes_at, reason in ((AFTER, " "), (NOON, "x")):
        with pytest.raises(answers.Shut):
            acts.extend(KEY, closes_at=closes_at, reason=reason, now=NOON)
    box = reads.box(KEY)
    assert box is not None
    with pytest.raises(answers.Shut, match="diundurkan"):
        acts.extend(KEY, closes_at=box.closes_at, reason="x", now=NOON)
    written = acts.extend(KEY, closes_at=AFTER, reason="Gangguan.", evidence={"a": 1}, now=NOON)
    assert written.body["from"] == box.closes_at.isoformat() and written.body["evidence"] == {"a": 1}
    assert (written.body["closes_at"], written.body["reason"]) == (AFTER.isoformat(), "Gangguan.")
    again = reads.box(KEY)
    assert again is not None and again.closes_at == AFTER
