"""Gathers what the house knows of the participants of bimtek."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.coaching.machine import ORGANISERS
from pasok.coaching.models import Bimtek, Seat
from pasok.contracts.models import Contract
from pasok.kernel.actor import NOBODY, Actor
from pasok.people import reads as people
from pasok.suppliers.models import Supplier
from pasok.suppliers.rules import COMPLETE
from pasok.tenders.models import Bid, Tender
from pasok.watch import rules
from pasok.watch.models import Look
from pasok.watch.rules import Participant

WATCHERS = (*ORGANISERS, "auditor")
OVER = ("held", "closed")  # events whose participants are those who came
OPENED = ("opened", "fallen")  # bids that everybody may know of
WON = ("standstill", "cleared", "appointed", "contracted")  # tenders whose winner is announced


def events_for(actor: Actor, now: datetime | None = None) -> QuerySet[Bimtek]:
    """The events whose funnel the actor may read: of the own agency; for the LPSE all."""
    hats = people.hats_anywhere(actor) & set(WATCHERS)
    rows = Bimtek.objects.exclude(announced_at=None).exclude(state="cancelled").select_related("agency")
    if "lpse" in hats:
        return rows
    scope = people.scope(actor, WATCHERS)
    if scope is None:
        return rows.none()
    held = set(people.hats(actor, on=timezone.localdate(now), agency=actor.agency)) & set(WATCHERS)
    return rows.filter(agency=actor.agency) if held else rows.none()


def taking_part(events: Iterable[Bimtek]) -> list[Seat]:
    """Who came; of an event that is not over, who has a place."""
    pks = [event.pk for event in events]
    came = Q(state="attended") | Q(state="registered", event__state__in=("announced", "running"))
    rows = Seat.objects.filter(came, event__in=pks).select_related("person", "event")
    return list(rows.order_by("pk"))


def once_each(seats: Sequence[Seat]) -> list[Seat]:
    """Of who took part in several events only the first; a guest cannot be known again."""
    seen: dict[object, Seat] = {}
    for seat in seats:
        seen.setdefault(seat.person_id or f"guest {seat.pk}", seat)
    return list(seen.values())


@dataclass
class Known:
    """What the rooms know of some businesses, each asked once."""

    suppliers: dict[int, Supplier]
    looks: dict[int, int] = field(default_factory=dict)
    bids: dict[int, list[Bid]] = field(default_factory=dict)
    won: set[int] = field(default_factory=set)
    contracts: dict[int, Contract] = field(default_factory=dict)


def known(ids: Iterable[int]) -> Known:
    pks = sorted(set(ids))
    rows = Supplier.objects.filter(pk__in=pks).prefetch_related("permits", "officers")
    found = Known({row.pk: row for row in rows})
    days = Look.objects.filter(supplier__in=pks).values("supplier").annotate(n=Count("day", distinct=True))
    found.looks = {row["supplier"]: row["n"] for row in days}
    bids = Bid.objects.filter(supplier__in=pks, state__in=OPENED).select_related("tender")
    for bid in bids.order_by("submitted_at", "pk"):
        found.bids.setdefault(bid.supplier_id, []).append(bid)
    winners = Tender.objects.filter(state__in=WON, winner__supplier__in=pks)
    found.won = set(winners.values_list("winner__supplier", flat=True))
    live = Contract.objects.filter(supplier__in=pks).exclude(state="cancelled")
    found.contracts = {row.supplier_id: row for row in live.order_by("pk")}
    return found


def participants(seats: Sequence[Seat], now: datetime | None = None) -> list[Participant]:
    """Each seat with all that is known. A dozen questions to the database, however many they are."""
    now = now or timezone.now()
    ids = {seat.pk: int(seat.person.supplier) for seat in seats if seat.person and seat.person.supplier}
    facts = known(ids.values())
    words = told({seat.person_id for seat in seats if seat.person_id})
    return [
        replace(participant(seat, ids.get(seat.pk), facts, now), **words.get(seat.person_id, {}))
        for seat in seats
    ]


def told(persons: Iterable[int]) -> dict[int | None, dict[str, Any]]:
    """Of each person, at whichever event: when a next step was offered last, and whether none may be."""
    rows = Seat.objects.filter(person__in=persons).values("person")
    rows = rows.annotate(at=Max("offered_at"), alone=BoolOr("left_alone"))
    return {row["person"]: {"reminded_at": row["at"], "left_alone": row["alone"]} for row in rows}


def to_remind(now: datetime) -> list[tuple[Seat, Participant]]:
    """Who stopped on the way, of events that ended long enough ago, but not before looks are forgotten."""
    oldest, newest = (now - timedelta(days=days) for days in (settings.LOOKS_DAYS, settings.OFFER_DAYS))
    events = Bimtek.objects.filter(state__in=OVER, ends_at__gt=oldest, ends_at__lte=newest)
    seats = once_each(taking_part(events))
    people = zip(seats, participants(seats, now), strict=True)
    return [(seat, person) for seat, person in people if rules.due_step(person)]


def participant(seat: Seat, supplier: int | None, facts: Known, now: datetime) -> Participant:
    base = {
        "seat": seat.pk, "name": seat.name, "event": seat.event_id, "sector": seat.sector,
        "region": seat.region_name, "account": seat.person_id is not None,
    }  # fmt: skip
    row = facts.suppliers.get(supplier) if supplier else None
    if row is None:
        return Participant(**base)
    bids = facts.bids.get(row.pk, [])
    won = row.pk in facts.won
    contract = facts.contracts.get(row.pk) if won else None
    return Participant(
        **base,
        supplier=row.pk,
        ready=row.state == "ready",
        lacking=() if row.state == "ready" else lacking(row, now),
        days_looked=facts.looks.get(row.pk, 0),
        bids=len(bids),
        decided=bool(bids) and bids[-1].tender.state in WON,
        outcome=outcome(bids[-1]) if bids else "",
        fallen=bids[-1].fallen_reason if bids else "",
        tender=bids[-1].tender.get_absolute_url() if bids else "",
        won=won,
        contract=contract.get_absolute_url() if contract else "",
        standing=_(contract.status.label) if contract else "",
    )


def lacking(supplier: Supplier, now: datetime) -> tuple[str, ...]:
    """The parts of the profile that are missing, by their labels."""
    facts = supplier.facts(NOBODY, now)
    return tuple(_(label) for label, guard in COMPLETE if guard(facts))


def outcome(bid: Bid) -> str:
    """How the newest bid ended, in words that its owner reads, too."""
    if bid.state == "fallen":
        return _("Penawaran terakhirnya gugur.")
    if bid.tender.state in WON and bid.rank:
        return _("Penawaran terakhirnya di peringkat {rank}.").format(rank=bid.rank)
    return _("Penawaran terakhirnya belum diputuskan.")
