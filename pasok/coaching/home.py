"""What bimtek bring to the front page: the organiser's work, one's own seats, and what is coming."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from pasok.coaching import reads, shown
from pasok.coaching.machine import bimtek as machine
from pasok.coaching.machine import seat as seats
from pasok.coaching.models import Bimtek, Seat
from pasok.kernel.actor import Actor
from pasok.pages.parts import Task

SHOWN = 2
OPEN = ("draft", "announced", "running", "held")  # events that may ask something of their organiser


def tasks(actor: Actor, now: datetime) -> Iterator[Task]:
    """An organiser answers, opens and closes; a participant comes, and may take the certificate."""
    if actor.agency:
        for event in waiting_for(actor, now):
            yield from organising(event, actor, now)
        return
    for seat in reads.seats_of(actor):
        yield from taking_part(seat, actor, now)


def waiting_for(actor: Actor, now: datetime) -> list[Bimtek]:
    """What is not over yet. Where there is nothing, nobody's hats are asked for."""
    if not Bimtek.objects.filter(state__in=OPEN).exists():
        return []
    return list(reads.organised(actor, now).filter(state__in=OPEN))


def organising(event: Bimtek, actor: Actor, now: datetime) -> Iterator[Task]:
    facts = event.facts(actor, now)
    offers = {offer.act.name: offer for offer in machine.offers(facts)}
    todo = "answer" if facts.open_questions else {"draft": "announce", "held": "close"}.get(event.state, "")
    offer = offers.get(todo)
    if offer and not offer.reasons:
        yield Task(
            event.title, event.get_absolute_url(), event.status, _(offer.act.label),
            due=event.starts_at if event.state == "draft" else None, act=f"bimtek.{todo}", note=_("Bimtek"),
        )  # fmt: skip


def taking_part(seat: Seat, actor: Actor, now: datetime) -> Iterator[Task]:
    event = seat.event
    url = seat.get_absolute_url()
    if event.state in ("announced", "running") and seat.state in ("registered", "waiting"):
        waits = (
            _("Anda di daftar tunggu. Acara dimulai")
            if seat.state == "waiting"
            else _("Anda terdaftar. Acara dimulai")
        )
        yield Task(event.title, url, seat.status, waits=waits, due=event.starts_at, note=_("Bimtek"))
    offers = {offer.act.name: offer for offer in seats.offers(seat.facts(actor, now))}
    take = offers.get("take_certificate") if seat.state == "attended" else None
    if take and not take.reasons:
        yield Task(
            event.title, url, seat.status, _(take.act.label), act="seat.take_certificate", may=True,
            note=_("Bimtek"),
        )  # fmt: skip


def coming_block(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """For who sells, or may come to: the next events, those for the own business first."""
    if request.actor.agency:
        return None
    own = shown.sectors_of(request.actor)
    rows = sorted(reads.ahead()[:12], key=lambda event: not own & set(event.sectors))
    cards = shown.cards(rows[:SHOWN], request.actor)
    return ("coaching/home.html", {"cards": cards}) if cards else None
