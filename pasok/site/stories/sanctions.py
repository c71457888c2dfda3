"""The blacklist of the demonstration: a matter in each of its states, and an invented national list."""

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
#: each state, in the order of telling, with the firm that is in it and what it was about
MATTERS = {
    "published": ("CV Ingkar Contoh", "Pengadaan rak arsip tahun lalu"),
    "hearing": ("CV Lambat Contoh", "Pengadaan papan tulis tahun lalu"),
    "draft": ("CV Lalai Contoh", "Pengadaan meja rapat tahun lalu"),
    "examined": ("CV Tersendat Contoh", "Pengadaan kursi tunggu tahun lalu"),
    "in_force": ("CV Mangkir Contoh", "Pengadaan lemari obat tahun lalu"),
    "stayed": ("CV Gugat Contoh", "Pengadaan pagar sekolah tahun lalu"),
    "cancelled": ("CV Koreksi Contoh", "Pengadaan gerobak sampah tahun lalu"),
    "rejected": ("CV Bersih Contoh", "Pengadaan buku tahun lalu"),
    "withdrawn": ("CV Selesai Contoh", "Pengadaan seragam tahun lalu"),
}


def lay_out(office: Office, now: datetime) -> None:
    """Made once; told as having happened in the weeks before `now`."""
    if not NationalEntry.objects.exists():
        with NATIONAL.open(newline="", encoding="utf-8") as lines:
            import_list(lines, now=hours.at(now, -20, 9))
    if not Sanction.objects.exists():
        for number, state in enumerate(MATTERS, start=2):
            Matter(office, now, number, state).told()
        served(office, now)


class Matter:
    """One proposal and what came of it, with the people of the office."""

    def __init__(self, office: Office, now: datetime, number: int, state: str) -> None:
        self.office, self.now, self.state = office, now, state
        name, self.title = MATTERS[state]
        self.supplier = a_firm(f"9900{number:04d}", name, now)

    def told(self) -> None:
        self.sanction = self.drafted(
            hours.at(self.now, -1 if self.state in {"draft", "hearing"} else -30, 10)
        )
        if self.state in {"draft", "hearing"}:
            return
        if self.state == "withdrawn":
            why, at = "Pekerjaan ternyata sudah diselesaikan.", hours.at(self.now, -28, 10)
            blacklist.withdraw_proposal(self.sanction, reason=why, actor=self.office.ppk, now=at)
            return
        blacklist.end_hearing(self.sanction, actor=CLOCK, now=self.sanction.hearing_until)
        if self.state != "examined":
            self.decided()

    def drafted(self, at: datetime) -> Sanction:
        sanction = blacklist.create(
            supplier=self.supplier, actor=self.office.ppk, now=at, ground="contract_default",
            title=self.title, happened_on=timezone.localdate(at - timedelta(days=20)),
            agency=self.office.agency.pk, satker=str(self.office.satker.pk),
            evidence="Pekerjaan tidak selesai sampai batas akhir kontrak, sesudah tiga surat peringatan.",
        )  # fmt: skip
        if self.state != "draft":
            blacklist.propose(sanction, actor=self.office.ppk, now=at)
        return sanction

    def decided(self) -> None:
        sanction, guilty, pa = self.sanction, self.state != "rejected", self.office.pa
        text = "Surat peringatan dan berita acara sudah diperiksa."
        auditor, at = holder("auditor", self.office), hours.at(self.now, -12, 10)
        blacklist.recommend(sanction, favours=guilty, text=text, actor=auditor, now=at)
        at = hours.at(self.now, -9, 10)
        if not guilty:
            why = "Keterlambatan disebabkan gudang penerima yang belum siap."
            blacklist.decline(sanction, reason=why, actor=pa, now=at)
            return
        blacklist.impose(sanction, number=f"SK-CONTOH/{sanction.pk:02d}/2026", actor=pa, now=at)
        if self.state != "in_force":
            lpse = holder("lpse", self.office)
            blacklist.publish(sanction, actor=lpse, now=hours.at(self.now, -9, 14))
        self.undone(hours.at(self.now, -4, 10))

    def undone(self, at: datetime) -> None:
        if self.state == "stayed":
            why = "Pengadilan menunda pelaksanaan keputusan sampai ada putusan."
            court = "CONTOH/12/G/2026/PTUN"
            blacklist.stay(self.sanction, court=court, reason=why, actor=self.office.pa, now=at)
        if self.state == "cancelled":
            why = "APIP menemukan kekeliruan perhitungan hari."
            blacklist.cancel(self.sanction, reason=why, actor=self.office.pa, now=at)


def served(office: Office, now: datetime) -> None:
    """An entry of the national list whose term is long over, recognised late and ended by the clock."""
    entry = NationalEntry.objects.get(number="SK-CONTOH/3/2023")
    supplier = a_firm("99000099", "CV Jaya Lama Contoh", now)
    why, at = "Nomor surat keputusan dan NPWP cocok.", hours.at(now, -3, 9)
    lpse = holder("lpse", office)
    sanction = blacklist.recognise(entry, supplier=supplier, reason=why, actor=lpse, now=at)
    blacklist.end(sanction, actor=CLOCK, now=at)


def a_firm(code: str, name: str, now: datetime) -> Supplier:
    """A business that only another system knows."""
    supplier, _new = register.record(
        scheme="kd_penyedia", code=code, name=name, actor=IMPORTER, now=hours.at(now, -60, 9),
        region_code="32.04", region_name="Kab. Bandung",
    )  # fmt: skip
    return supplier


def holder(hat: str, office: Office) -> Actor:
    return people.people_with_hat(hat, agency=office.agency.pk)[0].actor
