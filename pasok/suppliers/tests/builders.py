"""Invented businesses for tests."""

from datetime import date
from decimal import Decimal
from itertools import count

from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.ledger.performing import born
from pasok.people.models import Person
from pasok.people.reads import IMPORTER
from pasok.suppliers import acts, rules
from pasok.suppliers.acts import blacklist
from pasok.suppliers.machine import supplier as machine
from pasok.suppliers.models import NationalEntry, Sanction, Supplier

NUMBER = count(1)
FURNITURE = rules.Permit("31001", "2020")


def an_owner(name: str = "Pelaku usaha contoh") -> Actor:
    """A person with an account and no business yet."""
    person = Person.objects.create_user(email=f"usaha{next(NUMBER)}@contoh.test", name=name)
    return person.actor


def a_nik(number: int) -> str:
    """An invented NIK: no region has the code 99."""
    return f"9901010101{number:06d}"


def a_supplier(
    name: str = "Mebel Contoh", *, actor: Actor | None = None, ready: bool = True, **changes: object
) -> Supplier:
    """A small workshop with a whole profile, declared unless `ready` is False; its user is the actor."""
    number = next(NUMBER)
    given: dict[str, object] = {
        "name": name,
        "form": "cv",
        "nib": f"{9_000_000_000_000 + number}",
        "npwp": f"{number:09d}424000",
        "scale": "small",
        "region_code": "32.04",
        "region_name": "Kab. Bandung",
        "address": "Jalan Contoh 1",
        "established_on": date(2015, 1, 5),
        "permits": [FURNITURE],
        "officers": [
            acts.NewOfficer("Direktur Contoh", "director", a_nik(number * 2)),
            acts.NewOfficer("Pemilik Contoh", "owner", a_nik(number * 2 + 1), Decimal(100), True),
        ],
    } | changes
    owner = actor or an_owner()
    supplier = of_the_cast(owner, **given) if owner.supplier else acts.create(actor=owner, **given)
    if ready:
        acts.declare(supplier, actor=user_of(supplier, owner), sworn=True)
    return supplier


def of_the_cast(owner: Actor, *, permits: object, officers: object, **identity: object) -> Supplier:
    """The business whose id an actor of the cast already names."""
    supplier = Supplier(pk=int(owner.supplier), ocid=f"supplier:{owner.supplier}", **identity)
    with born(machine, supplier, actor=owner):
        pass
    acts.set_permits(supplier, actor=owner, permits=permits)
    acts.set_officers(supplier, actor=owner, officers=officers)
    return supplier


def user_of(supplier: Supplier, owner: Actor) -> Actor:
    """The owner, now that the account speaks for the business."""
    return Actor(owner.id, owner.name, owner.agency, str(supplier.pk))


def three_workshops(actors: tuple[Actor | None, ...] = (None, None, None)) -> list[Supplier]:
    """Three furniture workshops that could bid against each other, run by these people if given."""
    named = (("Ukir Jati Contoh", "cv"), ("Mebel Maju Contoh", "ud"), ("Bengkel Kencana Contoh", "koperasi"))
    return [
        a_supplier(name, form=form, actor=actor) for (name, form), actor in zip(named, actors, strict=True)
    ]


def put_on_the_list(supplier_id: int, starts_on: date, ends_on: date) -> Sanction:
    """A sanction of another region, known here from the national list and recognised as this business."""
    supplier = Supplier.objects.get(pk=supplier_id)
    entry = NationalEntry.objects.create(
        name=supplier.full_name, name_key="", number="9/SK/CONTOH", starts_on=starts_on, ends_on=ends_on,
        status="PUBLISHED", authority="Kab. Lain", imported_at=timezone.now(),
        npwp=f"{next(NUMBER)}",
    )  # fmt: skip
    return blacklist.recognise(entry, supplier=supplier, reason="SK cocok.", actor=IMPORTER)
