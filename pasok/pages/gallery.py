"""Every component in every state it has, for those who build pages. Only in development."""

from datetime import datetime, timedelta
from decimal import Decimal

import segno
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe

from pasok.kernel.machine import Act, Offer, State, hats
from pasok.law import lookup as law
from pasok.pages.context import INBOX, TRADES, links
from pasok.pages.parts import Check, Chip, Column, Fact, Figure, FilterBar, Line, Stage, Table, Task, Way
from pasok.pages.specimens import Offering, Question, Reason, Search
from pasok.pages.words import HATS

HERE = "/_components"

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


class Sample:
    """Stands where a subject would: only its address is asked for."""

    def get_absolute_url(self) -> str:
        return HERE


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
            Fact("HPS (batas harga)", "Rp1.416.000.000", term="HPS"),
            Fact("Serah terima", "15 Mar 2027", "di 34 sekolah"),
            Fact("Data terbuka", "OCDS", url=HERE),
            Fact("Menurut aturan", sure.shown, rule=sure),
            Fact("Masih ditelusuri", unsure.shown, rule=unsure),
        ],
        "figures": [
            Fact("HPS", "Rp1.416.000.000", term="HPS"),
            Fact("Batas akhir penawaran", "26 Nov 2026 14.00 WIB", "2 hari 4 jam lagi"),
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
    columns = [
        Column("Barang", sort=HERE),
        Column("Jumlah", number=True, sort=HERE, sorted="descending"),
        Column("HPS satuan", number=True),
    ]
    life = [
        Line("Ratna (PPK)", "mengubah jadwal", now, "gangguan jaringan di kabupaten"),
        *(Line("Budi (Pokja)", "menjawab pertanyaan", now - timedelta(days=day)) for day in range(1, 10)),
    ]
    pages = Paginator(range(30), 10)
    return {
        "states": STATES,
        "stages": stages(now),
        "timeline": life[:2],
        "long_life": life,
        "checks": [
            Check("Usaha kecil", True),
            Check("KBLI 31001 Industri furnitur dari kayu", True),
            Check("Status pajak (KSWP) belum dicek", False, "Satu menit.", HERE, "Cek sekarang"),
        ],
        "table": Table("Yang dibeli", columns, rows, [HERE, HERE]),
        "pages": [pages.page(number) for number in (1, 2, 3)],
        "steps": [
            ("Daftar", "Cukup email dan nama Anda.", HERE),
            ("Isi data usaha", "NIB, bidang usaha, dan pengurus.", HERE),
            ("Temukan paket", "Setiap paket menunjukkan yang dibeli dan syaratnya."),
            ("Kirim penawaran", "Harga Anda tersegel sampai pembukaan."),
        ],
    }


def counted(now: datetime) -> dict[str, object]:
    """Numbers of the house, each with what it counts."""
    definition = "Pagu paket untuk usaha kecil dibagi pagu semua paket yang diumumkan tahun ini."
    return {
        "at": now,
        "all": [
            Figure("Untuk usaha kecil", "47,2%", definition, "dari Rp81 miliar", HERE, "Lihat datanya"),
            Figure("Paket diumumkan", "1.284", "Semua paket yang diumumkan di RUP tahun ini."),
            Figure("Dibayar dalam", "11 hari", "Nilai tengah dari serah terima sampai pembayaran."),
        ],
    }


def work(now: datetime) -> list[Task]:
    """One line of each urgency."""
    desk, open_, mine = STATES[0], STATES[1], STATES[2]
    return [
        Task("Meja siswa SD", HERE, mine, "Umumkan", due=now - timedelta(hours=3), note="Dinas Pendidikan"),
        Task("Seragam linmas", HERE, open_, "Jawab pertanyaan", due=now + timedelta(minutes=20)),
        Task("Pagar puskesmas", HERE, open_, "Kirim penawaran", due=now + timedelta(days=2, hours=4)),
        Task("Ambulans desa", HERE, desk, "Lengkapi jadwal", due=now + timedelta(days=12)),
        Task("Komputer kecamatan", HERE, STATES[3], waits="Menunggu masa sanggah berakhir."),
    ]


def headers(request: HttpRequest) -> list[tuple[str, object]]:
    """The ways of each trade, three notices unread."""
    return [(HATS[hat], links(request, (*places, INBOX), unread=3)) for hat, places in TRADES.items()]


def searching() -> FilterBar:
    """A search with two filters on."""
    query = {"q": "meja", "region": "Jepara", "kind": "goods", "urut": "baru"}
    return FilterBar(
        form=Search(query, auto_id="find-%s"),
        chips=[Chip("Jepara", HERE), Chip("Barang", HERE)],
        count="128 paket",
        links=[
            Way("Simpan pencarian", HERE, send=query),
            Way("Unduh CSV", HERE),
            Way("Langganan (Atom)", HERE),
        ],
        action=HERE,
        clear=HERE,
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
            "url": HERE,
            "qr": mark_safe(segno.make(HERE).svg_inline(border=0, omitsize=True)),
        },
    }


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """The page. Its address exists in development only."""
    now = timezone.now()
    shown = {"headers": headers(request), "tasks": work(now), "filters": searching(), "counted": counted(now)}
    return render(request, "gallery.html", {**values(now), **lists(now), **tried(), **shown})
