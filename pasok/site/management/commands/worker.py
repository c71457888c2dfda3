"""`pasok worker`: does the queued jobs (news, mail), and gives back those of killed workers."""

from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app

from pasok.site.supervisor import leave_with_parent


class Command(BaseCommand):
    help = "Jalankan pekerja antrean sampai dihentikan."

    def handle(self, *args: Any, **options: Any) -> None:
        leave_with_parent()
        with app.replace_connector(app.connector.get_worker_connector()) as worker:
            worker.run_worker(name="pasok", shutdown_graceful_timeout=10)
