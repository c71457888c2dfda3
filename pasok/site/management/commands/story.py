"""`pasok story`: the whole life of one package in the terminal."""

import json
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from pasok.site import guardian
from pasok.site.stories import story


class Command(BaseCommand):
    help = "Menceritakan satu paket dari rencana sampai rancangan kontrak, lewat pintu yang sama."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="cetak hasil sebagai JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEMO:
            guardian.known(settings.HOME)
        quiet = options["json"]
        told = story.tell((lambda text: None) if quiet else self.stdout.write)
        if quiet:
            self.stdout.write(json.dumps(asdict(told), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(f"\nLihat di peramban (jalankan `make run`): {told.url}")
