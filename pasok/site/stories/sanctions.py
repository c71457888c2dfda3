"""The blacklist of the demonstration: a matter in its hearing, a decision in force, a national list."""

from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from pasok.kernel.actor import CLOCK, Actor
from pasok.people import reads as people
from pasok.people.reads import IMPORTER
from pasok.site.stories import hours
from pasok.site.stories.places import Office
from pasok.suppliers import acts as register
from pasok.suppliers.acts import blacklist
from pasok.suppliers.acts.national import import_list
from pasok.suppliers.models import NationalEntry, Sanction, Supplier

NATIONAL = Path(__file__).parent / "daftar_hitam.csv"


def lay_out(office: Office, now: datetime) -> None:
    """Made once; told as having happened in the weeks before `now`."""
    if not NationalEntry.objects.exists():
        with NATIONAL.open(newline="", encoding="utf-8") as lines:
            import_list(lines, now=hours.at(now, -20, 9))
    if not Sanction.objects.exists():
        late = a_firm("99000002", "CV Ingkar Contoh", now)
        proposed(office, late, hours.at(now, -30, 10), "Pengadaan rak arsip tahun lalu")
        decided(office, late.sanctions.get(), now)
        slow = a_firm("99000003", "CV Lambat Contoh", now)
        proposed(office, slow, hours.at(now, -1, 10), "Pengadaan papan tulis tahun lalu")


def a_firm(code: str, name: str, now: datetime) -> Supplier:
    """A business that only another system knows."""
    supplier, _new = register.record(
        scheme="kd_penyedia", code=code, name=name, actor=IMPORTER, now=hours.at(now, -60, 9),
        region_code="32.04", region_name="Kab. Bandung",
    )  # fmt: skip
    return supplier


def holder(hat: str, office: Office) -> Actor:
    return people.people_with_hat(hat, agency=office.agency.pk)[0].actor


def proposed(office: Office, supplier: Supplier, at: datetime, title: str) -> None:
    sanction = blacklist.create(
        supplier=supplier, actor=office.ppk, now=at, ground="contract_default", title=title,
        happened_on=timezone.localdate(at - timedelta(days=20)), agency=office.agency.pk,
        satker=str(office.satker.pk),
        evidence="Pekerjaan tidak selesai sampai batas akhir kontrak, sesudah tiga surat peringatan.",
    )  # fmt: skip
    blacklist.propose(sanction, actor=office.ppk, now=at)


def decided(office: Office, sanction: Sanction, now: datetime) -> None:
    blacklist.end_hearing(sanction, actor=CLOCK, now=sanction.hearing_until)
    text = "Surat peringatan dan berita acara sudah diperiksa dan cocok."
    auditor = holder("auditor", office)
    blacklist.recommend(sanction, favours=True, text=text, actor=auditor, now=hours.at(now, -12, 10))
    blacklist.impose(sanction, number="SK-CONTOH/77/2026", actor=office.pa, now=hours.at(now, -9, 10))
    blacklist.publish(sanction, actor=holder("lpse", office), now=hours.at(now, -9, 14))
