"""Questions to the listings: searching, counting, and what fits a business."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.opportunities import query as asking
from pasok.opportunities import regions, rules
from pasok.opportunities.models import CLOSING, Choice, Listing, SavedSearch
from pasok.opportunities.query import Query
from pasok.planning import reads as planning
from pasok.suppliers import reads as suppliers
from pasok.tenders import reads as tenders

COUNTED = 2000  # more is told as "more than"; nobody reads that far, and counting on is dear
WORDS = 12  # of a search that count
ORDERS = {
    asking.NEWEST: ("-announced_at", "-id"),
    asking.CLOSING: CLOSING,
    asking.DEAREST: ("-value", "-id"),
    asking.CHEAPEST: ("value", "id"),
}


def is_missing() -> bool:
    """Whether there are public packages and not one listing: the table has to be made."""
    return not Listing.objects.exists() and planning.announced().exists()


def listing(ocid: str) -> Listing:
    """The listing of this package. Raises Listing.DoesNotExist."""
    return Listing.objects.get(ocid=ocid)


def found(query: Query, actor: Actor | None = None, now: datetime | None = None) -> QuerySet[Listing]:
    """The listings of a search in its order. With `cocok`, those that fit the actor's business."""
    now = now or timezone.now()
    rows = Listing.objects.defer("words", "details")
    if query.cocok and actor and (own := business(actor)):
        rows = fitting_rows(rows, own)
    rows = searched(placed(plain(rows, query), query), query.q)
    if query.keadaan:
        rows = standing(rows, rules.IN_ADDRESS[query.keadaan], now)
    if before := query.closes_before(now):
        rows = rows.filter(open_until__gt=now, open_until__lt=before)
    if query.cocok and not query.urut and "score" in rows.query.annotations:
        return rows.order_by("-score", *ORDERS[asking.CLOSING])
    return rows.order_by(*ORDERS[query.order])


def plain(rows: QuerySet[Listing], query: Query) -> QuerySet[Listing]:
    """The filters that are one column each."""
    wanted = {
        "kind": query.jenis,
        "method": query.metode,
        "year": query.tahun,
        "value__gte": query.dari,
        "value__lte": query.sampai,
        "small_business_reserved": {"ya": True, "tidak": False}.get(query.kecil),
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value not in (None, "")})
    if query.kbli:
        code = rules.bare(query.kbli)
        within = Q(kbli__overlap=rules.above([code]))  # packages may name the group that the line is in
        rows = rows.filter(within if len(code) == 5 else within | Q(kbli__overlap=lines_below(code)))
    return rows


def lines_below(code: str) -> list[str]:
    """All lines of business of a group."""
    return [line for line in suppliers.kbli_codes() if line.startswith(code)]


def placed(rows: QuerySet[Listing], query: Query) -> QuerySet[Listing]:
    """Whose it is and where it lies: names are looked up among the choices."""
    if query.instansi:
        rows = rows.filter(agency_code__in=list(agencies(query.instansi).values_list("code", flat=True)))
    if query.kabupaten:
        codes = list(regencies(query.kabupaten, query.provinsi).values_list("code", flat=True))
        rows = rows.filter(region_codes__overlap=codes)
    elif query.provinsi:
        rows = rows.filter(region_codes__overlap=[query.provinsi])
    return rows


def agencies(text: str) -> QuerySet[Choice]:
    """The agency with that code, or those whose names hold the text."""
    return named(Choice.objects.filter(kind="agency"), text)


def regencies(text: str, province: str = "") -> QuerySet[Choice]:
    """The place with that code, or those whose names hold the text; in a province, if one is given."""
    return named(Choice.objects.filter(kind="place", code__startswith=province), text)


def named(choices: QuerySet[Choice], text: str) -> QuerySet[Choice]:
    exact = choices.filter(code=text.strip())
    return exact if exact.exists() else choices.filter(name__icontains=text.strip())


def standing(rows: QuerySet[Listing], state: str, now: datetime) -> QuerySet[Listing]:
    """Those in a state; a deadline that has just passed counts before its news has come."""
    if state == "open":
        return rows.filter(state="open").exclude(closes_at__lte=now)
    if state == "closed":
        return rows.filter(Q(state="closed") | Q(state="open", closes_at__lte=now))
    return rows.filter(state=state)


def searched(rows: QuerySet[Listing], text: str) -> QuerySet[Listing]:
    """Those that hold every word or its beginning, or every stem; or the one with that number."""
    if re.fullmatch(r"\s*\d{8}\s*", text):
        return rows.filter(number=text.strip())
    if text.strip().startswith("ocds-"):
        return rows.filter(ocid=text.strip())
    words = re.findall(r"[^\W_]+", text.lower())[:WORDS]
    if not words:
        return rows
    raw = " & ".join(f"{word}:*" if len(word) > 2 else word for word in words)
    whole = SearchQuery(raw, search_type="raw", config="simple")
    return rows.filter(words=whole | SearchQuery(" ".join(words), config="indonesian"))


def counted(rows: QuerySet[Listing]) -> tuple[int, bool]:
    """How many, and whether there are more than were counted."""
    number = rows.order_by()[: COUNTED + 1].count()
    return min(number, COUNTED), number > COUNTED


def closing_soon(limit: int, now: datetime | None = None) -> list[Listing]:
    """Those that take bids, the nearest deadline first."""
    rows = Listing.objects.defer("words", "details").filter(open_until__gt=now or timezone.now())
    return list(rows.order_by("open_until", "-announced_at", "-id")[:limit])


@dataclass(frozen=True)
class Fit:
    """A listing with the reason it fits: "KBLI 31001, di kabupaten atau kota Anda"."""

    listing: Listing
    reason: str


@dataclass(frozen=True)
class Asked:
    """What a listing lets one know of its requirements."""

    ocid: str
    kind: str
    kbli: list[str]
    reserved: bool
    value: Decimal
    announced_at: datetime


def business(actor: Actor) -> rules.Business | None:
    """What packages are sought by for the actor's business; None for who has none."""
    found = suppliers.profiles([actor.supplier]) if actor.supplier else {}
    if not found:
        return None
    own, today = found[int(actor.supplier)], timezone.localdate()
    held = tuple(permit.kbli for permit in own.permits if permit.stands(today))
    return rules.Business(held, regions.regency(own.region_code, "")[:5].lstrip("~"), own.is_umk)


def fitting_rows(rows: QuerySet[Listing], own: rules.Business) -> QuerySet[Listing]:
    """Those ahead that fit the business, with `score`: the same judgement as `rules.fit`, in the database."""
    lines = Q(kbli__overlap=rules.above(own.kbli))
    province, regency = Q(region_codes__contains=[own.province]), Q(region_codes__contains=[own.region])
    alike = Q(kbli=[], kind__in=rules.kinds_sold(own.kbli)) & (province | regency)
    rows = rows.filter(state__in=rules.AHEAD).filter(lines | alike if own.region else lines)
    if not own.small:
        rows = rows.filter(small_business_reserved=False)
    weighed = ((lines, "kbli"), (Q(small_business_reserved=True), "reserved"))
    score = sum((weight(when, rules.WEIGHTS[name]) for when, name in weighed), Value(0))
    if own.region:
        near = (When(regency, then=rules.WEIGHTS["regency"]), When(province, then=rules.WEIGHTS["province"]))
        score = score + Case(*near, default=0, output_field=IntegerField())
    return rows.annotate(score=score)


def weight(when: Q, points: int) -> Case:
    return Case(When(when, then=points), default=0, output_field=IntegerField())


def fitting(actor: Actor, limit: int = 24) -> list[Fit]:
    """Packages ahead that fit the actor's business, best first, each with its reason; [] for who has none."""
    own = business(actor)
    return fits(found(Query(cocok=True), actor)[:limit], own) if own else []


def fits(listings: "QuerySet[Listing] | list[Listing]", own: rules.Business) -> list[Fit]:
    """The listings with their reasons; without one where they do not fit."""
    return [Fit(one, rules.told(rules.fit(own, one.offered), own, one.offered)) for one in listings]


def lacking(listings: list[Listing], actor: Actor) -> dict[str, int]:
    """How many requirements each of these that lie ahead leaves unmet; the business is read once for all."""
    ahead = [one for one in listings if one.state in rules.AHEAD]
    rows = [
        Asked(one.ocid, one.kind, one.kbli, one.small_business_reserved, one.value, one.announced_at)
        for one in ahead
    ]
    return tenders.lacking(actor, rows, timezone.localdate()) if rows else {}


def saved(actor: Actor) -> QuerySet[SavedSearch]:
    """The searches this person keeps."""
    kind, _, pk = actor.id.partition(":")
    return SavedSearch.objects.filter(person=int(pk)) if kind == "person" else SavedSearch.objects.none()
