"""`pasok import DIR`: records of other systems, from their tables, into this one."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pasok.archive.acts import NothingToImport, import_folder
from pasok.archive.reports import CarryReport, TableReport
from pasok.people.models import ZONES


def words_of(part: TableReport | CarryReport) -> str:
    """One line of progress."""
    if isinstance(part, TableReport):
        return f"{part.file}: {part.read} baris ({part.rate}/detik)"
    done = part.known + part.new + len(part.refused)
    rate = f" ({round(done / part.seconds)}/detik)" if part.seconds else ""
    return f"{part.title}: {done} dari {part.found}{rate}"


class Command(BaseCommand):
    help = "Mengimpor tabel ISB dan INAPROC dari sebuah folder; tabel dikenali dari kolomnya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--json", action="store_true", help="laporan lengkap sebagai JSON")
        parser.add_argument("--dry-run", action="store_true", help="hitung saja; tidak ada yang ditulis")
        parser.add_argument(
            "--strict", action="store_true", help="keluar dengan kode 1 bila ada yang ditolak"
        )
        parser.add_argument(
            "--zone",
            default=settings.TIME_ZONE,
            choices=[name for name, _ in ZONES],
            help="zona jam setempat yang dipakai tabel",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = import_folder(
                options["folder"],
                zone=ZoneInfo(options["zone"]),
                dry_run=options["dry_run"],
                told=self.progress,
            )
        except NothingToImport as nothing:
            raise CommandError(str(nothing)) from None
        if options["json"]:
            self.stdout.write(json.dumps(report.plain(), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(report.lines()))
        if options["strict"] and report.refusals:
            sys.exit(1)

    def progress(self, part: TableReport | CarryReport, done: bool) -> None:
        """A line a part; on a terminal the line is written over until the part is done."""
        live = self.stderr.isatty()
        if live or done:
            start = "\r\x1b[K" if live else ""
            self.stderr.write(start + words_of(part), ending="\n" if done else "")
            self.stderr.flush()
