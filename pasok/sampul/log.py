"""The sequencer: the one place where order and time of the log are decided, under one lock.

The lock lasts until the caller's transaction ends, so the next writer sees this leaf or knows it never was.
It does not last until the leaf is on the disk: each caller waits for that afterwards, many for one flush. So
nothing that the log says may leave the house before `settle` (docs/decisions/0022).
"""

import base64
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection, transaction

from pasok.kernel import seal
from pasok.sampul import clocks, note, proof, tree
from pasok.sampul.answers import Json, LogBroken, Receipt
from pasok.sampul.models import Box, Checkpoint

LOCK = int.from_bytes(b"sampul")  # the advisory lock's number
LOCKED = "set local synchronous_commit = off; select pg_advisory_xact_lock(%s)"
NOW_AND_LAST = """
select clock_timestamp(), (select recorded_at from sampul_leaf order by index desc limit 1)
"""
FLUSHED = """
select pg_logical_emit_message(true, 'pasok', '')
where pg_current_wal_insert_lsn() > pg_current_wal_flush_lsn()
   or current_setting('synchronous_standby_names') <> ''
"""
PEAKS = """
select size, root, g.level, hash
from (select size, root from sampul_checkpoint order by size desc limit 1) head
join generate_series(0, 62) g (level) on (size >> g.level) & 1 = 1
left join sampul_node node on node.level = g.level and position = (size >> g.level) - 1
"""
NODES = """
select level, position, hash from sampul_node
join unnest(%s::int[], %s::bigint[]) spot (level, position) using (level, position)
"""
WRITE = """
insert into sampul_leaf (index, box_id, kind, body, hash, idem, at, recorded_at)
values (%s, %s, %s, %s, %s, %s, %s, %s) returning body;
insert into sampul_node (level, position, hash) select * from unnest(%s::int[], %s::bigint[], %s::bytea[])
returning level, position, hash;
insert into sampul_checkpoint (size, root, note) values (%s, %s, %s);
insert into sampul_envelope (leaf_id, part, ciphertext, shares)
select %s, * from unnest(%s::text[], %s::text[], %s::jsonb[])
"""
Sealed = tuple[str, str, Json]  # part, hash of its ciphertext, holder -> share sealed to it


@cache
def key(path: str) -> Ed25519PrivateKey:
    """The log's private key (32 bytes, base64), kept outside the database."""
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(Path(path).read_text()))


def verifier_key() -> str:
    """The log's public key as others pin it."""
    return note.verifier_key(settings.LOG_ORIGIN, key(str(settings.LOG_KEY_FILE)))


@contextmanager
def sequencer(asked: str = "select", given: Mapping[str, object] | None = None) -> Iterator["Turn"]:
    """Hold the log's lock. Raises WrongClock if the database's time, read inside it, is no good.

    `asked`: a query that is sent along; the first row of its answer is the turn's `found`.
    """
    clocks.look()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCKED, [LOCK])
        since = datetime.now(UTC)
        cursor.execute(";".join((NOW_AND_LAST, PEAKS, asked)), given or {})
        clock, last = cursor.fetchone()
        clocks.check(clock, last, since)
        settle()
        cursor.nextset()
        peaks = cursor.fetchall()
        cursor.nextset()
        yield Turn(clock, peaks, cursor.fetchone())


def settle() -> None:
    """Go on only when all that the caller has seen of the log will outlive a crash.

    At once; or, in a transaction, when it is over, for nothing of it is shown before.
    """
    transaction.on_commit(flush)


def flush() -> None:
    """Wait until every transaction so far is on the disk, and on a synchronous standby, if there is one.

    One flush serves all who wait. The message is a reason to commit: an empty transaction would not wait.
    """
    with connection.cursor() as cursor:
        cursor.execute(FLUSHED)


@dataclass(frozen=True)
class Turn:
    """The log while somebody holds its lock, as it was when the lock was taken."""

    clock: datetime  # the database's
    peaks: list[tuple]  # (size and root by the last signed head, level and hash of one peak of its tree)
    found: tuple  # what was asked besides

    def append(
        self, kind: str, box: Box, facts: Json, *, idem: str, at: datetime, sealed: Iterable[Sealed] = ()
    ) -> Receipt:
        """Write the next leaf and the signed head of the log that ends in it. Once a turn.

        `at`: the time that judged the act; it differs from `clock` only in a replay. `sealed`: the
        envelopes of a bid.
        """
        body = {
            "v": 2,
            "kind": kind,
            "box": box.key,
            "clock": box.clock,
            "at": at.isoformat(),
            "recorded_at": self.clock.isoformat(),
            "nonce": secrets.token_hex(32),
            **facts,
        }
        index, frontier = standing(self.peaks)
        leaf = proof.leaf(body)
        made = tree.grown(index, leaf, frontier)
        head = note.Head(settings.LOG_ORIGIN, index + 1, tree.root(index + 1, {**frontier, **made}))
        signed = sign(head)
        row = (index, box.pk, kind, seal.canonical(body).decode(), leaf.hex(), idem, at, self.clock)
        if head.root != stored_root(index, *write(row, made, head, signed, sealed), frontier):
            raise LogBroken(f"Daun {index} tertulis lain dari yang ditandatangani.")
        return Receipt(
            index=index,
            at=at,
            body=body,
            leaf_hash=leaf.hex(),
            path=tuple(step.hex() for step in tree.hashes(tree.inclusion_ranges(index, index + 1), frontier)),
            checkpoint=signed,
            log=verifier_key(),
        )


def standing(peaks: list[tuple]) -> tuple[int, dict[tree.Spot, bytes]]:
    """The size of the log and the peaks of its tree, if they are those of its last signed head."""
    index, root = peaks[0][:2] if peaks else (0, tree.EMPTY)
    frontier = {(level, (index >> level) - 1): bytes(value or b"") for *_, level, value in peaks}
    if bytes(root) != tree.root(index, frontier):
        raise LogBroken(f"Isi log berbeda dari kepala log {index} yang sudah ditandatangani.")
    return index, frontier


def sign(head: note.Head) -> str:
    """The signed head. It is shown to nobody before what it says has been compared with what was written."""
    signed = note.sign(head, key(str(settings.LOG_KEY_FILE)))
    if note.verify(signed, verifier_key()) != head:  # a flipped bit, once out, would kill the log for good
        raise LogBroken("Tanda tangan kepala log tidak terbaca kembali.")
    return signed


def write(
    row: tuple, made: Mapping[tree.Spot, bytes], head: note.Head, signed: str, sealed: Iterable[Sealed]
) -> tuple[Json, dict[tree.Spot, bytes]]:
    """A leaf, its nodes, its head and what it sealed, in one message. Gives body and nodes as stored."""
    parts = [(part, ciphertext, json.dumps(shares)) for part, ciphertext, shares in sealed]
    rows = [list(column) for column in zip(*parts, strict=True)] or [[], [], []]
    with connection.cursor() as cursor:
        cursor.execute(
            WRITE,
            [*row, *columns(made), list(made.values()), head.size, head.root, signed, row[0], *rows],
        )
        (body,) = cursor.fetchone()
        cursor.nextset()
        return json.loads(body), {(level, position): bytes(value) for level, position, value in cursor}


def stored_root(index: int, body: Json, nodes: tree.Nodes, frontier: tree.Nodes) -> bytes:
    """The root as it follows from what was written: the memory that was signed from may have slipped."""
    again = tree.grown(index, proof.leaf(body), frontier)
    if nodes != again:
        raise LogBroken(f"Simpul pohon untuk daun {index} tertulis lain dari isinya.")
    return tree.root(index + 1, {**frontier, **again})


def size() -> int:
    """Leaves in the log, by its last signed head."""
    return Checkpoint.objects.order_by("size").values_list("size", flat=True).last() or 0


def nodes(spots: Iterable[tree.Spot]) -> dict[tree.Spot, bytes]:
    """The stored hashes at these places. Raises LogBroken when one is missing."""
    wanted = list(spots)
    with connection.cursor() as cursor:
        cursor.execute(NODES, columns(wanted))
        found = {(level, position): bytes(value) for level, position, value in cursor}
    if missing := set(wanted) - set(found):
        raise LogBroken(f"Simpul pohon hilang dari basis data: {sorted(missing)}.")
    return found


def columns(spots: Iterable[tree.Spot]) -> tuple[list[int], list[int]]:
    """Levels and positions."""
    wanted = list(spots)
    return [level for level, _ in wanted], [position for _, position in wanted]
