"""What every paper of a tender begins with, and how bids are told in it."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pasok.kernel.money import plain
from pasok.ledger.performing import Deed
from pasok.ledger.reads import chain
from pasok.pages.issuing import spoken

if TYPE_CHECKING:
    from pasok.tenders.models import Bid, Tender

MARKS = {"announcement": "PENG", "opening": "BAPP", "evaluation": "BAHP", "appointment": "SPPBJ"}


def head(tender: "Tender", deed: Deed, kind: str) -> dict[str, Any]:
    return {
        "number": f"{tender.slug}/{MARKS[kind]}/{tender.entries + 1}",
        "at": spoken(deed.at, tender.zone),
        "agency": tender.agency.name,
        "satker": tender.satker.name if tender.satker else "",
        "pokja": tender.pokja.name,
        "title": tender.title,
        "tender": tender.slug,
        "packages": list(tender.packages),
        "method": tender.rules.full_label,
        "category": tender.category,
        "clock": tender.clock,
        "hps": amount(tender.hps),
    }


def amount(value: Decimal | None) -> str:
    """Rupiah as text; empty for none."""
    return plain(value) if value is not None else ""


def business(bid: "Bid") -> str:
    """The bidder's name as declared with the bid, so that a later change does not rewrite old papers."""
    return str(bid.qualification.get("name") or bid.supplier)


def moment_of(tender: "Tender", act: str) -> str:
    """When an act was last done; empty if never."""
    entry = chain(tender.key).filter(act=act).last()
    return spoken(entry.at, tender.zone) if entry else ""


def ppk(tender: "Tender") -> str:
    """The name of the PPK as it stood when the tender was proposed."""
    first = chain(tender.key).first()
    return str(first.actor["name"]) if first else ""
