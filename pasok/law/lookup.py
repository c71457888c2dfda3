"""The law, by key and by date. `on` is the day the package was announced, never today.

law.value("direct_procurement_works_max", on=announced_on)                # by the rule's own name
law.value("direct_procurement.max", on=announced_on, category="works")    # by its family
law.rule("objection_period", on=announced_on).period                      # Period(5, "d_cal")
"""

import os
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Any

from pasok.kernel.days import Period, Unit, shown_day
from pasok.law.tables import Confidence, Fact, Row, When, load
from pasok.law.words import Value, in_force, shown_value

DAYS: dict[str, Unit] = {"d_cal": "d_cal", "d_work": "d_work"}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A row in the words it was asked for: `key` is a name or a family, `name` always the rule's own name."""

    key: str
    when: When
    value: Value
    unit: str
    since: date | None
    until: date | None
    article: str  # short citation for the page: "Perpres 46/2025 Ps 38(3)b"
    source: str  # the whole basis, with the reader's notes
    confidence: Confidence
    name: str
    subject: str
    local: bool

    @property
    def sure(self) -> bool:
        """Read in the primary text, measured, or told alike by independent sources."""
        return self.confidence == "H"

    @property
    def whole(self) -> int:
        """The value as a whole number: rupiah, days, counts."""
        if type(self.value) is not int:
            raise TypeError(f"{self.name} bernilai {self.value!r}, bukan bilangan bulat.")
        return self.value

    @property
    def number(self) -> Decimal:
        """The value as a Decimal: money, percentages, factors."""
        if isinstance(self.value, bool | str):
            raise TypeError(f"{self.name} bernilai {self.value!r}, bukan angka.")
        return Decimal(self.value)

    @property
    def yes(self) -> bool:
        """The value of a switch."""
        if not isinstance(self.value, bool):
            raise TypeError(f"{self.name} bernilai {self.value!r}, bukan ya atau tidak.")
        return self.value

    @property
    def period(self) -> Period:
        """The value as a length of time in calendar or working days."""
        unit = DAYS.get(self.unit.partition(" ")[0])
        if unit is None:
            raise TypeError(f"{self.name} bersatuan {self.unit!r}, bukan hari.")
        return Period(self.whole, unit, first_day_counts="day counts as day 1" in self.unit)

    @property
    def shown(self) -> str:
        """The value with its unit for people: Rp400.000.000, 28 hari kerja."""
        return shown_value(self.value, self.unit)


def _rule(row: Row, key: str, when: When) -> Rule:
    return Rule(
        key=key,
        when=when,
        value=row.value,
        unit=row.unit,
        since=row.since,
        until=row.until,
        article=row.article,
        source=row.source,
        confidence=row.confidence,
        name=row.key,
        subject=row.subject,
        local=row.local,
    )


@cache
def _rules(overlay: str) -> tuple[Rule, ...]:
    table = load(overlay)
    named = [_rule(row, row.key, row.when) for row in table.rows]
    grouped = [
        _rule(row, family.key, tuple(sorted({**dict(row.when), **dict(family.when)}.items())))
        for family in table.families
        for row in table.rows
        if row.key == family.rule
    ]
    return (*named, *grouped)


@cache
def _by_key(overlay: str) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for each in _rules(overlay):
        found.setdefault(each.key, []).append(each)
    return {key: tuple(group) for key, group in found.items()}


def _overlay() -> str:
    return os.environ.get("LAW_OVERLAY", "")


def rules() -> tuple[Rule, ...]:
    """Every rule, under its own name and under its families, with the overlay of LAW_OVERLAY over them."""
    return _rules(_overlay())


def keys() -> tuple[str, ...]:
    """Everything that can be asked for, in order of the alphabet."""
    return tuple(sorted(_by_key(_overlay())))


def closest(key: str) -> list[str]:
    """Up to five known keys that look most like this one."""
    return get_close_matches(key, keys(), n=5, cutoff=0.3)


def rule(key: str, *, on: date, **facts: Fact) -> Rule:
    """The rule in force on a day: of those whose conditions all hold the most specific, then the latest.

    Raises LookupError, with a sentence, when nobody wrote such a rule or none covers that day.
    """
    known = _by_key(_overlay()).get(key, ())
    fitting = [r for r in known if all(facts.get(name) == fact for name, fact in r.when)]
    standing = [r for r in fitting if (r.since or date.min) <= on <= (r.until or date.max)]
    if not standing:
        raise LookupError(_why_none(key, on, facts, known, fitting))
    return max(standing, key=lambda r: (len(r.when), r.since or date.min))


def value(key: str, *, on: date, **facts: Fact) -> Any:
    """The bare value: int, Decimal (never float), bool or str. Its unit and source are in `rule(...)`."""
    return rule(key, on=on, **facts).value


def _why_none(
    key: str, on: date, facts: dict[str, Fact], known: tuple[Rule, ...], fitting: list[Rule]
) -> str:
    if not known:
        near = ", ".join(closest(key)) or "tidak ada"
        return f"Aturan {key} tidak dikenal. Yang mirip: {near}."
    if not fitting:
        choices = " atau ".join(sorted({", ".join(f"{n}={v}" for n, v in r.when) for r in known}))
        said = ", ".join(f"{n}={v}" for n, v in facts.items()) or "tidak ada"
        return f"Aturan {key} memerlukan {choices}; yang disebut: {said}."
    nearest = min(fitting, key=lambda r: _distance(r, on))
    span = in_force(nearest.since, nearest.until)
    return (
        f"Aturan {key} tidak berlaku pada {shown_day(on)}. "
        f"Yang terdekat berlaku {span}: {nearest.shown} ({nearest.article})."
    )


def _distance(rule: Rule, on: date) -> int:
    if rule.since and on < rule.since:
        return (rule.since - on).days
    return (on - rule.until).days if rule.until else 0
