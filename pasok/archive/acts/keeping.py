"""Keeping rows as records: in batches, each batch whole or not at all, and safe to do again."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction

from pasok.archive.files import Line, NotATable, Sheet, opened
from pasok.archive.inaproc import TABLES as INAPROC
from pasok.archive.isb import TABLES as ISB
from pasok.archive.models import Record
from pasok.archive.reports import BROKEN, IMPORTED, NO_PLACE, Refused, TableReport
from pasok.archive.tables import Data, Refusal, Table, read_row, recognise
from pasok.kernel.seal import digest

KNOWN: tuple[Table, ...] = (*ISB, *INAPROC)
BATCH = 1000
LONGEST = 200
Told = Callable[[TableReport], None]


@dataclass
class Run:
    """One import under way. `seen` holds every code met so far, so that a code has one meaning in one run."""

    zone: ZoneInfo
    now: datetime
    told: Told  # hears of progress after every batch
    seen: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)  # -> sha, where
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # of a row in a file


def keep_file(path: Path, name: str, run: Run) -> TableReport:
    """Read one file and keep what it says. Never raises for what the file holds."""
    report = TableReport(file=name)
    started = time.monotonic()
    try:
        with opened(path) as sheet:
            if table := recognise(sheet.columns, KNOWN):
                report.title, report.kind, report.source = table.title, table.kind, table.source
                report.outcome = IMPORTED if table.fields else NO_PLACE
                for lines in batches(sheet.lines()):
                    if table.fields:
                        keep_batch(table, sheet, lines, report, run)
                    report.read += len(lines)
                    report.seconds = time.monotonic() - started
                    run.told(report)
    except NotATable as broken:
        report.note = str(broken)
        report.outcome = report.outcome if report.read else BROKEN
    report.seconds = time.monotonic() - started
    return report


def batches(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """The lines in batches. What was read before a break in the file is still given."""
    batch: list[Line] = []
    try:
        for line in lines:
            batch.append(line)
            if len(batch) == BATCH:
                yield batch
                batch = []
    except NotATable:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def keep_batch(table: Table, sheet: Sheet, lines: list[Line], report: TableReport, run: Run) -> None:
    """Turn lines into records and keep them in one transaction."""
    records: dict[str, Record] = {}
    for line in lines:
        try:
            record = as_record(table, sheet, line, run)
            if table.counted:
                numbered(record, report.file, run)
            if told_before(record, f"baris {line.number} {report.file}", run):
                report.repeated += 1
            else:
                records[record.code] = record
        except Refusal as refusal:
            report.refused.append(Refused(line.number, str(refusal)))
    with transaction.atomic():
        held = dict(
            Record.objects.filter(source=table.source, kind=table.kind, code__in=records).values_list(
                "code", "sha256"
            )
        )
        fresh = [record for code, record in records.items() if held.get(code) != record.sha256]
        write(fresh)
    report.new += len(records) - len(held)
    report.changed += len(fresh) - (len(records) - len(held))
    report.unchanged += len(records) - len(fresh)


def write(records: list[Record]) -> None:
    Record.objects.bulk_create(
        records,
        update_conflicts=True,
        unique_fields=["source", "kind", "code"],
        update_fields=["agency", "parent_code", "data", "sha256", "imported_at"],
    )


def as_record(table: Table, sheet: Sheet, line: Line, run: Run) -> Record:
    if len(line.cells) != len(sheet.columns):
        raise Refusal(f"Baris ini punya {len(line.cells)} kolom, sedangkan judulnya {len(sheet.columns)}.")
    data = read_row(table, dict(zip(sheet.columns, line.cells, strict=True)), run.zone)
    sha256 = digest(data)
    return Record(
        kind=table.kind,
        code=code_of(table, data, sha256),
        source=table.source,
        agency=str(data.get("agency_code", ""))[:20],
        parent_code=str(data.get(table.parent, ""))[:40],
        data=data,
        sha256=sha256,
        imported_at=run.now,
    )


def code_of(table: Table, data: Data, sha256: str) -> str:
    """The row's name: its key fields; where a table has none, the parent's code and the row's own digest."""
    if not table.key:
        return f"{data.get(table.parent, '')}:{sha256[:40]}"
    parts = [data.get(field, "") for field in table.key]
    name = ":".join(",".join(part) if isinstance(part, list) else str(part) for part in parts)
    return name if len(name) <= LONGEST else f"{name[:60]}:{digest(name)[:40]}"


def numbered(record: Record, file: str, run: Run) -> None:
    """The second of two equal rows of a file gets its own name; a copy of the file gives the same names."""
    run.counts[file, record.code] += 1
    if (number := run.counts[file, record.code]) > 1:
        record.code += f":{number}"


def told_before(record: Record, where: str, run: Run) -> bool:
    """Whether this very row came before in this run. Another row under the same code is refused."""
    sha256, first = run.seen.setdefault((record.source, record.kind, record.code), (record.sha256, where))
    if first == where:
        return False
    if sha256 != record.sha256:
        raise Refusal(f"Kode {record.code} sudah dipakai {first} dengan isi lain.")
    return True
