"""`pasok clock`: keeps the appointments. Start as many as you like; one leads, the others wait."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from pasok.site import clock
from pasok.site.supervisor import leave_with_parent


class Command(BaseCommand):
    help = "Jalankan jam: tenggat ditutup dan jadwal dijalankan tepat waktu."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        leave_with_parent()
        clock.run(stop)
