"""`pasok web`: the web process alone, for systemd and containers."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from pasok.site import ballast
from pasok.site.supervisor import leave_with_parent


class Command(BaseCommand):
    help = "Jalankan proses web saja."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1)
        parser.add_argument("--threads", type=int, default=64)

    def handle(self, *args: Any, **options: Any) -> None:
        leave_with_parent()
        ballast.lay()
        os.environ["PASOK_WEB"] = str(os.getpid())
        Granian(
            "pasok.site.wsgi:application",
            address=options["host"],
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=options["threads"],
            websockets=False,
            log_level=LogLevels.error,
            respawn_failed_workers=True,
            workers_kill_timeout=15,
        ).serve()
