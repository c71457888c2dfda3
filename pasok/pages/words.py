"""How moments, roles and entries of the book are said, in the language of the reader."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from pasok.kernel.actor import Actor
from pasok.kernel.days import LABELS, MONTHS
from pasok.kernel.machine import Act, Machine
from pasok.kernel.tongue import count, say
from pasok.ledger.models import Entry

HATS = {
    "pa": "PA",
    "kpa": "KPA",
    "ppk": "PPK",
    "pptk": "PPTK",
    "procurement_officer": "Pejabat Pengadaan",
    "pokja": "Pokja",
    "ukpbj": "UKPBJ",
    "lpse": "LPSE",
    "auditor": "Auditor",
    "facilitator": "Fasilitator",
    "supplier": "Penyedia",
    "owner": "Pemilik",
}
# Acts that end or undo something: shown last in line, behind a warning.
GRAVE = {"blacklist", "cancel", "disqualify", "fail", "reject", "revoke", "suspend", "terminate", "withdraw"}
SOON = timedelta(days=3)


def day(value: date | datetime) -> str:
    """24 Nov 2026. A moment is first brought to the zone of the reader."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return f"{value.day} {say(MONTHS[value.month - 1])[:3]} {value.year}"


def when(at: datetime) -> str:
    """24 Nov 2026 14.00 WIB, in the zone of the reader. Naive times are refused."""
    there = timezone.localtime(at)
    return f"{day(at)} {there:%H.%M} {zone_of(there)}"


def zone_of(there: datetime) -> str:
    """WIB, WITA, WIT; elsewhere the distance from UTC: "UTC", "UTC+0900"."""
    label = there.tzname() or ""
    return label if label in LABELS else f"UTC{there:%z}".replace("+0000", "")


def span(left: timedelta) -> str:
    """The two largest units: 2 hari 4 jam · 9 hari · 35 menit. Seconds are not told."""
    minutes = int(left.total_seconds() // 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days >= 7:
        return count("{n} hari", days)
    parts = [
        count("{n} hari", days) if days else "",
        count("{n} jam", hours) if hours else "",
        count("{n} menit", minutes) if minutes else "",
    ]
    return " ".join([part for part in parts if part][:2]) or say("kurang dari 1 menit")


def countdown(at: datetime, now: datetime | None = None) -> str:
    """2 hari 4 jam lagi; once it has passed: "lewat 3 jam"."""
    left = at - (now or timezone.now())
    return (
        say("{span} lagi", span=span(left)) if left > timedelta() else say("lewat {span}", span=span(-left))
    )


def is_soon(at: datetime, now: datetime | None = None) -> bool:
    """Whether less than three days are left."""
    return timedelta() < at - (now or timezone.now()) < SOON


def is_grave(act: Act) -> bool:
    return act.name.partition("_")[0] in GRAVE


def machine_named(name: str) -> Machine | None:
    """The machine of that name, among all that settings.SUBJECTS lists."""
    machines = (import_string(path).machine for path in settings.SUBJECTS)
    return next((machine for machine in machines if machine.name == name), None)


def is_own(entry: Entry, viewer: Actor) -> bool:
    """Whether the viewer did it: the same person, or somebody of the same supplier."""
    by, mine = entry.actor, viewer.business
    return by.get("id") == viewer.id or bool(mine and mine in (by.get("supplier"), by.get("fills")))


def who(entry: Entry, act: Act | None, viewer: Actor) -> str:
    """Budi (Pokja); "Peserta" where the law hides the name from everybody but the one who did it."""
    if act and act.anonymous and not is_own(entry, viewer):
        return say(act.anonymous)
    name = str(entry.actor.get("name", ""))
    name = name if str(entry.actor.get("id", "")).startswith(("person:", "key:")) else say(name)
    if helped := entry.actor.get("helped_name"):
        return say("{helper} atas nama {owner}", helper=name, owner=helped)
    hat = say(HATS.get(next(iter(act.by)), "")) if act and len(act.by) == 1 else ""
    return f"{name} ({hat})" if hat and "(" not in name else name


def what(entry: Entry, machine: Machine | None) -> str:
    """mengumumkan tender."""
    if machine is None:
        return entry.act
    act = machine.act(entry.act)
    return say(act.past if act else machine.birth)


def sentence(entry: Entry, machine: Machine | None, viewer: Actor) -> str:
    """Budi (Pokja) mengumumkan tender."""
    act = machine.act(entry.act) if machine else None
    return f"{who(entry, act, viewer)} {what(entry, machine)}"
