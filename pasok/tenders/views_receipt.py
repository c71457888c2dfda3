"""What a bidder takes along: the receipt as PDF and as proof, and what the offline page needs."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from pasok.sampul import reads as sampul
from pasok.tenders import receipts
from pasok.tenders.models import Bid


def own(request: HttpRequest, pk: int) -> Bid:
    """The bidder's own bid; to everybody else it does not exist."""
    found = get_object_or_404(Bid.objects.select_related("tender", "supplier"), pk=pk)
    if request.actor.supplier != str(found.supplier_id):
        raise Http404
    return found


def sealed(request: HttpRequest, pk: int) -> Bid:
    found = own(request, pk)
    if found.leaf is None:
        raise Http404
    return found


def named(response: HttpResponse, bid: Bid, what: str) -> HttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{what}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    bid = sealed(request, pk)
    response = HttpResponse(receipts.pdf(bid), content_type="application/pdf")
    response.headers["Content-Language"] = "id"
    return named(response, bid, f"tanda-terima-{bid.tender.slug}-{bid.leaf}.pdf")


@require_safe
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt itself: what /periksa and any other verifier take."""
    bid = sealed(request, pk)
    text = json.dumps(receipts.given(bid).plain(), ensure_ascii=False)
    response = HttpResponse(text, content_type="application/json")
    return named(response, bid, f"tanda-terima-{bid.tender.slug}-{bid.leaf}.json")


@require_safe
def to_seal(request: HttpRequest, pk: int) -> HttpResponse:
    """For segel.html: the box with its proofs, and the lines to price. Nothing in it is secret."""
    bid = own(request, pk)
    if sampul.box(bid.tender.box_key) is None:
        raise Http404
    data: dict[str, Any] = {
        "v": 2,
        "kind": "to-seal",
        "box": sampul.public_parameters(bid.tender.box_key),
        "bidder": str(bid.supplier_id),
        "replaces": bid.leaf,
        "title": bid.tender.title,
        "lines": [
            {name: line[name] for name in ("number", "description", "quantity", "unit")}
            for line in bid.tender.lines
        ],
    }
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    return named(response, bid, f"untuk-disegel-{bid.tender.slug}.json")
