"""`pasok rotate-keys`: seal personal data again with the newest key of the vault, while people work."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from pasok.people import rotation
from pasok.site import keys


class Command(BaseCommand):
    help = (
        "Segel ulang data pribadi dengan kunci terbaru. Aman dihentikan dan diulang; "
        "kunci lama boleh dihapus dari gelang setelah --check menyebut 0 baris."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--new", action="store_true", help="tambahkan kunci baru lebih dulu")
        parser.add_argument("--check", action="store_true", help="hitung saja; keluar dengan 1 bila ada sisa")
        parser.add_argument("--batch", type=int, default=rotation.BATCH, help="baris dalam satu transaksi")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["new"]:
            self.stdout.write(f"Kunci baru: {keys.add(settings.VAULT_KEYS_FILE).newest}")
        if not options["check"]:
            done = rotation.rotate(options["batch"])
            for table, count in done.rows.items():
                self.stdout.write(f"{table}: {count} baris disegel ulang")
            for line in done.unreadable:
                self.stdout.write(f"TIDAK TERBACA  {line}")
        left = sum(rotation.waiting().values())
        self.stdout.write(f"{left} baris masih memakai kunci lama.")
        if left:
            raise SystemExit(1)
