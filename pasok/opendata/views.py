"""Open data for machines, and one page that says in plain words what there is."""

import json
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pasok.opendata import reads, validate
from pasok.opendata.models import Release

PAGE, MOST = 100, 1000  # releases in one package


def address(path: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def head(path: str) -> dict[str, Any]:
    """The metadata that every package begins with."""
    return {
        "uri": address(path),
        "version": "1.1",
        "extensions": validate.extensions(),
        "publishedDate": timezone.now().isoformat(timespec="seconds").replace("+00:00", "Z"),
        "publisher": {"name": settings.SITE_NAME, "uri": address("/")},
    }


def answer(body: str) -> HttpResponse:
    """JSON that any site may read."""
    return HttpResponse(
        body, content_type="application/json; charset=utf-8", headers={"Access-Control-Allow-Origin": "*"}
    )


def package(path: str, releases: list[Release], links: dict[str, str]) -> HttpResponse:
    """A release package. The stored texts go out as they are."""
    meta = json.dumps(head(path) | {"links": links}, ensure_ascii=False)
    return answer(f'{meta[:-1]}, "releases": [{",".join(release.body for release in releases)}]}}')


def wrong(why: str) -> JsonResponse:
    return JsonResponse({"reasons": [why]}, status=400, json_dumps_params={"ensure_ascii": False})


@login_not_required
@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """The feed: ?cursor= from `links.next` (or nothing, for the beginning), ?limit= up to MOST.

    `links.next` is always there: at the end it is the address at which to ask again later.
    """
    cursor, limit = request.GET.get("cursor", "0-0"), request.GET.get("limit", str(PAGE))
    parts = cursor.split("-")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
        return wrong(_("Parameter cursor diambil dari links.next halaman sebelumnya."))
    if not (limit.isascii() and limit.isdigit() and 0 < int(limit) <= MOST):
        return wrong(_("Parameter limit berupa bilangan 1 sampai {most}.").format(most=MOST))
    found = reads.feed((int(parts[0]), int(parts[1])), int(limit))
    after = f"{found[-1].transaction}-{found[-1].pk}" if found else cursor
    path = reverse("ocds_releases")
    links = {"next": address(f"{path}?cursor={after}&limit={limit}")}
    return package(f"{path}?cursor={cursor}&limit={limit}", found, links)


@login_not_required
@require_safe
def release(request: HttpRequest, release_id: str) -> HttpResponse:
    found = get_object_or_404(Release, release_id=release_id)
    return package(request.path, [found], {"record": address(reverse("ocds_record", args=[found.ocid]))})


@login_not_required
@require_safe
def record(request: HttpRequest, ocid: str) -> HttpResponse:
    found = reads.record(ocid)
    if found is None:
        raise Http404
    return answer(json.dumps(head(request.path) | {"records": [found]}, ensure_ascii=False))


@login_not_required
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """For people: what can be taken, and how."""
    latest = Release.objects.order_by("-pk").first()
    shown = {
        "count": Release.objects.count(),
        "processes": Release.objects.values("ocid").distinct().count(),
        "latest": latest,
        "extensions": [
            url.split("/")[4].removeprefix("ocds_").removesuffix("_extension")
            for url in validate.extensions()
        ],
        "site_url": settings.SITE_URL.rstrip("/"),
    }
    return render(request, "opendata/data.html", shown)
