"""What the desk of the LPSE asks the register: the licence, where columns came from, the papers."""

from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from pasok.kernel.days import end_of_period
from pasok.kernel.machine import State
from pasok.law import calendar
from pasok.law import lookup as law
from pasok.people.models import today
from pasok.suppliers import oss, rules
from pasok.suppliers.models import Item, Origin, Supplier

STANDARD = "practice_supplier_verification"


def due_at(asked: datetime) -> datetime:
    """When the service standard of that day runs out."""
    period = law.rule(STANDARD, on=today(asked)).period
    terms = period.n, period.unit, calendar.holidays(), settings.TIME_ZONE
    return end_of_period(asked, *terms, calendar.hours(today(asked)))


def unchecked() -> QuerySet[Item]:
    """Items with a proof that no official has looked at, the longest waiting first.

    What was sent back waits for its owner; what a contract proves, and what was never proven, for nobody.
    """
    rows = Item.objects.filter(state="noted", note="", asked_at__isnull=False)
    return rows.select_related("supplier").prefetch_related("proofs").order_by("asked_at", "pk")


def standing(day: date) -> QuerySet[Item]:
    """Of these what still holds on that day: with what has ended nobody is late, the clock takes it away."""
    return unchecked().exclude(valid_until__lt=day)


def licence(nib: str) -> oss.Found | None:
    """The business as the licence register has it today."""
    return oss.register().find(nib) if nib else None


def licence_name() -> str:
    return oss.register().name()


def origins(supplier_id: int) -> dict[str, str]:
    """Column by column, where its value came from."""
    return dict(Origin.objects.filter(supplier=supplier_id).values_list("column", "source"))


def form_label(form: str) -> str:
    return rules.FORMS.get(form, form)


def scale_label(scale: str) -> str:
    return rules.SCALES.get(scale, scale)


def checked_items(supplier: Supplier) -> list[tuple[Item, State, int]]:
    """The papers of a profile, each with its state and how many proofs it has."""
    rows = supplier.items.exclude(state="removed").prefetch_related("proofs")
    return [(row, Item.machine.states[row.state], len(row.proofs.all())) for row in rows]


def has_nib(nib: str, besides: int | None = None) -> bool:
    """Whether a business here has that NIB already."""
    return bool(nib) and Supplier.objects.filter(nib=nib).exclude(pk=besides).exists()


def unclaimed(supplier_id: int | str) -> Supplier | None:
    """A record of another system that nobody has claimed."""
    return Supplier.objects.filter(pk=int(supplier_id), state="unclaimed").first()


def checked_number(typed: str, kind: str) -> str:
    """A NIB or NPWP as digits. Raises ValidationError with the sentence of its shape."""
    plain, fault = rules.digits(typed), {"nib": rules.nib_fault, "npwp": rules.npwp_fault}[kind]
    if plain and (why := fault(plain, timezone.localdate())):
        raise ValidationError(why)
    return plain
