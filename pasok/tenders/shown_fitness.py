"""How "May I bid?" is shown: on the page of a package, on that of a tender, and beside a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.pages.parts import Check
from pasok.suppliers import reads as suppliers
from pasok.tenders import fitness, reads
from pasok.tenders.models import Tender

AHEAD = ("announced", "in_selection")  # states of a package that may still take bids


@dataclass(frozen=True)
class MayBid:
    """Where a business stands before a package. `pct` is 100 only when nothing is missing."""

    pct: int
    missing: Sequence[Check]
    met: Sequence[Check]
    apart: Sequence[Check]  # not asked here, and why
    fixed: bool  # by the document of an announced tender; else only what the plan tells

    @property
    def ready(self) -> bool:
        return not self.missing


def may_bid(asked: Iterable[suppliers.Requirement], supplier: str, fixed: bool = True) -> MayBid:
    found = list(asked)
    links = places(supplier)
    return MayBid(
        pct=suppliers.complete_pct(found),
        missing=[
            Check(
                one.label, False, f"{one.how} ({one.article})", links[one.place or "profile"], _("Lengkapi")
            )
            for one in found
            if one.missing
        ],
        met=[Check(one.label, True, one.article) for one in found if one.applies and one.met],
        apart=[Check(one.label, True, f"{one.how} ({one.article})") for one in found if not one.applies],
        fixed=fixed,
    )


def places(supplier: str) -> dict[str, str]:
    """Where each kind of requirement is mended."""
    return {
        "profile": reverse("supplier", args=[supplier]),
        "experience": reverse("profile-section", args=[supplier, "experience"]),
        "finance": reverse("profile-section", args=[supplier, "finance"]),
        "blacklist": reverse("blacklist"),
    }


def of_tender(tender: Tender, actor: Actor, now: datetime) -> MayBid | None:
    """The very list that registration and sending will test; only while bids may come."""
    if not actor.supplier or tender.state != "announced":
        return None
    return may_bid(fitness.with_rivals(tender, actor.supplier, now), actor.supplier)


def package_block(request: HttpRequest, package: Any) -> tuple[str, dict[str, Any]] | None:
    """On the page of a package, for a business: its tender's answer, or what the plan lets one know."""
    actor, now = request.actor, timezone.now()
    if not actor.supplier or package.state not in AHEAD:
        return None
    tender = reads.announced_on(package.lead_ocid or package.ocid)
    if tender and tender.state != "announced":
        return None
    if tender:
        return "tenders/part_may_bid.html", {"may": of_tender(tender, actor, now)}
    on = timezone.localdate(now)
    demands = fitness.asked(
        kind=package.kind,
        kbli=(),
        reserved=package.small_business_reserved,
        value=package.hps_total or package.pagu,
        announced_on=on,
        on=on,
    )
    known = fitness.standing(actor.supplier, on)
    found = [one for one in suppliers.qualification(known, demands) if one.name not in {"kbli", "officials"}]
    return "tenders/part_may_bid.html", {"may": may_bid(found, actor.supplier, fixed=False)}
