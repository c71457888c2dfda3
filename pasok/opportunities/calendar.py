"""Deadlines as a calendar file (RFC 5545). Every moment is written in UTC: no calendar mistakes it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.tongue import say
from pasok.opportunities.models import Listing
from pasok.tenders import reads as tenders

WIDTH = 75  # octets of a line, RFC 5545 3.1
MOST = 500  # deadlines of a search
WARNED = "-P1D"  # a day before


@dataclass(frozen=True)
class Event:
    uid: str
    title: str
    start: datetime
    end: datetime
    changed: datetime
    url: str
    place: str = ""
    warns: bool = False


def stages(listing: Listing) -> list[Event]:
    """All stages of the package's newest announced tender; none where there is no tender yet."""
    slug = listing.url.removeprefix("/tender/") if listing.url.startswith("/tender/") else ""
    if not slug:
        return []
    events = []
    for code, label, starts_at, ends_at in tenders.stages(tenders.tender(slug)):
        submission = code == "bid_submission"
        end = listing.closes_at if submission and listing.closes_at else ends_at
        events.append(event(listing, code, say(label), starts_at, end, warns=submission))
    return events


def deadlines(listings: Iterable[Listing]) -> list[Event]:
    """When each of these stops taking bids."""
    return [
        event(one, "bid_submission", _("Batas akhir penawaran"), one.closes_at, one.closes_at, warns=True)
        for one in listings
        if one.closes_at
    ]


def event(
    listing: Listing, code: str, label: str, start: datetime, end: datetime, *, warns: bool = False
) -> Event:
    uid = f"{code}.{listing.url.rpartition('/')[2]}@{settings.OCID_PREFIX}"
    url = f"{settings.SITE_URL}{listing.url}"
    return Event(uid, f"{label}: {listing.title}", start, end, listing.changed_at, url, listing.places, warns)


def written(name: str, events: Iterable[Event]) -> bytes:
    """The file."""
    return "".join(f"{fold(line)}\r\n" for line in lines(name, events)).encode()


def lines(name: str, events: Iterable[Event]) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Pasok//Pasok//ID", "CALSCALE:GREGORIAN")
    yield from ("METHOD:PUBLISH", f"NAME:{escape(name)}", f"X-WR-CALNAME:{escape(name)}")
    stamp = moment(timezone.now())
    for each in events:
        yield from ("BEGIN:VEVENT", f"UID:{each.uid}", f"DTSTAMP:{stamp}")
        yield from (f"LAST-MODIFIED:{moment(each.changed)}", f"DTSTART:{moment(each.start)}")
        if each.end > each.start:
            yield f"DTEND:{moment(each.end)}"
        yield from (f"SUMMARY:{escape(each.title)}", f"URL:{each.url}")
        if each.place:
            yield f"LOCATION:{escape(each.place)}"
        if each.warns:
            yield from alarm(each)
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def alarm(each: Event) -> Iterator[str]:
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER;RELATED=END:{WARNED}")
    yield from (f"DESCRIPTION:{escape(each.title)}", "END:VALARM")


def moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escape(text: str) -> str:
    """Text as RFC 5545 3.3.11 wants it."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(text.replace("\r", "\n").split("\n")) if "\n" in text or "\r" in text else text


def fold(line: str) -> str:
    """Lines of at most 75 octets; no letter is cut in two."""
    parts, room = [""], WIDTH
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(" ")
            room = WIDTH - 1
        parts[-1] += letter
        room -= size
    return "\r\n".join(parts)
