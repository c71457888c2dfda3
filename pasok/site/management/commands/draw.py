"""`pasok draw`: docs/machines from the machines, so that a lawyer can review a change in the diff."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from pasok.site import drawing


class Command(BaseCommand):
    help = "Gambar mesin keadaan ke docs/machines."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE / "docs" / "machines")

    def handle(self, *args: Any, **options: Any) -> None:
        drawing.draw(options["folder"])
        self.stdout.write(f"{len(drawing.machines())} mesin digambar di {options['folder']}.")
