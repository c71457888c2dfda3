"""The national blacklist, read from its own file by its columns. A row that cannot be used is told."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.people import reads as persons
from pasok.suppliers.acts.blacklist import disown
from pasok.suppliers.models import NationalEntry, Sanction
from pasok.suppliers.rules import digits
from pasok.suppliers.rules import sanction as rules

#: a column of the file and where its value goes as it is; names as the list of 11 November 2024 has them
COLUMNS = {
    "penyedia": "name",
    "nomor_sk": "number",
    "dokumen_surat_keputusan": "origin",
    "jenis_pelanggaran": "article",
    "deskripsi_pelanggaran": "deed",
    "provinci": "province",
    "kota/kabupaten": "regency",
    "paket": "package",
    "k/l/pd": "authority",
    "satuan_kerja_(satker)": "satker",
    "status": "status",
}
NEEDED = ("penyedia", "nomor_sk", "tanggal_berlaku", "status", "npwp_penyedia")
STATUSES = {"PUBLISHED", "EXPIRED", "CANCELED", "CANCELED_TEMPORARY"}
#: by which a row is known again
IDENTITY = ("name", "npwp", "number", "starts_on")


class NotThisList(ValueError):
    """The file is not the national blacklist; the sentence says which columns it lacks."""


@dataclass
class Report:
    """What became of the rows of one file."""

    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)  # line of the file, reason
    disowned: int = 0  # sanctions here that the list has taken back

    def lines(self) -> Iterator[str]:
        yield _("{read} baris: {new} baru, {changed} berubah, {same} tetap, {refused} ditolak.").format(
            read=self.read, new=self.new, changed=self.changed, same=self.same, refused=len(self.refused)
        )
        if self.disowned:
            yield _("{n} sanksi dicabut mengikuti daftar nasional.").format(n=self.disowned)
        for line, why in self.refused:
            yield _("Baris {line}: {why}").format(line=line, why=why)


def import_list(lines: Iterable[str], *, now: datetime | None = None, dry_run: bool = False) -> Report:
    """Take the rows of the list in; safe to run twice. Raises NotThisList.

    A row known from before gets its new status and dates. Where the list took an entry back, the sanction
    that a person here had recognised in it is disowned.
    """
    now, report = now or timezone.now(), Report()
    rows = csv.DictReader(lines)
    columns = [name.strip().lstrip("\ufeff") for name in rows.fieldnames or ()]
    if lacking := [name for name in NEEDED if name not in columns]:
        raise NotThisList(
            _("Ini bukan daftar hitam nasional: tidak ada kolom {names}.").format(names=", ".join(lacking))
        )
    rows.fieldnames = columns
    known = {identity(entry): entry for entry in NationalEntry.objects.all()}
    with transaction.atomic():
        for row in rows:
            report.read += 1
            try:
                values = read_row(row)
            except ValueError as wrong:
                report.refused.append((rows.line_num, str(wrong)))
                continue
            keep(values, known, report, rows.line_num, now, dry_run)
    return report


def identity(entry: NationalEntry) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in IDENTITY)


def keep(
    values: dict[str, Any],
    known: dict[tuple[Any, ...], NationalEntry],
    report: Report,
    line: int,
    now: datetime,
    dry_run: bool,
) -> None:
    """One row of the list: new, changed, the same, or told a second time in this very file."""
    key = tuple(values[name] for name in IDENTITY)
    entry = known.get(key)
    if entry is None:
        entry = known[key] = NationalEntry(**values, imported_at=now)
        report.new += 1
    elif entry.imported_at == now:
        report.refused.append((line, _("keputusan ini sudah ada di berkas ini")))
        return
    elif changed := [name for name, value in values.items() if getattr(entry, name) != value]:
        for name in changed:
            setattr(entry, name, values[name])
        report.changed += 1
    else:
        report.same += 1
    entry.imported_at = now
    if not dry_run:
        entry.save()
        if entry.status.startswith("CANCELED"):
            report.disowned += taken_back(entry, now)


def taken_back(entry: NationalEntry, now: datetime) -> int:
    """Disown what was recognised in an entry that the list has cancelled."""
    open_ones = Sanction.objects.filter(national=entry, state__in=(*rules.STANDING, "stayed"))
    for sanction in open_ones:
        reason = "Dibatalkan di daftar hitam nasional."
        disown(sanction, reason=reason, actor=persons.IMPORTER, now=now)
    return len(open_ones)


def read_row(row: dict[str, Any]) -> dict[str, Any]:
    """The columns of one entry. Raises ValueError with the reason why it cannot be used."""
    if None in row:
        raise ValueError(_("jumlah kolomnya tidak cocok dengan kepala berkas"))
    text = {name: " ".join((row.get(name) or "").split()) for name in row}
    values: dict[str, Any] = {to: text.get(name, "") for name, to in COLUMNS.items()}
    if not values["name"]:
        raise ValueError(_("nama penyedia kosong"))
    if values["status"] not in STATUSES:
        raise ValueError(_("status {status} tidak dikenal").format(status=values["status"] or "–"))
    values["starts_on"] = day(text["tanggal_berlaku"], "tanggal_berlaku")
    values["ends_on"] = last_day(text, values["starts_on"])
    values["individual"] = text.get("organization/individual", "") == "Individual"
    values["npwp"], values["number_key"] = npwp(text["npwp_penyedia"])
    values["name_key"] = rules.name_key(values["name"])
    for name in values:
        most = getattr(NationalEntry._meta.get_field(name), "max_length", None)
        if most and len(values[name]) > most:
            raise ValueError(_("isi kolom terlalu panjang: {name}").format(name=name))
    return values


def day(text: str, column: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            _("{column} bukan tanggal: {text}").format(column=column, text=text or "–")
        ) from None


def last_day(text: dict[str, str], starts_on: date) -> date | None:
    """The end as the list tells it; else from its length, where that says more than zero years."""
    if told := text.get("tanggal_selesai", ""):
        ends_on = day(told, "tanggal_selesai")
        if ends_on < starts_on:
            raise ValueError(_("tanggal_selesai sebelum tanggal_berlaku"))
        return ends_on
    years = re.match(r"(\d+) Years", text.get("durasi_sanksipenyedia", ""))
    if years and int(years[1]):
        return rules.years_later(starts_on, int(years[1])) - rules.ONE_DAY
    if text["status"] == "PUBLISHED":
        raise ValueError(_("masih tayang, tetapi tanggal selesainya tidak ada"))
    return None


def npwp(written: str) -> tuple[str, str]:
    """As it is shown, and the hash it is compared by: "" when it is masked, as it nearly always is."""
    number = digits(written)
    if not re.fullmatch(r"\d{15,16}", number):
        return written[:40], ""
    keys = rules.npwp_keys(number)
    return f"•••• {number[-3:]}", persons.nik_hash(keys[0])
