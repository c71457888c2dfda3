"""What a bimtek and a seat in it are judged by. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pasok.kernel.tongue import mark, say

#: divisions of KBLI 2020 that small industry works in, by their short names
SECTORS = {
    "10": mark("Makanan"),
    "11": mark("Minuman"),
    "13": mark("Tekstil"),
    "14": mark("Pakaian jadi"),
    "15": mark("Kulit dan alas kaki"),
    "16": mark("Kayu, bambu, dan rotan"),
    "17": mark("Kertas"),
    "18": mark("Percetakan"),
    "20": mark("Bahan kimia"),
    "21": mark("Farmasi dan obat tradisional"),
    "22": mark("Karet dan plastik"),
    "23": mark("Barang galian bukan logam"),
    "24": mark("Logam dasar"),
    "25": mark("Barang logam"),
    "26": mark("Komputer, elektronik, dan optik"),
    "27": mark("Peralatan listrik"),
    "28": mark("Mesin dan perlengkapan"),
    "29": mark("Kendaraan bermotor"),
    "30": mark("Alat angkutan lainnya"),
    "31": mark("Furnitur"),
    "32": mark("Kerajinan dan pengolahan lainnya"),
    "33": mark("Reparasi dan pemasangan mesin"),
}
MODES = {"hall": mark("Tatap muka"), "online": mark("Daring")}
REMINDED = timedelta(days=1)  # before it begins
LIVE = ("announced", "running")  # those that take registrations


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a bimtek is judged by."""

    state: str
    now: datetime
    hats: frozenset[str]
    starts_at: datetime
    ends_at: datetime
    announced_at: datetime | None = None
    reminded_at: datetime | None = None
    mode: str = "hall"
    link: str = ""
    address: str = ""
    capacity: int = 0
    open_questions: int = 0
    materials: int = 0


@dataclass(frozen=True, kw_only=True)
class SeatFacts:
    """What a seat is judged by: its own state, and how far the event is."""

    state: str
    now: datetime
    hats: frozenset[str]
    event: str  # the state of the bimtek
    certified: bool = False
    offered: str = ""  # the step that was offered last
    left_alone: bool = False


#: what is offered to who stopped on the way, in the order of the way
NEXT_STEPS = ("ready", "looked", "bid", "won")


def sector_of(kbli: Sequence[str], wanted: Sequence[str]) -> str:
    """The division a business works in: one that the event is for, else the first; "" for none."""
    known = [code[-5:][:2] for code in kbli]
    known = [code for code in known if code in SECTORS]
    return next((code for code in known if code in wanted), known[0] if known else "")


def ends_after_start(facts: Facts) -> str | None:
    return None if facts.starts_at < facts.ends_at else say("Waktu selesai harus sesudah waktu mulai.")


def is_ahead(facts: Facts) -> str | None:
    return None if facts.now < facts.starts_at else say("Waktu mulai sudah lewat. Ubah waktunya dahulu.")


def can_be_found(facts: Facts) -> str | None:
    """Whoever comes must know where to."""
    if facts.mode == "online":
        return None if facts.link else say("Isi tautan ruang daring.")
    return None if facts.address else say("Isi alamat tempat acara.")


def has_places(facts: Facts) -> str | None:
    return None if facts.capacity > 0 else say("Isi jumlah kursi.")


def start_time(facts: Facts) -> datetime | None:
    return facts.starts_at


def end_time(facts: Facts) -> datetime | None:
    return facts.ends_at


def reminding_time(facts: Facts) -> datetime | None:
    """A day before; none when it was announced later than that, or the letters are out."""
    at = facts.starts_at - REMINDED
    if facts.reminded_at or facts.announced_at is None or facts.announced_at > at:
        return None
    return at


def has_begun(facts: Facts) -> str | None:
    return None if facts.now >= facts.starts_at else say("Belum waktunya mulai.")


def has_ended(facts: Facts) -> str | None:
    return None if facts.now >= facts.ends_at else say("Belum waktunya selesai.")


def day_before_has_come(facts: Facts) -> str | None:
    return None if facts.now >= facts.starts_at - REMINDED else say("Belum waktunya mengingatkan.")


def is_not_reminded(facts: Facts) -> str | None:
    return say("Peserta sudah diingatkan.") if facts.reminded_at else None


def questions_are_answered(facts: Facts) -> str | None:
    return say("Jawab dahulu semua pertanyaan peserta.") if facts.open_questions else None


def has_open_question(facts: Facts) -> str | None:
    return None if facts.open_questions else say("Tidak ada pertanyaan yang menunggu jawaban.")


def has_material(facts: Facts) -> str | None:
    return None if facts.materials else say("Belum ada materi.")


def event_takes_people(facts: SeatFacts) -> str | None:
    if facts.event in LIVE:
        return None
    return say("Acara ini tidak menerima peserta lagi.")


def event_not_begun(facts: SeatFacts) -> str | None:
    return None if facts.event == "announced" else say("Acara sudah dimulai, selesai, atau dibatalkan.")


def event_runs(facts: SeatFacts) -> str | None:
    return (
        None if facts.event == "running" else say("Kehadiran hanya dicatat sendiri selama acara berlangsung.")
    )


def event_has_begun(facts: SeatFacts) -> str | None:
    if facts.event in {"running", "held"}:
        return None
    return say("Kehadiran dicatat sejak acara dimulai sampai acara ditutup.")


def event_is_over(facts: SeatFacts) -> str | None:
    return None if facts.event in {"held", "closed"} else say("Sertifikat terbit setelah acara selesai.")


def wants_word(facts: SeatFacts) -> str | None:
    return say("Peserta meminta untuk tidak diingatkan. Hubungi ia sendiri.") if facts.left_alone else None


def is_not_left_alone(facts: SeatFacts) -> str | None:
    return say("Anda sudah tidak diingatkan lagi.") if facts.left_alone else None


def is_not_certified(facts: SeatFacts) -> str | None:
    return say("Sertifikatnya sudah terbit.") if facts.certified else None
