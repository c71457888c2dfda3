"""`pasok import_suppliers FILE`: businesses that another system knows, as records their owners can claim."""

from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pasok.archive.files import NotATable, opened
from pasok.archive.values import read_code, read_text
from pasok.people.reads import IMPORTER
from pasok.suppliers import acts

SCHEME = "kd_penyedia"
NAMES = {"code": ("kd_penyedia", "kode_penyedia"), "name": ("nama_penyedia", "nama_peserta")}
SHOWN = 20


@dataclass
class Report:
    """What became of each line. `read` is new + known + repeated + the refused."""

    read: int = 0
    new: int = 0
    known: int = 0
    repeated: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


def rows(path: Path, report: Report) -> Iterator[tuple[int, str, str]]:
    """Line, code and name of each row; what is unreadable goes to the report. Raises CommandError."""
    zone = ZoneInfo(settings.TIME_ZONE)
    with opened(path) as sheet:
        at = {key: place(sheet.columns, names) for key, names in NAMES.items()}
        for line in sheet.lines():
            report.read += 1
            cells = line.cells
            if len(cells) <= max(at.values()):
                report.refused.append((line.number, "Jumlah kolom kurang."))
                continue
            try:
                code = str(read_code(cells[at["code"]], zone) or "")
                name = str(read_text(cells[at["name"]], zone) or "")
            except ValueError as wrong:
                report.refused.append((line.number, str(wrong)))
                continue
            if not code or not name:
                report.refused.append((line.number, "Kode atau nama penyedia kosong."))
                continue
            yield line.number, code, name[:200]


def place(columns: list[str], names: tuple[str, ...]) -> int:
    found = next((columns.index(name) for name in names if name in columns), None)
    if found is None:
        raise CommandError(f"Kolom {names[0]} tidak ada di berkas ini.")
    return found


def carry(path: Path, report: Report) -> None:
    """Each business once; a second run changes nothing."""
    seen: set[str] = set()
    for _number, code, name in rows(path, report):
        if code in seen:
            report.repeated += 1
            continue
        seen.add(code)
        _row, new = acts.record(scheme=SCHEME, code=code, name=name, actor=IMPORTER)
        report.new += new
        report.known += not new


class Command(BaseCommand):
    help = "Mencatat penyedia dari tabel sistem lain, misalnya peserta tender ISB, untuk diklaim pemiliknya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        report = Report()
        try:
            carry(options["file"], report)
        except NotATable as wrong:
            raise CommandError(str(wrong)) from None
        self.stdout.write(
            f"{report.read} baris dibaca: {report.new} usaha baru, {report.known} sudah ada, "
            f"{report.repeated} baris usaha yang sama, {len(report.refused)} ditolak."
        )
        for number, reason in report.refused[:SHOWN]:
            self.stdout.write(f"    baris {number}: {reason}")
        if len(report.refused) > SHOWN:
            self.stdout.write(f"    … dan {len(report.refused) - SHOWN} baris lain.")
