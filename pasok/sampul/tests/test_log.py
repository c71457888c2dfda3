"""The log forgets nothing, shows nothing early, and whoever bends it is found out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pasok.sampul import acts, answers, boxes, log, note, proof, reads, tree
from pasok.sampul.audit import audit
from pasok.sampul.models import Leaf
from pasok.sampul.tests.story import AFTER, KEY, NOON, Committee, a_bid, a_box, opened, send, stored

pytestmark = pytest.mark.django_db
TABLES = ["leaf", "node", "checkpoint", "envelope", "promise", "release"]


@contextmanager
def as_owner() -> Iterator[Any]:
    """The owner of the database, who can switch triggers off."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set local session_replication_role = replica")
        yield cursor
        cursor.execute("set local session_replication_role = origin")


def head() -> note.Head:
    return note.verify(reads.checkpoint(), log.verifier_key())


def three_bids() -> tuple[Committee, list[answers.Receipt]]:
    committee = a_box()
    return committee, [send(KEY, a_bid(committee, bidder)) for bidder in ("7", "8", "9")]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("verb", ["update {} set {}={}", "delete from {}", "truncate {} cascade"])
def test_the_tables_refuse_to_forget(table: str, verb: str) -> None:
    column = {
        "leaf": "kind",
        "node": "level",
        "checkpoint": "note",
        "envelope": "part",
        "promise": "part",
        "release": "part",
    }
    sql = verb.format(f"sampul_{table}", column[table], column[table])
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_every_receipt_leads_to_the_root_of_every_later_log() -> None:
    _, receipts = three_bids()
    acts.close(KEY, now=AFTER)
    assert head().size == 5 and audit() == []
    for receipt in receipts:
        path = reads.inclusion(receipt.index, 5)
        assert proof.holds(receipt.leaf_hash, receipt.index, path, head())
        old = note.verify(receipt.checkpoint, log.verifier_key())
        steps = [bytes.fromhex(step) for step in reads.consistency(old.size, 5)]
        assert tree.verify_consistency(old.size, 5, old.root, head().root, steps)


def test_before_opening_the_public_sees_hashes_and_nothing_else() -> None:
    committee, _ = three_bids()
    acts.close(KEY, now=AFTER)
    assert {one["body"] for one in reads.entries(0, 100)} == {None}
    committee.release("person:1", "person:2")
    acts.unseal(KEY, now=AFTER)
    shown = reads.entries(0, 100)
    assert all(proof.leaf(one["body"]).hex() == one["leaf_hash"] for one in shown) and len(shown) == 10


def test_the_nonce_blinds() -> None:
    """Who guesses everything else of a body cannot check the guess against the public hash."""
    three_bids()
    leaf = reads.leaf(1)
    assert (
        leaf.body["v"] == 2
        and len(leaf.body["nonce"]) == 64
        and leaf.body["nonce"] != reads.leaf(2).body["nonce"]
    )
    assert proof.leaf({**leaf.body, "nonce": "0" * 64}).hex() != leaf.hash


@pytest.mark.parametrize(
    "sql, named",
    [
        ("delete from sampul_leaf where index=2", "Daun 2 hilang"),
        ("update sampul_leaf set body=jsonb_set(body, '{bidder}', '\"9\"') where index=1", "Daun 1 diubah"),
        ("update sampul_leaf set hash=repeat('0',64) where index=1", "Daun 1 diubah"),
        ("delete from sampul_leaf where index=3", "akhir log"),
        ("update sampul_checkpoint set note='x' || note where size=2", "Kepala log 2"),
        ("delete from sampul_checkpoint where size=4", "Kepala log 4"),
        ("update sampul_leaf set recorded_at='2001-01-01' where index=2", "Waktu daun 2"),
    ],
)
def test_the_audit_names_what_the_owner_of_the_database_did(sql: str, named: str) -> None:
    three_bids()
    with as_owner() as cursor:
        cursor.execute(sql)
    (found,) = audit()
    assert named in found


def test_a_rewritten_leaf_breaks_its_receipt() -> None:
    _, receipts = three_bids()
    with as_owner() as cursor:
        cursor.execute("update sampul_leaf set hash=repeat('0',64) where index=2")
    assert "ditulis ulang" in reads.check_receipt(receipts[1].plain())[0]
    assert reads.check_receipt(receipts[0].plain()) == []


def test_a_log_cut_short_with_all_its_heads_breaks_the_receipts_of_the_lost() -> None:
    """As if an old backup had been put back: the log itself is consistent, the receipt is the witness."""
    _, receipts = three_bids()
    with as_owner() as cursor:
        for sql in (
            "delete from sampul_envelope where leaf_id=3",
            "delete from sampul_leaf where index=3",
            "delete from sampul_checkpoint where size=4",
            "delete from sampul_node where (level, position) in ((0,3),(1,1),(2,0))",
        ):
            cursor.execute(sql)
    assert audit() == []
    assert "dipotong" in reads.check_receipt(receipts[2].plain())[0]
    assert reads.check_receipt(receipts[1].plain()) == []


def test_nothing_is_signed_on_top_of_a_bent_tree() -> None:
    committee, _ = three_bids()
    bid = a_bid(committee, "10")
    with as_owner() as cursor:
        cursor.execute(
            "update sampul_node set hash=decode(repeat('00',32),'hex') where (level,position)=(2,0)"
        )
    with pytest.raises(answers.LogBroken, match="ditandatangani"):
        send(KEY, bid)
    assert head().size == 4


ALTERED = """
create function altered() returns trigger language plpgsql as $$ begin {} return new; end $$;
create trigger altered before insert on sampul_{} for each row execute function altered();
"""


@pytest.mark.parametrize(
    "table, change",
    [
        ("leaf", "new.body = jsonb_set(new.body, '{bidder}', '\"9\"');"),
        ("node", "new.hash = sha256(new.hash);"),
    ],
)
def test_a_head_does_not_come_out_when_the_table_took_something_else(table: str, change: str) -> None:
    """What is signed is compared with what the database says it has written."""
    committee, _ = three_bids()
    bid = a_bid(committee, "10")
    with as_owner() as cursor:
        cursor.execute("reset session_replication_role")
        cursor.execute(ALTERED.format(change, table))
    with pytest.raises(answers.LogBroken, match="tertulis lain"):
        send(KEY, bid)
    assert head().size == Leaf.objects.count() == 4


def test_a_turn_writes_one_leaf_or_nothing() -> None:
    """Its peaks are those of before: a second leaf would stand where the first one stands."""
    three_bids()
    box = boxes.known(KEY)
    with pytest.raises(IntegrityError, match="sampul_leaf_pkey"), log.sequencer() as turn:
        for number in range(2):
            turn.append("extend", box, {}, idem=f"twice:{number}", at=NOON)
    assert head().size == Leaf.objects.count() == 4


def test_the_lock_is_held_for_one_question_and_one_answer() -> None:
    """The whole log waits meanwhile: what can be asked or checked before or afterwards is not asked here."""
    bid = stored(a_bid(a_box(), "7"))
    with CaptureQueriesContext(connection) as asked:
        send(KEY, bid)
    words = [one["sql"].split()[0] for one in asked]
    lock = next(place for place, one in enumerate(asked) if "pg_advisory_xact_lock" in one["sql"])
    assert words[lock:] == ["set", "select", "insert", "RELEASE"]


def test_a_clock_that_runs_backwards_stops_the_log() -> None:
    committee, _ = three_bids()
    bid = a_bid(committee, "10")
    with as_owner() as cursor:
        cursor.execute(
            "update sampul_leaf set recorded_at=clock_timestamp() + interval '2 hours' where index=3"
        )
    with pytest.raises(answers.WrongClock, match="mundur"):
        send(KEY, bid)
    assert Leaf.objects.count() == 4


@pytest.mark.parametrize(
    "spoil, named",
    [
        ({"index": 0}, "Bukti"),
        ({"index": "1"}, "rusak"),
        ({"path": []}, "Bukti"),
        ({"path": None}, "rusak"),
        ({"path": ["zz"]}, "rusak"),
        ({"body": {"kind": "bid"}}, "sidik jarinya"),
        ({"body": 1.5}, "rusak"),
        ({"leaf_hash": "0" * 64}, "sidik jarinya"),
        ({"checkpoint": "x"}, "tidak lengkap"),
        ({"checkpoint": None}, "rusak"),
        ({"v": 3}, "bukan tanda terima"),
        ({"extra": 1}, "bukan tanda terima"),
    ],
)
def test_a_bent_receipt_is_refused_with_the_reason(spoil: dict[str, Any], named: str) -> None:
    _, receipts = three_bids()
    assert any(named in what for what in reads.check_receipt({**receipts[0].plain(), **spoil}))


@pytest.mark.parametrize("thing", [None, [], "x", {}, 5])
def test_things_that_are_no_receipt_are_said_to_be_none(thing: Any) -> None:
    assert reads.check_receipt(thing) == ["Ini bukan tanda terima Sampul versi 2."]


def test_the_time_of_a_real_leaf_is_the_database_s() -> None:
    committee = a_box(clock="real", closes_at=NOON.replace(year=2100))
    receipt = send(KEY, a_bid(committee, "7"), now=None)
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        assert timedelta(0) <= cursor.fetchone()[0] - receipt.at < timedelta(minutes=5)


def test_opening_leaves_the_log_whole() -> None:
    committee, _ = three_bids()
    opened(committee)
    assert audit() == []
