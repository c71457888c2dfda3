"""What staff of a business may do, and how long an invitation stands. Pure."""

from dataclasses import dataclass
from datetime import datetime

from pasok.kernel.tongue import say

RIGHTS = {
    "fill": "Mengisi profil usaha",
    "bid": "Menawar",
    "both": "Mengisi profil dan menawar",
}


@dataclass(frozen=True, kw_only=True)
class DelegationFacts:
    state: str
    now: datetime
    hats: frozenset[str]
    until: datetime


def until(facts: DelegationFacts) -> datetime:
    return facts.until


def still_open(facts: DelegationFacts) -> str | None:
    return None if facts.now < facts.until else say("Undangan ini sudah habis waktunya. Minta yang baru.")


def time_is_over(facts: DelegationFacts) -> str | None:
    return None if facts.now >= facts.until else say("Waktu undangan ini belum habis.")
