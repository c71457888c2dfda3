"""The whole public log from its first leaf (section 9): entries, heads, cosignatures, every shown box."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pasok_verify import shape
from pasok_verify.bundle import Known, play
from pasok_verify.canonical import leaf_hash
from pasok_verify.heads import check_roots, cosigners, read_heads
from pasok_verify.report import Report

Json = dict[str, Any]
PAGE = 1000
Fetch = Callable[[str], Any]  # path below the log's address -> JSON


def check_log(newest: str, older: Sequence[str], fetch: Fetch, known: Known, report: Report) -> None:
    """`newest` and `older` are signed notes; `older` the reader kept from before."""
    heads = read_heads([newest, *older], known.log, report)
    if not heads:
        return
    size = max(head.size for head in heads)
    leaves: list[bytes] = []
    boxes: dict[str, dict[int, Json]] = {}
    for index, entry in enumerate(entries(size, fetch, report)):
        leaves.append(bytes.fromhex(entry["leaf_hash"]))
        body = entry["body"]
        if body is None:
            continue
        report.counts["bodies"] += 1
        if leaf_hash(body) != leaves[-1]:
            report.bad("leaf.hash", "isi catatan bukan yang tersimpan di log", leaf=index)
        elif bad := shape.body(body):
            report.bad("form.body", f"isi catatan{bad}", leaf=index)
        else:
            boxes.setdefault(body["box"], {})[index] = body
    heads = check_roots(heads, leaves, report)
    for name, bodies in sorted(boxes.items()):
        play(name, bodies, known, heads, report)
    if not boxes:
        cosigners(heads, known.witnesses, report)
    hidden = len(leaves) - sum(len(bodies) for bodies in boxes.values())
    if hidden:
        report.cannot(f"Isi {hidden} catatan yang belum ditunjukkan: kotaknya belum dibuka.")


def entries(size: int, fetch: Fetch, report: Report) -> Iterator[Json]:
    """Leaves 0 to size-1; stops, and says so, where the log does not go on."""
    done = 0
    while done < size:
        page = fetch(f"/log/entries?start={done}&end={min(done + PAGE, size)}")
        found = page.get("entries") if type(page) is dict else None
        if type(found) is not list or not found:
            report.bad("head.short", f"log tidak memberi catatan {done}, padahal kepalanya menyebut {size}")
            return
        for entry in found[: size - done]:
            if shape.entry(entry) or entry["index"] != done:
                report.bad("head.short", f"log memberi jawaban rusak untuk catatan {done}")
                return
            yield entry
            done += 1
