"""One's own data: read it, take it along, ask about it. And the LPSE's answers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.pages.parts import Fact
from pasok.pages.subject import perform, show, typed
from pasok.pages.words import when
from pasok.pages.written import as_written
from pasok.people import reads as people
from pasok.suppliers import rules, shown
from pasok.suppliers.acts import privacy as acts
from pasok.suppliers.forms.privacy import REQUEST_FORMS, Ask
from pasok.suppliers.machine.privacy import data_request as machine
from pasok.suppliers.models import DataRequest, Supplier
from pasok.suppliers.reads import items, privacy
from pasok.suppliers.rules.privacy import answer_rule

PAGE = "suppliers/data_request.html"


def mine(request: HttpRequest) -> HttpResponse:
    """Everything in a form that people read, and a form to ask."""
    form = Ask(typed(request)) if request.method == "POST" else Ask()
    if request.method == "POST" and form.is_valid():
        try:
            asked = acts.ask(actor=request.actor, **form.cleaned_data)
            messages.success(request, _("Permintaan terkirim. Jawaban paling lambat {when}.").format(
                when=when(asked.answer_by)
            ))  # fmt: skip
            return redirect("my-data")
        except ValidationError as error:
            form.add_error(None, error)
    status = 422 if request.method == "POST" else 200
    return render(request, "suppliers/my_data.html", {"form": form, **told(request)}, status=status)


def told(request: HttpRequest) -> dict[str, Any]:
    data = privacy.everything(request.actor)
    supplier = Supplier.objects.filter(pk=int(request.actor.supplier)).first() if request.actor.owns else None
    return {
        "account": account(data["account"]),
        "business": business(data["business"]) if supplier else [],
        "officers": [Fact(_(row.get_role_display()), as_written(row.name)) for row in supplier.officers.all()]
        if supplier
        else [],
        "cards": [shown.card(row, whole=True) for row in items.items(supplier)] if supplier else [],
        "requests": privacy.requests_of(request.actor),
        "acts": len(data["acts"]),
        "rule": answer_rule(timezone.now()),
    }


def account(data: dict[str, Any]) -> list[Fact]:
    labels = {"name": _("Nama"), "email": _("E-mail"), "phone": _("Telepon"), "nip": "NIP", "nik": "NIK"}
    return [Fact(label, as_written(data.get(name, "")) or None) for name, label in labels.items()]


def business(data: dict[str, Any]) -> list[Fact]:
    return [
        Fact(_("Nama usaha"), as_written(data["name"])),
        Fact(_("Bentuk usaha"), _(rules.FORMS.get(data["form"], ""))),
        Fact("NIB", data["nib"] or None),
        Fact("NPWP", data["npwp"] or None),
        Fact(_("Alamat"), as_written(data["address"]) or None),
        Fact(_("Wilayah"), as_written(data["region_name"]) or None),
        *(Fact(f"KBLI {row['kbli']}", as_written(row["title"]) or None) for row in data["permits"]),
    ]


def export(request: HttpRequest) -> HttpResponse:
    """The same for a machine."""
    answer = JsonResponse(
        privacy.everything(request.actor), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    answer["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def waiting(request: HttpRequest) -> HttpResponse:
    """The LPSE's list, the oldest first."""
    if "lpse" not in people.hats(request.actor, on=timezone.localdate()):
        raise Http404
    return render(request, "suppliers/data_requests.html", {"rows": privacy.waiting()})


def found(request: HttpRequest, pk: int) -> DataRequest:
    """Of the one who asked, and of the LPSE; for others there is none."""
    row = get_object_or_404(DataRequest, pk=pk)
    lpse = "lpse" in people.hats(request.actor, on=timezone.localdate())
    if row.person != request.actor.id and not lpse:
        raise Http404
    return row


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, PAGE, machine, found(request, pk), REQUEST_FORMS)


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    return perform(request, PAGE, machine, found(request, pk), REQUEST_FORMS, acts, name)
