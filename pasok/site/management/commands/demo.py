"""`pasok demo`: a living example to look at. Only where DEMO is on."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pasok.people.reads import demo_people
from pasok.site.stories import demo


class Command(BaseCommand):
    help = "Mengisi kabupaten contoh: pejabat, bengkel, paket, dan tender rekaan. Aman dijalankan lagi."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Data contoh hanya dapat diisi bila DEMO menyala; di produksi tidak pernah.")
        demo.lay_out(self.stderr.write)
        self.stdout.write("Akun contoh (masuk dengan satu ketukan di /demo):")
        for person in demo_people():
            self.stdout.write(f"  {person.name:<38} {person.email}")
        self.stdout.write(f"Kata sandi kunci pembuka anggota Pokja contoh: {demo.PASSPHRASE}")
