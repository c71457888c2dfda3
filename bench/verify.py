"""How long pasok-verify takes: a log of a million leaves, and a public bundle of a thousand bids.

.venv/bin/python -m bench.verify [leaves] [bids]
"""

import base64
import hashlib
import sys
from collections.abc import Callable
from time import perf_counter, process_time

from pasok_verify.bundle import Known, check_bundle
from pasok_verify.canonical import loads
from pasok_verify.log import check_log
from pasok_verify.note import LOG, WITNESS, read_key
from pasok_verify.report import Report
from pasok_verify.tests.build import World
from pasok_verify.tests.keys import Json, canon
from pasok_verify.tests.story import data
from pasok_verify.tree import Frontier

GIVERS = ["person:1", "person:2", "person:3", "custodian:inspektorat"]


def timed(what: str, act: Callable[[Report], None]) -> None:
    report, start, busy = Report(), perf_counter(), process_time()
    act(report)
    said = "good" if not report.wrong else report.codes()
    print(f"{what}: {perf_counter() - start:.2f} s, of the processor {process_time() - busy:.2f} s, {said}")
    print("   ", dict(report.counts))


def keys(world: World) -> Known:
    witnesses = [read_key(one.verifier, WITNESS) for one in world.witnesses]
    return Known(read_key(world.log.verifier, LOG), witnesses)


def long_log(leaves: int) -> None:
    """Pages of 1,000 entries as JSON, made beforehand: what is timed is reading, hashing and comparing."""
    world, tree, pages = World(), Frontier(), []
    for start in range(0, leaves, 1000):
        rows: list[Json] = []
        for index in range(start, min(start + 1000, leaves)):
            found = hashlib.sha256(str(index).encode()).digest()
            tree.add(found)
            rows.append({"index": index, "leaf_hash": found.hex(), "body": None})
        pages.append(canon({"v": 2, "size": leaves, "entries": rows}))
    head = world.log.note(f"{world.log.name}\n{leaves}\n{base64.b64encode(tree.root()).decode()}\n")
    served = iter(pages)
    timed(
        f"log of {leaves:,} leaves",
        lambda report: check_log(head, [], lambda _: loads(next(served)), keys(world), report),
    )


def wide_tender(bids: int) -> None:
    """3 of 5 members and a custodian; the prices of all bids opened again from the file's own bytes."""
    world = World(parts=("harga",))
    world.open()
    totals = {str(n): str(10_000_000 + n) for n in range(bids)}
    found = [world.bid(who, data(who, total)) for who, total in totals.items()]
    world.close(found)
    world.give("harga", GIVERS, found)
    world.opening("harga", found)
    rows = zip(found, totals.items(), range(1, bids + 1), strict=True)
    standing = [
        {
            "leaf": leaf,
            "bidder": who,
            "offered": total,
            "price": total,
            "compared": total,
            "tkdn": None,
            "fallen": None,
            "rank": rank,
        }
        for leaf, (who, total), rank in rows
    ]
    result = {"hps": None, "method": "harga terendah", "bids": standing, "winner": found[0], "left": {}}
    raw = canon(world.bundle(False, result))
    what = f"bundle of {bids:,} bids, {len(raw) / 1e6:.0f} MB"
    timed(what, lambda report: check_bundle(loads(raw), keys(world), (), report))


if __name__ == "__main__":
    long_log(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    wide_tender(int(sys.argv[2]) if len(sys.argv) > 2 else 1_000)
