"""The announcement, and each later version of it (Perpres 16/2018 Ps 50(1)b)."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.kernel.days import local
from pasok.kernel.terbilang import rupiah_words
from pasok.law import lookup as law
from pasok.ledger.performing import Deed
from pasok.pages.issuing import spoken
from pasok.sampul import reads as sampul
from pasok.tenders import gathering
from pasok.tenders.letters.head import amount, head
from pasok.tenders.rules import schedule

if TYPE_CHECKING:
    from pasok.tenders.models import Tender


def announcement(tender: "Tender", deed: Deed, actor: Actor) -> dict[str, Any]:
    """All that a business must know before it takes part; the prices behind the HPS stay out."""
    box = sampul.box(tender.box_key)
    return {
        **head(tender, deed, "announcement"),
        "announced_at": spoken(tender.announced_at or deed.at, tender.zone),
        "actor": actor.name,
        "pagu": amount(tender.pagu),
        "hps_words": rupiah_words(tender.hps or 0),
        "terms": terms(tender),
        "reserved": reserved(tender),
        "document": tender.document,
        "lines": [{k: str(v) for k, v in line.items() if k != "unit_price"} for line in tender.lines],
        "stages": stages(tender),
        "changes": changes(tender),
        "amendments": [
            {"number": one.number, "text": one.text, "at": spoken(one.at, tender.zone)}
            for one in tender.amendments.all()
        ],
        "breaches": breaches(tender),
        "reason": tender.breach_reason,
        "closes_at": spoken(box.closes_at, tender.zone) if box else "",
        "log": {"index": box.open_index, "k": box.k, "n": len(box.members)} if box else None,
    }


def terms(tender: "Tender") -> dict[str, str]:
    given = tender.terms
    return {
        "kind": str(given.get("kind_label", "")),
        "days": str(given.get("delivery_days") or ""),
        "advance_pct": str(given.get("advance_pct") or "0"),
    }


def reserved(tender: "Tender") -> dict[str, str] | None:
    if not tender.small_only:
        return None
    rule = law.rule("reserve_small_business_max", on=tender.law_on)
    return {"limit": rule.shown, "article": rule.article}


def stages(tender: "Tender") -> list[dict[str, str]]:
    return [
        {
            "label": tender.rules.stage(row.code).label,
            "starts": spoken(row.starts_at, tender.zone),
            "ends": spoken(row.ends_at, tender.zone),
        }
        for row in tender.stages.order_by("number")
    ]


def changes(tender: "Tender") -> list[dict[str, str]]:
    """Oldest first: which window moved, from when to when, and why."""
    return [
        {
            "label": tender.rules.stage(one.code).label,
            "before": spoken(one.old_ends_at, tender.zone),
            "after": spoken(one.ends_at, tender.zone),
            "reason": one.reason,
            "at": spoken(one.at, tender.zone),
        }
        for one in tender.stage_changes.order_by("at", "pk")
    ]


def breaches(tender: "Tender") -> list[str]:
    """Where the schedule departs from the law of the announcement's day."""
    on = local(tender.announced_at or timezone.now(), tender.zone).date()
    return schedule.breaches(gathering.windows(tender), on, tender.zone)
