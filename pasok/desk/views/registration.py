"""The queue of the LPSE, and one case with its papers side by side."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.desk import acts, reads, rules
from pasok.desk.forms import FORMS
from pasok.desk.machine import registration as machine
from pasok.desk.models import Registration
from pasok.law import lookup as law
from pasok.pages.parts import Fact
from pasok.pages.subject import perform, show
from pasok.pages.words import when
from pasok.people import reads as people
from pasok.people.models import today
from pasok.suppliers import reads as suppliers
from pasok.suppliers.reads.desk import STANDARD


def is_desk(request: HttpRequest) -> bool:
    return "lpse" in people.hats(request.actor, on=today())


def queue(request: HttpRequest) -> HttpResponse:
    if not is_desk(request):
        raise PermissionDenied(_("Halaman ini hanya untuk petugas LPSE."))
    page = Paginator(reads.waiting(), 50).get_page(request.GET.get("page"))
    late = reads.waiting().filter(due_at__lt=timezone.now()).count()
    standard = law.rule(STANDARD, on=today())
    rows = [(row, machine.states[row.state]) for row in page.object_list]
    return render(
        request, "desk/queue.html", {"page": page, "rows": rows, "late": late, "standard": standard}
    )


def found(request: HttpRequest, pk: int) -> Registration:
    """The desk sees every case, a business its own; for all others there is none."""
    row = get_object_or_404(Registration.objects.select_related("supplier"), pk=pk)
    if not is_desk(request) and request.actor.business != str(row.supplier_id):
        raise Http404
    return row


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    return show(request, "desk/registration.html", machine, row, FORMS, **extra(request, row))


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    row = found(request, pk)
    return perform(request, "desk/registration.html", machine, row, FORMS, acts, name, **extra(request, row))


def extra(request: HttpRequest, row: Registration) -> dict[str, Any]:
    known = rules.REASONS | rules.GRAVE
    return {
        "desk": is_desk(request),
        "compared": lambda: reads.compared(row.supplier.profile()),
        "register": suppliers.licence_name(),
        "items": lambda: suppliers.checked_items(row.supplier),
        "reasons": lambda: [known[reason] for reason in row.reasons],
        "seen": lambda: [rules.SEEN[each] for each in row.seen],
        "clock": lambda: service_time(row),
    }


def service_time(row: Registration) -> list[Fact]:
    """The same for both sides: since when, by when, and by which standard."""
    return [
        Fact(_("Diminta"), when(row.asked_at)),
        Fact(_("Paling lambat"), when(row.due_at)),
        Fact(_("Standar layanan"), law.rule(STANDARD, on=today(row.asked_at)).shown, rule=None),
        *([Fact(_("Diputuskan"), when(row.decided_at), note=row.decided_by)] if row.decided_at else []),
    ]
