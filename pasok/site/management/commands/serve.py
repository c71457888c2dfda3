"""`pasok serve`: everything, in one terminal, until Ctrl-C."""

import logging
import signal
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from pasok.site.cli import end, external, home
from pasok.site.postgres import Cluster
from pasok.site.serve import PortTaken, check_port, serve


class Command(BaseCommand):
    help = "Jalankan Pasok lengkap: basis data, web, pekerja antrean, dan jam."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, end)
        try:
            check_port(host, port)
        except PortTaken as wrong:
            raise CommandError(str(wrong)) from wrong
        accounts = self.fill() if settings.DEMO else ""
        connections.close_all()
        try:
            serve(
                host, port, None if external() else Cluster(home()), lambda: self.greet(host, port, accounts)
            )
        except (KeyboardInterrupt, SystemExit):
            self.stdout.write("\nPasok berhenti.")

    def fill(self) -> str:
        """The example data, when this checkout brings any; answers what it says, which names its accounts."""
        if "demo" not in get_commands():
            return ""
        out = StringIO()
        try:
            call_command("demo", stdout=out)
            return out.getvalue()
        except Exception:
            logging.getLogger("pasok.site").exception(
                "Data contoh tidak dapat dibuat; situs berjalan tanpanya."
            )
            return ""

    def greet(self, host: str, port: int, accounts: str) -> None:
        name = f"[{host}]" if ":" in host else host
        self.stdout.write(f"\nPasok siap di http://{name}:{port}/  (Ctrl-C untuk berhenti)\n{accounts}")
        self.stdout.flush()
