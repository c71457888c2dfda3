"""Questions to the blacklist: who may not take part now, until when, by whose decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from pasok.people import reads as persons
from pasok.people.models import Person, in_force
from pasok.suppliers import rules as register
from pasok.suppliers.models import NationalEntry, Sanction, SanctionedPerson, Supplier
from pasok.suppliers.reads.business import profiles
from pasok.suppliers.rules import sanction as rules

Bar = rules.Bar
Profile = register.Profile
BUDGET = frozenset({"pa", "kpa"})
LEADING = ("owner", "director", "commissioner")  # whose own sanction bars the business they own or run


def number_keys(profile: Profile) -> list[str]:
    """Hashes of NIB and NPWP, the latter also as the firm shares it with its branches."""
    numbers = [profile.nib, *rules.npwp_keys(profile.npwp)]
    return [persons.nik_hash(number) for number in numbers if number]


def is_barred(supplier: int | str | Profile, on: date) -> Bar | None:
    """Why this business may not take part on that day; None when nothing bars it."""
    if isinstance(supplier, register.Profile):
        return _bars({supplier.id: supplier}, on).get(supplier.id)
    return barred([supplier], on).get(int(supplier))


def barred(ids: Iterable[int | str], on: date) -> dict[int, Bar]:
    """Those of these businesses that may not take part on that day, in six queries however many they are."""
    return _bars(profiles(ids), on)


def _bars(known: dict[int, Profile], on: date) -> dict[int, Bar]:
    if not known:
        return {}
    keys = {pk: set(number_keys(profile)) for pk, profile in known.items()}
    niks = {pk: profile.hashes(*LEADING) for pk, profile in known.items()}
    every_key, every_nik = sorted(set().union(*keys.values())), sorted(frozenset().union(*niks.values()))
    named = list(
        SanctionedPerson.objects.filter(nik_hash__in=every_nik).values_list("sanction_id", "nik_hash")
    )
    mine = Q(supplier__in=known) | Q(keys__overlap=every_key) | Q(pk__in=[pk for pk, _ in named])
    decided = list(standing(on).filter(mine).select_related("agency"))
    listed = list(nationally_standing(on).filter(number_key__in=every_key))
    people = {(pk, nik) for pk, nik in named}
    found: dict[int, Bar] = {}
    for pk in known:
        for sanction in decided:
            if sanction.supplier_id == pk or keys[pk] & set(sanction.keys):
                found.setdefault(pk, bar_of(sanction))
        for entry in listed:
            if entry.number_key in keys[pk]:
                found.setdefault(
                    pk, Bar(entry.ends_on, entry.authority, entry.number, entry.get_absolute_url())
                )
        for sanction in decided:
            if any((sanction.pk, nik) in people for nik in niks[pk]):
                found.setdefault(pk, bar_of(sanction, person=True))
    return found


def bar_of(sanction: Sanction, *, person: bool = False) -> Bar:
    return Bar(
        sanction.until, sanction.authority, sanction.number, sanction.get_absolute_url(), person=person
    )


def standing(on: date) -> QuerySet[Sanction]:
    """Sanctions that bar on that day."""
    rows = Sanction.objects.filter(state__in=rules.STANDING, decided_on__lte=on)
    return rows.filter(Q(until=None) | Q(until__gte=on))


def nationally_standing(on: date) -> QuerySet[NationalEntry]:
    """Entries of the national list that bar on that day."""
    rows = NationalEntry.objects.filter(status="PUBLISHED", starts_on__lte=on)
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=on))


def public_sanctions(words: str = "", *, on: date | None = None) -> QuerySet[Sanction]:
    """Decided sanctions that everybody may read, newest first; with `on` only those that bar then."""
    rows = Sanction.objects.filter(state__in=(*rules.STANDING, "stayed", "ended"), national=None)
    rows = standing(on).filter(national=None) if on else rows
    found = Q(supplier__name__icontains=words) | Q(number__icontains=words) | Q(authority__icontains=words)
    return rows.filter(found if words else Q()).select_related("supplier", "agency")


def national_entries(words: str = "", *, on: date | None = None) -> QuerySet[NationalEntry]:
    """The national list as imported; with `on` only what bars then. Cancelled entries are not shown."""
    rows = nationally_standing(on) if on else NationalEntry.objects.exclude(status="CANCELED")
    found = Q(name__icontains=words) | Q(number__icontains=words) | Q(authority__icontains=words)
    return rows.filter(found if words else Q())


def alike(entry: NationalEntry, limit: int = 10) -> list[Supplier]:
    """Businesses here whose name is the entry's without legal form: a hint for a person, never a match."""
    first = next(iter(entry.name_key.split()), "")
    near = Supplier.objects.filter(name__icontains=first)[:500] if first else []
    return [one for one in near if rules.name_key(one.name) == entry.name_key][:limit]


def hints(ids: Iterable[int | str], on: date) -> dict[int, NationalEntry]:
    """Those whose name stands on the national list that day, unless a person has decided on it."""
    rows = Supplier.objects.filter(pk__in=[int(i) for i in ids]).only("pk", "name", "form")
    by_name = {row.pk: rules.name_key(row.name) for row in rows}
    entries = {e.name_key: e for e in nationally_standing(on).filter(name_key__in=by_name.values())}
    known = set(
        Sanction.objects.filter(national__in=entries.values()).values_list("supplier_id", "national_id")
    )
    return {
        pk: entries[key]
        for pk, key in by_name.items()
        if key and key in entries and (pk, entries[key].pk) not in known
    }


def sanction(pk: int | str) -> Sanction:
    """The sanction with that number. Raises Sanction.DoesNotExist."""
    return Sanction.objects.select_related("supplier", "agency").get(pk=int(pk))


def open_matters(supplier_id: int) -> QuerySet[Sanction]:
    """Matters against a business of which it was told and that are not decided."""
    return Sanction.objects.filter(supplier_id=supplier_id, state__in=("hearing", "examined"))


@dataclass(frozen=True)
class Office:
    """An office that may propose, and the place it reaches: columns of Sanction."""

    hat: str
    name: str
    place: dict[str, str | None]


def proposing_offices(person: Person) -> dict[str, Office]:
    """The offices this person holds today and may propose for, by a key for a form."""
    today = timezone.localdate()
    found: dict[str, Office] = {}
    for given in persons.assignments_of(person).filter(in_force(today), hat__in=rules.PROPOSERS | BUDGET):
        satker = str(given.satker_id or "")
        place = {"agency": given.agency_id, "satker": satker, "pokja": ""}
        found[f"jabatan-{given.pk}"] = Office(given.hat, str(given.satker or given.agency), place)
    for seat in persons.seats_of(person).filter(in_force(today)):
        place = {"agency": seat.pokja.agency_id, "satker": "", "pokja": str(seat.pokja_id)}
        found[f"pokja-{seat.pokja_id}"] = Office("pokja", str(seat.pokja), place)
    return found
