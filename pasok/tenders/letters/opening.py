"""The minutes of the opening: who opened, from which log, and every price as it was read out."""

from base64 import b64encode
from typing import TYPE_CHECKING, Any

from pasok.kernel.actor import Actor
from pasok.ledger.performing import Deed
from pasok.ledger.reads import chain
from pasok.pages.issuing import spoken
from pasok.sampul import reads as sampul
from pasok.tenders.letters.head import amount, business, head

if TYPE_CHECKING:
    from pasok.tenders.models import Tender


def opening(tender: "Tender", deed: Deed, actor: Actor) -> dict[str, Any]:
    box = sampul.box(tender.box_key)
    if box is None or box.opened_index is None:
        raise LookupError(f"{tender.key}: penawaran belum dibuka.")
    bids = tender.bids.filter(leaf__isnull=False).select_related("supplier").order_by("leaf")
    opened = sampul.head_at(box.opened_index + 1)
    return {
        **head(tender, deed, "opening"),
        "actor": actor.name,
        "closes_at": spoken(box.closes_at, tender.zone),
        "closed_at": spoken(sampul.leaf(box.closed_index or 0).at, tender.zone),
        "shares": shares(tender),
        "log": {
            "origin": opened.origin,
            "size": opened.size,
            "root": b64encode(opened.root).decode(),
            "k": box.k,
            "n": len(box.members),
            "open": box.open_index,
            "close": box.closed_index,
            "opening": box.opened_index,
            "count": sampul.count_listed(tender.box_key),
        },
        "registered": tender.bids.count(),
        "rounds": tender.rounds,
        "bids": [
            {
                "leaf": bid.leaf,
                "name": business(bid),
                "sent_at": spoken(bid.submitted_at, tender.zone) if bid.submitted_at else "",
                "offered": amount(bid.offered),
                "documents": len(bid.documents),
                "unread": "" if bid.offered is not None else bid.fallen_reason,
            }
            for bid in bids
        ],
    }


def shares(tender: "Tender") -> list[dict[str, str]]:
    """The members who gave their shares for the box that was opened, in their order."""
    given = set(sampul.progress(tender.box_key).released)
    found = {}
    for entry in chain(tender.key).filter(act="release"):
        if entry.actor["id"] in given:
            found[entry.actor["id"]] = {"name": entry.actor["name"], "at": spoken(entry.at, tender.zone)}
    return list(found.values())
