"""Addresses at which a search is taken along: files, calendars, a feed. Everybody may."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pasok.opportunities import calendar, feed, files, reads, shown
from pasok.opportunities.models import Listing
from pasok.opportunities.views import asked

TEXT = "text/csv; charset=utf-8"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def named(ending: str) -> dict[str, str]:
    """A file name with the day on it."""
    return {"Content-Disposition": f'attachment; filename="paket-{timezone.localdate():%Y-%m-%d}.{ending}"'}


@require_safe
@login_not_required
def csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every page of the search."""
    found = reads.found(asked(request)[1], request.actor)
    return StreamingHttpResponse(files.csv(found), content_type=TEXT, headers=named("csv"))


@require_safe
@login_not_required
def xlsx(request: HttpRequest) -> FileResponse:
    """Every page of the search, for spreadsheets."""
    found = reads.found(asked(request)[1], request.actor)
    return FileResponse(files.xlsx(found), content_type=SHEET, headers=named("xlsx"))


@require_safe
@login_not_required
def deadlines(request: HttpRequest) -> HttpResponse:
    """When the packages of the search stop taking bids."""
    found = reads.found(asked(request)[1], request.actor).filter(open_until__gt=timezone.now())
    return ics(_("Tenggat penawaran"), calendar.deadlines(found[: calendar.MOST]))


@require_safe
@login_not_required
def stages(request: HttpRequest, ocid: str) -> HttpResponse:
    """All stages of one package."""
    try:
        one = reads.listing(ocid)
    except Listing.DoesNotExist as missing:
        raise Http404 from missing
    return ics(one.title, calendar.stages(one))


def ics(name: str, events: list[calendar.Event]) -> HttpResponse:
    return HttpResponse(
        calendar.written(name, events),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="pasok.ics"'},
    )


@require_safe
@login_not_required
def atom(request: HttpRequest) -> HttpResponse:
    """What the search finds, the latest change first."""
    _form, query = asked(request)
    found = list(reads.found(query, request.actor).order_by("-changed_at", "-id")[: feed.MOST])
    words: list[Any] = [label for _names, label in shown.chips(query)]
    title = ", ".join([_("Paket pengadaan"), *words])
    page, here = (shown.address(reverse(name), query) for name in ("packages", "packages-feed"))
    return HttpResponse(
        feed.written(title, page, here, found), content_type="application/atom+xml; charset=utf-8"
    )
