"""The people of a past that is told again: an agency's officials and the firms that took part.

The officials are invented; the firms carry the names and prices that the imported tables publish.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from pasok.archive.reads import ParticipantRecord, TenderRecord
from pasok.kernel.actor import Actor
from pasok.people import acts as people
from pasok.people.acts.fitness import SETUP
from pasok.people.models import Agency, Person, Pokja, Satker
from pasok.suppliers import acts as suppliers
from pasok.suppliers import reads as known
from pasok.suppliers.rules import Permit

DECREE = "KISAH-ULANG"
ANY_TRADE = Permit("41019", "2020")


@dataclass(frozen=True)
class Office:
    agency: Agency
    satker: Satker
    ppk: Actor
    members: tuple[Actor, ...]
    pokja: Pokja


def an_office(record: TenderRecord) -> Office:
    """The agency of the record with a PPK and a Pokja of three, in office since the year began."""
    agency, _ = Agency.objects.get_or_create(
        pk=record.agency_code, defaults={"name": record.agency_name, "kind": "KABUPATEN"}
    )
    satker = Satker.objects.filter(agency=agency, code=record.satker_code).first() or people.register_satker(
        int(record.code), name=record.satker_name, agency=agency, code=record.satker_code
    )
    since = date(record.announced_at.year - 1, 1, 1)
    lpse, pa, head, ppk, *members = (
        person(f"{name}.{agency.pk.lower()}@kisah.invalid", f"{label} {agency.name} (kisah ulang)", agency)
        for name, label in (
            ("lpse", "LPSE"), ("pa", "PA"), ("ukpbj", "UKPBJ"), ("ppk", "PPK"),
            ("pokja1", "Pokja 1"), ("pokja2", "Pokja 2"), ("pokja3", "Pokja 3"),
        )
    )  # fmt: skip
    found = Pokja.objects.filter(agency=agency, members__person=members[0]).first()
    if found is None:
        for one, hat, by in (
            (lpse, "lpse", SETUP), (pa, "pa", lpse.actor), (head, "ukpbj", pa.actor), (ppk, "ppk", pa.actor),
        ):  # fmt: skip
            if hat == "ppk":
                people.certify(one, "ppk_a", number=DECREE, starts_on=since)
            people.appoint(
                one, hat, agency=agency, actor=by, starts_on=since, decree_number=DECREE, decree_on=since
            )
        for one in members:
            people.certify(one, "pengelola_pbj", number=DECREE, starts_on=since)
        found = people.form_pokja(
            f"Pokja kisah ulang {agency.name}", agency=agency, members=members, actor=head.actor,
            starts_on=since, decree_number=DECREE, decree_on=since,
        )  # fmt: skip
    return Office(agency, satker, ppk.actor, tuple(m.actor for m in members), found)


def person(email: str, name: str, agency: Agency | None = None) -> Person:
    found = Person.objects.filter(email=email).first()
    return found or Person.objects.create_user(email, name=name[:150], agency=agency)


def a_firm(record: ParticipantRecord, now: datetime) -> Actor:
    """The firm of a participant, ready to bid. Its name is the record's; what no table publishes is invented.

    The tables do not say how large a firm is. Whoever took part was let in, so every firm counts as small.
    """
    code = record.supplier_code or record.code
    owner = person(email_of(record), f"Wakil {record.name}")
    if owner.supplier:
        return owner.actor
    digits = f"{int(''.join(filter(str.isdigit, code)) or '0') % 10**11:011d}"
    supplier = suppliers.create(
        actor=owner.actor,
        now=now,
        name=record.name[:200],
        form="other",
        nib=f"92{digits}",
        npwp=f"9{digits[-8:]}424000",
        scale="small",
        region_code="32.04",
        region_name="Tidak tercatat",
        address="Tidak tercatat",
        established_on=date(2015, 1, 1),
        permits=[ANY_TRADE],
        officers=[
            suppliers.NewOfficer("Tidak tercatat", "director", f"98{digits}001"),
            suppliers.NewOfficer("Tidak tercatat", "owner", f"98{digits}002", Decimal(100), True),
        ],
    )
    owner.refresh_from_db()
    suppliers.declare(known.supplier(supplier.pk), actor=owner.actor, sworn=True, now=now)
    return owner.actor


def email_of(record: ParticipantRecord) -> str:
    """How a firm of the tables is known here."""
    return f"{record.supplier_code or record.code}@usaha.kisah.invalid"


def owner_of(supplier: int) -> str:
    found = Person.objects.filter(supplier=str(supplier)).first()
    return found.email if found else ""


def ppk_of(actor_id: str) -> Actor:
    return Person.objects.get(pk=int(actor_id.partition(":")[2])).actor
