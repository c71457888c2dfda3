"""Offers the next step to who stopped on the way after a bimtek: once for each step, by the notices."""

from datetime import datetime

from django.urls import reverse

from pasok.coaching import acts as coaching
from pasok.kernel.actor import CLOCK
from pasok.kernel.machine import Refused
from pasok.watch import reads, rules
from pasok.watch.rules import Participant


def remind(now: datetime) -> int:
    """How many were offered a step. Safe to repeat: a step is offered once."""
    return sum(offer(seat, person, now) for seat, person in reads.to_remind(now))


def offer(seat: reads.Seat, person: Participant, now: datetime) -> bool:
    step = rules.due_step(person)
    try:
        return coaching.offer_next(seat, step=step, url=way(person), actor=CLOCK, now=now)
    except Refused:  # the seat changed meanwhile
        return False


def way(person: Participant) -> str:
    """Where the participant takes the step."""
    packages = f"{reverse('packages')}?keadaan=menerima"
    business = reverse("supplier", args=[person.supplier]) if person.supplier else reverse("supplier-new")
    ways = {"ready": business, "looked": f"{packages}&cocok=ya", "won": person.tender}
    return ways.get(person.lacks, packages)
