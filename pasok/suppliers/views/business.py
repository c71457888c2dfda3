"""Pages of businesses: the register, one's own, and what everybody may know of another."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from pasok.kernel.machine import Refused
from pasok.pages import drafts
from pasok.pages.parts import Check, Fact
from pasok.pages.subject import perform, show, typed, wants_json
from pasok.pages.written import as_written
from pasok.suppliers import acts, reads, rules
from pasok.suppliers.forms import FORMS
from pasok.suppliers.forms.enrol import FirstIdentity, FirstOfficers, FirstPermits, FirstStatement
from pasok.suppliers.machine.business import supplier as machine
from pasok.suppliers.models.business import Supplier


@login_not_required
def register(request: HttpRequest) -> HttpResponse:
    """Businesses with a public profile; a supplier comes to its own page."""
    if request.actor.supplier and "q" not in request.GET:
        return redirect("supplier", request.actor.supplier)
    words = request.GET.get("q", "").strip()
    page = Paginator(reads.public_list(words), 30).get_page(request.GET.get("page"))
    return render(request, "suppliers/register.html", {"page": page, "words": words})


def enrol(request: HttpRequest) -> HttpResponse:
    """Register a business. Whoever does becomes its user."""
    if request.actor.supplier:
        return redirect("supplier", request.actor.supplier)
    makes = FirstIdentity, FirstPermits, partial(FirstOfficers, actor=request.actor), FirstStatement
    if request.method != "POST":
        return render(request, "suppliers/enrol.html", {"forms": drafts.page_forms(request, "usaha", *makes)})
    data = typed(request)
    forms = [make(data) for make in makes]
    drafts.mark_page(forms, "usaha")
    if all([form.is_valid() for form in forms]):
        given = {name: value for form in forms for name, value in form.cleaned_data.items()}
        sworn = given.pop("sworn")
        try:
            return enrolled(request, acts.create(actor=request.actor, **given), sworn)
        except ValidationError as error:
            forms[0].add_error(None, error)
        except Refused as refused:
            return barred(request, forms, refused)
    if wants_json(request):
        return JsonResponse({"errors": {k: v for form in forms for k, v in form.errors.items()}}, status=422)
    return render(request, "suppliers/enrol.html", {"forms": forms}, status=422)


def barred(request: HttpRequest, forms: list[BaseForm], refused: Refused) -> HttpResponse:
    """409: this account may not speak for a business, and why not."""
    if wants_json(request):
        return JsonResponse({"act": refused.act.name, "why_not": list(refused.reasons)}, status=409)
    shown = {"forms": forms, "why_not": refused.reasons}
    return render(request, "suppliers/enrol.html", shown, status=409)


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
        messages.success(request, _("Usaha Anda terdaftar. Lengkapi profilnya agar dapat menawar."))
        return redirect(supplier)
    messages.success(request, _("Usaha Anda terdaftar dan siap menawar. Pilih paket yang cocok di bawah."))
    return redirect("/")


@login_not_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    supplier = get_object_or_404(Supplier, pk=pk)
    template, extra = page_of(request, supplier)
    return show(request, template, machine, supplier, FORMS, **extra)


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    supplier = get_object_or_404(Supplier, pk=pk)
    template, extra = page_of(request, supplier)
    return perform(request, template, machine, supplier, FORMS, acts, name, **extra)


def page_of(request: HttpRequest, supplier: Supplier) -> tuple[str, dict[str, Any]]:
    """The owner sees what is missing; everybody else sees public facts. Computed when the page is drawn."""
    if request.actor.supplier != str(supplier.pk):
        return "suppliers/public.html", {"about": lambda: public_facts(supplier)}
    now = timezone.now()
    return "suppliers/mine.html", {
        "about": lambda: own_facts(supplier),
        "checks": lambda: checks(supplier.facts(request.actor, now)),
        "warnings": lambda: rules.warnings(supplier.profile(), timezone.localdate(now)),
        "officers": lambda: [
            Fact(_(o.get_role_display()), o.name, note=told(o)) for o in supplier.officers.all()
        ],
    }


def checks(facts: rules.Facts) -> list[Check]:
    return [Check(label, not why, why or "") for label, why in rules.completeness(facts)]


def told(officer: Any) -> str:
    """What stands beside a name: shares, beneficial owner, whether the NIK is kept."""
    share = (
        _("saham {share} %").format(share=number_format(officer.share_pct.normalize()))
        if officer.share_pct
        else ""
    )
    parts = (
        share,
        officer.beneficial and _("pemilik manfaat"),
        "" if officer.nik_hash else _("NIK belum diisi"),
    )
    return ", ".join(part for part in parts if part)


def public_facts(supplier: Supplier) -> list[Fact]:
    return [
        Fact(_("Bentuk usaha"), _(supplier.get_form_display())),
        Fact(
            _("Skala"),
            _(supplier.get_scale_display()) or None,
            note=_("UMK dan koperasi") if supplier.is_umk else "",
        ),
        Fact(_("Wilayah"), as_written(supplier.region_name) or None),
        Fact(_("NPWP"), supplier.masked_npwp or None, term="NPWP"),
        *(Fact(f"KBLI {permit.kbli}", as_written(permit.title) or None) for permit in supplier.permits.all()),
    ]


def own_facts(supplier: Supplier) -> list[Fact]:
    return [
        Fact(_("NIB"), supplier.nib or None, term="NIB"),
        *public_facts(supplier),
        Fact(_("Alamat"), as_written(supplier.address) or None),
    ]
