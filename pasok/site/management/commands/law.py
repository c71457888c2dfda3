"""`pasok law KEY --on DATE --with k=v`: what the law says on a day, and who says so."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pasok.kernel.days import shown_day
from pasok.law import document
from pasok.law import lookup as law
from pasok.law.tables import WrongLaw
from pasok.law.words import in_force

CONFIDENCE = {
    "H": "tinggi (H): naskah dibaca, terukur, atau beberapa sumber sepakat",
    "M": "sedang (M): satu sumber baik; periksa sebelum dipakai",
    "L": "lemah (L): jangan dijadikan dasar tanpa diperiksa",
}


def fact(text: str) -> tuple[str, str | int | bool]:
    """category=works, files=2, urgent=true -> a fact as the rules compare it."""
    name, mark, said = text.partition("=")
    if not name or not mark:
        raise ValueError(text)
    if said in ("true", "false"):
        return name, said == "true"
    return name, int(said) if said.isdigit() else said


def as_plain(rule: law.Rule) -> dict[str, Any]:
    """The rule for JSON; a fraction as text, so that no digit is lost."""
    data = {**asdict(rule), "when": dict(rule.when), "sure": rule.sure, "shown": rule.shown}
    return {key: str(value) if isinstance(value, date | Decimal) else value for key, value in data.items()}


def as_lines(rule: law.Rule, on: date) -> str:
    """The rule for people, one thing a line."""
    lines = {
        "Nilai": rule.shown,
        "Satuan": rule.unit,
        "Berlaku": in_force(rule.since, rule.until),
        "Pasal": rule.article,
        "Dasar": rule.source,
        "Keyakinan": CONFIDENCE[rule.confidence] + ("; aturan setempat" if rule.local else ""),
    }
    name = rule.key if rule.key == rule.name else f"{rule.key} = {rule.name}"
    head = f"{name}, untuk paket yang diumumkan {shown_day(on)}"
    return "\n".join([head, *(f"  {word:<10} {said}" for word, said in lines.items() if said)])


def listing() -> str:
    """Every key, under its subject."""
    subjects: dict[str, list[str]] = {}
    for rule in law.rules():
        keys = subjects.setdefault(rule.subject, [])
        if rule.key not in keys:
            keys.append(rule.key)
    return "\n\n".join(
        "\n".join([subject, *(f"  {key}" for key in sorted(keys))]) for subject, keys in subjects.items()
    )


class Command(BaseCommand):
    help = "Menunjukkan nilai aturan pada suatu hari, beserta satuan, dasar hukum, dan keyakinannya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", nargs="?", help="kunci aturan; tanpa kunci: daftar semua kunci")
        parser.add_argument(
            "--on", metavar="TANGGAL", help="hari paket diumumkan, 2025-04-30 (bawaan: hari ini)"
        )
        parser.add_argument(
            "--with",
            dest="facts",
            metavar="K=V",
            action="append",
            default=[],
            help="category=works; boleh diulang",
        )
        parser.add_argument("--json", action="store_true", help="keluaran untuk program")
        parser.add_argument("--document", action="store_true", help="menulis docs/law.md dari tabel")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            law.rules()
        except WrongLaw as wrong:
            raise CommandError(str(wrong)) from wrong
        if options["document"]:
            self.stdout.write(f"{document.write()} ditulis.")
        elif options["key"]:
            self.answer(options["key"], options)
        else:
            self.stdout.write(json.dumps(law.keys()) if options["json"] else listing())

    def answer(self, key: str, options: dict[str, Any]) -> None:
        on, facts = self.question(options)
        try:
            rule = law.rule(key, on=on, **facts)
        except LookupError as nothing:
            if options["json"]:
                known = key in set(law.keys())
                near = [] if known else law.closest(key)
                self.stdout.write(json.dumps({"error": str(nothing), "closest": near}, ensure_ascii=False))
            raise CommandError(str(nothing)) from nothing
        plain = json.dumps(as_plain(rule), ensure_ascii=False) if options["json"] else as_lines(rule, on)
        self.stdout.write(plain)

    def question(self, options: dict[str, Any]) -> tuple[date, dict[str, str | int | bool]]:
        try:
            on = date.fromisoformat(options["on"]) if options["on"] else timezone.localdate()
        except ValueError as wrong:
            raise CommandError(f"{options['on']} bukan tanggal; tulislah seperti 2025-04-30.") from wrong
        try:
            return on, dict(fact(text) for text in options["facts"])
        except ValueError as wrong:
            raise CommandError(f"{wrong} bukan keterangan; tulislah seperti category=works.") from wrong
