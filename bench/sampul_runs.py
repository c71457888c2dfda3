"""The runs of `sampul.py`, inside Django."""

import os
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from bench.finding import cpu, table
from pasok.sampul import acts, device, envelope, log, reads, store
from pasok.sampul.models import Checkpoint

ALONE, RUSH, HANDS, KB = 100, 500, 32, 200
NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
CLOSES = NOON + timedelta(days=1)
MEMBERS = tuple(f"person:{n}" for n in range(1, 6))
PARTS = ("harga", "dokumen")
PLAIN = "insert into bench_plain (body) values (%s)"
PAPER = {"name": "a.pdf", "type": "text/plain", "size": KB << 10, "base64": "A" * ((KB << 10) * 4 // 3)}
SEED = """
insert into sampul_leaf (index, kind, body, hash, idem, at, recorded_at)
select n, 'withdraw', '{}', md5(n::text) || md5((-n)::text), 'seed:' || n, now(), now()
from generate_series(%s, %s) n
"""


def run(bids: int, leaves: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("create table bench_plain (id bigserial primary key, body text)")
    disk = fdatasync(Path(settings.FILES))
    rows = [("fdatasync alone, the limit of a commit", f"{1000 * disk:.2f}", "1.0")]
    rows += one_bid(disk)
    rows += rush(disk)
    rows += opening(bids)
    rows += long_log(leaves)
    print(table(("what", "ms", "ratio"), rows))


def fdatasync(folder: Path, times: int = 300) -> float:
    """Seconds of one small write that reaches the disk (median)."""
    folder.mkdir(parents=True, exist_ok=True)
    took = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for _ in range(times):
            began = perf_counter()
            file.write(b"x" * 512)
            file.flush()
            os.fdatasync(file.fileno())
            took.append(perf_counter() - began)
    return median(took)


def a_box(key: str) -> dict[str, str]:
    """Five members, three of whom open it; the identities that only they hold."""
    keys = {member: envelope.make_member_key() for member in MEMBERS}
    for member, (_, recipient) in keys.items():
        acts.enroll(key, actor_id=member, name=member, recipient=recipient)
    acts.open_box(
        key, ocid="ocds-bench-1", k=3, members=MEMBERS, parts=PARTS, closes_at=CLOSES, clock="replay",
        now=NOON, documents_sha256="0" * 64,
    )  # fmt: skip
    return {member: identity for member, (identity, _) in keys.items()}


def sealed(parameters: Any, bidder: int, paper: bool = True) -> device.Bid:
    files = [PAPER] if paper else []
    payload = {"harga": {"fields": {"total": "1000000"}}, "dokumen": {"fields": {}, "files": files}}
    return device.prepare_bid(parameters, str(bidder), payload)


def keep(bid: device.Bid) -> None:
    for digest, ciphertext in bid.ciphertexts.items():
        store.put(BytesIO(ciphertext), digest)


def send(key: str, bid: device.Bid) -> dict[str, Any]:
    with transaction.atomic():
        given = acts.commit(
            key, bidder=bid.leaf["bidder"], idem=bid.idem, leaf=bid.leaf, envelopes=bid.envelopes, now=NOON
        )
    return given.plain()


def spent(work: Callable[[], object], times: int) -> tuple[float, float]:
    """(seconds of CPU here and in the database, seconds waited) of one."""
    postgres = int(os.environ["POSTGRES_PID"])
    before, mine, began = cpu(postgres), process_time(), perf_counter()
    for _ in range(times):
        work()
    waited = perf_counter() - began
    return (process_time() - mine + cpu(postgres) - before) / times, waited / times


def one_bid(disk: float) -> list[tuple[str, str, str]]:
    """The parts of one bid, in CPU; and a plain insert of as many bytes of text as its leaf has."""
    key = "tender:bench-alone"
    a_box(key)
    parameters = reads.public_parameters(key)
    made = iter([sealed(parameters, n) for n in range(ALONE + 1)])
    seal, _ = spent(lambda: sealed(parameters, 1), ALONE)
    bids = list(made)
    stored = iter(bids)
    storing, _ = spent(lambda: keep(next(stored)), ALONE)
    keep(bids[ALONE])
    sending = iter(bids)
    commit, waited = spent(lambda: send(key, next(sending)), ALONE)
    plain, _ = spent(insert, ALONE)
    rows = [
        ("plain insert and commit, CPU", plain, 1.0),
        (f"seal two envelopes, {KB} KB (device), CPU", seal, seal / plain),
        ("store the ciphertexts twice, read back, CPU", storing, storing / plain),
        ("commit, receipt, proof, CPU", commit, commit / plain),
    ]
    told = [(name, f"{1000 * value:.2f}", f"{ratio:.1f} of the insert") for name, value, ratio in rows]
    return [*told, ("commit, waited", f"{1000 * waited:.2f}", f"{waited / disk:.1f} of fdatasync")]


def insert() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PLAIN, ["x" * 3000])


def rush(disk: float) -> list[tuple[str, str, str]]:
    """RUSH bidders, HANDS at a time, at one box; then as many plain inserts in the same way."""
    key = "tender:bench-rush"
    a_box(key)
    parameters = reads.public_parameters(key)
    bids = [sealed(parameters, n, paper=False) for n in range(RUSH)]
    for bid in bids:
        keep(bid)
    refused: list[str] = []

    def hand(bid: device.Bid) -> float:
        began = perf_counter()
        try:
            send(key, bid)
        except Exception as error:  # any trouble counts
            refused.append(repr(error))
        return perf_counter() - began

    waits, whole = crowd(hand, bids)
    _, plain = crowd(lambda _: timed(insert), bids)
    p95, rate = quantiles(waits, n=20)[18], RUSH / whole
    return [
        (f"rush of {RUSH}, {HANDS} at a time: p95 (refused: {len(refused)})", f"{1000 * p95:.0f}", ""),
        (
            f"the same: {rate:.0f} commits a second",
            f"{1000 / rate:.2f}",
            f"{rate * disk:.2f} of fdatasync",
        ),
        (
            "plain inserts, as many at a time",
            f"{1000 * plain / RUSH:.2f}",
            f"{whole / plain:.1f} x",
        ),
    ]


def timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def crowd(hand: Callable[[Any], float], things: list[Any]) -> tuple[list[float], float]:
    """What each waited, and the whole."""
    began = perf_counter()
    with ThreadPoolExecutor(HANDS) as pool:
        waits = list(pool.map(hand, things))
        whole = perf_counter() - began
        list(pool.map(lambda _: connection.close(), range(HANDS * 4)))
    return waits, whole


def opening(bids: int) -> list[tuple[str, str, str]]:
    """Close, three members promise and reveal both parts, open."""
    key = "tender:bench-opening"
    identities = a_box(key)
    parameters = reads.public_parameters(key)
    for number in range(bids):
        bid = sealed(parameters, number, paper=False)
        keep(bid)
        send(key, bid)
    acts.close(key, now=CLOSES)
    began = perf_counter()
    made = [
        device.release(reads.sheet(key, part, member) or {}, identities[member])
        for member in MEMBERS[:3]
        for part in PARTS
    ]
    devices = perf_counter() - began
    began = perf_counter()
    for one in made:
        acts.promise(key, holder=one["holder"], part=one["part"], digest=device.promise(one), now=CLOSES)
    for one in made:
        acts.reveal(key, release=one, now=CLOSES)
    found = acts.unseal(key, now=CLOSES)
    took = perf_counter() - began
    assert len(found) == bids, found
    return [
        (f"three devices release {bids} bids x 2", f"{1000 * devices:.0f}", ""),
        (f"promises, reveals and opening of {bids} bids x 2", f"{1000 * took:.0f}", ""),
    ]


def long_log(leaves: int) -> list[tuple[str, str, str]]:
    """A commit on a short log, and on one of `leaves` leaves: the same acts, before and after."""
    key = "tender:bench-long"
    a_box(key)
    parameters = reads.public_parameters(key)
    bids = [sealed(parameters, n, paper=False) for n in range(2 * ALONE)]
    for bid in bids:
        keep(bid)
    first, size = iter(bids[:ALONE]), log.size()
    short, _ = spent(lambda: send(key, next(first)), ALONE)
    grow(leaves)
    second = iter(bids[ALONE:])
    long, _ = spent(lambda: send(key, next(second)), ALONE)
    return [
        (f"commit on {size} leaves, CPU", f"{1000 * short:.2f}", "1.0"),
        (f"commit on {log.size()} leaves, CPU", f"{1000 * long:.2f}", f"{long / short:.2f}"),
    ]


def grow(leaves: int) -> None:
    """Rows of a long log, and the peaks of its tree: what a commit reads. Its hashes stand for nothing."""
    size = log.size()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SEED, [size, leaves - 1])
        spots = log.tree.peaks(0, leaves)
        have = {spot: bytes([spot[0]]) * 32 for spot in spots}
        for (level, position), value in have.items():
            cursor.execute(
                "insert into sampul_node (level, position, hash) values (%s, %s, %s) on conflict do nothing",
                [level, position, value],
            )
        stored = log.nodes(spots)
        head = log.note.Head(settings.LOG_ORIGIN, leaves, log.tree.root(leaves, stored))
        note = log.note.sign(head, log.key(str(settings.LOG_KEY_FILE)))
        Checkpoint.objects.create(size=leaves, root=head.root, note=note)
        cursor.execute("analyze sampul_leaf")
