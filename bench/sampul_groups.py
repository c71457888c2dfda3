"""Commits a second beside the limit of the disk: many hands, with the flush after the lock, and inside it."""

import multiprocessing
from pathlib import Path
from time import perf_counter

from django.conf import settings
from django.db import connection

from bench.finding import table
from bench.sampul_runs import HANDS, RUSH, a_box, fdatasync, keep, sealed, send
from pasok.sampul import device, log, reads


def run(name: str) -> None:
    """One process a hand: no hand waits for another's Python."""
    disk = fdatasync(Path(settings.FILES))
    after = rate(f"tender:bench-after-{name}")
    log.LOCKED, log.flush = "select pg_advisory_xact_lock(%s)", lambda: None
    inside = rate(f"tender:bench-inside-{name}")
    figures = (1 / disk, inside, after, after / inside, after * disk)
    head = ("disk", "fdatasync ms", "its limit /s", "flush inside the lock /s", "after it /s", "x", "x limit")
    print(table(head, [(name, *(f"{one:.2f}" for one in (1000 * disk, *figures)))]))


def rate(key: str) -> float:
    """Commits a second of RUSH bids by HANDS processes."""
    a_box(key)
    parameters = reads.public_parameters(key)
    bids = [sealed(parameters, number, paper=False) for number in range(RUSH)]
    for bid in bids:
        keep(bid)
    connection.close()
    with multiprocessing.get_context("fork").Pool(HANDS) as pool:
        pool.map(hand, [(key, bid) for bid in bids[: 2 * HANDS]], 1)  # each has its session
        began = perf_counter()
        pool.map(hand, [(key, bid) for bid in bids[2 * HANDS :]], 1)
        return (RUSH - 2 * HANDS) / (perf_counter() - began)


def hand(given: tuple[str, device.Bid]) -> None:
    send(*given)
