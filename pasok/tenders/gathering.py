"""Fills the facts: the one place where a tender asks other rooms what the law wants to know."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from pasok.kernel import seal
from pasok.kernel.actor import CLOCK, Actor
from pasok.kernel.tongue import say
from pasok.law import lookup as law
from pasok.people import reads as people
from pasok.sampul import outages
from pasok.sampul import reads as sampul
from pasok.suppliers import reads as suppliers
from pasok.tenders import fitness
from pasok.tenders.rules import prices, schedule
from pasok.tenders.rules.bids import STAGES
from pasok.tenders.rules.facts import BidFacts, Facts, Window

if TYPE_CHECKING:
    from pasok.tenders.models import Bid, Tender

SENT = {"sealed", "opened", "fallen"}
COLLEGIAL = {"proposed", "preparing", "closed", "opened"}  # where the members' keys or approvals count
BEFORE_OPENING = {"proposed", "returned", "preparing", "announced", "closed"}


def members(tender: "Tender") -> dict[str, str]:
    """The Pokja's members: actor id -> name, as of the announcement or today."""
    return {actor.id: actor.name for actor in people.pokja_members(tender.pokja_id, on=tender.law_on)}


def worn(tender: "Tender", actor: Actor, now: datetime) -> frozenset[str]:
    """The hats over this very tender: the PPK is the one who proposed it, the Pokja the one named in it."""
    if actor == CLOCK:
        return frozenset({"clock"})
    held = people.hats(
        actor,
        on=timezone.localdate(now),
        agency=tender.agency_id,
        satker=str(tender.satker_id or ""),
        ocid=tender.ocid,
        pokja=str(tender.pokja_id),
    )
    mine = {hat for hat in held if hat in {"pa", "kpa", "pokja", "auditor", "lpse", "supplier"}}
    if "ppk" in held and actor.id == tender.ppk:
        mine.add("ppk")
    if "kpa" in mine:
        mine.add("pa")  # the PA's powers over a selection, delegated: Perpres 16/2018 Ps 10
    return frozenset(mine)


def insider(tender: "Tender", actor: Actor, now: datetime) -> bool:
    """Who may read what is not public yet. The LPSE desk keeps accounts; it does not select."""
    return bool(worn(tender, actor, now) - {"supplier", "lpse"})


def facts(tender: "Tender", actor: Actor, now: datetime) -> Facts:
    """Everything the acts of a tender are judged by, for this actor at this moment.

    Each state asks only what its own acts look at: a registration must not read the whole evaluation.
    """
    state = tender.state
    hats = worn(tender, actor, now)
    box = sampul.box(tender.box_key) if tender.announced_at else None
    rows = participants(tender)
    sent = [row for row in rows if row["state"] in SENT]
    mine = next((row for row in rows if actor.supplier and str(row["supplier_id"]) == actor.supplier), None)
    roles = ({"participant"} if mine else set()) | ({"bidder"} if mine and mine in sent else set())
    return Facts(
        state=state,
        now=now,
        hats=hats | roles,
        me=actor.id,
        on=tender.law_on,
        zone=tender.zone,
        category=tender.category,
        pagu=tender.pagu,
        hps=tender.hps,
        hps_set_on=tender.hps_set_on,
        has_document=bool(tender.document),
        breach_reason=tender.breach_reason,
        closes_at=box.closes_at if box else None,
        registered=mine is not None,
        small_only=tender.small_only,
        official=bool(hats - {"supplier"}),
        bids=len(sent),
        extensions=tender.rounds - 1,
        standstill_until=tender.standstill_until,
        **trial(box),
        **(timed(tender) if state in {"preparing", "announced"} else {}),
        **(invited(tender, actor, now) if state == "announced" else {}),
        **(disturbed(tender, box.closes_at, now) if state == "announced" and box and actor == CLOCK else {}),
        **(keys(tender, len(sent)) if collegial(state, hats) else {}),
        **judged(tender, sent),
        **shut_out(tender, now),
        **(unadvised(tender) if state == "decided" else {}),
        **(objections(tender, mine) if state == "standstill" else {}),
    )


def collegial(state: str, hats: frozenset[str]) -> bool:
    """Whether this state's acts look at the members' keys; while bids come only the Pokja's own do."""
    return state in COLLEGIAL or (state == "announced" and "pokja" in hats)


def trial(box: "sampul.BoxView | None") -> dict[str, object]:
    """When the members' keys are tried, and whether that has begun."""
    if box is None:
        return {}
    at = box.closes_at - timedelta(hours=settings.TRIAL_HOURS)
    return {"trial_at": at, "trial_began": box.trial_index is not None}


def participants(tender: "Tender") -> list[dict[str, object]]:
    if tender.announced_at is None:
        return []
    return list(tender.bids.values("pk", "state", "supplier_id", "leaf", "price", "fallen_stage"))


def timed(tender: "Tender") -> dict[str, object]:
    planned = windows(tender)
    broken = schedule.breaches(planned, tender.law_on, tender.zone) if planned else []
    return {"windows": planned, "breaches": tuple(broken)}


def invited(tender: "Tender", actor: Actor, now: datetime) -> dict[str, object]:
    return {
        "profile_gaps": profile_gaps(tender, actor, now),
        "is_small": tender.small_only and bool(actor.supplier) and is_small(actor),
        "open_questions": tender.questions.filter(answer="").count(),
    }


def disturbed(tender: "Tender", closes_at: datetime, now: datetime) -> dict[str, object]:
    """What the witnesses saw of the site in the last stretch before the deadline. Nothing before it."""
    start = closes_at - timedelta(minutes=law.rule("outage_window", on=tender.law_on).whole)
    if not start <= now < closes_at:
        return {}
    least = law.rule("outage_probes_min", on=tender.law_on).whole
    return {
        "auto_extend": tender.rules.policy("auto_extend"),
        "failed": tuple(outages.failed(outages.seen(start, now), least)),
        "compensated": tuple(outages.compensated(tender.box_key)),
    }


def windows(tender: "Tender") -> dict[str, Window]:
    return {stage.code: (stage.starts_at, stage.ends_at) for stage in tender.stages.all()}


def is_small(actor: Actor) -> bool:
    return suppliers.supplier(actor.supplier).is_umk


def profile_gaps(tender: "Tender", actor: Actor, now: datetime) -> tuple[str, ...]:
    """What the actor's business lacks for this tender: the same list before registration and at the bid."""
    if not actor.supplier:
        return ()
    return tuple(one.how for one in fitness.requirements(tender, actor.supplier, now) if one.missing)


def shut_out(tender: "Tender", now: datetime) -> dict[str, object]:
    """Whom the blacklist bars today: of the bidders still standing, or the winner."""
    on = timezone.localdate(now)
    if tender.state == "opened":
        standing = tender.bids.filter(state="opened").values_list("supplier_id", flat=True)
        bars = suppliers.barred(standing, on)
        names = suppliers.names(bars)
        told = (bar.sentence(names[pk]) for pk, bar in sorted(bars.items()))
        return {"barred": tuple(say("{sentence} Gugurkan penawarannya.", sentence=text) for text in told)}
    if tender.state in {"cleared", "appointed"} and tender.winner:
        bar = suppliers.is_barred(tender.winner.supplier_id, on)
        name = suppliers.names([tender.winner.supplier_id])[tender.winner.supplier_id] if bar else ""
        why = say("{sentence} Alihkan ke cadangan.", sentence=bar.sentence(name)) if bar else ""
        return {"winner_barred": why}
    return {}


def keys(tender: "Tender", bids: int) -> dict[str, object]:
    """Who made a key, who gave a share, who agreed to the matter as it now stands."""
    progress = sampul.progress(tender.box_key)
    coming = (
        progress if tender.state != "closed" or bids else sampul.progress(tender.box_of(tender.rounds + 1))
    )
    agreed = tender.agreements.filter(fingerprint=matter(tender)).values_list("member", flat=True)
    return {
        "members": frozenset(tender.members),
        "threshold": tender.threshold,
        "keyed": frozenset(coming.enrolled),
        "proved": frozenset(progress.tried),
        "has_recovery": progress.recovery,
        "recovering": progress.recovering,
        "promised": frozenset(progress.promised) & frozenset(tender.members),
        "released": frozenset(progress.released) & frozenset(tender.members),
        "agreed": frozenset(agreed),
    }


def matter(tender: "Tender") -> str:
    """The fingerprint of what the Pokja now decides on; any change of it makes approvals lapse."""
    body: dict[str, object] = {"state": tender.state, "pagu": str(tender.pagu), "hps": str(tender.hps)}
    if tender.state == "proposed":
        body |= {"lines": tender.lines, "entries": tender.pokja_id}
    elif tender.state == "preparing":
        windows = [[s.code, s.starts_at.isoformat(), s.ends_at.isoformat()] for s in tender.stages.all()]
        body |= {"document": tender.document, "windows": windows, "reason": tender.breach_reason}
    else:
        body["bids"] = [[b.pk, b.state, b.fallen_reason, b.passed] for b in opened(tender)]
        body["sanggah"] = list(tender.sanggah_set.filter(accepted=True).values_list("pk", flat=True))
    return seal.digest(body)


def opened(tender: "Tender") -> list["Bid"]:
    return list(tender.bids.filter(leaf__isnull=False).prefetch_related("assessments").order_by("pk"))


def judged(tender: "Tender", sent: list[dict[str, object]]) -> dict[str, object]:
    """How far the evaluation is. Empty before the opening."""
    if tender.state in BEFORE_OPENING:
        return {}
    bids = [bid for bid in opened(tender) if bid.state == "opened"]
    done = [bid for bid in bids if not bid.stages_left]
    waiting = [bid for bid in bids if bid.stages_left]
    best = min((place(tender, bid) for bid in done), default=None)
    must = [bid for bid in waiting if best is None or place(tender, bid) < best]
    readable = [row for row in sent if row["price"] is not None]
    over = sum(row["fallen_stage"] == "price" and row["price"] > tender.hps for row in readable)
    names = suppliers.names(bid.supplier_id for bid in must)
    return {
        "passing": len(done),
        "unassessed": tuple(names[bid.supplier_id] for bid in must),
        "conflicts": conflicts(tender, bids),
        "fallen_above_hps": over,
        "opened": len(readable),
        "has_winner": tender.winner_id is not None,
        "reserves": tender.bids.filter(state="opened", rank__gt=winner_rank(tender)).count(),
    }


def unadvised(tender: "Tender") -> dict[str, object]:
    """Whose bid fell without a word on how to mend it."""
    rows = tender.bids.filter(state="fallen", mend="").order_by("pk").values_list("supplier_id", flat=True)
    return {"unadvised": tuple(suppliers.names(rows)[pk] for pk in rows)}


def place(tender: "Tender", bid: "Bid") -> tuple[Decimal, Decimal, int]:
    """The place of a bid that was opened, as the ranking compares it: also among equal prices."""
    standing = prices.Standing(bid.pk, bid.price or Decimal(0), bid.tkdn, bid.leaf or 0)
    return prices.place(standing, tender.hps or Decimal(0), tender.law_on)


def conflicts(tender: "Tender", bids: list["Bid"]) -> tuple[str, ...]:
    """Sentences on bidders still standing that Ps 7(2) forbids to stand beside each other."""
    if len(bids) < 2:
        return ()
    pairs = suppliers.conflicts_among([bid.supplier_id for bid in bids], tender.law_on)
    return tuple(say("{sentence} Gugurkan yang terlibat.", sentence=sentence) for *_, sentence in pairs)


def winner_rank(tender: "Tender") -> int:
    return (tender.winner.rank or 0) if tender.winner else 0


def objections(tender: "Tender", mine: dict[str, object] | None) -> dict[str, object]:
    # Only against the result that now stands: after an evaluation anew the window opens anew.
    rows = list(tender.sanggah_set.filter(filed_at__gte=tender.chosen_at).values("bid_id", "accepted"))
    return {
        "open_sanggah": sum(row["accepted"] is None for row in rows),
        "accepted_sanggah": sum(row["accepted"] is True for row in rows),
        "objected": any(mine is not None and row["bid_id"] == mine["pk"] for row in rows),
    }


def bid_facts(bid: "Bid", actor: Actor, now: datetime) -> BidFacts:
    """Everything the acts of one bid are judged by."""
    tender = bid.tender
    own = bool(actor.supplier) and actor.supplier == str(bid.supplier_id)
    hats = {"owner"} if own else set(worn(tender, actor, now) & {"pokja", "auditor", "ppk", "pa"})
    box = sampul.box(tender.box_key) if tender.announced_at else None
    return BidFacts(
        state=bid.state,
        now=now,
        hats=frozenset(hats),
        tender_state=tender.state,
        closes_at=box.closes_at if box else None,
        profile_gaps=profile_gaps(tender, actor, now) if own and tender.state == "announced" else (),
        stages_left=bid.stages_left if bid.state == "opened" else tuple(STAGES),
        readable=bid.price is not None,
    )
