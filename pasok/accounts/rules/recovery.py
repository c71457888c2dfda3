"""When an account that was lost goes to a new telephone: seen by one officer, confirmed by another. Pure."""

from dataclasses import dataclass
from datetime import datetime

from pasok.kernel.tongue import say

#: what the first officer saw before he opened it
SEEN = {
    "ktp": "KTP asli",
    "face": "Wajah pemohon cocok dengan KTP",
    "known": "Surat kuasa atau akta yang menyebut namanya",
}


@dataclass(frozen=True, kw_only=True)
class RecoveryFacts:
    state: str
    now: datetime
    hats: frozenset[str]
    me: str = ""
    opened_by: str = ""
    proven: bool = True  # the new telephone answered
    lapses_at: datetime | None = None
    until: datetime | None = None  # the end of the wait in which the owner may stop it


def another_officer(facts: RecoveryFacts) -> str | None:
    if facts.me == facts.opened_by:
        return say("Pemulihan harus disetujui petugas LPSE lain, bukan yang membukanya.")
    return None


def number_answers(facts: RecoveryFacts) -> str | None:
    return None if facts.proven else say("Ponsel baru belum dibuktikan dengan kode.")


def lapse_time(facts: RecoveryFacts) -> datetime | None:
    return facts.lapses_at


def wait_over(facts: RecoveryFacts) -> datetime | None:
    return facts.until


def has_lapsed(facts: RecoveryFacts) -> str | None:
    if facts.lapses_at is None or facts.now < facts.lapses_at:
        return say("Pemulihan ini masih menunggu petugas kedua.")
    return None


def waited(facts: RecoveryFacts) -> str | None:
    if facts.until is None or facts.now < facts.until:
        return say("Masa tunggu pemilik belum selesai.")
    return None
