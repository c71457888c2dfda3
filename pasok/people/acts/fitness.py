"""The facts about a person and a hat as the database has them, and how a refusal is raised before a birth."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from pasok.kernel.actor import Actor
from pasok.kernel.machine import WRONG_HAT, Act, Refused, refusals
from pasok.kernel.tongue import say
from pasok.ledger.models import Subject
from pasok.people import rules
from pasok.people.models import Assignment, Certificate, Person, PokjaMember, in_force, today, worn

SETUP = Actor(id="system:setup", name="Penyiapan instalasi")  # the operator at the command line


def candidacy(
    person: Person,
    wanted: rules.Held,
    *,
    actor: Actor,
    now: datetime | None,
    owner_hashes: frozenset[str] | None = None,
    coop_hashes: frozenset[str] | None = None,
    **more: Any,
) -> rules.Candidacy:
    """Everything the law looks at before this person is given that hat."""
    certificates = Certificate.objects.filter(in_force(wanted.starts_on), person=person)
    over = worn(actor.id, today(now), agency=wanted.agency, satker=wanted.satker)
    return rules.Candidacy(
        now=now or timezone.now(),
        hats=over | (rules.EVERYWHERE if actor == SETUP else frozenset()),
        wanted=wanted,
        held=held_by(person),
        certificates=frozenset(certificates.values_list("kind", flat=True)),
        supplier=person.supplier,
        nik_hash=person.nik_hash,
        owner_hashes=owners(owner_hashes, cooperatives=False) if person.nik_hash else frozenset(),
        coop_hashes=owners(coop_hashes, cooperatives=True) if person.nik_hash else frozenset(),
        **more,
    )


def owners(given: frozenset[str] | None, *, cooperatives: bool) -> frozenset[str]:
    """The NIK hashes given, or else those of the room above that settings.BUSINESS_PEOPLE names."""
    if given is not None or not settings.BUSINESS_PEOPLE:
        return given or frozenset()
    found: frozenset[str] = import_string(settings.BUSINESS_PEOPLE)(cooperatives=cooperatives)
    return found


def held_by(person: Person) -> tuple[rules.Held, ...]:
    """Every hat and seat the person was ever given; the rules compare dates and scopes."""
    offices = tuple(each.held for each in Assignment.objects.filter(person=person))
    return offices + tuple(
        seat.held for seat in PokjaMember.objects.filter(person=person).select_related("pokja")
    )


def insist(act: Act, facts: Any) -> None:
    """What a machine checks at its door, for births, which have no door: hat, then guards."""
    if not act.by & facts.hats:
        raise Refused(act, (say(WRONG_HAT),))
    if reasons := refusals(act, facts):
        raise Refused(act, reasons)


def refuse(name: str, subject: Subject, *whys: str | None) -> None:
    """Inside a door: what was asked for cannot be. Rolls the whole act back."""
    act = subject.machine.act(name)
    if act and (reasons := tuple(why for why in whys if why)):
        raise Refused(act, reasons)


def day_before(day: date) -> date:
    return day - timedelta(days=1)
