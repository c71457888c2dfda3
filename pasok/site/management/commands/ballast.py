"""`pasok ballast`: lay the reserved files; with `--free` give them up, when a disk is full."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pasok.site import ballast


class Command(BaseCommand):
    help = "Sisihkan ruang disk untuk keadaan darurat; dengan --free, lepaskan saat disk penuh."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--free", action="store_true", help="lepaskan ruang yang disisihkan")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["free"]:
            for path in ballast.free():
                self.stdout.write(f"Dilepas: {path}")
            self.stdout.write("Kosongkan ruang disk lebih lanjut, lalu jalankan lagi: pasok ballast")
            return
        for path in ballast.lay():
            self.stdout.write(f"Disisihkan: {path}")
        if short := ballast.missing():
            raise SystemExit("Ruang disk tidak cukup untuk: " + ", ".join(map(str, short)))
        self.stdout.write("Ruang darurat tersedia.")
