"""`pasok serve`: everything, in one terminal, until Ctrl-C."""

import logging
import os
import signal
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from pasok.site import guardian, watchers
from pasok.site.cli import end, external, home
from pasok.site.filling import Filling
from pasok.site.postgres import Cluster
from pasok.site.serve import PortTaken, check_port, serve

FIRST = 5  # packages of the demonstration before the address answers; the others follow


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
        settings.SITE_URL = os.environ.setdefault("SITE_URL", f"http://{named(host)}:{port}")
        watched = settings.DEMO and not settings.WITNESSES
        if watched:
            watchers.known(home(), port)
        if settings.DEMO:
            guardian.known(home())
        accounts = self.fill() if settings.DEMO else ""
        connections.close_all()
        rest = Filling(self.say)
        try:
            serve(
                host,
                port,
                None if external() else Cluster(home()),
                lambda: self.greet(host, port, accounts, rest),
                [*(watchers.children(home(), host, port) if watched else ()), *guardian.children(home())],
            )
        except (KeyboardInterrupt, SystemExit):
            self.stdout.write("\nPasok berhenti.")
        finally:
            rest.stop()

    def fill(self) -> str:
        """The first of the example data; answers what there is to say about it."""
        out = StringIO()
        try:
            call_command("demo", most=FIRST, stdout=out)
            return out.getvalue()
        except Exception:
            logging.getLogger("pasok.site").exception(
                "Data contoh tidak dapat dibuat; situs berjalan tanpanya."
            )
            return ""

    def greet(self, host: str, port: int, accounts: str, rest: Filling) -> None:
        self.say(f"\nPasok siap di http://{named(host)}:{port}/  (Ctrl-C untuk berhenti)\n{accounts}")
        if accounts:
            rest.start()

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def named(host: str) -> str:
    """The host as it stands in an address."""
    return f"[{host}]" if ":" in host else host
