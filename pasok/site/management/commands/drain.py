"""`pasok drain`: does what waits in the queue, then ends. For scripts, tests and stories."""

from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app


class Command(BaseCommand):
    help = "Kerjakan semua yang menunggu di antrean, lalu selesai."

    def handle(self, *args: Any, **options: Any) -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as worker:
            worker.run_worker(name="drain", wait=False, listen_notify=False, install_signal_handlers=False)
