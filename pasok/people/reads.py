"""Questions about people, their hats and their agencies."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from pasok.kernel.actor import CLOCK, Actor
from pasok.people.models import (
    Agency,
    ApiKey,
    Assignment,
    Person,
    Pokja,
    PokjaMember,
    Satker,
    in_force,
    reach,
    today,
    worn,
)
from pasok.people.rules import EVERYWHERE

IMPORTER = Actor(id="system:import", name="Impor data")


def hats(
    actor: Actor, *, on: date, agency: str = "", satker: str = "", ocid: str = "", pokja: str = ""
) -> frozenset[str]:
    """The hats this actor wears over a thing of that agency, satker, package and Pokja on that day.

    `agency` is its code, `satker` the kd_satker as text, `pokja` the Pokja's pk as text. One query for a
    person. "lpse" is worn everywhere; every other office only over its own agency, satker or package.
    """
    if actor.id == CLOCK.id:
        return frozenset({"clock"})
    if actor.id == IMPORTER.id:
        return frozenset({"importer"})
    given = worn(actor.id, on, agency=agency, satker=satker, ocid=ocid, pokja=pokja)
    return given | ({"supplier"} if actor.supplier else set())


def actor_of(person: Person) -> Actor:
    """The person as plain data, for acts and the ledger."""
    return person.actor


def person(actor_id: str) -> Person | None:
    """The person behind "person:7"; None for the clock, the import and the public."""
    kind, _, pk = actor_id.partition(":")
    return Person.objects.filter(pk=int(pk)).first() if kind == "person" else None


def person_by_email(email: str) -> Person | None:
    """The active account with this address."""
    return Person.objects.filter(email=email.strip().lower(), is_active=True).first()


def people(actor_ids: list[str]) -> list[Person]:
    """The people behind many ids, in one query, by name."""
    pks = [int(pk) for kind, _, pk in (each.partition(":") for each in actor_ids) if kind == "person"]
    return list(Person.objects.filter(pk__in=pks).order_by("name"))


def nik_hashes(actor_ids: Iterable[str]) -> frozenset[str]:
    """The NIK hashes of these people, in one query; those who never gave a NIK are left out."""
    pks = [int(pk) for kind, _, pk in (each.partition(":") for each in actor_ids) if kind == "person"]
    return frozenset(
        Person.objects.filter(pk__in=pks).exclude(nik_hash="").values_list("nik_hash", flat=True)
    )


def representatives(supplier: str) -> list[Person]:
    """The active accounts that speak for a supplier: not the staff who only fill its profile."""
    found = Person.objects.filter(supplier=supplier, is_active=True).exclude(supplier_right="fill")
    return list(found.order_by("pk")) if supplier else []


def pokja_members(pokja_id: int | str, on: date) -> list[Actor]:
    """Who sits in the Pokja on that day, by name."""
    seats = PokjaMember.objects.filter(in_force(on), pokja=int(pokja_id)).select_related("person")
    return sorted((seat.person.actor for seat in seats), key=lambda actor: actor.name)


def people_with_hat(
    hat: str, *, agency: str = "", satker: str = "", ocid: str = "", pokja: str = "", on: date | None = None
) -> list[Person]:
    """Everyone who wears the hat over that thing (today, if no day is given): for notices."""
    on = on or today()
    if hat == "pokja":
        seats = (
            PokjaMember.objects.filter(in_force(on), pokja=int(pokja))
            if pokja
            else PokjaMember.objects.none()
        )
        worn_by = seats.values("person")
    else:
        worn_by = Assignment.objects.filter(in_force(on), reach(agency, satker, ocid), hat=hat).values(
            "person"
        )
    return list(Person.objects.filter(pk__in=worn_by, is_active=True).order_by("name"))


def assignments_of(person: Person) -> QuerySet[Assignment]:
    """Every hat a person was ever given, newest first."""
    return person.assignments.select_related("agency", "satker").order_by("-starts_on", "-pk")


def seats_of(person: Person) -> QuerySet[PokjaMember]:
    """Every seat a person ever had in a Pokja, newest first."""
    return person.seats.select_related("pokja__agency").order_by("-starts_on", "-pk")


def offices(agency: str) -> list[Assignment]:
    """Those who serve an agency today or will, by hat and name."""
    rows = Assignment.objects.filter(Q(until=None) | Q(until__gte=today()), agency=agency)
    return list(rows.select_related("person", "satker").order_by("hat", "person__name"))


def sitting(pokja: Pokja) -> list[Person]:
    """Those whose seat in the Pokja is not over, by name."""
    seats = pokja.members.filter(Q(until=None) | Q(until__gte=today())).select_related("person")
    return sorted((seat.person for seat in seats), key=lambda person: person.name)


def hats_within(actor: Actor, agency: str, on: date | None = None) -> frozenset[str]:
    """The hats of a person over any part of an agency, and "lpse": for menus; acts ask `hats`."""
    kind, _, pk = actor.id.partition(":")
    if kind != "person":
        return frozenset()
    over = Q(agency=agency) | Q(hat__in=EVERYWHERE)
    given = Assignment.objects.filter(in_force(on or today()), over, person=int(pk))
    return frozenset(given.values_list("hat", flat=True))


def hats_anywhere(actor: Actor, on: date | None = None) -> frozenset[str]:
    """Every hat a person wears today over anything, the Pokja among them: for greetings, never for acts."""
    kind, _, pk = actor.id.partition(":")
    if kind != "person":
        return frozenset()
    on = on or today()
    given = Assignment.objects.filter(in_force(on), person=int(pk)).order_by().values_list("hat", flat=True)
    seats = PokjaMember.objects.filter(in_force(on), person=int(pk)).order_by()
    found = given.union(seats.values_list(Value("pokja"), flat=True))
    return frozenset(found) | ({"supplier"} if actor.supplier else set())


def scope(actor: Actor, hats: Iterable[str], on: date | None = None) -> Q | None:
    """Rows, of models with agency, satker and ocid, over which the actor wears one of these hats; one query.

    None: over none. It only finds what may concern a person: whether an act is open, `hats` decides.
    """
    kind, _, pk = actor.id.partition(":")
    if kind != "person":
        return None
    held = Assignment.objects.filter(in_force(on or today()), person=int(pk), hat__in=list(hats))
    places = [
        Q(ocid=given.package)
        if given.package
        else Q(satker=given.satker_id)
        if given.satker_id
        else Q(agency=given.agency_id)
        for given in held.order_by("pk")
    ]
    return reduce(or_, places) if places else None


def seats_now(actor: Actor, on: date | None = None) -> frozenset[int]:
    """The Pokja (by pk) in which the actor sits today."""
    kind, _, pk = actor.id.partition(":")
    if kind != "person":
        return frozenset()
    seats = PokjaMember.objects.filter(in_force(on or today()), person=int(pk))
    return frozenset(seats.values_list("pokja", flat=True))


def pokjas(agency: str) -> QuerySet[Pokja]:
    """The Pokja of an agency that are not dissolved."""
    return Pokja.objects.filter(agency=agency).exclude(state="dissolved")


def agencies(words: str = "") -> list[Agency]:
    """Up to 200 agencies whose name or code holds these words."""
    found = Q(name__icontains=words) | Q(code__iexact=words)
    return list(Agency.objects.filter(found)[:200])


def agency(code: str) -> Agency | None:
    return Agency.objects.filter(pk=code).first()


def satker(kd_satker: int | str) -> Satker | None:
    return Satker.objects.filter(pk=int(kd_satker)).first()


def is_official(person: Person, on: date | None = None) -> bool:
    """Staff, or anyone with a hat or a seat today or later: who must have a second factor."""
    open_now = Q(until=None) | Q(until__gte=on or today())
    return person.is_staff or bool(
        Person.objects.filter(pk=person.pk)
        .filter(
            Exists(Assignment.objects.filter(open_now, person=OuterRef("pk")))
            | Exists(PokjaMember.objects.filter(open_now, person=OuterRef("pk")))
        )
        .exists()
    )


def has_second_factor(person: Person) -> bool:
    """A TOTP app or a passkey; recovery codes alone do not count."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user=person, type__in=kinds).exists()


def demo_people() -> list[Person]:
    """The invented people of the demonstration."""
    return list(Person.objects.filter(demo=True, is_active=True).order_by("pk"))


def nik_hash(nik: str) -> str:
    """The HMAC of a NIK (16 digits, in any spacing): the only form in which it is kept or compared."""
    digits = "".join(filter(str.isdigit, nik))
    return hmac.new(settings.NIK_KEY.encode(), digits.encode(), hashlib.sha256).hexdigest()


def key_hash(secret: str) -> str:
    """How an API key is kept. The secret has 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def person_of_key(secret: str) -> tuple[Person, ApiKey] | None:
    """The active person behind a key that is not revoked."""
    found = (
        ApiKey.objects.filter(hash=key_hash(secret), revoked_at=None, person__is_active=True)
        .select_related("person")
        .first()
    )
    return (found.person, found) if found else None
