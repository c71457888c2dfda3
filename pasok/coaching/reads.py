"""Questions about bimtek and seats."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from pasok.coaching import rules
from pasok.coaching.machine import ORGANISERS
from pasok.coaching.models import OFF, Bimtek, Seat, person_pk
from pasok.kernel.actor import Actor
from pasok.people import reads as people

SECTORS = rules.SECTORS
TAKEN = Count("seats", filter=~Q(seats__state__in=OFF))


def bimtek(pk: int | str) -> Bimtek:
    """Raises Bimtek.DoesNotExist."""
    return Bimtek.objects.select_related("agency").get(pk=int(pk))


def seat(pk: int | str) -> Seat:
    """Raises Seat.DoesNotExist."""
    return Seat.objects.select_related("event__agency", "person").get(pk=int(pk))


def ahead() -> QuerySet[Bimtek]:
    """Those that take registrations, the soonest first; `seated`: places given."""
    return Bimtek.objects.filter(state__in=rules.LIVE).select_related("agency").annotate(seated=TAKEN)


def past() -> QuerySet[Bimtek]:
    """Those that are over, the latest first."""
    rows = Bimtek.objects.filter(state__in=("held", "closed")).select_related("agency")
    return rows.annotate(seated=TAKEN).order_by("-starts_at", "-pk")


def for_sectors(rows: QuerySet[Bimtek], sectors: list[str]) -> QuerySet[Bimtek]:
    """Those for these divisions of KBLI, and those for everybody."""
    return rows.filter(Q(sectors__overlap=sectors) | Q(sectors=[])) if sectors else rows


def organised(actor: Actor, now: datetime | None = None) -> QuerySet[Bimtek]:
    """What this person's office organises, in every state, the soonest first."""
    over = people.hats_anywhere(actor) & set(ORGANISERS)
    if not over:
        return Bimtek.objects.none()
    rows = Bimtek.objects.select_related("agency").annotate(seated=TAKEN)
    return rows if "lpse" in over else rows.filter(agency=actor.agency)


def may_organise(actor: Actor) -> bool:
    """Whether the person may make one for the own agency."""
    on = timezone.localdate()
    return bool(actor.agency and people.hats(actor, on=on, agency=actor.agency) & set(ORGANISERS))


def seat_of(event: Bimtek, actor: Actor) -> Seat | None:
    """The actor's own seat in this event."""
    pk = person_pk(actor)
    if pk is None:
        return None
    rows = Seat.objects.filter(event=event, person=pk).exclude(state="withdrawn")
    return rows.select_related("event__agency", "person").first()


def seats_of(actor: Actor) -> QuerySet[Seat]:
    """Every seat of this person, the soonest event first."""
    pk = person_pk(actor)
    rows = Seat.objects.filter(person=pk) if pk is not None else Seat.objects.none()
    return rows.exclude(state="withdrawn").select_related("event__agency").order_by("event__starts_at", "pk")


def participants(event: Bimtek) -> QuerySet[Seat]:
    """Everybody with a place, by the order of asking; then those who wait."""
    rows = event.seats.exclude(state="withdrawn").select_related("person")
    return rows.order_by("pk")
