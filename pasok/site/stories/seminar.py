"""The article's seminar told again: one hundred invented participants, and how far each has come since.

Everything goes through the doors of the rooms, as everybody's does; only the looks are laid straight into
their table, since a look is no act.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

from pasok.coaching import acts, tokens
from pasok.coaching.models import Bimtek, Seat
from pasok.kernel.actor import CLOCK, Actor
from pasok.people import acts as people
from pasok.people import reads as known_people
from pasok.people import regions
from pasok.planning import reads as planning
from pasok.site.stories import hours, places
from pasok.site.stories.regency import firms
from pasok.suppliers import acts as suppliers
from pasok.suppliers import reads as known_suppliers
from pasok.suppliers.rules import Permit
from pasok.watch import looking

DAYS_AGO = 30  # working days since the seminar
IN_TRADE = ("25", "26", "27", "28", "29", "30")
COMING = {  # who is registered for what is on the calendar
    "open": ("kencana", "besi"),
    "full": ("ukir", "mebel", "kencana"),
    "held": ("melati", "busana"),
    "running": ("las", "mesin"),
}
LACKS = ("npwp", "place", "officers", "sworn")


@dataclass(frozen=True)
class Guest:
    """One of the hundred: number, name, trade and home."""

    number: int
    person: str
    firm: str
    kbli: str
    region: str

    @property
    def email(self) -> str:
        return f"ikm{self.number}@contoh.test"

    @property
    def sector(self) -> str:
        return self.kbli[:2]


@cache
def table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text())


def guests() -> Iterator[Guest]:
    """All who registered, trade by trade; those of one trade come from different places."""
    names, came = table()["names"], table()["came"]
    wanted = came["attended"] + came["absent"] + came["left"] - len(veterans())
    trades = [trade for trade in table()["trade"] for _ in range(trade["share"])]
    homes, owners = cycle(names["regions"]), cycle(names["people"])
    for number in range(1, wanted + 1):
        trade = trades[(number * 37) % len(trades)]
        word = trade["words"][number % len(trade["words"])]
        mark = names["marks"][(number * 5) % len(names["marks"])]
        family = names["families"][number % len(names["families"])]
        kbli = trade["kbli"][number % len(trade["kbli"])]
        yield Guest(
            number, f"{next(owners)} {family} Contoh", f"{word} {mark} {number} Contoh", kbli, next(homes)
        )


def veterans() -> list[str]:
    """The firms of the regency that work in these trades: they came, too."""
    return [key for key, firm in firms().items() if any(code[:2] in IN_TRADE for code in firm["kbli"])]


def lay_out(office: places.Office, now: datetime, say: Callable[[str], None]) -> None:
    """The seminar with its hundred, then the rest of the calendar. Each once."""
    if not Bimtek.objects.filter(title=table()["seminar"]["title"]).exists():
        say("Menyiapkan seminar dengan seratus peserta")
        hold(office, now)
    for row in table()["event"]:
        title = next(turns(row), "")
        if title:
            schedule(office, row | {"title": title}, now)


def turns(row: dict[str, Any]) -> Iterator[str]:
    """The title of what is still to be laid out: the first time, and again when what was ahead is over."""
    known = dict(Bimtek.objects.filter(title__startswith=row["title"]).values_list("title", "state"))
    if not known:
        yield row["title"]
    elif row["scene"] in {"open", "full"} and "announced" not in known.values():
        yield f"{row['title']}, angkatan {len(known) + 1}"


def hold(office: places.Office, now: datetime) -> None:
    """Announced, registered for, held, its list closed; and what came of it."""
    row = table()["seminar"]
    start = hours.at(now, -DAYS_AGO, 9)
    end, told = start + timedelta(hours=3), start - timedelta(days=21)
    event = acts.create(
        actor=office.head, agency=office.agency, now=told, title=row["title"], about=row["about"].strip(),
        mode="online", link=row["link"], starts_at=start, ends_at=end, capacity=120, sectors=row["sectors"],
        speakers=row["speakers"], contact=row["contact"],
    )  # fmt: skip
    acts.announce(event, actor=office.head, now=told)
    seats = registered(event, office, told)
    acts.ask(event, text=row["question"], actor=seats[0][1], now=told + timedelta(days=2))
    asked = event.questions.get()
    acts.answer(event, question=asked.pk, text=row["answer"], actor=office.head, now=told + timedelta(days=3))
    acts.remind(event, actor=CLOCK, now=start - timedelta(days=1))
    acts.start(event, actor=CLOCK, now=start)
    present(event, seats, office, start + timedelta(minutes=5))
    acts.finish(event, actor=CLOCK, now=end)
    acts.close(event, actor=office.head, now=end + timedelta(hours=1))
    certificates(seats, end + timedelta(days=1))
    afterwards(seats, start, now)


Seats = list[tuple[Seat, Actor, Guest | None]]


def registered(event: Bimtek, office: places.Office, told: datetime) -> Seats:
    """Who has an account registers; the others are written down at the desk. Two leave again."""
    came, found = table()["came"], []
    for number, key in enumerate(veterans()):
        actor = places.firm(key)
        found.append((acts.register(event, actor=actor, now=told + timedelta(hours=number)), actor, None))
    without = came["attended"] - came["account"]
    for guest in guests():
        at = told + timedelta(days=1, hours=guest.number)
        if guest.number <= without:
            acts.enlist(
                event, name=guest.person, sector=guest.sector, region_code=guest.region, actor=office.head,
                now=at,
            )  # fmt: skip
            found.append((event.seats.order_by("-pk")[0], office.head, guest))
            continue
        actor = people.demo_person(guest.person, guest.email).actor
        seat = acts.register(event, actor=actor, sector=guest.sector, region_code=guest.region, now=at)
        found.append((seat, actor, guest))
    for seat, actor, _ in found[-came["left"] :]:
        acts.leave(seat, actor=actor, now=event.starts_at - timedelta(days=2))
    return found[: -came["left"]]


def present(event: Bimtek, seats: Seats, office: places.Office, at: datetime) -> None:
    """Most read the code on the screen; who has no account was ticked by the organiser. Four did not come."""
    for seat, actor, _ in seats[: -table()["came"]["absent"]]:
        if seat.person_id:
            acts.check_in(seat, code=tokens.code(event.pk, at), actor=actor, now=at)
        else:
            acts.attend(seat, actor=office.head, now=at)


def certificates(seats: Seats, at: datetime) -> None:
    """A few have taken theirs."""
    for seat, actor, _ in seats[:8]:
        if seat.person_id:
            acts.take_certificate(seat, name=seat.name, actor=actor, now=at)


def afterwards(seats: Seats, start: datetime, now: datetime) -> None:
    """In the weeks after: businesses are registered, most profiles become whole, many look at packages."""
    came = table()["came"]
    old = [places.firm(key) for key in veterans()]
    new = [guest for seat, _, guest in seats[: came["attended"]] if guest and seat.person_id]
    whole, ready = came["ready"] - len(old), list(old)
    for place, guest in enumerate(new[: came["business"] - len(old)]):
        at = start + timedelta(days=1 + place % 20, hours=place % 7)
        lack = "" if place < whole else LACKS[place % len(LACKS)]
        actor = a_business(guest, at, lack)
        if not lack:
            ready.append(actor)
    ocids = list(planning.announced().order_by("pk").values_list("ocid", flat=True)[:12])
    for place, actor in enumerate(ready[: came["looked"]]):
        for turn in range(1 + place % 3 if ocids else 0):
            day = (now - timedelta(days=1 + (place + turn * 5) % 20)).date()
            looking.keep(int(actor.supplier), ocids[(place + turn) % len(ocids)], day)


def a_business(guest: Guest, at: datetime, lack: str) -> Actor:
    """The workshop of a participant; what it lacks keeps it from bidding."""
    person = known_people.person_by_email(guest.email)
    if person is None:
        raise LookupError(guest.email)
    home = (guest.region, regions.names()[guest.region], f"Jalan Contoh {guest.number}")
    code, name, address = home if lack != "place" else ("", "", "")
    officers = [
        suppliers.NewOfficer(guest.person, "director", f"99030101010{guest.number:05d}"),
        suppliers.NewOfficer(guest.person, "owner", f"99040101010{guest.number:05d}", Decimal(100), True),
    ]
    supplier = suppliers.create(
        actor=person.actor, now=at, name=guest.firm, form="ud" if guest.number % 3 else "cv",
        nib=f"93{guest.number:011d}", npwp="" if lack == "npwp" else f"93{guest.number:07d}424000",
        scale="micro" if guest.number % 2 else "small", region_code=code, region_name=name, address=address,
        established_on=date(2016, 1, 4), permits=[Permit(guest.kbli, "2020")],
        officers=[] if lack == "officers" else officers,
    )  # fmt: skip
    person.refresh_from_db()
    if not lack:
        held = known_suppliers.supplier(supplier.pk)
        suppliers.declare(held, actor=person.actor, sworn=True, now=at + timedelta(days=1))
    return person.actor


def schedule(office: places.Office, row: dict[str, Any], now: datetime) -> None:
    """One event of the calendar, taken to the station that its scene names."""
    start = now - timedelta(hours=1) if row["scene"] == "running" else hours.at(now, row["days"], 9)
    told = hours.at(min(start, now), -8, 10)
    online = "address" not in row
    event = acts.create(
        actor=office.head, agency=office.agency, now=told, title=row["title"], about=row["about"],
        mode="online" if online else "hall", address=row.get("address", ""),
        link=table()["seminar"]["link"] if online else "", region_code="32.04", starts_at=start,
        ends_at=start + timedelta(hours=row["hours"]), capacity=row["capacity"], sectors=row["sectors"],
        contact=table()["seminar"]["contact"],
    )  # fmt: skip
    if row["scene"] == "draft":
        return
    acts.announce(event, actor=office.head, now=told)
    keys = {
        "open": ("kencana", "besi"),
        "full": ("ukir", "mebel", "kencana"),
        "held": ("melati", "busana"),
        "running": ("las", "mesin"),
    }
    for number, key in enumerate(keys.get(row["scene"], ()), start=1):
        acts.register(event, actor=places.firm(key), now=told + timedelta(hours=number))
    if row["scene"] == "cancelled":
        acts.cancel(event, reason=row["reason"], actor=office.head, now=told + timedelta(days=1))
    if row["scene"] in {"running", "held"}:
        acts.start(event, actor=CLOCK, now=start)
    if row["scene"] == "held":
        acts.finish(event, actor=CLOCK, now=event.ends_at)
