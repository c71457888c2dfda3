"""The sequencer: the one place where order and time of the log are decided, under one lock.

The lock lasts until the caller's transaction ends, so the next writer sees this leaf or knows it never was.
"""

import base64
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection, transaction

from pasok.sampul import clocks, note, proof, tree
from pasok.sampul.answers import Json, LogBroken
from pasok.sampul.models import Box, Checkpoint, Leaf, Node

NOW_AND_LAST = """
select clock_timestamp(), (select recorded_at from sampul_leaf order by index desc limit 1)
"""
LOCK = int.from_bytes(b"sampul")  # the advisory lock's number


@cache
def key(path: str) -> Ed25519PrivateKey:
    """The log's private key (32 bytes, base64), kept outside the database."""
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(Path(path).read_text()))


def verifier_key() -> str:
    """The log's public key as others pin it."""
    return note.verifier_key(settings.LOG_ORIGIN, key(str(settings.LOG_KEY_FILE)))


@contextmanager
def sequencer() -> Iterator[datetime]:
    """Hold the log's lock. Gives the database's time, read inside it; raises WrongClock if it is no good."""
    clocks.look()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        since = datetime.now(UTC)
        cursor.execute(NOW_AND_LAST)
        clock, last = cursor.fetchone()
        clocks.check(clock, last, since)
        yield clock


def append(kind: str, box: Box, facts: Json, *, idem: str, at: datetime, clock: datetime) -> Leaf:
    """Write the next leaf and sign the log that ends in it. Only inside `sequencer`.

    `at`: the time that judged the act; `clock`: the database's time; they differ only in a replay.
    """
    body = {
        "v": 2,
        "kind": kind,
        "box": box.key,
        "clock": box.clock,
        "at": at.isoformat(),
        "recorded_at": clock.isoformat(),
        "nonce": secrets.token_hex(32),
        **facts,
    }
    last = Checkpoint.objects.order_by("size").last()
    leaf = Leaf(
        index=last.size if last else 0,
        box=box,
        kind=kind,
        body=body,
        hash=proof.leaf(body).hex(),
        idem=idem,
        at=at,
        recorded_at=clock,
    )
    leaf.save(force_insert=True)
    sign(last, bytes.fromhex(leaf.hash))
    return leaf


def sign(last: Checkpoint | None, leaf: bytes) -> None:
    """Grow the tree by one leaf and sign the new head; never one that contradicts the last signed head."""
    index = last.size if last else 0
    frontier = nodes(tree.peaks(0, index))
    if last and bytes(last.root) != tree.root(index, frontier):
        raise LogBroken(f"Isi log berbeda dari kepala log {last.size} yang sudah ditandatangani.")
    made = tree.grown(index, leaf, frontier)
    Node.objects.bulk_create(
        Node(level=level, position=position, hash=value) for (level, position), value in made.items()
    )
    head = note.Head(settings.LOG_ORIGIN, index + 1, tree.root(index + 1, {**frontier, **made}))
    if head.root != stored_root(index, frontier):
        raise LogBroken(f"Daun {index} tertulis lain dari yang hendak ditandatangani.")
    signed = note.sign(head, key(str(settings.LOG_KEY_FILE)))
    if note.verify(signed, verifier_key()) != head:  # a flipped bit, once out, would kill the log for good
        raise LogBroken("Tanda tangan kepala log tidak terbaca kembali.")
    Checkpoint.objects.create(size=head.size, root=head.root, note=signed)


def stored_root(index: int, frontier: tree.Nodes) -> bytes:
    """The root as it follows from what was written: the memory that is signed from may have slipped."""
    read = proof.leaf(Leaf.objects.values_list("body", flat=True).get(index=index))
    again = tree.grown(index, read, frontier)
    if nodes(again) != again:
        raise LogBroken(f"Simpul pohon untuk daun {index} tertulis lain dari isinya.")
    return tree.root(index + 1, {**frontier, **again})


def size() -> int:
    """Leaves in the log, by its last signed head."""
    return Checkpoint.objects.order_by("size").values_list("size", flat=True).last() or 0


def nodes(spots: Iterable[tree.Spot]) -> dict[tree.Spot, bytes]:
    """The stored hashes at these places. Raises LogBroken when one is missing."""
    wanted = list(spots)
    found = {
        (level, position): bytes(value)
        for level, position, value in Node.objects.filter(pk__in=wanted).values_list(
            "level", "position", "hash"
        )
    }
    if missing := set(wanted) - set(found):
        raise LogBroken(f"Simpul pohon hilang dari basis data: {sorted(missing)}.")
    return found
