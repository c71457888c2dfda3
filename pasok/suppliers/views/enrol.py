"""A business comes into the register: looked up by its NIB, or typed. By its owner, or with his consent."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pasok.kernel.machine import Refused
from pasok.pages import drafts
from pasok.pages.subject import typed, wants_json
from pasok.pages.words import day
from pasok.suppliers import acts, oss, rules
from pasok.suppliers.forms.enrol import (
    FirstIdentity,
    FirstOfficers,
    FirstPermits,
    FirstStatement,
    prefilled,
)
from pasok.suppliers.models.business import Supplier
from pasok.suppliers.views.trades import taking

CONSENT = "izin"  # under which a form was opened: with another one it would go to another owner


def enrol(request: HttpRequest) -> HttpResponse:
    """Register a business. Whoever does becomes its user; a facilitator registers for who consented."""
    if request.actor.business:
        return redirect("supplier", request.actor.business)
    if request.method != "POST":
        return page(request, drafts.page_forms(request, draft_of(request), *makes(request)))
    data = typed(request)
    if "cari" in data:
        return looked_up(request, str(data.get("nib", "")))
    forms = [make(data) for make in makes(request)]
    drafts.mark_page(forms, draft_of(request))
    if data.get(CONSENT, request.actor.consent) != request.actor.consent:
        why = _("Anda sekarang mendampingi pemilik lain. Buka lagi halaman ini dari daftar dampingan.")
        return page(request, forms, 409, why_not=[why])
    if all([form.is_valid() for form in forms]):
        given = {name: value for form in forms for name, value in form.cleaned_data.items()}
        sworn = given.pop("sworn", False)
        try:
            return enrolled(request, acts.create(actor=request.actor, **given), sworn)
        except ValidationError as error:
            forms[0].add_error(None, error)
        except Refused as refused:
            return barred(request, forms, refused)
    if wants_json(request):
        return JsonResponse({"errors": {k: v for form in forms for k, v in form.errors.items()}}, status=422)
    return page(request, forms, 422)


def makes(request: HttpRequest) -> list[Callable[..., BaseForm]]:
    """The forms of the page. That the profile is true, only the owner declares, never who helps."""
    permits = FirstPermits if request.method == "POST" else taking(request, FirstPermits)
    filled = [FirstIdentity, permits, partial(FirstOfficers, actor=request.actor)]
    return filled if request.actor.consent else [*filled, FirstStatement]


def draft_of(request: HttpRequest) -> str:
    """Each helped owner has a draft of his own."""
    return f"usaha:{request.actor.consent}" if request.actor.consent else "usaha"


def page(request: HttpRequest, forms: list[BaseForm], status: int = 200, **more: Any) -> HttpResponse:
    shown = {"forms": forms, "lookup": oss.register().ready(), "consent": request.actor.consent}
    return render(request, "suppliers/enrol.html", shown | more, status=status)


def looked_up(request: HttpRequest, nib: str) -> HttpResponse:
    """The form with what the licence register says, each field marked; or empty, with a word why."""
    register = oss.register()
    found = register.find(nib)
    first = (
        prefilled(found, register.name()) if found else (FirstIdentity(initial={"nib": nib}), FirstPermits())
    )
    forms = [*first, *(make() for make in makes(request)[2:])]
    drafts.mark_page(forms, draft_of(request))
    if found:
        told = _(
            "Ditemukan di {register}, keadaan {on}. Ini bukan sambungan langsung ke OSS. Periksa tiap isian."
        )
        return page(request, forms, found=told.format(register=register.name(), on=day(found.as_of)))
    lost = _("NIB {nib} tidak ada di {register}. Isi sendiri; itu juga boleh.")
    return page(request, forms, lost=lost.format(nib=rules.digits(nib), register=register.name()))


def barred(request: HttpRequest, forms: list[BaseForm], refused: Refused) -> HttpResponse:
    """409: this account may not speak for a business, and why not."""
    if wants_json(request):
        return JsonResponse({"act": refused.act.name, "why_not": list(refused.reasons)}, status=409)
    return page(request, forms, 409, why_not=refused.reasons)


def enrolled(request: HttpRequest, supplier: Supplier, sworn: bool) -> HttpResponse:
    """Whoever declared the profile too, and left nothing out, goes on to what there is to bid for."""
    lacks = () if sworn else ("",)
    if sworn:
        try:
            acts.declare(supplier, actor=replace(request.actor, supplier=str(supplier.pk)), sworn=True)
        except Refused as refused:
            lacks = refused.reasons
    if wants_json(request):
        return JsonResponse({"key": supplier.key, "state": supplier.state}, status=201)
    if lacks:
        messages.success(request, _("Usaha terdaftar. Lengkapi profilnya agar dapat menawar."))
        return redirect(supplier)
    messages.success(request, _("Usaha Anda terdaftar dan siap menawar. Pilih paket yang cocok di bawah."))
    return redirect("/")
