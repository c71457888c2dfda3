"""`python -m django first_lpse`: the first LPSE officer, whom nobody inside could appoint."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pasok.kernel.machine import Refused
from pasok.people import acts, reads
from pasok.people.models import today


class Command(BaseCommand):
    help = "Mengangkat admin LPSE yang pertama. Orangnya harus sudah mendaftar di /daftar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("agency", help="kode K/L/PD, misalnya D107")
        parser.add_argument("--decree", required=True, help="nomor surat keputusan")
        parser.add_argument("--decree-on", required=True, type=date.fromisoformat, help="2026-01-02")

    def handle(self, *args: Any, **options: Any) -> None:
        if reads.people_with_hat("lpse"):
            raise CommandError("Sudah ada admin LPSE. Admin berikutnya diangkat olehnya di halaman instansi.")
        acts.load_agencies()
        agency, person = reads.agency(options["agency"]), reads.person_by_email(options["email"])
        if agency is None or person is None:
            raise CommandError("Kode instansi atau email itu tidak dikenal.")
        try:
            acts.appoint(
                person,
                "lpse",
                agency=agency,
                actor=acts.SETUP,
                starts_on=today(),
                decree_number=options["decree"],
                decree_on=options["decree_on"],
            )
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from refused
        self.stdout.write(f"{person} menjadi admin LPSE. Ia mengangkat PA di /instansi/{agency.pk}.")
