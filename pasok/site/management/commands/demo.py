"""`pasok demo`: a living example to look at. Only where DEMO is on."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pasok.site import guardian
from pasok.site.stories import demo


class Command(BaseCommand):
    help = "Mengisi kabupaten contoh: pejabat, bengkel, paket, dan tender rekaan. Aman dijalankan lagi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--most", type=int, help="hanya sekian paket yang pertama")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Data contoh hanya dapat diisi bila DEMO menyala; di produksi tidak pernah.")
        guardian.known(settings.HOME)
        demo.lay_out(self.stderr.write, options["most"])
        self.stdout.write(f"Masuk dengan satu ketukan sebagai siapa saja: {settings.SITE_URL}/demo")
        self.stdout.write(f"Kata sandi kunci pembuka semua anggota Pokja contoh: {demo.PASSPHRASE}")
