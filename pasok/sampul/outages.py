"""What the witnesses saw of the site from outside, minute by minute: probe notes, and what they agree on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from pasok.kernel.tongue import say
from pasok.sampul import cosign, note
from pasok.sampul.answers import Json, Refusal
from pasok.sampul.models import Box, Leaf, Probe
from pasok.sampul.witnesses import keys, names

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TEXT = "sampul/probe/v2"
OLDEST = timedelta(days=35)

Seen = Mapping[datetime, Mapping[str, bool]]  # minute -> witness -> whether the site answered


@dataclass(frozen=True)
class Outage:
    """Neighbouring minutes in which enough witnesses agree that the site did not answer."""

    start: datetime
    end: datetime  # the first minute after it
    witnesses: tuple[str, ...]

    @property
    def minutes(self) -> int:
        return (self.end - self.start) // MINUTE


def add(signed: str, now: datetime | None = None) -> Probe:
    """Take a witness's probe note. Safe to repeat; a later one may only fill in what was open."""
    now = now or timezone.now()
    witness, site, hour, minutes = parsed(signed)
    if site.rstrip("/") != settings.SITE_URL.rstrip("/"):
        raise Refusal(say("Saksi ini melihat alamat lain: {site}.", site=site))
    if not now - OLDEST <= hour <= now + HOUR:
        raise Refusal(say("Catatan ini bukan dari jam yang baru lewat."))
    try:
        with transaction.atomic():
            held = Probe.objects.select_for_update().filter(witness=witness, site=site, hour=hour).first()
            probe = held or Probe(witness=witness, site=site, hour=hour, minutes="-" * 60)
            pairs = list(zip(probe.minutes, minutes, strict=True))
            if held and all(new in ("-", was) for was, new in pairs):
                return probe  # nothing new in it
            if any(was not in ("-", new) for was, new in pairs):
                raise Refusal(say("Catatan ini membantah catatan saksi yang sama untuk jam itu."))
            probe.minutes, probe.note, probe.at = minutes, signed, now
            probe.save()
    except IntegrityError:  # two at once: the other was first
        return add(signed, now)
    return probe


def parsed(signed: str) -> tuple[str, str, datetime, str]:
    """Witness, site, hour and minutes of a note that one of our witnesses signed. Raises Refusal."""
    text, gap, lines = signed.partition("\n\n")
    try:
        kind, site, seconds, minutes = text.split("\n")
        hour = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Refusal(say("Catatan saksi tidak terbaca.")) from error
    shaped = kind == TEXT and len(minutes) == 60 and set(minutes) <= set("01-") and len(site) <= 200
    if not gap or not shaped or int(seconds) % 3600:
        raise Refusal(say("Catatan saksi tidak terbaca."))
    for name, public in map(cosign.parsed_key, keys()):
        try:
            if any(note.valid(line, name, public, f"{text}\n") for line in lines.splitlines()):
                return name, site, hour, minutes
        except note.BadNote as bad:
            raise Refusal(str(bad)) from bad
    raise Refusal(say("Catatan ini tidak ditandatangani saksi yang dikenal."))


def seen(start: datetime, end: datetime) -> dict[datetime, dict[str, bool]]:
    """Every look of a witness that we know now, from `start` until before `end`."""
    return looks(rows(start, end), start, end)


def troubled(start: datetime, end: datetime) -> dict[datetime, dict[str, bool]]:
    """The same, of those hours only in which some witness got no answer: cheap over many days."""
    bad = rows(start, end).filter(minutes__contains="0").values("hour")
    return looks(rows(start, end).filter(hour__in=bad), start, end)


def looks(probes: Iterable[Probe], start: datetime, end: datetime) -> dict[datetime, dict[str, bool]]:
    found: dict[datetime, dict[str, bool]] = defaultdict(dict)
    for probe in probes:
        for number, mark in enumerate(probe.minutes):
            minute = probe.hour + number * MINUTE
            if mark != "-" and start <= minute < end:
                found[minute][probe.witness] = found[minute].get(probe.witness, True) and mark == "1"
    return found


def rows(start: datetime, end: datetime) -> QuerySet[Probe]:
    return Probe.objects.filter(hour__gt=start - HOUR, hour__lt=end, witness__in=names(keys()))


def failed(seen: Seen, least: int) -> list[datetime]:
    """Minutes in which at least `least` witnesses, and most of those who looked, got no answer."""
    down = []
    for minute, by in seen.items():
        zeros = sum(not answered for answered in by.values())
        if zeros >= least and zeros * 2 > len(by):
            down.append(minute)
    return sorted(down)


def outages(seen: Seen, least: int) -> list[Outage]:
    """The failed minutes, neighbours put together, with everyone who saw one of them."""
    found: list[Outage] = []
    for minute in failed(seen, least):
        by = tuple(sorted(name for name, answered in seen[minute].items() if not answered))
        if found and found[-1].end == minute:
            last = found.pop()
            found.append(Outage(last.start, minute + MINUTE, tuple(sorted({*last.witnesses, *by}))))
        else:
            found.append(Outage(minute, minute + MINUTE, by))
    return found


def evidence(minutes: list[datetime]) -> Json:
    """Section 8: what stands in the `extend` leaf. `minutes`: those that count, sorted, at least one."""
    start, end = minutes[0], minutes[-1] + MINUTE
    return {
        "v": 2,
        "from": start.isoformat(),
        "to": end.isoformat(),
        "minutes": len(minutes),
        "probes": [probe.note for probe in rows(start, end)],
    }


def compensated(key: str) -> list[datetime]:
    """Until when outages have been made up for in this box, once for each automatic extension."""
    bodies = Leaf.objects.filter(box__key=key, kind="extend").values_list("body", flat=True)
    return [datetime.fromisoformat(b["evidence"]["to"]) for b in bodies if b.get("evidence")]


def closing(after: datetime, until: datetime) -> list[Box]:
    """The boxes that still take bids and close in between."""
    return list(Box.objects.filter(closed_index__isnull=True, closes_at__gt=after, closes_at__lte=until))
