"""The funnel: how far each participant of a bimtek has come, and how many came so far. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from pasok.kernel.tongue import mark, say

#: the steps after having taken part, in their order; the last cannot be counted yet
STEPS = {
    "account": mark("Punya akun"),
    "ready": mark("Profil usaha siap menawar"),
    "looked": mark("Membuka halaman paket"),
    "bid": mark("Menawar"),
    "won": mark("Menang"),
    "paid": mark("Dibayar"),
}
ORDER = tuple(STEPS)
COUNTED = ORDER[:-1]  # whether somebody was paid is written nowhere here yet


@dataclass(frozen=True, kw_only=True)
class Participant:
    """One participant and what the house knows of the business behind the account.

    A bid counts from its opening on: before it nobody may know who takes part.
    """

    seat: int
    name: str
    event: int
    sector: str = ""
    region: str = ""
    account: bool = False
    supplier: int | None = None
    ready: bool = False
    lacking: tuple[str, ...] = ()  # parts of the profile that are missing
    days_looked: int = 0
    bids: int = 0
    decided: bool = False  # its tender has a winner
    outcome: str = ""  # of the newest opened bid, in words
    fallen: str = ""  # and why it fell, as the Pokja wrote it
    tender: str = ""  # and the address of its tender
    won: bool = False
    contract: str = ""  # address of the newest contract
    standing: str = ""  # and its state, in words
    reminded_at: datetime | None = None  # the next step was offered, at any of the events
    left_alone: bool = False
    flags: dict[str, bool] = field(init=False)

    def __post_init__(self) -> None:
        flags = {
            "account": self.account,
            "ready": self.ready,
            "looked": self.days_looked > 0,
            "bid": self.bids > 0,
            "won": self.won,
        }
        object.__setattr__(self, "flags", flags)

    @property
    def reached(self) -> int:
        """How many steps were taken. Who is at a later step has passed the earlier ones."""
        return max((n for n, step in enumerate(COUNTED, start=1) if self.flags[step]), default=0)

    @property
    def lacks(self) -> str:
        """The step that is not taken yet."""
        return ORDER[self.reached]


def tally(people: Iterable[Participant]) -> list[int]:
    """How many there are, and how many took each countable step."""
    reached = [person.reached for person in people]
    return [len(reached)] + [sum(r >= n for r in reached) for n in range(1, len(COUNTED) + 1)]


def grouped(people: Iterable[Participant], by: Callable[[Participant], str]) -> list[tuple[str, list[int]]]:
    """A tally for each group, the largest group first."""
    groups: dict[str, list[Participant]] = {}
    for person in people:
        groups.setdefault(by(person), []).append(person)
    rows = [(name, tally(those)) for name, those in groups.items()]
    return sorted(rows, key=lambda row: (-row[1][0], row[0]))


def reason(person: Participant) -> str:
    """Why the next step is not taken, as far as the house can know."""
    said: dict[str, Callable[[], str]] = {
        "account": lambda: say("Belum punya akun."),
        "ready": lambda: profile_reason(person),
        "looked": lambda: say("Belum membuka satu paket pun."),
        "bid": lambda: say(
            "Membuka paket pada {n} hari, belum ada penawarannya yang dibuka.", n=person.days_looked
        ),
        "won": lambda: person.outcome,
        "paid": lambda: contract_reason(person),
    }
    return said[person.lacks]()


def profile_reason(person: Participant) -> str:
    if person.supplier is None:
        return say("Punya akun, usahanya belum didaftarkan.")
    if person.lacking:
        return say("Profil belum lengkap: kurang {parts}.", parts=", ".join(person.lacking))
    return say("Profil lengkap, tetapi belum dinyatakan benar oleh pemiliknya.")


def contract_reason(person: Participant) -> str:
    if person.contract:
        return say(
            "Keadaan kontraknya: {state}. Pembayaran belum dicatat di sini.", state=person.standing.lower()
        )
    return say("Rancangan kontraknya belum ada.")


def due_step(person: Participant) -> str:
    """The step to remind of; "" for who cannot be reached, wants none, or has come to the end of the way."""
    if not person.account or person.left_alone or (person.lacks == "won" and not person.decided):
        return ""
    return person.lacks if person.lacks in REMINDED else ""


REMINDED = ("ready", "looked", "bid", "won")  # who lacks an account has no inbox; who won waits for the PPK


def offer(person: Participant) -> str:
    """What to offer so that the next step is taken."""
    if person.lacks == "ready" and person.supplier is None:
        return say("Ajak mendaftarkan usahanya")
    return say(OFFERS[person.lacks])


OFFERS = {
    "account": mark("Kirim tautan tiketnya"),
    "ready": mark("Bantu melengkapi profilnya"),
    "looked": mark("Tunjukkan paket untuk bidangnya"),
    "bid": mark("Tanyakan kendalanya"),
    "won": mark("Bahas hasil tendernya"),
    "paid": mark("Lihat kontraknya"),
}
