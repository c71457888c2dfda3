"""Issuing official papers, and finding them again. Rooms bring the data; it is kept here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from pasok.kernel import seal
from pasok.kernel.days import local
from pasok.ledger.models import Sheet, Subject
from pasok.ledger.performing import Deed

LABELS = {
    "announcement": gettext_lazy("Pengumuman Tender"),
    "opening": gettext_lazy("Berita Acara Pembukaan Penawaran"),
    "evaluation": gettext_lazy("Berita Acara Hasil Pemilihan"),
    "appointment": gettext_lazy("Surat Penunjukan Penyedia Barang/Jasa"),
    "contract": gettext_lazy("Rancangan Kontrak"),
    "certificate": gettext_lazy("Sertifikat Bimbingan Teknis"),
}


@dataclass(frozen=True)
class Listed:
    """One line of the card of papers (sheets/card.html)."""

    sheet: Sheet
    url: str

    @property
    def label(self) -> str:
        return str(LABELS[self.sheet.kind])


def issue(kind: str, subject: Subject, deed: Deed, data: Mapping[str, Any], url: str = "") -> str:
    """Keep a paper inside the act that makes it. The fingerprint goes into the signed entry of that act.

    `url`: where the public reads more; the page of the subject, if that is not only for some.
    """
    number = subject.entries + 1  # of the entry that the act is about to write
    body = {"v": 1, "kind": kind, "subject": subject.key, "entry": number, **data}
    fingerprint = seal.digest(body)
    Sheet.objects.create(
        fingerprint=fingerprint,
        kind=kind,
        subject=subject.key,
        number=number,
        at=deed.at,
        url=url or subject.get_absolute_url(),
        data=body,
    )
    deed.note(paper=fingerprint)
    return fingerprint


def newest(subject: str, kinds: Iterable[str]) -> list[Sheet]:
    """The last paper of each kind, in the order of `kinds`; without their data."""
    rows = issued(subject).defer("data")
    found = {sheet.kind: sheet for sheet in rows}  # later ones take the place of earlier ones
    return [found[kind] for kind in kinds if kind in found]


def issued(subject: str) -> QuerySet[Sheet]:
    """Every paper of a subject, oldest first."""
    return Sheet.objects.filter(subject=subject).order_by("number")


def spoken(at: datetime, zone: str) -> str:
    """A moment as papers hold it: on the wall clock of the zone, with its distance from UTC."""
    return local(at, zone).isoformat(timespec="seconds")


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""
