"""`pasok blacklist FILE`: the national blacklist, from the file that the national list gives out."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pasok.suppliers.acts.national import NotThisList, import_list


class Command(BaseCommand):
    help = "Mengimpor daftar hitam nasional (CSV); kolom dikenali dari namanya, baris yang ditolak disebut."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="BERKAS", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="hitung saja; tidak ada yang ditulis")
        parser.add_argument(
            "--strict", action="store_true", help="keluar dengan kode 1 bila ada yang ditolak"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["file"].open(newline="", encoding="utf-8-sig") as lines:
                report = import_list(lines, dry_run=options["dry_run"])
        except (OSError, UnicodeDecodeError) as wrong:
            raise CommandError(f"Berkas tidak dapat dibaca: {wrong}") from None
        except NotThisList as wrong:
            raise CommandError(str(wrong)) from None
        self.stdout.write("\n".join(report.lines()))
        if options["strict"] and report.refused:
            sys.exit(1)
