"""`pasok kbli 'kalimat'`: the KBLI codes that fit what somebody makes, the best first."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pasok.suppliers import reads


def line(one: reads.Suggestion) -> str:
    """The code first; below it why."""
    also = f"  -> {one.also_edition}: {one.also} {one.also_title}" if one.also else ""
    why = f"cocok: {', '.join(one.matched)}" if one.matched else "umum, atau dekat dengan kode pertama"
    return f"{one.code}  {one.title}  ({one.edition}){also}\n       {why}"


class Command(BaseCommand):
    help = "Menunjukkan kode KBLI yang cocok dengan yang Anda buat, jual, atau kerjakan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("phrase", nargs="+", help="kalimat, misalnya: saya membuat meja dan lemari")
        parser.add_argument(
            "--edition", choices=["2020", "2025"], default="2020", help="edisi (bawaan: 2020)"
        )
        parser.add_argument("--most", type=int, default=5, metavar="N", help="banyaknya kode (bawaan: 5)")
        parser.add_argument("--json", action="store_true", help="keluaran untuk program")

    def handle(self, *args: Any, **options: Any) -> None:
        phrase = " ".join(options["phrase"])
        found = reads.kbli_for(phrase, options["edition"], options["most"])
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False))
        elif not found:
            raise CommandError(
                "Tidak ada kode yang cocok. Coba kata lain: apa yang Anda buat, jual, atau kerjakan?"
            )
        for one in found if not options["json"] else ():
            self.stdout.write(line(one))
