"""`pasok relist`: every listing made anew from the rooms below."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pasok.opportunities import reads
from pasok.opportunities.listing import lay
from pasok.opportunities.models import Listing
from pasok.planning import reads as planning


class Command(BaseCommand):
    help = "Susun ulang daftar pencarian paket dari paket dan tender yang ada."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="hanya bila daftarnya masih kosong")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and not reads.is_missing():
            return
        public = list(planning.announced().order_by("pk").values_list("ocid", flat=True))
        Listing.objects.exclude(ocid__in=public).delete()
        for ocid in public:
            lay(ocid)
        if options["verbosity"]:
            self.stdout.write(f"{len(public)} paket disusun ulang.")
