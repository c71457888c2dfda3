"""How far the holders of a tender's keys are, for a page that waits."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from pasok.tenders import shown_opening
from pasok.tenders.views import visible


@login_not_required
@require_safe
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """{mark}: another one as soon as somebody has done something."""
    response = JsonResponse({"mark": shown_opening.mark(visible(request, slug))})
    response.headers["Cache-Control"] = "no-store"
    return response
