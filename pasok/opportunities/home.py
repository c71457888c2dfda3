"""What the search brings to the front pages: what closes soon, and what fits the reader's business."""

from typing import Any

from django.http import HttpRequest

from pasok.opportunities import reads
from pasok.opportunities.cards import card

SHOWN = 6


def closing_block(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """The packages that close soonest: for the public and for who sells, not for an official's desk."""
    if request.actor.agency:
        return None
    cards = [card(one) for one in reads.closing_soon(SHOWN)]
    return "opportunities/home_closing.html", {"cards": cards}


def fitting_block(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """For a supplier: packages that fit the business, best first, each with its reason."""
    own = reads.business(request.actor)
    if own is None:
        return None
    cards = [card(fit.listing, fit.reason) for fit in reads.fitting(request.actor, SHOWN)]
    return "opportunities/home_fitting.html", {"cards": cards, "described": bool(own.kbli)}
