"""What an officer of the desk may decide about a business, and what a reason may be. Pure."""

from dataclasses import dataclass
from datetime import datetime

from pasok.kernel.tongue import say

#: why a business is sent back or refused; the officer picks and may add a sentence
REASONS = {
    "nib": "NIB tidak cocok dengan dokumen OSS.",
    "npwp": "NPWP tidak cocok dengan dokumennya.",
    "name": "Nama atau bentuk usaha tidak cocok dengan dokumen.",
    "address": "Alamat tidak cocok dengan dokumen.",
    "kbli": "Bidang usaha (KBLI) tidak cocok dengan NIB.",
    "people": "Pemilik atau pengurus tidak cocok dengan akta atau KTP.",
    "unreadable": "Bukti tidak terbaca.",
    "missing": "Bukti belum dilampirkan.",
    "expired": "Bukti sudah habis masa berlakunya.",
    "other": "Sebab lain, lihat catatan.",
}
#: only these bear a refusal; everything else can be mended
GRAVE = {
    "forged": "Dokumen diduga tidak asli.",
    "double": "Usaha ini sudah terdaftar dengan akun lain.",
    "stranger": "Pemohon tidak berhak mewakili usaha ini.",
    "closed": "Izin usaha sudah dicabut.",
}
#: what the officer held in his hands or saw at its source
SEEN = {
    "nib": "NIB",
    "npwp": "NPWP",
    "ktp": "KTP pengurus",
    "deed": "Akta pendirian dan perubahannya",
    "oss": "Data OSS",
    "place": "Tempat usaha",
}


@dataclass(frozen=True, kw_only=True)
class RegistrationFacts:
    state: str
    now: datetime
    hats: frozenset[str]
    me: str = ""  # who acts: "person:7"
    proposed_by: str = ""
    ready: bool = True  # the profile is declared
    changed: bool = True  # since it was verified


def still_ready(facts: RegistrationFacts) -> str | None:
    return None if facts.ready else say("Profil usaha belum dinyatakan lengkap dan benar.")


def another_person(facts: RegistrationFacts) -> str | None:
    """The second look: never by the one who proposed it."""
    if facts.me == facts.proposed_by:
        return say("Penolakan harus diperiksa petugas LPSE lain, bukan yang mengusulkannya.")
    return None


def something_changed(facts: RegistrationFacts) -> str | None:
    if facts.state == "verified" and not facts.changed:
        return say("Usaha ini sudah terverifikasi, dan datanya tidak berubah.")
    return None
