"""Everything that is kept about a person and the business he answers for, in one piece."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from pasok.kernel.actor import Actor
from pasok.kernel.money import plain
from pasok.kernel.tongue import mark
from pasok.ledger.models import Entry
from pasok.people import reads as people
from pasok.people.models import Person
from pasok.suppliers.models import DataRequest, Item, Supplier
from pasok.suppliers.reads.items import items, loose

Data = dict[str, Any]
ACCOUNT = ("name", "email", "phone", "nip", "time_zone")
BUSINESS = ("name", "form", "nib", "npwp", "scale", "region_code", "region_name", "address")
HASHED = mark("hanya sidik jarinya yang disimpan")


def requests_of(actor: Actor) -> QuerySet[DataRequest]:
    return DataRequest.objects.filter(person=actor.id)


def waiting() -> QuerySet[DataRequest]:
    """What the LPSE has to answer, the oldest first."""
    return DataRequest.objects.filter(state="asked").order_by("asked_at")


def data_request(pk: int | str) -> DataRequest:
    """One request. Raises DataRequest.DoesNotExist."""
    return DataRequest.objects.get(pk=int(pk))


def everything(actor: Actor) -> Data:
    """The data of a person, and of the business he owns, as plain JSON. No key, no hash, no password."""
    person = people.person(actor.id)
    supplier = Supplier.objects.filter(pk=int(actor.supplier)).first() if actor.owns else None
    acts = (
        Entry.objects.filter(actor__id=actor.id).order_by("pk").values_list("at", "machine", "act", "subject")
    )
    return {
        "account": account(person) if person else {},
        "business": business(supplier) if supplier else None,
        "requests": [
            {"at": row.asked_at.isoformat(), "wish": row.wish, "text": row.text, "reply": row.reply,
             "state": row.state}
            for row in requests_of(actor)
        ],
        "acts": [{"at": at.isoformat(), "act": f"{kind}.{act}", "subject": on} for at, kind, act, on in acts],
    }  # fmt: skip


def account(person: Person) -> Data:
    return {name: getattr(person, name) for name in ACCOUNT} | {
        "nik": HASHED if person.nik_hash else "",
        "joined": person.date_joined.isoformat(),
    }


def business(supplier: Supplier) -> Data:
    return {name: getattr(supplier, name) for name in BUSINESS} | {
        "capital": plain(supplier.capital) if supplier.capital is not None else "",
        "yearly_sales": plain(supplier.yearly_sales) if supplier.yearly_sales is not None else "",
        "established_on": day(supplier.established_on),
        "permits": [
            {
                "kbli": row.kbli,
                "edition": row.edition,
                "title": row.title,
                "valid_until": day(row.valid_until),
            }
            for row in supplier.permits.all()
        ],
        "people": [
            {
                "name": row.name,
                "role": row.role,
                "share_pct": str(row.share_pct) if row.share_pct is not None else "",
                "beneficial": row.beneficial,
                "nik": HASHED if row.nik_hash else "",
            }
            for row in supplier.officers.all()
        ],
        "items": [item(row) for row in items(supplier)],
        "papers": [{"kind": row.kind, "type": row.type, "at": row.at.isoformat()} for row in loose(supplier)],
    }


def item(row: Item) -> Data:
    return {
        "kind": row.kind,
        "values": row.values,
        "valid_until": day(row.valid_until),
        "source": row.source,
        "contract": row.contract,
        "filled_by": row.helper,
        "filled_for": row.helped,
        "state": row.state,
        "checked_by": row.checked_by,
        "checked_at": row.checked_at.isoformat() if row.checked_at else "",
        "proofs": [{"type": paper.type, "url": paper.get_absolute_url()} for paper in row.proofs.all()],
    }


def day(value: date | None) -> str:
    return value.isoformat() if value else ""
