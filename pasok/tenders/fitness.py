"""May this business bid? One list for the page, for registration and for the bid: nothing comes late."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from pasok.contracts import reads as contracts
from pasok.people import reads as people
from pasok.suppliers import reads as suppliers

if TYPE_CHECKING:
    from pasok.tenders.models import Tender

Requirement = suppliers.Requirement


def standing(supplier: int | str, on: date) -> suppliers.Standing:
    """The business on that day, with the works contracts it has here."""
    load = contracts.workload(supplier, on)
    return suppliers.standing(supplier, on, running=load.running, most=load.most, highest=load.highest)


def demands(tender: "Tender", now: datetime, rivals: frozenset[str] = frozenset()) -> suppliers.Demands:
    """What a tender asks today, by the law of its announcement."""
    office = [tender.ppk, *(member.id for member in people.pokja_members(tender.pokja_id, on=tender.law_on))]
    return asked(
        kind=tender.category,
        kbli=tuple(tender.document.get("kbli", ())),
        reserved=tender.small_only,
        value=tender.hps or tender.pagu,
        announced_on=tender.law_on,
        on=timezone.localdate(now),
        officials=people.nik_hashes(office),
        rivals=rivals,
    )


def asked(*, kbli: tuple[str, ...], value: Decimal, **more: Any) -> suppliers.Demands:
    """The demands of a package, its codes with their edition and their relatives in the other one."""
    edition, relatives = suppliers.wanted(kbli)
    return suppliers.Demands(kbli=kbli, value=value, edition=edition, relatives=relatives, **more)


def requirements(tender: "Tender", supplier: int | str, now: datetime) -> list[Requirement]:
    """Each requirement of the tender against the business: what registration and sending test."""
    found = demands(tender, now)
    return suppliers.qualification(standing(supplier, found.on), found)


def with_rivals(tender: "Tender", supplier: int | str, now: datetime) -> list[Requirement]:
    """The same, and a warning when somebody behind the business is behind another that takes part."""
    others = tender.bids.exclude(supplier_id=int(supplier)).exclude(state="withdrawn")
    rivals = suppliers.linked(others.values_list("supplier_id", flat=True))
    found = demands(tender, now, rivals)
    return suppliers.qualification(standing(supplier, found.on), found)
