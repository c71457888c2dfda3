"""The work list of the LPSE: what profiles tell with a proof that nobody has looked at."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pasok.law import lookup as law
from pasok.people import reads as people
from pasok.people.models import today
from pasok.suppliers import shown
from pasok.suppliers.forms.items import SendBack
from pasok.suppliers.reads import desk as reads

A_PAGE, DAY = 10, timedelta(days=1)


@require_safe
def unchecked(request: HttpRequest) -> HttpResponse:
    """The longest waiting first, each with its photos and what an official may say of it."""
    if "lpse" not in people.hats(request.actor, on=today()):
        raise PermissionDenied(_("Halaman ini hanya untuk petugas LPSE."))
    now, day = timezone.now(), today()
    page = Paginator(reads.unchecked(), A_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "card": shown.card(item),
            "asked": item.asked_at,
            "due": (due := reads.due_at(item.asked_at)),
            "ended": item.valid_until + DAY if item.valid_until and item.valid_until < day else None,
            "late": due < now,
            "form": SendBack(auto_id=f"item-{item.pk}-%s"),
        }
        for item in page.object_list
    ]
    standard = law.rule(reads.STANDARD, on=today())
    return render(request, "suppliers/unchecked.html", {"page": page, "rows": rows, "standard": standard})
