"""`pasok keys FOLDER`: the two keys of a new installation. Never replaces one."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pasok.site import keys


class Command(BaseCommand):
    help = "Buat kunci buku dan kunci log yang belum ada. Kunci yang sudah ada tidak diganti."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        made = keys.make(options["folder"])
        for path in made:
            self.stdout.write(f"Dibuat: {path}")
        self.stdout.write("Cadangkan kunci ini di luar mesin." if made else "Semua kunci sudah ada.")
