"""What tenders bring to an auditor's front page: acts that deserve a look, and who waits in a standstill."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.ledger.models import Entry
from pasok.pages.words import machine_named, sentence
from pasok.people import reads as people
from pasok.planning import reads as planning
from pasok.tenders.models import Tender

RECENT = timedelta(days=30)
SHOWN = 12
#: acts that end, undo, delay or widen something; each asks its doer for a reason
NOTEWORTHY = {
    "tender": (
        *(
            "fail",
            "retender",
            "extend_submission",
            "extend_for_outage",
            "change_schedule",
            "re_evaluate",
            "reconsider",
        ),
        *("return_package", "pass_to_reserve"),
    ),
    "bid": ("reinstate", "spoil"),
    "package": ("cancel", "revive", "split", "unreserve", "explain_similar"),
    "contract": ("cancel_draft",),
}


def audit_block(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """For the APIP: the newest acts of note in the own agency, with their reasons, and the standstills."""
    today = timezone.localdate()
    under = people.scope(request.actor, ("auditor",), today)
    if under is None:
        return None
    since = timezone.now() - RECENT
    found = noteworthy(under, since)
    titles = planning.titles(entry.ocid for entry in found)
    quiet = Tender.objects.filter(under, state="standstill").select_related("agency", "satker")
    shown = {
        "acts": [told(entry, titles, request.actor) for entry in found],
        "days": RECENT.days,
        "standing": quiet.order_by("standstill_until")[:SHOWN],
    }
    return "tenders/home_audit.html", shown


def noteworthy(under: Q, since: Any) -> list[Entry]:
    """The newest entries of these acts on the spines of the agency; an announcement only with a deviation."""
    acts = Q(machine="tender", act="publish") & ~Q(data__breaches=[])
    for machine, names in NOTEWORTHY.items():
        acts |= Q(machine=machine, act__in=names)
    rows = Entry.objects.filter(acts, at__gte=since, ocid__in=planning.spines(under))
    return list(rows.order_by("-at", "-pk")[:SHOWN])


def told(entry: Entry, titles: dict[str, str], viewer: Actor) -> dict[str, Any]:
    """One act as the page tells it: who did what, on what, when and why."""
    kind, _, key = entry.subject.partition(":")
    link = {"tender": "tender", "bid": "bid", "contract": "contract"}.get(kind, "package")
    return {
        "words": sentence(entry, machine_named(entry.machine), viewer),
        "title": titles.get(entry.ocid, entry.ocid),
        "reason": entry.data.get("reason", ""),
        "breaches": entry.data.get("breaches", []),
        "at": entry.at,
        "url": reverse(link, args=[key if link != "package" else entry.ocid]),
    }
