"""One listing as a card. Its words are made here, not in the template: a page has two dozen of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from pasok.kernel.machine import State
from pasok.kernel.money import rupiah
from pasok.kernel.tongue import count, say
from pasok.opportunities import reads
from pasok.opportunities.models import Listing
from pasok.pages.words import countdown, day, is_soon


@dataclass(frozen=True)
class Card:
    """What the template shows, in the reader's words; "" where there is nothing to say."""

    listing: Listing
    state: State
    label: str
    reserved: str
    fits: str
    lacks: str  # how many requirements are not met yet; or that all are
    ready: bool
    value: str
    worth: str
    left: str  # how long bids are still taken
    soon: bool
    since: str


def card(listing: Listing, reason: str = "", lacking: int | None = None) -> Card:
    """The card; `reason` says why it fits the reader's business, `lacking` how much is unmet."""
    state, until = listing.status, listing.open_until
    open_now = until is not None and listing.takes_bids
    return Card(
        listing=listing,
        state=state,
        label=say(state.label),
        reserved=_("Khusus usaha kecil") if listing.small_business_reserved else "",
        lacks=told(lacking),
        ready=lacking == 0,
        fits=_("Cocok: {reason}").format(reason=reason) if reason else "",
        value=rupiah(listing.value),
        worth="HPS" if listing.value_is_hps else _("Pagu"),
        left=_("Tutup {left}").format(left=countdown(until)) if open_now else "",
        soon=open_now and is_soon(until),
        since="" if open_now else _("Diumumkan {day}").format(day=day(listing.announced_at)),
    )


def cards(listings: Iterable[Any], request: HttpRequest) -> list[Card]:
    """The listings; for a supplier with the reasons for which some fit."""
    own = reads.business(request.actor)
    if own is None:
        return [card(one) for one in listings]
    found = reads.fits(list(listings), own)
    lacking = reads.lacking([fit.listing for fit in found], request.actor)
    return [card(fit.listing, fit.reason, lacking.get(fit.listing.ocid)) for fit in found]


def told(lacking: int | None) -> str:
    """Memenuhi syarat · Kurang 1 syarat; "" where nothing can be bid for any more."""
    if lacking is None:
        return ""
    return count("Kurang {n} syarat", lacking) if lacking else _("Memenuhi syarat")
