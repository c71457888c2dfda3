"""A record is claimed, proven by the business's own contact, and confirmed at the desk."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pasok.accounts import acts as accounts
from pasok.accounts import rules as account_rules
from pasok.desk import acts, rules
from pasok.desk.forms import CLAIM_FORMS, ClaimCode, NewClaim
from pasok.desk.machine import claim as machine
from pasok.desk.models import Claim
from pasok.desk.views.registration import is_desk
from pasok.kernel.machine import Refused
from pasok.pages.parts import Fact
from pasok.pages.subject import perform, show
from pasok.suppliers import reads as suppliers


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """This is my business: which NIB it has, and which NPWP."""
    supplier = suppliers.unclaimed(pk)
    if supplier is None:
        raise Http404
    form = NewClaim(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            return redirect(acts.ask_claim(pk, actor=request.actor, **form.cleaned_data))
        except ValidationError as why:
            form.add_error(None, why.messages)
    shown = {"form": form, "supplier": supplier}
    return render(request, "desk/claim_new.html", shown, status=422 if form.is_bound else 200)


def found(request: HttpRequest, pk: int) -> Claim:
    row = get_object_or_404(Claim.objects.select_related("supplier", "person"), pk=pk)
    if not is_desk(request) and row.person_id != request.user.pk:
        raise Http404
    return row


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    return show(request, "desk/claim.html", machine, row, CLAIM_FORMS, **extra(request, row))


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    row = found(request, pk)
    return perform(request, "desk/claim.html", machine, row, CLAIM_FORMS, acts, name, **extra(request, row))


@require_POST
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """The code that went to the business's own contact comes back."""
    row = get_object_or_404(Claim, pk=pk, person=request.user.pk)
    form = ClaimCode(request.POST)
    if form.is_valid() and row.contact:
        why = accounts.try_code("claim", row.contact, form.cleaned_data["code"], about=row.key)
        try:
            if why is None:
                acts.prove_contact(row, actor=request.actor)
                messages.success(request, _("Kode cocok. LPSE memeriksa klaim Anda."))
                return redirect(row)
            messages.error(request, why)
        except Refused as refused:
            messages.error(request, " ".join(refused.reasons))
    return redirect(row)


code.keeps_drafts = True  # a wrong try counts, so this view is not inside a transaction taken back


def extra(request: HttpRequest, row: Claim) -> dict[str, Any]:
    mine = row.person_id == request.user.pk
    reach = account_rules.shown(row.contact) if row.way != "email" else masked(row.contact)
    return {
        "desk": is_desk(request),
        "facts": lambda: facts(row),
        "reasons": lambda: [rules.WHY_NOT[reason] for reason in row.reasons],
        "reach": reach,
        "code_form": ClaimCode() if mine and row.contact and row.state == "asked" else None,
    }


def masked(address: str) -> str:
    name, _at, host = address.partition("@")
    return f"{name[:1]}•••@{host}" if host else ""


def facts(row: Claim) -> list[Fact]:
    labels = {
        "nib": _("NIB pada catatan"),
        "npwp": _("NPWP pada catatan"),
        "register": _("NPWP pada data OSS"),
        "name": _("Nama pada data OSS"),
    }
    told = {True: _("Cocok"), False: _("Tidak cocok"), None: _("Tidak ada pembanding")}
    lines = [Fact(label, told[row.agrees.get(name)]) for name, label in labels.items()]
    return [Fact(_("NIB"), row.nib), Fact(_("Pemohon"), row.person.name), *lines]
