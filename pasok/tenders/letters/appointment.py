"""The letter of appointment (SPPBJ): from the PPK to the winner that now stands."""

from typing import TYPE_CHECKING, Any

from pasok.contracts import reads as contracts
from pasok.kernel.actor import Actor
from pasok.kernel.terbilang import rupiah_words
from pasok.ledger.performing import Deed
from pasok.pages.issuing import iso
from pasok.tenders.letters.head import amount, business, head, moment_of

if TYPE_CHECKING:
    from pasok.tenders.models import Tender


def appointment(tender: "Tender", deed: Deed, actor: Actor) -> dict[str, Any]:
    winner, day = tender.winner, tender.sppbj_on
    if winner is None or winner.price is None or day is None:
        raise LookupError(f"{tender.key}: belum ada pemenang yang ditunjuk.")
    before = contracts.before_signing(winner.price, tender.hps, tender.category, day, tender.law_on)
    return {
        **head(tender, deed, "appointment"),
        "number": tender.sppbj_number,
        "on": iso(day),
        "actor": actor.name,
        "to": {
            "supplier": str(winner.supplier_id),
            "name": business(winner),
            "region": str(winner.qualification.get("region", "")),
        },
        "price": amount(winner.price),
        "words": rupiah_words(winner.price),
        "place": winner.rank,
        "won_at": moment_of(tender, "announce_winner"),
        "guarantee": {
            "value": amount(before.guarantee.value),
            "words": rupiah_words(before.guarantee.value),
            "why": before.guarantee.why,
            "article": before.guarantee.rule.article,
        },
        "sign_by": iso(before.sign_by),
        "signing": {"period": before.signing.shown, "article": before.signing.article},
        "kind": str(tender.terms.get("kind_label", "")),
        "days": str(tender.terms.get("delivery_days") or ""),
    }
