"""Appointing to an office and ending it. A person wears a hat only by a decree that went through here."""

from datetime import date, datetime

from django.db import transaction

from pasok.kernel.actor import Actor
from pasok.ledger.performing import born, performing
from pasok.people import machine as tables
from pasok.people import rules
from pasok.people.acts.fitness import candidacy, day_before, insist, refuse
from pasok.people.models import Agency, Assignment, Person, Satker, spine, today


def appoint(
    person: Person,
    hat: str,
    *,
    agency: Agency,
    actor: Actor,
    starts_on: date,
    decree_number: str,
    decree_on: date | None,
    until: date | None = None,
    satker: Satker | None = None,
    ocid: str = "",
    owner_hashes: frozenset[str] | None = None,
    coop_hashes: frozenset[str] | None = None,
    despite: str = "",
    now: datetime | None = None,
) -> Assignment:
    """Give a person a hat over an agency, one satker of it, or one package (`ocid`); both days count.

    The PA appoints; the LPSE appoints the PA, auditors and its own. `owner_hashes` and `coop_hashes` are the
    NIK hashes of people in businesses and koperasi (S6, S7); None asks settings.BUSINESS_PEOPLE. `despite`
    is the PA's written reason against S1-S4. Raises Refused with a sentence for each rule in the way.
    """
    office = Assignment(person=person, hat=hat, agency=agency, satker=satker, ocid=ocid or spine(agency.pk))
    office.decree_number, office.decree_on = decree_number.strip(), decree_on
    office.starts_on, office.until = starts_on, until
    with transaction.atomic():
        lock(person, agency)
        facts = candidacy(
            person,
            office.held,
            actor=actor,
            now=now,
            in_office=tuple(each.held for each in Assignment.objects.filter(hat=hat, agency=agency)),
            regional=agency.regional,
            decree_number=decree_number,
            decree_on=decree_on,
            owner_hashes=owner_hashes,
            coop_hashes=coop_hashes,
            despite=despite.strip(),
        )
        insist(tables.appointing, facts)
        with born(office.machine, office, actor=actor, now=now) as deed:
            deed.note(**written(office, facts))
            if person.agency_id is None:
                person.agency = agency
                person.save(update_fields=["agency"])
    return office


def lock(person: Person, agency: Agency) -> None:
    """Appointments of one person, and to one agency, wait for each other: none misses the other's hat."""
    Agency.objects.select_for_update().get(pk=agency.pk)
    Person.objects.select_for_update().get(pk=person.pk)


def written(office: Assignment, facts: rules.Candidacy) -> dict[str, object]:
    """What the ledger keeps of an appointment: ids, decree, dates, and which rule was set aside and why."""
    note: dict[str, object] = {
        "hat": office.hat,
        "person": office.person.actor.id,
        "agency": office.agency_id,
        "satker": str(office.satker_id or ""),
        "decree": office.decree_number,
        "decree_on": facts.decree_on.isoformat() if facts.decree_on else "",
        "starts_on": office.starts_on.isoformat(),
        "until": office.until.isoformat() if office.until else "",
    }
    if facts.despite and (broken := rules.overruled(facts)):
        note |= {"despite": facts.despite, "overruled": broken}
    if rules.kpa_as_ppk(facts):
        note["kpa_as_ppk"] = True
    return note


def end(
    assignment: Assignment, *, actor: Actor, until: date, reason: str = "", now: datetime | None = None
) -> None:
    """End an office. `until` is its last day, yesterday at the earliest."""
    with performing(assignment.machine, "end", assignment, actor=actor, now=now) as deed:
        refuse("end", assignment, rules.last_day_allowed(until, today(deed.at)))
        last = max(until, day_before(assignment.starts_on))
        assignment.until = min(last, assignment.until or last)
        deed.note(until=assignment.until.isoformat(), reason=reason, person=f"person:{assignment.person_id}")
