"""Checkpoints against the leaves, and the cosignatures of the witnesses."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pasok_verify.canonical import Malformed, moment
from pasok_verify.note import Checkpoint, Key, read_checkpoint
from pasok_verify.report import Report
from pasok_verify.tree import roots

SLACK = 600  # seconds that a witness's clock and the log's may lie apart before it is told


def read_heads(raws: Sequence[str], log: Key, report: Report) -> list[Checkpoint]:
    """Those that are checkpoints of this log, signed by its key."""
    good = []
    for raw in raws:
        report.counts["heads"] += 1
        try:
            head = read_checkpoint(raw)
        except Malformed as error:
            report.bad("head.form", f"kepala log: {error}")
            continue
        if head.origin != log.name:
            report.bad("head.origin", f"kepala log ukuran {head.size} milik log {head.origin[:80]}")
        elif not head.note.signed_by(log):
            report.bad("head.signature", f"kepala log ukuran {head.size} tidak ditandatangani kunci log")
        else:
            good.append(head)
    return good


def check_roots(heads: Sequence[Checkpoint], leaves: Sequence[bytes], report: Report) -> list[Checkpoint]:
    """Those whose root is that of the leaves. One tree for all of them is their consistency."""
    report.counts["leaves"] += len(leaves)
    found = roots(leaves, [head.size for head in heads])
    for head in heads:
        if head.size not in found:
            report.bad("head.size", f"kepala log ukuran {head.size}, catatannya hanya {len(leaves)}")
        elif found[head.size] != head.root:
            report.bad("head.root", f"akar kepala log ukuran {head.size} bukan akar dari catatan-catatannya")
    return [head for head in heads if found.get(head.size) == head.root]


def cosigners(
    heads: Sequence[Checkpoint], witnesses: Sequence[Key], report: Report
) -> dict[str, list[tuple[int, int]]]:
    """Witness name: (size, unix seconds) of each good cosignature on these heads."""
    good: dict[str, list[tuple[int, int]]] = {key.name: [] for key in witnesses}
    for head in heads:
        for key in witnesses:
            seen = head.note.cosigned_by(key)
            if seen is None:
                continue
            report.counts["cosignatures"] += 1
            if seen[0]:
                good[key.name].append((head.size, seen[1]))
            else:
                said = f"tanda tangan saksi {key.name} pada kepala log ukuran {head.size} tidak sah"
                report.bad("witness.signature", said)
        known = {(key.name, key.id) for key in witnesses}
        for line in head.note.lines:
            if len(line.blob) == 72 and (line.name, line.id) not in known:
                report.note(
                    f"Kepala log ukuran {head.size} ditandatangani saksi yang tidak dikenal: {line.name}."
                )
    return good


def trusted(witnesses: Sequence[Key], given: Sequence[Key], report: Report) -> list[Key]:
    """The witnesses of a box that count: those that the reader knows by another way, if he named any."""
    if not given:
        if witnesses:
            names = ", ".join(key.name for key in witnesses)
            report.note(
                f"Kunci saksi ({names}) diambil dari berkas ini. Beri kunci dari saksi sendiri: --witness."
            )
        return list(witnesses)
    for key in witnesses:
        same = [other for other in given if other.name == key.name]
        if same and key not in same:
            report.bad("witness.key", f"kunci saksi {key.name} bukan yang Anda berikan")
        elif not same:
            report.note(f"Saksi {key.name} tidak Anda sebut, jadi tanda tangannya tidak dihitung.")
    for key in given:
        if key.name not in {own.name for own in witnesses}:
            report.bad("witness.key", f"saksi {key.name}, yang Anda sebut, bukan saksi kotak ini")
    return [key for key in witnesses if key in given]


def check_quorum(close: int, quorum: int, good: dict[str, list[tuple[int, int]]], report: Report) -> None:
    """Some head that covers `close` carries enough good cosignatures."""
    if quorum == 0:
        report.note("Kotak ini tidak meminta saksi: hanya log sendiri yang menjamin isinya.")
        return
    sizes = {size for signed in good.values() for size, _ in signed if size > close}
    by_size = {size: sum(any(size == own for own, _ in signed) for signed in good.values()) for size in sizes}
    best = max(by_size.values(), default=0)
    if best < quorum:
        said = f"kepala log yang memuat penutupan ditandatangani {best} saksi, perlu {quorum}"
        report.bad("witness.quorum", said, leaf=close)


def check_times(bodies: dict[int, Any], good: dict[str, list[tuple[int, int]]], report: Report) -> None:
    """A witness's clock bounds the log's: what a head holds was there, what it lacks was not."""
    for index, body in bodies.items():
        said = moment(body["recorded_at"]).timestamp()
        for name, signed in good.items():
            for size, when in signed:
                if (index < size and said > when + SLACK) or (index >= size and said < when - SLACK):
                    there = datetime.fromtimestamp(min(when, 2**37), moment(body["recorded_at"]).tzinfo)
                    report.note(
                        f"Waktu catatan {index} ({body['recorded_at']}) tidak cocok dengan jam saksi {name} "
                        f"({there.isoformat()}, ukuran {size})."
                    )
