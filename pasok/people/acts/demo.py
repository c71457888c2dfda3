"""The invented people of the demonstration. Their hats come by decree, through everybody's doors."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from pasok.people.acts.accounts import certify
from pasok.people.acts.appointments import appoint
from pasok.people.acts.fitness import SETUP
from pasok.people.acts.pokja import form_pokja
from pasok.people.models import Agency, Person, Pokja

ROSTER = {
    "lina": ("Lina Contoh (LPSE)", "lpse"),
    "sari": ("Sari Contoh (PA)", "pa"),
    "auditor": ("Pak Auditor Contoh (APIP)", "auditor"),
    "hendra": ("Hendra Contoh (UKPBJ)", "ukpbj"),
    "ratna": ("Ratna Contoh (PPK)", "ppk"),
    "tono": ("Tono Contoh (Pejabat Pengadaan)", "procurement_officer"),
    "budi": ("Budi Contoh (Pokja)", ""),
    "dewi": ("Dewi Contoh (Pokja)", ""),
    "joko": ("Joko Contoh (Pokja)", ""),
    "lukman": ("Lukman Contoh (LPSE)", "lpse"),
    "fina": ("Fina Contoh (Fasilitator)", "facilitator"),
}
CERTIFIED = {"ratna": "ppk_a", "tono": "pengelola_pbj"} | dict.fromkeys(
    ("budi", "dewi", "joko"), "pengelola_pbj"
)
POKJA = ("budi", "dewi", "joko")
DECREE = "SK-CONTOH/{number}/2026"
SINCE = date(2026, 1, 2)


def demo_person(name: str, email: str, *, agency: Agency | None = None, **more: object) -> Person:
    """An invented account that opens with one tap in the demonstration and never by password."""
    found = Person.objects.filter(email=email).first()
    return found or Person.objects.create_user(email, name=name, agency=agency, demo=True, **more)


@transaction.atomic
def demo_cast(
    agency: Agency, *, ids: Mapping[str, int] | None = None, now: datetime | None = None
) -> tuple[dict[str, Person], Pokja]:
    """The officials of one agency, a facilitator and their Pokja; made once, found again after that.

    `ids` fixes primary keys, for tests. Answers the people by first name, and the Pokja.
    """
    people = {
        key: demo_person(
            name,
            f"{key}.{agency.pk.lower()}@contoh.test",
            agency=agency,
            **({"pk": ids[key]} if ids else {}),
        )
        for key, (name, _) in ROSTER.items()
    }
    if found := Pokja.objects.filter(agency=agency, members__person=people["budi"]).first():
        return people, found
    for key, kind in CERTIFIED.items():
        certify(people[key], kind, number=f"CONTOH-{key.upper()}", starts_on=SINCE)
    return people, seated(people, agency, now or timezone.now())


def seated(people: dict[str, Person], agency: Agency, now: datetime) -> Pokja:
    """LPSE first, then the PA and the auditor by LPSE, then everyone else by the PA, then the Pokja."""
    by = dict.fromkeys(("pa", "auditor", "facilitator"), people["lina"].actor) | {"lpse": SETUP}
    for number, (key, (_, hat)) in enumerate(ROSTER.items(), start=1):
        if hat:
            appoint(
                people[key],
                hat,
                agency=agency,
                actor=by.get(hat, people["sari"].actor),
                starts_on=SINCE,
                decree_number=DECREE.format(number=number),
                decree_on=SINCE,
                now=now,
            )
    return form_pokja(
        "Pokja Contoh 1",
        agency=agency,
        members=[people[key] for key in POKJA],
        actor=people["hendra"].actor,
        starts_on=SINCE,
        decree_number=DECREE.format(number=99),
        decree_on=SINCE,
        now=now,
    )
