"""`pasok replay DIR`: past tenders through the real doors, beside what really happened."""

import json
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from pasok.archive.reads import TenderRecord
from pasok.site.stories import replay


class Command(BaseCommand):
    help = "Menjalankan ulang tender lama dari tabel LKPP lewat pintu yang sama, lalu membandingkan hasilnya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", help="folder tabel ISB atau INAPROC")
        parser.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("import", options["directory"], stdout=sys.stderr, stderr=sys.stderr)
        total, done = len(replay.chosen()), 0

        def tell(record: TenderRecord, state: str) -> None:
            nonlocal done
            done += 1
            self.stderr.write(f"[{done}/{total}] {record.code} {state}: {record.title[:60]}")

        found = replay.replay(tell)
        if options["json"]:
            self.stdout.write(json.dumps(found.plain(), ensure_ascii=False, indent=2))
            return
        self.stdout.write(
            f"Tender {found.tenders} · dengan pemenang {found.with_winner} · sama {found.same} · "
            f"berbeda {len(found.different)} · tanpa pemenang {found.without_winner}"
        )
        for one in found.different:
            self.stdout.write(
                f"\n{one.code}\n  kami:   {one.ours}\n  mereka: {one.theirs}\n  sebab:  {one.why}"
            )
