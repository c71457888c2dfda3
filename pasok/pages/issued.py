"""Where the code on a paper leads: which paper has this fingerprint, and whether it still stands."""

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pasok.ledger.models import Sheet
from pasok.pages import issuing
from pasok.pages.sheet import kept


@login_not_required
@require_safe
def issued(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """Public: kind, number, moment and subject of a paper; never what it says."""
    sheet = get_object_or_404(Sheet, pk="".join(fingerprint.split()).lower())
    newest = issuing.issued(sheet.subject).filter(kind=sheet.kind).last()
    return render(
        request,
        "sheets/issued.html",
        {
            "sheet": sheet,
            "label": str(issuing.LABELS[sheet.kind]),
            "later": newest if newest and newest != sheet else None,
        },
    )


def answer(sheet: Sheet, template: Path) -> HttpResponse:
    """The paper as PDF, to whom the room has found that may read it."""
    response = HttpResponse(kept(template, sheet.data, at=sheet.at), content_type="application/pdf")
    name = f"{sheet.kind}-{sheet.subject.partition(':')[2]}-{sheet.fingerprint[:8]}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Content-Language"] = "id"
    return response
