"""An agency: its officials, its Pokja, its satker; appointing and ending, by those who may."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pasok.kernel.machine import Refused
from pasok.people import acts, reads, rules
from pasok.people.forms import Appointment, End, Members, NewPokja
from pasok.people.models import Agency, Assignment, Pokja


def powers(request: HttpRequest, agency: Agency) -> frozenset[str]:
    """The hats of the actor over any part of the agency. Raises PermissionDenied for outsiders."""
    worn = reads.hats_within(request.actor, agency.pk)
    if not worn and request.actor.agency != agency.pk:
        raise PermissionDenied(_("Halaman ini hanya untuk pejabat instansi ini."))
    return worn


def agencies(request: HttpRequest) -> HttpResponse:
    """Where the LPSE finds an agency; everyone else is shown the way to their own."""
    words = request.GET.get("q", "").strip()
    if "lpse" in reads.hats_within(request.actor, ""):
        return render(request, "people/agencies.html", {"agencies": reads.agencies(words), "words": words})
    if not request.actor.agency:
        raise PermissionDenied(_("Halaman ini hanya untuk pejabat instansi."))
    return redirect("agency", request.actor.agency)


def agency(request: HttpRequest, code: str) -> HttpResponse:
    return page(request, get_object_or_404(Agency, pk=code))


def page(request: HttpRequest, agency: Agency, status: int = 200, **more: Any) -> HttpResponse:
    worn = powers(request, agency)
    offered = [hat for hat, by in rules.APPOINTED_BY.items() if by & worn and hat != "pphp"]
    forms_pokja = "ukpbj" in worn
    shown = {
        "agency": agency,
        "satkers": agency.satkers.all(),
        "offices": [
            (each, End(prefix=f"e{each.pk}") if rules.APPOINTED_BY[each.hat] & worn else None)
            for each in reads.offices(agency.pk)
        ],
        "pokjas": pokjas(agency, more.pop("change", None), may_change=forms_pokja),
        "appoint_form": Appointment(agency=agency, offered=offered) if offered else None,
        "pokja_form": NewPokja(auto_id="pokja_%s") if forms_pokja else None,
    }
    return render(request, "people/agency.html", shown | more, status=status)


def pokjas(agency: Agency, tried: tuple[int, Form] | None, *, may_change: bool) -> list[tuple]:
    """Each Pokja with who sits in it and, for those who may, the two forms."""
    rows = []
    for pokja in reads.pokjas(agency.pk):
        change = tried[1] if tried and tried[0] == pokja.pk else Members(auto_id=f"p{pokja.pk}_%s")
        forms = (change, End(prefix=f"d{pokja.pk}")) if may_change else (None, None)
        rows.append((pokja, reads.sitting(pokja), *forms))
    return rows


@require_POST
def appoint(request: HttpRequest, code: str) -> HttpResponse:
    agency = get_object_or_404(Agency, pk=code)
    worn = powers(request, agency)
    offered = [hat for hat, by in rules.APPOINTED_BY.items() if by & worn]
    form = Appointment(request.POST, agency=agency, offered=offered)
    if not form.is_valid():
        return page(request, agency, 422, appoint_form=form)
    terms = form.cleaned_data
    try:
        office = acts.appoint(
            terms.pop("person"), terms.pop("hat"), agency=agency, actor=request.actor, **terms
        )
    except Refused as refused:
        return page(request, agency, 409, appoint_form=form, why_not=refused.reasons)
    messages.success(
        request,
        _("{person} diangkat sebagai {hat}.").format(person=office.person, hat=_(office.get_hat_display())),
    )
    return redirect("agency", code)


@require_POST
def form_pokja(request: HttpRequest, code: str) -> HttpResponse:
    agency = get_object_or_404(Agency, pk=code)
    powers(request, agency)
    form = NewPokja(request.POST, auto_id="pokja_%s")
    if not form.is_valid():
        return page(request, agency, 422, pokja_form=form)
    terms = form.cleaned_data
    try:
        pokja = acts.form_pokja(terms.pop("name"), agency=agency, actor=request.actor, **terms)
    except Refused as refused:
        return page(request, agency, 409, pokja_form=form, why_not=refused.reasons)
    messages.success(request, _("{pokja} dibentuk.").format(pokja=pokja))
    return redirect("agency", code)


@require_POST
def change_pokja(request: HttpRequest, pk: int) -> HttpResponse:
    pokja = get_object_or_404(Pokja.objects.select_related("agency"), pk=pk)
    powers(request, pokja.agency)
    form = Members(request.POST, auto_id=f"p{pk}_%s")
    if not form.is_valid():
        return page(request, pokja.agency, 422, change=(pk, form))
    try:
        acts.change_members(pokja, actor=request.actor, **form.cleaned_data)
    except Refused as refused:
        return page(request, pokja.agency, 409, change=(pk, form), why_not=refused.reasons)
    messages.success(request, _("Susunan {pokja} diubah.").format(pokja=pokja))
    return redirect("agency", pokja.agency_id)


@require_POST
def dissolve_pokja(request: HttpRequest, pk: int) -> HttpResponse:
    pokja = get_object_or_404(Pokja.objects.select_related("agency"), pk=pk)
    return ended(request, pokja, pokja.agency, End(request.POST, prefix=f"d{pk}"), acts.dissolve)


@require_POST
def end_assignment(request: HttpRequest, pk: int) -> HttpResponse:
    office = get_object_or_404(Assignment.objects.select_related("agency"), pk=pk)
    return ended(request, office, office.agency, End(request.POST, prefix=f"e{pk}"), acts.end)


def ended(request: HttpRequest, subject: Any, agency: Agency, form: Form, act: Any) -> HttpResponse:
    """The last day of an office or of a Pokja."""
    powers(request, agency)
    if not form.is_valid():
        whys = [why for errors in form.errors.values() for why in errors]
        return page(request, agency, 422, why_not=whys)
    try:
        act(subject, actor=request.actor, **form.cleaned_data)
    except Refused as refused:
        return page(request, agency, 409, why_not=refused.reasons)
    messages.success(request, _("Sudah diakhiri."))
    return redirect("agency", agency.pk)
