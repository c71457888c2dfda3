"""`pasok migrate`: tables, the cache's table, the rights of the application and the listings, in one step."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate

from pasok.site import grants


class Command(Migrate):
    help = "Buat atau perbarui tabel, tabel cache, dan hak peran aplikasi."

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            call_command("createcachetable", database=options["database"], verbosity=0)
            grants.apply(options["database"])
            call_command("relist", if_empty=True, verbosity=0)
