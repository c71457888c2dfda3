"""Facts and guards of what has a life here: an assignment, and a Pokja. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pasok.kernel.tongue import say
from pasok.law import lookup as law
from pasok.people.rules.hats import APPOINTED_BY, LABELS


@dataclass(frozen=True, kw_only=True)
class AssignmentFacts:
    state: str
    now: datetime
    hats: frozenset[str]  # of the actor, over the same part of the agency
    hat: str  # the one this assignment gives


@dataclass(frozen=True, kw_only=True)
class PokjaFacts:
    state: str
    now: datetime
    hats: frozenset[str]
    decree_number: str = ""
    decree_on: date | None = None


def ended_by_appointer(facts: AssignmentFacts) -> str | None:
    by = APPOINTED_BY[facts.hat]
    if not by & facts.hats:
        return say("Penugasan {hat} diakhiri oleh {by}.", hat=say(LABELS[facts.hat]), by=say(LABELS[min(by)]))
    return None


def last_day_allowed(last: date, today: date) -> str | None:
    """Yesterday at the earliest: what was done under the hat until now stays done."""
    if last < today - timedelta(days=1):
        return say("Penugasan tidak dapat diakhiri surut; hari terakhir paling awal kemarin.")
    return None


def not_in_the_past(starts_on: date, today: date) -> str | None:
    if starts_on < today:
        return say("Perubahan anggota Pokja tidak boleh berlaku surut.")
    return None


def composition(count: int, *, on: date) -> str | None:
    """Perpres 16/2018 Ps 13(2)-(3): three members or more, and an odd number."""
    least, parity = law.rule("pokja_members_min", on=on), law.rule("pokja_members_parity", on=on)
    if count < least.whole:
        return say(
            "Pokja beranggotakan paling sedikit {least} orang ({article}).",
            least=least.whole,
            article=least.article,
        )
    if parity.value == "odd" and count % 2 == 0:
        return say("Jumlah anggota Pokja harus ganjil ({article}).", article=parity.article)
    return None


def complete_decree(facts: PokjaFacts) -> str | None:
    if not facts.decree_number.strip() or facts.decree_on is None:
        return say("Nomor dan tanggal surat keputusan harus diisi.")
    return None
