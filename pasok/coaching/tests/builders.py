"""Invented bimtek for tests."""

from datetime import datetime, timedelta
from itertools import count

from pasok.coaching import acts
from pasok.coaching.models import Bimtek, Seat
from pasok.kernel.actor import CLOCK, Actor
from pasok.people import reads as people
from pasok.people.models import Person
from tests.cast import AGENCY, HENDRA, NOON, days

NUMBER = count(1)


def a_plan(**changes: object) -> dict[str, object]:
    """A hall with two places, three days from NOON."""
    return {
        "title": "Bimtek SPSE Contoh",
        "about": "Membuat akun\nMengisi profil",
        "mode": "hall",
        "address": "Aula Contoh",
        "region_code": "32.04",
        "starts_at": NOON + days(3),
        "ends_at": NOON + days(3) + timedelta(hours=3),
        "capacity": 2,
        "sectors": ["25", "31"],
        "speakers": "Pengajar Contoh",
        "contact": "Meja LPSE Contoh",
    } | changes


def an_event(*, now: datetime = NOON, open_now: bool = True, **changes: object) -> Bimtek:
    """Of the cast's UKPBJ, with its registration open. The cast must stand."""
    agency = people.agency(AGENCY)
    assert agency is not None
    event = acts.create(actor=HENDRA, agency=agency, now=now, **a_plan(**changes))
    if open_now:
        acts.announce(event, actor=HENDRA, now=now)
    return event


def a_person(name: str = "Peserta Contoh") -> Actor:
    """Somebody with an account and no business."""
    return Person.objects.create_user(email=f"peserta{next(NUMBER)}@contoh.test", name=name).actor


def a_seat(event: Bimtek, actor: Actor | None = None, now: datetime = NOON) -> Seat:
    return acts.register(event, actor=actor or a_person(), now=now)


def begun(event: Bimtek) -> datetime:
    """Start it; a minute into it."""
    acts.start(event, actor=CLOCK, now=event.starts_at)
    return event.starts_at + timedelta(minutes=1)


def held(event: Bimtek) -> datetime:
    """Over; a minute after its end."""
    acts.finish(event, actor=CLOCK, now=event.ends_at)
    return event.ends_at + timedelta(minutes=1)
