"""`pasok audit`: the whole book, every subject and the log of sealed bids, read again and compared."""

import json
from dataclasses import asdict, replace
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pasok.ledger.audit import Report, audit
from pasok.sampul.audit import audit as read_log


class Command(BaseCommand):
    help = "Periksa seluruh buku dan log: rantai, tanda tangan, keadaan. Keluar dengan 1 bila ada temuan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="tulis sebagai JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        book = audit()
        report = replace(book, findings=(*book.findings, *read_log()))
        self.stdout.write(json.dumps(asdict(report), ensure_ascii=False) if options["json"] else said(report))
        if report.findings:
            raise SystemExit(1)


def said(report: Report) -> str:
    """The report as sentences."""
    lines = [f"Dibaca: {report.subjects} baris dan {report.entries} catatan."]
    lines += [f"TEMUAN  {finding}" for finding in report.findings]
    lines.append(f"{len(report.findings)} temuan." if report.findings else "Buku utuh. Tidak ada temuan.")
    return "\n".join(lines)
