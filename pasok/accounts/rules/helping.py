"""When somebody may help an owner, with what, and until when. Pure."""

from dataclasses import dataclass
from datetime import datetime

from pasok.kernel.tongue import say

#: what an owner may allow, in the words of the owner's page; bidding is never among it
ALLOWED = {
    "register": "Mendaftarkan usaha Anda di sini",
    "fill": "Mengisi dan memperbaiki profil usaha Anda",
}
NEVER = (
    "Menawar, menarik, atau membaca penawaran Anda",
    "Menyatakan profil Anda lengkap dan benar: itu hanya Anda",
    "Mengundang staf atau mengganti pemilik akun",
)


@dataclass(frozen=True, kw_only=True)
class ConsentFacts:
    state: str
    now: datetime
    hats: frozenset[str]
    until: datetime
    helper: str = ""  # "person:7"
    owner: str = ""  # who would consent, or did
    official: bool = False  # that person holds an office
    allowed: frozenset[str] = frozenset()
    supplier: str = ""  # the business that is filled already


def until(facts: ConsentFacts) -> datetime:
    return facts.until


def still_time(facts: ConsentFacts) -> str | None:
    return None if facts.now < facts.until else say("Waktu permintaan ini sudah habis. Minta yang baru.")


def time_is_over(facts: ConsentFacts) -> str | None:
    return None if facts.now >= facts.until else say("Waktu izin ini belum habis.")


def not_oneself(facts: ConsentFacts) -> str | None:
    if facts.owner == facts.helper:
        return say("Fasilitator tidak dapat menyetujui permintaannya sendiri.")
    return None


def owner_has_no_office(facts: ConsentFacts) -> str | None:
    if facts.official:
        return say("Nomor ini milik pejabat, sehingga tidak dapat dipakai sebagai pemilik usaha (S7).")
    return None


def may_register(facts: ConsentFacts) -> str | None:
    if "register" not in facts.allowed:
        return say("Pemilik tidak memberi izin untuk mendaftarkan usaha.")
    return None


def one_business(facts: ConsentFacts) -> str | None:
    return say("Usaha pemilik ini sudah terdaftar.") if facts.supplier else None
