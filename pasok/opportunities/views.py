"""Finding packages: the search page, and the same as JSON."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pasok.kernel.money import plain
from pasok.opportunities import reads, shown, spelling
from pasok.opportunities.cards import cards
from pasok.opportunities.forms import Search
from pasok.opportunities.models import Listing
from pasok.opportunities.query import Query
from pasok.pages.subject import wants_json
from pasok.planning import reads as planning


def asked(request: HttpRequest) -> tuple[Search, Query]:
    """The form bound to the address, and the search it asks for. Only a supplier can ask what fits."""
    form = Search(request.GET, fits=bool(request.actor.supplier))
    return form, form.ask()


@require_safe
@login_not_required
def packages(request: HttpRequest) -> HttpResponse:
    """The public list. Its whole state is in the address."""
    form, query = asked(request)
    pages = shown.Pages(reads.found(query, request.actor), shown.PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    meant = spelling.meant(query, pages.count, request.actor) if query.q else None
    if wants_json(request):
        return JsonResponse(
            {
                "total": pages.count,
                "more": pages.more,
                "packages": [row(each) for each in page],
                "meant": meant.q if meant else "",
                "ignored": {name: list(why) for name, why in form.errors.items()},
            },
            json_dumps_params={"ensure_ascii": False},
        )
    context = {
        "filters": shown.bar(form, query, pages, request.user.is_authenticated),
        "page": page,
        "cards": cards(page, request),
        "heading": shown.order(query),
        "at_end": pages.more and page.number == pages.num_pages,
        "empty": shown.empty(query) if not pages.count else None,
        "meant": {"words": meant.q, "url": shown.address(reverse("packages"), meant)} if meant else None,
        "feed": shown.address(reverse("packages-feed"), query),
    }
    return render(request, "opportunities/list.html", context | planned(request))


def planned(request: HttpRequest) -> dict[str, Any]:
    """For who plans packages: the drafts, which nobody else finds."""
    if not request.user.is_authenticated or request.actor.supplier:
        return {}
    return {
        "drafts": planning.drafts_of(request.actor)[: shown.PER_PAGE],
        "may_plan": planning.plannable_satkers(request.user).exists(),
    }


def row(listing: Listing) -> dict[str, object]:
    """A package in the JSON of the list."""
    return {
        "ocid": listing.ocid,
        "rup_code": listing.number,
        "title": listing.title,
        "agency": listing.agency_code,
        "agency_name": listing.agency_name,
        "satker": listing.satker,
        "regions": listing.region_codes,
        "places": listing.places,
        "year": listing.year,
        "kind": listing.kind,
        "method": listing.method,
        "kbli": listing.kbli,
        "pagu": plain(listing.pagu),
        "hps_total": plain(listing.hps) if listing.hps is not None else None,
        "small_business_reserved": listing.small_business_reserved,
        "state": listing.standing(),
        "announced_at": listing.announced_at.isoformat(),
        "closes_at": listing.closes_at.isoformat() if listing.closes_at else None,
        "url": listing.url,
    }


@require_safe
@login_not_required
def tenders(request: HttpRequest) -> HttpResponse:
    """The list of tenders is a search: those that take bids, or, with `keadaan=semua`, all."""
    over = request.GET.get("keadaan") not in (None, "", "open")
    query = Query(q=request.GET.get("q", "").replace("\0", "")[:200], keadaan="" if over else "menerima")
    return redirect(shown.address(reverse("packages"), query))
