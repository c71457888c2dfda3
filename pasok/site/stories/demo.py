"""A regency to look at: invented firms and people, packages and tenders in every state."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import count, islice

from django.db import transaction
from django.utils import timezone

from pasok.people.acts import load_agencies
from pasok.planning.models import Package
from pasok.site import guardian
from pasok.site.stories import counters, desk, hours, places, regency, sanctions
from pasok.site.stories.play import PASSPHRASE, Play
from pasok.site.stories.scenes import SCENES
from pasok.site.stories.seminar import lay_out as hold_seminar
from pasok.tenders import rehearsal
from pasok.tenders.models import Tender

__all__ = ["OPEN", "PASSPHRASE", "announced", "lay_out"]

OPEN = places.DESK.title
LIVE = ("questioned", "just_out", "soon", "moved")
ENOUGH = 4  # tenders that take bids; when fewer are left, new ones are announced
Say = Callable[[str], None]


def lay_out(say: Say, most: int | None = None) -> None:
    """Make what is not there yet, in the order of the table, or only its first `most` packages.

    Safe to run again: it changes nothing, except that a demonstration grown old gets new tenders to bid for.
    """
    load_agencies()
    office = places.an_office()
    second = places.second_bench(office)
    with transaction.atomic():
        places.all_firms(places.IN_OFFICE)
        if not most:
            sanctions.lay_out(office, timezone.now())
    every = list(regency.things())
    told = every[:most]
    known = set(Package.objects.filter(agency=office.agency).values_list("title", flat=True))
    told += [] if most else list(fresh(office, known))
    for number, thing in enumerate(told, start=1):
        if thing.title not in known:
            say(f"Menyiapkan contoh {number} dari {max(len(told), len(every))}: {thing.title}")
            with transaction.atomic():
                guardian.restock()
                SCENES[thing.scene](Play(second if thing.pokja == 2 else office, thing, timezone.now()))
    if most is None:
        with transaction.atomic():
            hold_seminar(office, timezone.now(), say)
            desk.lay_out(timezone.now())
            counters.lay_out(timezone.now())


def fresh(office: places.Office, known: set[str]) -> Iterator[regency.Thing]:
    """More of what bidders may still bid for, under new names, until enough of it is open."""
    models = [thing for thing in regency.things() if thing.scene in LIVE]
    if not known.issuperset(thing.title for thing in models):
        return  # the first ones are still to come
    lacking = ENOUGH - Tender.objects.filter(agency=office.agency, state="announced").count()
    for thing in islice(models, max(0, lacking)):
        titles = (f"{thing.title}, tahap {number}" for number in count(2))
        yield replace(thing, title=next(title for title in titles if title not in known))


def announced(
    office: places.Office, title: str, now: datetime, clock: str
) -> tuple[Tender, rehearsal.Committee]:
    """Desks and chairs under that title, open to bids from `now` for the shortest time the law allows."""
    play = Play(office, replace(places.DESK, title=title), now)
    tender = play.announced(hours.shortest(now)["bid_submission"][1], now, clock)
    return tender, play.committee
