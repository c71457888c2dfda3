"""What the pages of bimtek show, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pasok.coaching import reads, rules, tokens
from pasok.coaching.forms import Join
from pasok.coaching.models import Bimtek, Seat
from pasok.kernel.actor import Actor
from pasok.kernel.machine import State
from pasok.kernel.tongue import count, say
from pasok.pages.parts import Fact
from pasok.pages.words import countdown, when
from pasok.pages.written import as_written
from pasok.suppliers import reads as suppliers

HAS_PLACE = ("registered", "attended")


@dataclass(frozen=True)
class Card:
    """One event in a list."""

    event: Bimtek
    state: State
    label: str
    when: str
    left: str
    where: Any
    places: str
    sectors: str
    fits: str


def cards(events: Iterable[Any], actor: Actor) -> list[Card]:
    own = sectors_of(actor)
    return [card(event, own) for event in events]


def card(event: Any, own: frozenset[str] = frozenset()) -> Card:
    live = event.state in rules.LIVE
    fits = sorted(own & set(event.sectors)) if live else []
    return Card(
        event=event,
        state=event.status,
        label=say(event.status.label),
        when=when(event.starts_at),
        left=countdown(event.starts_at) if event.state == "announced" else "",
        where=where(event),
        places=free(event.capacity - event.seated) if live else came(event),
        sectors=sectors(event),
        fits=_("Cocok: {sector}").format(sector=say(rules.SECTORS[fits[0]])) if fits else "",
    )


def sectors_of(actor: Actor) -> frozenset[str]:
    """The divisions of KBLI that the actor's business works in."""
    found = suppliers.profiles([actor.supplier]) if actor.supplier else {}
    held = found[int(actor.supplier)].kbli if found else ()
    return frozenset(code[-5:][:2] for code in held) & frozenset(rules.SECTORS)


def where(event: Bimtek) -> Any:
    return _("Daring") if event.mode == "online" else as_written(event.region_name or event.address)


def free(places: int) -> str:
    return count("{n} kursi lagi", places) if places > 0 else _("Penuh, ada daftar tunggu")


def came(event: Any) -> str:
    return count("{n} kursi terisi", event.seated)


def sectors(event: Bimtek) -> str:
    if not event.sectors:
        return _("Semua bidang usaha")
    return ", ".join(say(rules.SECTORS[code]) for code in event.sectors if code in rules.SECTORS)


def facts(event: Bimtek) -> list[Fact]:
    """What everybody reads of an event. The link of its room is not among it."""
    online = event.mode == "online"
    place = _("Daring") if online else as_written(event.address) or None
    note = _("Tautan terlihat di tiket Anda.") if online else event.region_name
    return [
        Fact(_("Mulai"), when(event.starts_at)),
        Fact(_("Selesai"), when(event.ends_at)),
        Fact(_("Tempat"), place, note=note if online else as_written(note)),
        Fact(_("Untuk"), sectors(event)),
        Fact(_("Penyelenggara"), as_written(event.agency.name)),
        Fact(_("Kontak"), as_written(event.contact) or None),
    ]


def places(event: Bimtek) -> str:
    """How many places there are, and how many are left."""
    taken = event.taken
    if event.state not in rules.LIVE:
        return count("{n} kursi terisi", taken)
    return _("{capacity} kursi, {left}.").format(
        capacity=event.capacity, left=free(event.capacity - taken).lower()
    )


def own_seat(event: Bimtek, actor: Actor) -> Seat | None:
    return reads.seat_of(event, actor)


def joining(event: Bimtek, actor: Actor, inside: bool) -> dict[str, Any] | None:
    """What the box of registration shows: nothing where nobody can register, or who is in already."""
    if event.state not in rules.LIVE or reads.seat_of(event, actor):
        return None
    return {
        "inside": inside,
        "full": event.capacity <= event.taken,
        "form": None if actor.supplier else Join(),
        "login": f"{reverse(settings.LOGIN_URL)}?next={event.get_absolute_url()}",
    }


def seat_facts(seat: Seat, mine: bool) -> list[Fact]:
    """The link of the room only for whom has a place."""
    event = seat.event
    turn = count("Nomor {n} di daftar tunggu", seat.turn) if seat.state == "waiting" else ""
    online = event.mode == "online"
    room = event.link if online and mine and seat.state in HAS_PLACE and event.state in rules.LIVE else ""
    return [
        Fact(_("Peserta"), as_written(seat.name), note=turn),
        Fact(_("Mulai"), when(event.starts_at)),
        Fact(_("Selesai"), when(event.ends_at)),
        Fact(
            _("Tempat"),
            _("Buka ruang daring") if room else _("Daring") if online else as_written(event.address),
            url=room,
        ),
    ]


def ticket_address(seat: Seat) -> str:
    """What a guest is sent."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('seat-ticket', args=[tokens.ticket(seat.pk)])}"


def ticket_qr(seat: Seat) -> SafeString:
    return qr(ticket_address(seat))


def qr(url: str) -> SafeString:
    """The address as an SVG of our own making."""
    return mark_safe(segno.make(url, error="m", micro=False).svg_inline(border=0, omitsize=True))


def roll(event: Bimtek) -> dict[str, Any]:
    """The list of attendance: who has a place, who waits, and how many came."""
    seats = list(reads.participants(event))
    seated = [seat for seat in seats if seat.state != "waiting"]
    return {
        "seated": seated,
        "waiting": [seat for seat in seats if seat.state == "waiting"],
        "came": sum(seat.state == "attended" for seat in seated),
        "open": event.state in {"running", "held"},
    }
