"""Forming a Pokja, changing who sits in it, dissolving it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from pasok.kernel.actor import Actor
from pasok.kernel.machine import Refused, refusals
from pasok.ledger.performing import Deed, born, performing
from pasok.people import machine as tables
from pasok.people import rules
from pasok.people.acts.fitness import candidacy, day_before, insist, refuse
from pasok.people.models import Agency, Person, Pokja, PokjaMember, spine, today, worn


def form_pokja(
    name: str,
    *,
    agency: Agency,
    members: Sequence[Person],
    actor: Actor,
    starts_on: date,
    decree_number: str,
    decree_on: date | None,
    owner_hashes: frozenset[str] | None = None,
    coop_hashes: frozenset[str] | None = None,
    now: datetime | None = None,
) -> Pokja:
    """The head of the UKPBJ forms a Pokja of three or more, an odd number, each fit by S1-S13."""
    pokja = Pokja(name=name.strip(), agency=agency, ocid=spine(agency.pk))
    pokja.decree_number, pokja.decree_on = decree_number.strip(), decree_on
    with transaction.atomic():
        facts = rules.PokjaFacts(
            state=tables.pokja.initial,
            now=now,
            hats=worn(actor.id, today(now), agency=agency.pk),
            decree_number=decree_number,
            decree_on=decree_on,
        )
        insist(tables.forming, facts)
        whys = unfit(pokja, members, starts_on, actor, now, owner_hashes, coop_hashes)
        if whys:
            raise Refused(tables.forming, whys)
        with born(pokja.machine, pokja, actor=actor, now=now) as deed:
            seat(pokja, members, starts_on)
            note(deed, pokja, members, starts_on)
    return pokja


def change_members(
    pokja: Pokja,
    *,
    members: Sequence[Person],
    actor: Actor,
    starts_on: date,
    decree_number: str,
    decree_on: date,
    owner_hashes: frozenset[str] | None = None,
    coop_hashes: frozenset[str] | None = None,
    now: datetime | None = None,
) -> None:
    """From `starts_on` the Pokja is exactly these people; those who leave sit until the day before."""
    with performing(pokja.machine, "change_members", pokja, actor=actor, now=now) as deed:
        sitting = set(open_seats(pokja).values_list("person", flat=True))
        new = [person for person in members if person.pk not in sitting]
        refuse("change_members", pokja, rules.not_in_the_past(starts_on, today(deed.at)))
        whys = unfit(pokja, new, starts_on, actor, now, owner_hashes, coop_hashes, of=len(set(members)))
        refuse("change_members", pokja, *whys)
        leave(pokja, day_before(starts_on), keep=[person.pk for person in members])
        seat(pokja, new, starts_on)
        pokja.decree_number, pokja.decree_on = decree_number.strip(), decree_on
        note(deed, pokja, members, starts_on)


def dissolve(
    pokja: Pokja, *, actor: Actor, until: date, reason: str = "", now: datetime | None = None
) -> None:
    """Nobody sits in the Pokja after `until`, yesterday at the earliest."""
    with performing(pokja.machine, "dissolve", pokja, actor=actor, now=now) as deed:
        refuse("dissolve", pokja, rules.last_day_allowed(until, today(deed.at)))
        leave(pokja, until, keep=[])
        deed.note(until=until.isoformat(), reason=reason)


def open_seats(pokja: Pokja) -> QuerySet[PokjaMember]:
    return PokjaMember.objects.filter(pokja=pokja, until=None)


def leave(pokja: Pokja, until: date, *, keep: list[int]) -> None:
    open_seats(pokja).exclude(person__in=keep).update(until=until)


def seat(pokja: Pokja, people: Sequence[Person], starts_on: date) -> None:
    PokjaMember.objects.bulk_create(
        PokjaMember(pokja=pokja, person=person, starts_on=starts_on) for person in people
    )


def note(deed: Deed, pokja: Pokja, members: Sequence[Person], starts_on: date) -> None:
    deed.note(
        name=pokja.name,
        members=sorted(person.actor.id for person in members),
        starts_on=starts_on.isoformat(),
        decree=pokja.decree_number,
        decree_on=pokja.decree_on.isoformat() if pokja.decree_on else "",
    )


def unfit(
    pokja: Pokja,
    new: Sequence[Person],
    starts_on: date,
    actor: Actor,
    now: datetime | None,
    owner_hashes: frozenset[str] | None,
    coop_hashes: frozenset[str] | None,
    of: int | None = None,
) -> tuple[str, ...]:
    """Why these people may not join, each sentence under a name; and whether the number is right."""
    whys = [rules.composition(len(set(new)) if of is None else of, on=starts_on)]
    wanted = rules.Held(hat="pokja", agency=pokja.agency_id, starts_on=starts_on)
    for person in new:
        Person.objects.select_for_update().get(pk=person.pk)
        facts = candidacy(
            person, wanted, actor=actor, now=now, owner_hashes=owner_hashes, coop_hashes=coop_hashes
        )
        whys += [f"{person}: {why}" for why in refusals(tables.joining, facts)]
    return tuple(why for why in whys if why)
