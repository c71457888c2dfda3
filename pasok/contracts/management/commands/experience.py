"""`pasok experience`: jobs of contracts that were handed over before profiles were filled by themselves."""

from typing import Any

from django.core.management.base import BaseCommand

from pasok.contracts import reader


class Command(BaseCommand):
    help = "Mencatat kontrak yang sudah diserahterimakan sebagai pengalaman penyedianya. Boleh diulang."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{reader.catch_up()} pengalaman dicatat.")
