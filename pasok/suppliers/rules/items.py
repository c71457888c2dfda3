"""The life of an item by its dates, and how whole a section of the profile is. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from pasok.kernel.days import shown_day
from pasok.kernel.tongue import mark, say
from pasok.suppliers.rules.complete import SOLE
from pasok.suppliers.rules.kinds import KINDS, SECTIONS
from pasok.suppliers.rules.profile import Profile

MORNING = time(8)
REASONS = {
    "unreadable": mark("Foto buktinya tidak terbaca."),
    "differs": mark("Isiannya berbeda dari buktinya."),
    "other": mark("Buktinya bukan untuk data ini."),
    "lapsed": mark("Buktinya sudah tidak berlaku."),
}


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """What the machine of an item is judged by. `reminders`: days before the last one, from the settings."""

    state: str
    now: datetime
    today: date
    zone: tzinfo
    hats: frozenset[str]
    kind: str
    valid_until: date | None
    reminded_on: date | None
    reminders: tuple[int, ...]
    proofs: int
    contract: bool = False  # it came from a contract that was carried out here


def has_proof(facts: ItemFacts) -> str | None:
    return None if facts.proofs else say("Pemilik belum menyertakan bukti.")


def still_stands(facts: ItemFacts) -> str | None:
    if facts.valid_until and facts.valid_until < facts.today:
        return say("Masa berlakunya sudah habis pada {day}.", day=shown_day(facts.valid_until))
    return None


def told_by_a_person(facts: ItemFacts) -> str | None:
    """What a contract proves is not rewritten beside it."""
    if facts.contract:
        return say("Data ini mengikuti kontraknya. Bila ada yang keliru, sampaikan kepada PPK kontrak itu.")
    return None


def from_a_contract(facts: ItemFacts) -> str | None:
    return None if facts.contract else say("Data ini tidak berasal dari kontrak. LPSE memeriksa buktinya.")


def reminder_time(facts: ItemFacts) -> datetime | None:
    """The next reminder that was not given yet. Several that were missed become one."""
    if facts.valid_until is None:
        return None
    days = sorted(facts.valid_until - timedelta(days=before) for before in facts.reminders)
    left = [day for day in days if facts.reminded_on is None or day > facts.reminded_on]
    return datetime.combine(left[0], MORNING, facts.zone) if left else None


def lapse_time(facts: ItemFacts) -> datetime | None:
    """The first moment after the last day."""
    if facts.valid_until is None:
        return None
    return datetime.combine(facts.valid_until + timedelta(days=1), time(0), facts.zone)


@dataclass(frozen=True)
class Held:
    """One item of a profile as completeness sees it."""

    kind: str
    state: str  # noted, checked, lapsed


@dataclass(frozen=True)
class Part:
    """A section: what is wanted of it and there, how many items it has, what an official has looked at."""

    name: str
    label: str
    missing: tuple[str, ...]  # kinds, as labels
    wanted: int
    items: int
    checked: int
    lapsed: int

    @property
    def whole(self) -> bool:
        return not self.missing and not self.lapsed


def wanted(profile: Profile) -> tuple[str, ...]:
    """The kinds that a buyer usually asks a business like this one for. None of them blocks a bid."""
    deed = () if profile.form in SOLE else ("deed",)
    return (*deed, "capacity", "tax", "bank")


def parts(profile: Profile, held: Iterable[Held]) -> list[Part]:
    """Every section with what it holds and lacks."""
    found, asked = list(held), wanted(profile)
    return [
        Part(
            name,
            say(label),
            tuple(say(KINDS[kind].label) for kind in here if not of(found, kind)),
            len(here),
            len(mine),
            sum(item.state == "checked" for item in mine),
            sum(item.state == "lapsed" for item in mine),
        )
        for name, label in SECTIONS.items()
        for here in [[kind for kind in asked if KINDS[kind].section == name]]
        for mine in [[item for item in found if KINDS[item.kind].section == name]]
    ]


def of(held: Iterable[Held], kind: str) -> list[Held]:
    return [item for item in held if item.kind == kind and item.state != "lapsed"]
