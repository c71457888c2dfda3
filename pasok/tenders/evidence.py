"""The proof of a tender, to take away: anyone checks it with pasok-verify, without us."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from pasok.kernel.actor import NOBODY
from pasok.kernel.money import plain
from pasok.ledger.reads import chain
from pasok.sampul import bundle
from pasok.sampul.answers import Refusal
from pasok.tenders import gathering, handing
from pasok.tenders.debrief import OVER
from pasok.tenders.models import Bid, Tender


def proof(tender: Tender, *, full: bool = False) -> Iterator[str]:
    """The bundle of docs/sampul-format.md section 7, piece by piece; `full`: with the documents.

    Raises Refusal, at once.
    """
    parts = handing.PARTS if full else handing.PARTS[:1]
    found = bundle.bundle(tender.box_key, parts=parts, full=full)
    return bundle.written({**found, "result": result(tender)})


def result(tender: Tender) -> dict[str, Any]:
    """What the Pokja made of the opened bids: only what is public at this moment."""
    bids = tender.bids.filter(leaf__isnull=False).order_by("leaf")
    announced = tender.winner if tender.state in OVER else None
    return {
        "hps": plain(tender.hps) if tender.hps is not None else None,
        "method": tender.method,
        "bids": [row(tender, bid, ranked=announced is not None) for bid in bids],
        "winner": announced.leaf if announced else None,
        "left": left(tender) if announced else {},
    }


def left(tender: Tender) -> dict[str, str]:
    """Winners who withdrew, or whom the law shut out, before the one who stands now: leaf -> why."""
    passed = {
        entry.data["left"]: entry.data["reason"] for entry in chain(tender.key).filter(act="pass_to_reserve")
    }
    bids = tender.bids.filter(supplier__in=passed, leaf__isnull=False)
    return {str(bid.leaf): passed[bid.supplier_id] for bid in bids}


def row(tender: Tender, bid: Bid, *, ranked: bool) -> dict[str, Any]:
    """One bid: as offered, corrected, and as compared (after the preference for domestic goods)."""
    compared = gathering.place(tender, bid)[0] if bid.price is not None else None
    return {
        "leaf": bid.leaf,
        "bidder": str(bid.supplier_id),
        "offered": plain(bid.offered) if bid.offered is not None else None,
        "price": plain(bid.price) if bid.price is not None else None,
        "compared": plain(compared) if compared is not None else None,
        "tkdn": str(bid.tkdn) if bid.tkdn is not None else None,
        "fallen": bid.fallen_reason or None,
        "rank": bid.rank if ranked else None,
    }


@login_not_required
@require_GET
def download(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The public bundle, once a part is open; ?lengkap=1: with documents, for the Pokja and auditors."""
    tender = get_object_or_404(Tender, slug=slug)
    full = "lengkap" in request.GET
    if full and not gathering.worn(tender, getattr(request, "actor", NOBODY), timezone.now()) & {
        "pokja",
        "auditor",
    }:
        raise Http404
    try:
        found = proof(tender, full=full)
    except Refusal as refused:
        return JsonResponse({"reasons": [refused.sentence]}, status=404)
    name = f"bukti-{tender.slug}{'-lengkap' if full else ''}.json"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(found, content_type="application/json", headers=disposition)
