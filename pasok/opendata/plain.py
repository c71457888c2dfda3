"""Values as the standard spells them. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from pasok.kernel.money import money
from pasok.opendata import merge, validate

Json = dict[str, Any]


def number(value: Decimal | int | str) -> int | float:
    """The same number as JSON can write it. ValueError if it would not be the same."""
    exact = Decimal(value)
    if exact == exact.to_integral():
        return int(exact)
    if Decimal(repr(float(exact))) != exact:
        raise ValueError(f"{value} tidak dapat ditulis tepat sebagai bilangan JSON.")
    return float(exact)


def rupiah(value: Decimal | int | str | None) -> Json | None:
    """An OCDS Value."""
    return None if value is None else {"amount": number(money(value)), "currency": "IDR"}


def instant(at: datetime | str | None) -> str | None:
    """RFC 3339 to the second, in the zone it was given in; text is an ISO moment of the book."""
    at = datetime.fromisoformat(at) if isinstance(at, str) else at
    return at.replace(microsecond=0).isoformat().replace("+00:00", "Z") if at else None


def precise(at: datetime) -> str:
    """The moment of a release: to the microsecond, so that releases of one second keep their order."""
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def period(start: datetime | str | None, end: datetime | str | None) -> Json | None:
    return present(startDate=instant(start), endDate=instant(end)) or None


def months(first: str | None, last: str | None, zone: str) -> Json | None:
    """From the first moment of one month to the last second of another; both given as their first day."""
    place = ZoneInfo(zone)
    start = datetime.combine(date.fromisoformat(first), time(), place) if first else None
    end = None
    if last:
        after = (date.fromisoformat(last).replace(day=1) + timedelta(days=32)).replace(day=1)
        end = datetime.combine(after, time(), place) - timedelta(seconds=1)
    return period(start, end)


def present(**fields: Any) -> Json:
    """Only what is there: the standard leaves empty fields out."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


@cache
def rule() -> merge.Rule:
    return merge.Rule(validate.schema(), validate.schema())


def together(parts: Iterable[Json]) -> Json:
    """Parts of one release as one. A party named twice keeps all its roles."""
    whole: Json = {}
    for part in parts:
        roles = {party["id"]: party["roles"] for party in whole.get("parties", ())}
        merge.put(whole, part, rule())
        for party in whole.get("parties", ()):
            party["roles"] = list(dict.fromkeys([*roles.get(party["id"], ()), *party["roles"]]))
    return whole
