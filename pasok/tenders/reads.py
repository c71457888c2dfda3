"""Questions about tenders, for pages, for other rooms and for the work lists."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.planning import reads as planning
from pasok.suppliers import reads as suppliers
from pasok.tenders import fitness
from pasok.tenders.models import Bid, Practice, Tender

PUBLIC = ("announced", "closed", "opened", "decided", "standstill", "cleared", "appointed", "contracted")
OVER = ("failed", "repeated")


def tender(slug: str) -> Tender:
    """Raises Tender.DoesNotExist."""
    return Tender.objects.select_related("agency", "satker", "winner").get(slug=slug)


def latest(ocid: str) -> Tender | None:
    """The last tender on a spine."""
    return Tender.objects.filter(ocid=ocid).order_by("-version").first()


def announced_on(ocid: str) -> Tender | None:
    """The newest tender on a spine that the public knows of."""
    found = Tender.objects.filter(ocid=ocid, announced_at__isnull=False).select_related("agency", "satker")
    return found.order_by("-version").first()


def lacking(actor: Actor, rows: Iterable[Any], on: date) -> dict[str, int]:
    """How many requirements each of these packages leaves unmet, by ocid; the business is read once.

    A row has ocid, kind, kbli, reserved, value, announced_at. Who serves an office is asked on its page.
    """
    if not actor.supplier:
        return {}
    known, found = fitness.standing(actor.supplier, on), {}
    for row in rows:
        demands = fitness.asked(
            kind=row.kind,
            kbli=tuple(row.kbli),
            reserved=row.reserved,
            value=row.value,
            announced_on=timezone.localdate(row.announced_at),
            on=on,
        )
        found[row.ocid] = sum(one.missing for one in suppliers.qualification(known, demands))
    return found


def stages(tender: Tender) -> list[tuple[str, str, datetime, datetime]]:
    """The schedule: code, name, start and end of each stage; the standstill as the announcement gave it."""
    found = []
    for row in tender.stages.all():
        given = row.code == "standstill" and tender.standstill_until
        found.append((row.code, tender.rules.stage(row.code).label, row.starts_at, given or row.ends_at))
    return found


def announced_tenders() -> QuerySet[Tender]:
    """What the public may see, the newest first."""
    return Tender.objects.filter(announced_at__isnull=False).select_related("agency", "satker")


def open_tenders() -> QuerySet[Tender]:
    """Those that take bids, the soonest deadline first."""
    return announced_tenders().filter(state="announced", clock="real").order_by("next_due", "pk")


def bids_of(actor: Actor) -> QuerySet[Bid]:
    """The tenders a business takes part in, the latest first."""
    if not actor.supplier:
        return Bid.objects.none()
    rows = Bid.objects.filter(supplier_id=int(actor.supplier)).select_related("tender__agency")
    return rows.order_by("-registered_at")


def ready_packages(actor: Actor) -> QuerySet[Any]:
    """Announced packages of this PPK for which a tender can be proposed."""
    rows = planning.announced(state="announced").filter(ppk=actor.id, hps_total__isnull=False)
    taken = Tender.objects.values("ocid")  # those go on by the tender they have
    return rows.filter(method="tender_postqual_one_file").exclude(ocid__in=taken)


def visible_bids(tender: Tender, actor: Actor) -> QuerySet[Bid]:
    """Before the opening nobody sees who takes part; after it everybody sees every offer that was opened."""
    rows = tender.bids.select_related("supplier").prefetch_related("assessments")
    if tender.state in {"proposed", "returned", "preparing", "announced", "closed"}:
        return rows.none()
    return rows.filter(leaf__isnull=False).order_by("rank", "price", "pk")


def count_registered(tender: Tender) -> int:
    return tender.bids.count()


def count_defeats(bid: Bid) -> int:
    """How many tenders with a winner this business has lost up to this one, this one counted; 0: not lost."""
    if bid.tender.chosen_at is None:
        return 0
    lost = Bid.objects.filter(supplier=bid.supplier_id, leaf__isnull=False, tender__winner__isnull=False)
    lost = lost.filter(tender__chosen_at__lte=bid.tender.chosen_at).exclude(tender__winner=F("pk"))
    return lost.exclude(tender__state__in=("opened", "decided")).count()


def practice(pk: int | str) -> Practice:
    """Raises Practice.DoesNotExist."""
    return Practice.objects.get(pk=int(pk))


def bid(pk: int | str) -> Bid:
    """One supplier's part in a tender. Raises Bid.DoesNotExist."""
    return Bid.objects.select_related("tender__agency", "tender__satker", "supplier").get(pk=int(pk))
