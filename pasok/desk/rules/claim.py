"""When somebody may take over a record that another system told us of. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime

from pasok.kernel.tongue import say

#: why a claim is refused; the officer picks
WHY_NOT = {
    "other": "Usaha pada NIB itu bukan usaha pada catatan ini.",
    "stranger": "Pemohon tidak berhak mewakili usaha ini.",
    "forged": "Dokumen diduga tidak asli.",
    "absent": "Dokumen asli tidak diperlihatkan.",
}
LEGAL = {"pt", "cv", "ud", "firma", "fa", "koperasi", "tbk", "persero", "pd"}


@dataclass(frozen=True, kw_only=True)
class ClaimFacts:
    state: str
    now: datetime
    hats: frozenset[str]
    contact: bool = False  # the licence register knows a telephone or an address, so a code went there
    unclaimed: bool = True  # nobody took the record meanwhile
    proofs: int = 1  # how much agreed: NIB, NPWP, name, the code


def still_unclaimed(facts: ClaimFacts) -> str | None:
    return None if facts.unclaimed else say("Catatan ini sudah diklaim orang lain.")


def code_given(facts: ClaimFacts) -> str | None:
    """Where there is a contact to ask, it is asked before an officer spends his time."""
    if facts.contact and facts.state == "asked":
        return say("Pemohon belum mengisi kode yang dikirim ke kontak usaha.")
    return None


def something_agrees(facts: ClaimFacts) -> str | None:
    if not facts.proofs:
        return say("Belum ada yang cocok: NIB, NPWP, nama, ataupun kode. Tolak, atau minta data yang benar.")
    return None


def bare_name(name: str) -> str:
    """A name without its legal form, capitals and signs: for comparing two registers."""
    words = re.sub(r"[^a-z0-9 ]", " ", name.lower().replace(".", " ")).split()
    return " ".join(word for word in words if word not in LEGAL)
