"""Keeps that a business opened a package, and forgets it after settings.LOOKS_DAYS.

It stands above the rooms whose pages are opened, so it listens to the answers; the rooms know nothing of it.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from pasok.people.models import today
from pasok.tenders.models import Tender
from pasok.watch.models import Look

Next = Callable[[HttpRequest], HttpResponse]


def middleware(get_response: Next) -> Next:
    def keeping(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 200 and request.method == "GET" and not hasattr(request, "api_key"):
            supplier, ocid = getattr(request, "actor", None), opened(request)
            if ocid and supplier and supplier.supplier:
                keep(int(supplier.supplier), ocid, today())
        return response

    return keeping


def opened(request: HttpRequest) -> str:
    """The spine of the package or tender that this page is of; "" for any other page."""
    match = request.resolver_match
    if match is None or not getattr(request, "actor", None) or not request.actor.supplier:
        return ""
    if match.url_name == "package":
        return str(match.kwargs["ocid"])
    if match.url_name == "tender":
        return Tender.objects.filter(slug=match.kwargs["slug"]).values_list("ocid", flat=True).first() or ""
    return ""


def keep(supplier: int, ocid: str, day: date) -> None:
    """Once a day, however often it was opened."""
    Look.objects.bulk_create([Look(supplier_id=supplier, ocid=ocid, day=day)], ignore_conflicts=True)


def forget(on: date) -> int:
    """Remove what is older than it may be on that day. Answers how many rows went."""
    gone, _ = Look.objects.filter(day__lt=on - timedelta(days=settings.LOOKS_DAYS)).delete()
    return gone
