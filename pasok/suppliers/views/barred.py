"""How the blacklist is shown: rows of two lists as one, and the facts of one decision."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.days import shown_day
from pasok.kernel.tongue import count, mark, say
from pasok.law import lookup as law
from pasok.pages.parts import Column, Fact, Table
from pasok.pages.words import HATS, when
from pasok.pages.written import as_written
from pasok.suppliers.models import NationalEntry, Sanction
from pasok.suppliers.reads import blacklist as reads
from pasok.suppliers.rules import sanction as rules

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet would take for a formula
STATUSES = {
    "PUBLISHED": mark("Berlaku"),
    "EXPIRED": mark("Berakhir"),
    "CANCELED_TEMPORARY": mark("Ditunda"),
}
Row = Sanction | NationalEntry


class Both:
    """Two lists as one, read a page at a time: what was decided here first, then the national list."""

    def __init__(self, own: QuerySet[Sanction], national: QuerySet[NationalEntry]) -> None:
        self.own, self.national, self.first = own, national, own.count()
        self.size = self.first + national.count()

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, part: slice) -> list[Row]:
        start, stop = part.start or 0, self.size if part.stop is None else part.stop
        mine: list[Row] = list(self.own[start:stop])
        after = slice(max(start - self.first, 0), max(stop - self.first, 0))
        return mine + list(self.national[after])


def found(words: str, on: date | None) -> Both:
    return Both(reads.public_sanctions(words, on=on), reads.national_entries(words, on=on))


def counted(rows: Both) -> str:
    return count("{n} catatan", len(rows))


def newest() -> str:
    """When the national list was last taken in; "" while it never was."""
    at = NationalEntry.objects.aggregate(at=Max("imported_at"))["at"]
    return when(at) if at else ""


def table(rows: Sequence[Row]) -> Table | None:
    if not rows:
        return None
    columns = [Column(_("Usaha")), Column(_("Berlaku")), Column(_("Perbuatan")), Column(_("Ditetapkan oleh"))]
    lines = [(as_written(name(row)), term(row), deed(row), as_written(row.authority)) for row in rows]
    return Table(_("Daftar hitam"), columns, lines, [row.get_absolute_url() for row in rows])


def name(row: Row) -> str:
    return row.supplier.full_name if isinstance(row, Sanction) else row.name


def deed(row: Row) -> Any:
    if isinstance(row, Sanction):
        return say(rules.GROUNDS[row.ground].label) if row.ground else as_written(row.title)
    return as_written(row.deed or row.article) or "–"


def begins(row: Row) -> date | None:
    return row.decided_on if isinstance(row, Sanction) else row.starts_on


def ends(row: Row) -> date | None:
    return row.until if isinstance(row, Sanction) else row.ends_on


def term(row: Row) -> str:
    """1 Maret 2026 s.d. 28 Februari 2028, and how it stands when it does not bar."""
    first, last = begins(row), ends(row)
    span = " ".join(
        part
        for part in (
            shown_day(first) if first else "",
            _("s.d. {day}").format(day=shown_day(last)) if last else "",
        )
        if part
    )
    return f"{span} ({standing(row)})"


def standing(row: Row) -> str:
    if isinstance(row, Sanction):
        return say(machine_label(row))
    over = row.ends_on is not None and row.ends_on < timezone.localdate()
    return say(STATUSES["EXPIRED" if over and row.status == "PUBLISHED" else row.status])


def machine_label(sanction: Sanction) -> str:
    return sanction.machine.states[sanction.state].label


def heads() -> list[str]:
    return [
        _("Usaha"),
        _("Nomor keputusan"),
        _("Ditetapkan oleh"),
        _("Mulai"),
        _("Sampai"),
        _("Perbuatan"),
        _("Keadaan"),
        _("Sumber"),
    ]


def cells(row: Row) -> list[str]:
    """One line of the file."""
    first, last = begins(row), ends(row)
    return [
        name(row),
        row.number,
        row.authority,
        first.isoformat() if first else "",
        last.isoformat() if last else "",
        str(deed(row)) if isinstance(row, Sanction) and row.ground else getattr(row, "deed", ""),
        standing(row),
        "Pasok" if isinstance(row, Sanction) else _("Daftar Hitam Nasional"),
    ]


def tame(value: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(DANGEROUS) else value


def facts(sanction: Sanction, inside: bool) -> list[Fact]:
    """What everybody reads of a decision; those inside also how far it is."""
    supplier, rows = sanction.supplier, []
    rows.append(Fact(_("Usaha"), as_written(supplier.full_name), url=supplier.get_absolute_url()))
    if sanction.ground:
        ground = rules.GROUNDS[sanction.ground]
        rows.append(Fact(_("Perbuatan"), say(ground.label), note=ground.article))
        rows.append(Fact(_("Tanggal kejadian"), shown_day(sanction.happened_on)))
        if rule := rules.length(sanction.ground, sanction.happened_on):
            rows.append(Fact(_("Lama sanksi"), rule.shown, note=told(rule)))
    rows.append(Fact(_("Paket atau kontrak"), as_written(sanction.title) or None))
    if sanction.decided_on:
        rows.append(Fact(_("Mulai berlaku"), shown_day(sanction.decided_on)))
        rows.append(Fact(_("Hari terakhir"), shown_day(sanction.until) if sanction.until else None))
        rows.append(Fact(_("Surat keputusan"), sanction.number or None, note=as_written(sanction.authority)))
        if people := sanction.persons.count():
            rows.append(Fact(_("Pemilik dan pengurus"), count("{n} orang ikut dikenai", people)))
    if sanction.court:
        rows.append(Fact(_("Putusan pengadilan"), as_written(sanction.court)))
    if inside and sanction.hearing_until and sanction.state == "hearing":
        rows.append(Fact(_("Batas menjawab"), when(sanction.hearing_until), note=hearing_rule(sanction)))
    return rows


def told(rule: law.Rule) -> str:
    """The article, and a word of caution where the text itself was not read."""
    return rule.article if rule.sure else _("{article}, perlu diperiksa").format(article=rule.article)


def hearing_rule(sanction: Sanction) -> str:
    rule = law.rule("blacklist_objection", on=sanction.happened_on)
    return f"{rule.shown}, {told(rule)}"


def papers(sanction: Sanction) -> list[tuple[str, str]]:
    """What was written on the way to the decision: (who wrote it, text)."""
    advice = (
        _("Rekomendasi APIP: kenakan sanksi") if sanction.favours else _("Rekomendasi APIP: jangan kenakan")
    )
    written = [
        (_("Uraian pengusul"), sanction.evidence),
        (_("Jawaban usaha"), sanction.answer),
        (advice, sanction.recommendation),
    ]
    return [(head, text) for head, text in written if text]


def office(held: reads.Office) -> str:
    """PPK, Dinas Contoh."""
    return f"{say(HATS[held.hat])}, {held.name}"


def national_facts(entry: NationalEntry) -> list[Fact]:
    place = ", ".join(part for part in (entry.regency, entry.province) if part)
    return [
        Fact(_("Nama di daftar nasional"), as_written(entry.name)),
        Fact(_("NPWP"), entry.npwp or None, term="NPWP"),
        Fact(_("Wilayah"), as_written(place) or None),
        Fact(_("Perbuatan"), as_written(entry.deed) or None, note=entry.article),
        Fact(_("Berlaku"), term(entry)),
        Fact(_("Surat keputusan"), as_written(entry.number) or None, note=as_written(entry.origin)),
        Fact(_("Ditetapkan oleh"), as_written(entry.authority) or None, note=as_written(entry.satker)),
        Fact(_("Paket"), as_written(entry.package) or None),
        Fact(_("Diambil dari daftar nasional"), when(entry.imported_at)),
    ]
