"""Every component in every state it has, for those who build pages. Only in development."""

from datetime import datetime, timedelta
from decimal import Decimal

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pasok.kernel.machine import Act, Offer, State, hats
from pasok.law import lookup as law
from pasok.pages.fields import DayField, RupiahField
from pasok.pages.parts import Check, Chip, Column, Fact, FilterBar, Line, Stage, Table, Task, Way

STATES = [
    State("Rancangan", ocds="planning"),
    State("Menerima penawaran", ocds="active", tone="brand"),
    State("Menunggu Anda", ocds="active", tone="wait"),
    State("Selesai", ocds="complete", tone="good"),
    State("Tender gagal", ocds="unsuccessful", tone="bad"),
]
STEPS = (
    *("Pengumuman", "Pendaftaran dan unduh dokumen", "Pemberian penjelasan", "Pemasukan penawaran"),
    *("Pembukaan penawaran", "Evaluasi penawaran", "Pembuktian kualifikasi", "Penetapan pemenang"),
    *("Pengumuman pemenang", "Masa sanggah", "Surat penunjukan (SPPBJ)", "Penandatanganan kontrak"),
)


class Question(forms.Form):
    text = forms.CharField(
        label="Pertanyaan Anda", widget=forms.Textarea, help_text="Nama Anda tidak tampil."
    )


class Offering(forms.Form):
    price = RupiahField(label="Harga penawaran")
    delivered_on = DayField(label="Dapat dikirim paling lambat", required=False)
    method = forms.ChoiceField(label="Cara kirim", choices=[("own", "Antar sendiri"), ("post", "Ekspedisi")])
    parts = forms.MultipleChoiceField(
        label="Bagian yang ditawar",
        choices=[("desk", "Meja"), ("chair", "Kursi")],
        widget=forms.CheckboxSelectMultiple,
    )
    letter = forms.FileField(label="Surat penawaran", help_text="PDF atau foto, paling besar 10 MB.")
    pact = forms.BooleanField(label="Saya menyetujui pakta integritas")


class Reason(forms.Form):
    reason = forms.CharField(label="Alasan", help_text="Satu kalimat. Semua orang dapat membacanya.")


class Search(forms.Form):
    q = forms.CharField(
        label="Cari paket",
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "Misalnya: meja sekolah"}),
    )
    region = forms.CharField(label="Kabupaten atau kota", required=False)
    kind = forms.ChoiceField(
        label="Jenis", required=False, choices=[("", "Semua"), ("goods", "Barang"), ("works", "Konstruksi")]
    )
    small = forms.BooleanField(label="Khusus usaha kecil", required=False)
    urut = forms.ChoiceField(
        label="Urutkan", choices=[("tutup", "Tutup paling cepat"), ("baru", "Paling baru")], required=False
    )


class Sample:
    """Stands where a subject would: only its address is asked for."""

    def get_absolute_url(self) -> str:
        return "/_components"


def act(name: str, label: str) -> Act:
    return Act(name=name, source=("draft",), by=hats("pokja"), label=label, past=label.lower())


def offers() -> list[tuple[Offer, forms.Form | None]]:
    wrong = Offering({"price": "sejuta", "method": "own"}, {}, auto_id="submit-%s")
    shut = ("Cek status pajak (KSWP) dahulu.", "Lengkapi surat dukungan bank.")
    return [
        (Offer(act("publish", "Umumkan"), ()), None),
        (Offer(act("ask", "Tanya panitia"), ()), Question(auto_id="ask-%s")),
        (Offer(act("submit", "Buat penawaran"), ()), wrong),
        (Offer(act("send", "Kirim penawaran"), shut), None),
        (Offer(act("cancel", "Batalkan tender"), ()), Reason(auto_id="cancel-%s")),
    ]


def stages(now: datetime) -> list[Stage]:
    """Twelve steps, the fourth one running."""
    shown = []
    for i, label in enumerate(STEPS):
        start = now + timedelta(days=2 * i - 7)
        progress = "done" if i < 3 else "now" if i == 3 else "later"
        end = now + timedelta(days=2, hours=4) if i == 3 else None
        shown.append(Stage(label, progress, start, end, note="7 pertanyaan dijawab" if i == 2 else ""))
    return shown


def values(now: datetime) -> dict[str, object]:
    """Facts, figures, money and time."""
    sure = next(rule for rule in law.rules() if rule.sure)
    unsure = next(rule for rule in law.rules() if not rule.sure)
    return {
        "facts": [
            Fact("HPS (batas harga)", "Rp1.416.000.000"),
            Fact("Serah terima", "15 Mar 2027", "di 34 sekolah"),
            Fact("Data terbuka", "OCDS", url="/_components"),
            Fact("Menurut aturan", sure.shown, rule=sure),
            Fact("Masih ditelusuri", unsure.shown, rule=unsure),
        ],
        "figures": [
            Fact("Direncanakan", "47,2%"),
            Fact("Dibayar", "31,9%"),
            Fact("Dalam", "11 hari", "median"),
        ],
        "price": Decimal("1416000000.50"),
        "closes_at": now + timedelta(days=2, hours=4, minutes=5),
        "late": now - timedelta(hours=3),
    }


def lists(now: datetime) -> dict[str, object]:
    """Everything that comes in rows."""
    rows = [
        ("Meja siswa, kayu jati, 60 × 45 cm", "1.200 unit", "Rp690.000"),
        ("Kursi siswa, kayu jati, SNI 7537", "1.200 unit", "Rp490.000"),
    ]
    columns = [Column("Barang"), Column("Jumlah", number=True), Column("HPS satuan", number=True)]
    return {
        "states": STATES,
        "stages": stages(now),
        "timeline": [
            Line("Ratna (PPK)", "mengubah jadwal", now, "gangguan jaringan di kabupaten"),
            Line("Budi (Pokja)", "mengumumkan tender", now - timedelta(days=6)),
        ],
        "checks": [
            Check("Usaha kecil", True),
            Check("KBLI 31001 Industri furnitur dari kayu", True),
            Check("Status pajak (KSWP) belum dicek", False, "Satu menit.", "/_components", "Cek sekarang"),
        ],
        "table": Table("Yang dibeli", columns, rows, ["/_components", "/_components"]),
        "page": Paginator(range(30), 10).page(2),
    }


def work(now: datetime) -> list[Task]:
    """One line of each urgency."""
    here = "/_components"
    return [
        Task(
            "Meja siswa SD", here, STATES[2], "Umumkan", due=now - timedelta(hours=3), note="Dinas Pendidikan"
        ),
        Task("Seragam linmas", here, STATES[1], "Jawab pertanyaan", due=now + timedelta(minutes=20)),
        Task("Pagar puskesmas", here, STATES[1], "Kirim penawaran", due=now + timedelta(days=2, hours=4)),
        Task("Ambulans desa", here, STATES[0], "Lengkapi jadwal", due=now + timedelta(days=12)),
        Task("Komputer kecamatan", here, STATES[3], waits="Menunggu masa sanggah berakhir."),
    ]


def searching() -> FilterBar:
    """A search with two filters on."""
    query = {"q": "meja", "region": "Jepara", "kind": "goods", "urut": "baru"}
    here = "/_components"
    return FilterBar(
        form=Search(query, auto_id="find-%s"),
        chips=[Chip("Jepara", here), Chip("Barang", here)],
        count="128 paket",
        links=[
            Way("Simpan pencarian", here, send=query),
            Way("Unduh CSV", here),
            Way("Langganan (Atom)", here),
        ],
        action=here,
        clear=here,
    )


def tried() -> dict[str, object]:
    """The acts of a subject after one of them was tried: a receipt and a refusal, which never meet so."""
    return {
        "subject": Sample(),
        "offers": offers(),
        "question": Question(auto_id="alone-%s"),
        "tried": act("send", "Kirim penawaran"),
        "why_not": ["Waktu pemasukan sudah tutup."],
        "receipt": {
            "title": "Penawaran diterima",
            "text": "Urutan ke-3 di buku penerimaan. Tidak ada yang dapat membacanya sebelum pembukaan.",
            "lines": [("Sidik jari", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")],
            "url": "/_components",
        },
    }


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """The page. Its address exists in development only."""
    now = timezone.now()
    return render(
        request,
        "gallery.html",
        {**values(now), **lists(now), **tried(), "tasks": work(now), "filters": searching()},
    )
