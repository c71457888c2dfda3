"""The report on the selection (BAHP): every bid, every stage, every reason, the order and the winner."""

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pasok.kernel.actor import Actor
from pasok.kernel.terbilang import rupiah_words
from pasok.ledger.models import Entry
from pasok.ledger.performing import Deed
from pasok.pages.issuing import spoken
from pasok.tenders import gathering
from pasok.tenders.letters.head import amount, business, head, moment_of
from pasok.tenders.rules import prices
from pasok.tenders.rules.bids import STAGES
from pasok.tenders.rules.evaluation import authority_limit

if TYPE_CHECKING:
    from pasok.tenders.models import Bid, Tender


def evaluation(tender: "Tender", deed: Deed, actor: Actor) -> dict[str, Any]:
    rows = tender.bids.filter(leaf__isnull=False).select_related("supplier").prefetch_related("assessments")
    bids = list(rows.order_by("rank", "price", "pk"))
    said = clarifications(bids)
    winner = next(bid for bid in bids if bid.rank == 1)
    facts = tender.facts(actor, deed.at)
    return {
        **head(tender, deed, "evaluation"),
        "actor": actor.name,
        "by": "PA" if "pokja" not in facts.hats else "Pokja Pemilihan",
        "authority": {"limit": authority_limit(facts).shown, "article": authority_limit(facts).article},
        "opened_at": moment_of(tender, "open_bids"),
        "registered": tender.bids.count(),
        "stages": list(STAGES.values()),
        "bids": [told(tender, bid, said.get(bid.key, [])) for bid in bids],
        "winner": {
            "name": business(winner),
            "price": amount(winner.price),
            "words": rupiah_words(winner.price or 0),
        },
        "members": agreed(tender),
        "sanggah": [
            {"name": business(one.bid), "text": one.text, "accepted": one.accepted, "answer": one.answer}
            for one in tender.sanggah_set.select_related("bid__supplier")
        ],
    }


def told(tender: "Tender", bid: "Bid", said: list[dict[str, str]]) -> dict[str, Any]:
    """One bid as it was judged."""
    return {
        "name": business(bid),
        "leaf": bid.leaf,
        "offered": amount(bid.offered),
        "price": amount(bid.price),
        "evaluated": evaluated(tender, bid),
        "tkdn": f"{bid.tkdn.normalize():f}",
        "unpriced": unpriced(tender, bid),
        "results": results(bid),
        "fallen": {"stage": bid.fallen_label, "reason": bid.fallen_reason} if bid.state == "fallen" else None,
        "remarks": [{"stage": STAGES[a.stage], "note": a.note} for a in bid.assessments.all() if a.note],
        "clarifications": said,
        "rank": bid.rank,
    }


def unpriced(tender: "Tender", bid: "Bid") -> str:
    """Where the sum follows from unit prices: the lines without one, as "3, 5–9"; empty if there is none."""
    if tender.contract_kind not in prices.MEASURED or bid.price is None:
        return ""
    given = {number for number, price in bid.unit_prices.items() if Decimal(price)}
    numbers = [line["number"] for line in tender.lines if str(line["number"]) not in given]
    runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), lambda at: at[1] - at[0])]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def results(bid: "Bid") -> list[str]:
    """For each stage "lulus", "gugur", or empty where it was not judged: the first failure ends a bid."""
    done = set(bid.passed)
    failed = bid.fallen_stage if bid.state == "fallen" else ""
    return ["lulus" if code in done else "gugur" if code == failed else "" for code in STAGES]


def evaluated(tender: "Tender", bid: "Bid") -> str:
    """The price that only ranks, where the preference for domestic products applies; else empty."""
    if bid.price is None or tender.hps is None:
        return ""
    standing = prices.Standing(bid.pk, bid.price, bid.tkdn, bid.leaf or 0)
    price = prices.evaluated(standing, tender.hps, tender.law_on)
    return amount(price) if price != bid.price else ""


def clarifications(bids: list["Bid"]) -> dict[str, list[dict[str, str]]]:
    """What bidders explained, by the bid's key."""
    entries = Entry.objects.filter(act="clarify", subject__in=[bid.key for bid in bids]).order_by("pk")
    zones = {bid.key: bid.tender.zone for bid in bids[:1]}
    zone = next(iter(zones.values()), "Asia/Jakarta")
    found: dict[str, list[dict[str, str]]] = {}
    for entry in entries:
        row = {"at": spoken(entry.at, zone), "text": str(entry.data.get("reason", ""))}
        found.setdefault(entry.subject, []).append(row)
    return found


def agreed(tender: "Tender") -> list[dict[str, str]]:
    """Every member of the Pokja and when each agreed to the result exactly as it now stands."""
    given = tender.agreements.filter(fingerprint=gathering.matter(tender)).values_list("member", "at")
    at = dict(given)
    return [
        {"name": name, "at": spoken(at[member], tender.zone) if member in at else ""}
        for member, name in tender.members.items()
    ]
