"""Seats: asking for one, giving it, being there, and the certificate."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pasok.coaching import certificate, rules, tokens
from pasok.coaching.machine import bimtek as events
from pasok.coaching.machine import seat as machine
from pasok.coaching.models import OFF, Bimtek, Seat
from pasok.kernel.actor import CLOCK, Actor
from pasok.kernel.machine import Act, Refused, hats
from pasok.kernel.tongue import mark, say
from pasok.ledger.performing import born, performing
from pasok.people import reads as people
from pasok.people import regions
from pasok.suppliers import reads as suppliers

registering = Act(
    name="register",
    source=("waiting",),
    by=hats("participant"),
    label=mark("Daftar"),
    past=mark("mendaftar"),
)


def register(
    event: Bimtek, *, actor: Actor, sector: str = "", region_code: str = "", now: datetime | None = None
) -> Seat:
    """Ask for a place. Whoever finds none waits, in the order of asking.

    For who speaks for a business, sector and region are those of its profile. Raises Refused when the event
    takes nobody any more or the person is already in it.
    """
    person = people.person(actor.id)
    if person is None:
        raise Refused(registering, (say("Masuk dengan akun Anda untuk mendaftar."),))
    with transaction.atomic():
        event = locked(event)
        if event.state not in rules.LIVE:
            raise Refused(registering, (say("Pendaftaran acara ini tidak dibuka."),))
        if event.seats.exclude(state="withdrawn").filter(person=person).exists():
            raise Refused(registering, (say("Anda sudah terdaftar di acara ini."),))
        known = of_business(event, actor) or {"sector": sector, "region_code": region_code}
        seat = new(event, actor, now, person=person, **known)
        fill(event, now)
    seat.refresh_from_db()
    return seat


def enlist(
    event: Bimtek,
    *,
    name: str,
    actor: Actor,
    sector: str = "",
    region_code: str = "",
    now: datetime | None = None,
) -> dict[str, Any]:
    """The organiser gives a place to somebody without an account. The name stays in the row of the seat."""
    with performing(events, "enlist", event, actor=actor, now=now) as deed:
        seat = new(event, actor, deed.at, guest=name, sector=sector, region_code=region_code)
        fill(event, deed.at)
        deed.note(seat=seat.pk)
    return {"location": seat.get_absolute_url()}


def new(event: Bimtek, actor: Actor, now: datetime | None, **columns: Any) -> Seat:
    """A seat that waits. The caller holds the event."""
    code = columns.get("region_code", "")
    columns["region_name"] = regions.names().get(code, "")
    seat = Seat(event=event, ocid=event.ocid, asked_at=now or timezone.now(), **columns)
    with born(machine, seat, actor=actor, now=now) as deed:
        deed.note(sector=seat.sector, region=seat.region_code)
    return seat


def of_business(event: Bimtek, actor: Actor) -> dict[str, str] | None:
    """Sector and region of the actor's business; None for who has none."""
    found = suppliers.profiles([actor.supplier]) if actor.supplier else {}
    if not found:
        return None
    profile = found[int(actor.supplier)]
    return {
        "sector": rules.sector_of(profile.kbli, event.sectors),
        "region_code": profile.region_code[:5],
    }


def locked(event: Bimtek) -> Bimtek:
    """The event as it is, until this transaction ends nobody else's to change."""
    return Bimtek.objects.select_for_update().get(pk=event.pk)


def fill(event: Bimtek, now: datetime | None) -> None:
    """Give every free place to whoever waits longest. The caller holds the event."""
    free = event.capacity - event.seats.exclude(state__in=OFF).count()
    if free > 0:
        for seat in event.seats.filter(state="waiting").order_by("pk")[:free]:
            promote(seat, actor=CLOCK, now=now)


def promote(seat: Seat, *, actor: Actor, now: datetime | None = None) -> None:
    """From the waiting list to a place."""
    with performing(machine, "promote", seat, actor=actor, now=now):
        pass


def leave(seat: Seat, *, actor: Actor, now: datetime | None = None) -> None:
    """Give the place back; the first who waits gets it at once."""
    with transaction.atomic():
        event = locked(seat.event)
        with performing(machine, "leave", seat, actor=actor, now=now):
            pass
        fill(event, now)


def check_in(seat: Seat, *, code: str, actor: Actor, now: datetime | None = None) -> None:
    """The participant is there: the code was on the event's screen a moment ago."""
    with performing(machine, "check_in", seat, actor=actor, now=now) as deed:
        if not tokens.is_fresh(seat.event_id, code.strip().lower(), deed.at):
            raise ValidationError(_("Kode ini salah atau sudah berganti. Pindai lagi kode di layar acara."))


def attend(seat: Seat, *, actor: Actor, now: datetime | None = None) -> None:
    """The organiser saw the participant."""
    with performing(machine, "attend", seat, actor=actor, now=now):
        pass


def miss(seat: Seat, *, actor: Actor, now: datetime | None = None) -> None:
    """The organiser did not see the participant."""
    with performing(machine, "miss", seat, actor=actor, now=now):
        pass


def claim(seat: Seat, *, ticket: str, actor: Actor, now: datetime | None = None) -> None:
    """Whoever holds the ticket of a seat without an account takes it into the own account."""
    with performing(machine, "claim", seat, actor=actor, now=now):
        if tokens.seat_of(ticket) != seat.pk:
            raise ValidationError(_("Tiket ini tidak sah."))
        person = people.person(actor.id)
        if Seat.objects.exclude(state="withdrawn").filter(event=seat.event_id, person=person).exists():
            raise ValidationError(_("Anda sudah mempunyai kursi di acara ini."))
        seat.person, seat.guest = person, ""
        if known := of_business(seat.event, actor):
            seat.sector = seat.sector or known["sector"]
            seat.region_code = seat.region_code or known["region_code"]
            seat.region_name = regions.names().get(seat.region_code, "")


def take_certificate(seat: Seat, *, name: str, actor: Actor, now: datetime | None = None) -> None:
    """Issue the certificate in the name that the participant gives. The book keeps only its fingerprint."""
    with (
        performing(machine, "take_certificate", seat, actor=actor, now=now) as deed,
        translation.override("id"),  # the language of official papers, whoever acts
    ):
        seat.certificate = certificate.issue(seat, name, deed)


def offer_next(seat: Seat, *, step: str, url: str, actor: Actor, now: datetime | None = None) -> bool:
    """Offer one of NEXT_STEPS to who stopped before it, once; whether it was offered now.

    `url`: where the step is taken, within this site. Whoever wants to be left alone is, at every event.
    """
    way = rules.NEXT_STEPS
    mine = Seat.objects.filter(person=seat.person_id) if seat.person_id else Seat.objects.none()
    before = [way.index(one) for one in mine.exclude(offered="").values_list("offered", flat=True)]
    if not mine or mine.filter(left_alone=True).exists() or max(before, default=-1) >= way.index(step):
        return False
    with performing(machine, "offer_next", seat, actor=actor, now=now) as deed:
        seat.offered, seat.offered_at = step, deed.at
        deed.note(step=step, url=url)
    return True


def leave_alone(seat: Seat, *, actor: Actor, now: datetime | None = None) -> None:
    """No reminders to this person any more."""
    with performing(machine, "leave_alone", seat, actor=actor, now=now):
        seat.left_alone = True
