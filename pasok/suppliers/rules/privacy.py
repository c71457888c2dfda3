"""A person's request about his own data, and its clock. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pasok.law import lookup as law
from pasok.law.lookup import Rule

WISHES = {
    "correct": "Perbaiki data yang tidak dapat saya ubah sendiri",
    "access": "Jelaskan data apa tentang saya yang disimpan",
    "restrict": "Batasi atau hapus pemakaian data saya",
}


@dataclass(frozen=True, kw_only=True)
class RequestFacts:
    """What the machine of a request is judged by."""

    state: str
    now: datetime
    hats: frozenset[str]
    asked_at: datetime
    warned: bool  # the officers were told that time is short
    late: bool  # and that it is over


def answer_rule(asked_at: datetime) -> Rule:
    return law.rule("pdp_answer_hours", on=asked_at.date())


def answer_by(asked_at: datetime) -> datetime:
    """The last moment to answer (UU 27/2022 Ps 30, 32, 41)."""
    return asked_at + timedelta(hours=answer_rule(asked_at).whole)


def warning_time(facts: RequestFacts) -> datetime | None:
    hours = law.rule("practice_pdp_warning", on=facts.asked_at.date()).whole
    return None if facts.warned else facts.asked_at + timedelta(hours=hours)


def late_time(facts: RequestFacts) -> datetime | None:
    return None if facts.late else answer_by(facts.asked_at)
