"""The nightly proof: fold every chain through its machine and arrive at the row's state, or say where not."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.utils.module_loading import import_string

from pasok.kernel import seal
from pasok.kernel.machine import Machine, WrongTable
from pasok.ledger import signing
from pasok.ledger.models import Entry


@dataclass(frozen=True)
class Row:
    """What a subject's row says of itself."""

    machine: Machine
    state: str
    head: str
    entries: int


@dataclass(frozen=True)
class Report:
    subjects: int
    entries: int
    findings: tuple[str, ...]


def rows() -> dict[str, Row]:
    found = {}
    for path in settings.SUBJECTS:
        model = import_string(path)
        for subject in model._default_manager.iterator(chunk_size=2000):
            found[subject.key] = Row(subject.machine, subject.state, subject.head, subject.entries)
    return found


def audit() -> Report:
    """Read the whole book and every subject. `findings` is empty when all is as it was written."""
    held, findings, read = rows(), [], 0
    count = len(held)
    book = Entry.objects.order_by("subject", "number").iterator(chunk_size=2000)
    for key, group in groupby(book, key=lambda entry: entry.subject):
        entries = list(group)
        read += len(entries)
        findings += chain_findings(key, entries) or row_findings(key, entries, held.get(key))
        held.pop(key, None)
    findings += [
        f"{key}: baris ada tanpa satu pun catatan; ditambahkan di luar pintu." for key in sorted(held)
    ]
    return Report(count, read, tuple(findings))


def chain_findings(key: str, entries: list[Entry]) -> list[str]:
    """The first link that does not hold; the links after it prove nothing."""
    return next(([f"{key}: {what}"] for what in broken_links(entries)), [])


def broken_links(entries: list[Entry]) -> Iterator[str]:
    previous = seal.GENESIS
    for number, entry in enumerate(entries, start=1):
        name = f"catatan nomor {number} ({entry.act})"
        if entry.number != number:
            yield f"catatan nomor {number} hilang."
        elif not signing.holds(entry.hash, entry.signature):
            yield f"{name} tidak ditandatangani buku ini; disisipkan atau diganti."
        elif seal.link(entry.previous, entry.body) != entry.hash:
            yield f"{name} diubah setelah ditulis."
        elif entry.previous != previous:
            yield f"{name} tidak bersambung dengan catatan sebelumnya."
        previous = entry.hash


def row_findings(key: str, entries: list[Entry], row: Row | None) -> list[str]:
    if row is None:
        return [f"{key}: barisnya hilang, padahal ada {len(entries)} catatan."]
    if row.entries > len(entries):
        return [f"{key}: catatan nomor {len(entries) + 1} hilang dari akhir rantai."]
    if row.entries < len(entries):
        return [f"{key}: catatan nomor {row.entries + 1} ditambahkan di luar pintu."]
    if row.head != entries[-1].hash:
        return [f"{key}: kepala rantai pada baris tidak sama dengan catatan terakhir."]
    try:
        state = row.machine.fold([entry.act for entry in entries[1:]])
    except WrongTable as wrong:
        return [f"{key}: urutan catatan tidak mungkin: {wrong}"]
    if entries[0].act != "create" or state != row.state:
        return [f"{key}: keadaan baris {row.state!r}, menurut catatan {state!r}; diubah di luar pintu."]
    return []
