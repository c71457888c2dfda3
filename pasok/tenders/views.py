"""Pages of tenders and bids. The common two views do the work; these bind them."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from pasok.kernel.machine import Refused
from pasok.pages import drafts
from pasok.pages.subject import perform, show
from pasok.sampul import log as sealed_log
from pasok.sampul import reads as sampul
from pasok.sampul.programs import sealing
from pasok.tenders import acts, gathering, machine, papers, reads
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.forms import FORMS, Propose
from pasok.tenders.forms_bid import BID_FORMS
from pasok.tenders.models import Bid, Tender
from pasok.tenders.shown import shown
from pasok.tenders.shown_bid import shown_bid

PAGE = "tenders/tender.html"
BID_PAGE = "tenders/bid.html"


def visible(request: HttpRequest, slug: str) -> Tender:
    """An announced tender is everybody's; before that only its officials know it."""
    tender = get_object_or_404(Tender.objects.select_related("agency", "satker"), slug=slug)
    if tender.announced_at is None and not gathering.insider(tender, request.actor, timezone.now()):
        raise Http404
    return tender


@login_not_required
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    tender = visible(request, slug)
    return show(request, PAGE, machine.tender, tender, FORMS, **lazily(request, tender))


def act(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    tender = visible(request, slug)
    return perform(request, PAGE, machine.tender, tender, FORMS, acts, name, **lazily(request, tender))


def lazily(request: HttpRequest, tender: Tender) -> dict[str, object]:
    """Read when the template asks, so that after an act the page shows the new state."""
    return {"shown": lambda: shown(request, tender)}


def propose(request: HttpRequest) -> HttpResponse:
    """The PPK hands announced packages to a Pokja."""
    chosen = request.GET.get("paket", "")
    page, make = f"usul:{chosen}", partial(Propose, actor=request.actor, chosen=chosen)
    form = make(request.POST) if request.method == "POST" else drafts.page_forms(request, page, make)[0]
    drafts.mark_page([form], page)
    reasons: tuple[str, ...] = ()
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect(acts.propose(actor=request.actor, **form.cleaned_data))
            except Refused as refused:
                reasons, status = refused.reasons, 409
    return render(request, "tenders/propose.html", {"form": form, "reasons": reasons}, status=status)


def own_or_official(request: HttpRequest, pk: int) -> Bid:
    """The bidder always; officials and auditors once the bids are open. Nobody else learns that it exists."""
    bid = get_object_or_404(Bid.objects.select_related("tender", "supplier"), pk=pk)
    if request.actor.supplier == str(bid.supplier_id):
        return bid
    inside = gathering.insider(bid.tender, request.actor, timezone.now())
    if inside and bid in reads.visible_bids(bid.tender, request.actor):
        return bid
    raise Http404


@sealing
def bid(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_or_official(request, pk)
    return show(request, BID_PAGE, machine.bid, found, BID_FORMS, shown=lambda: shown_bid(request, found))


@sealing
def bid_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    found = own_or_official(request, pk)
    return perform(
        request,
        BID_PAGE,
        machine.bid,
        found,
        BID_FORMS,
        bid_acts,
        name,
        shown=lambda: shown_bid(request, found),
    )


def paper(request: HttpRequest, pk: int, sha256: str) -> HttpResponse:
    """A document of an opened bid: for the bidder and the tender's officials. Always as a download."""
    found = own_or_official(request, pk)
    same = [doc for doc in found.documents if doc["sha256"] == sha256]
    if not same or not papers.path(sha256).exists():
        raise PermissionDenied
    name = papers.download_name(max(same, key=lambda doc: len(doc.get("warning", ()))))
    response = FileResponse(papers.path(sha256).open("rb"), as_attachment=True, filename=name)
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@login_not_required
def log(request: HttpRequest) -> HttpResponse:
    """The public log in words: its newest signed checkpoint and the last entries."""
    size = sealed_log.size()
    entries = sampul.entries(max(0, size - 20), size)[::-1]
    return render(
        request, "tenders/log.html", {"size": size, "entries": entries, "checkpoint": sampul.checkpoint()}
    )
