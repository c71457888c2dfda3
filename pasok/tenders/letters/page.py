"""A tender's papers as PDF."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from pasok.ledger.models import Sheet
from pasok.pages.issued import answer
from pasok.tenders import letters
from pasok.tenders.models import Tender


@login_not_required
def pdf(request: HttpRequest, slug: str, fingerprint: str) -> HttpResponse:
    """404 also for whoever may not read it."""
    tender = get_object_or_404(Tender.objects.select_related("agency", "satker"), slug=slug)
    sheet = get_object_or_404(Sheet, pk=fingerprint, subject=tender.key)
    if not letters.may_read(sheet, tender, request.actor, timezone.now()):
        raise Http404
    return answer(sheet, letters.template(sheet))
