"""The inbox: one's own notices, and the marks that they were read."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pasok.kernel import tongue
from pasok.notices import reads
from pasok.notices.models import Notice
from pasok.pages.subject import wants_json

PAGE = 20


def mark(notices: QuerySet[Notice]) -> int:
    return notices.filter(read_at=None).update(read_at=timezone.now())


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    page = Paginator(reads.inbox(request.actor), PAGE).get_page(request.GET.get("page"))
    if wants_json(request):
        return JsonResponse(
            {"unread": reads.unread(request.actor), "notices": [plain(each) for each in page]}
        )
    return render(request, "notices/inbox.html", {"page": page, "unread": reads.unread(request.actor)})


def plain(notice: Notice) -> dict[str, Any]:
    return {
        "id": notice.pk,
        "title": notice.title,
        "text": notice.text,
        "url": notice.url,
        "at": notice.at.isoformat(),
        "read": notice.read_at is not None,
    }


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one's own notice read and go where it points."""
    notice = get_object_or_404(reads.inbox(request.actor), pk=pk)
    mark(reads.inbox(request.actor).filter(pk=pk))
    return JsonResponse({"url": notice.url}) if wants_json(request) else redirect(notice.url)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    count = mark(reads.inbox(request.actor))
    if wants_json(request):
        return JsonResponse({"read": count})
    messages.success(request, tongue.count("{n} pemberitahuan ditandai sudah dibaca.", count))
    return redirect("inbox")


def home_block(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """For who sells: the newest that waits to be read. For an official the header's number is enough."""
    count = reads.unread(request.actor) if request.actor.supplier else 0
    if not count:
        return None
    latest = list(reads.inbox(request.actor).filter(read_at=None)[:3])
    return "notices/home.html", {"count": count, "latest": latest}
