"""Photo of a paper, fields proposed, looked at and confirmed by the person. Nothing is saved unseen."""

import re
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pasok.kernel.machine import Refused
from pasok.pages import drafts
from pasok.pages.subject import typed
from pasok.pages.words import day
from pasok.suppliers import ocr, oss, rules
from pasok.suppliers.acts import papers as acts
from pasok.suppliers.forms.papers import PaperPhoto, Proposed
from pasok.suppliers.models import Paper, Supplier
from pasok.suppliers.reads.items import whose
from pasok.suppliers.views.enrol import draft_of

ALSO = ("form", "npwp", "scale", "region_code", "address")  # what the register adds to a photo
TITLES = re.compile(r"^(CV|PT|UD|FIRMA|KOPERASI)\b\.?\s+", re.I)


def business(request: HttpRequest) -> Supplier | None:
    return Supplier.objects.filter(pk=int(request.actor.business)).first() if request.actor.business else None


def photo(request: HttpRequest) -> HttpResponse:
    """Choose the paper and send its photo; then look at what was read."""
    form = PaperPhoto(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            paper = acts.photograph(
                given["scan"], given["kind"], actor=request.actor, supplier=business(request)
            )
            return redirect("paper-read", paper.pk)
        except ValidationError as error:
            form.add_error(None, error)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "reads": ocr.available()}
    return render(request, "suppliers/paper_photo.html", context, status=status)


def proposed(request: HttpRequest, pk: int) -> HttpResponse:
    """The photo beside the fields. What is confirmed goes into the profile, or into the form of a new one."""
    paper = get_object_or_404(Paper, pk=pk, person=whose(request.actor), item=None)
    if request.method != "POST":
        return page(request, paper, Proposed(kind=paper.kind, read=paper.read))
    form = Proposed(typed(request), kind=paper.kind, read=paper.read)
    supplier = business(request)
    if not form.is_valid():
        return page(request, paper, form, 422)
    values = without_title(form.cleaned_data) if paper.kind == "nib" else form.cleaned_data
    if supplier is None:
        return into_draft(request, paper, values)
    try:
        acts.take(paper, supplier, values, actor=request.actor)
    except ValidationError as error:
        form.add_error(None, error)
        return page(request, paper, form, 422)
    except Refused as refused:
        return page(request, paper, form, 409, refused.reasons)
    messages.success(request, _("Tersimpan di profil Anda."))
    return redirect(supplier)


def page(
    request: HttpRequest, paper: Paper, form: Proposed, status: int = 200, why_not: tuple[str, ...] = ()
) -> HttpResponse:
    context = {
        "paper": paper,
        "label": rules.PAPERS[paper.kind],
        "form": form,
        "some": bool(paper.read),
        "days": settings.PAPER_DAYS,
        "why_not": why_not,
        "back": (_("Foto lain"), reverse("paper-photo")),
    }
    return render(request, "suppliers/paper_read.html", context, status=status)


def without_title(values: dict[str, Any]) -> dict[str, Any]:
    """ "CV Ukir Jati" is the CV named Ukir Jati."""
    return {**values, "name": TITLES.sub("", values.get("name", ""))}


def into_draft(request: HttpRequest, paper: Paper, values: dict[str, Any]) -> HttpResponse:
    """There is no business yet: what was confirmed waits in the form that registers one. A NIK does not."""
    told = {name: [value] for name, value in values.items() if value and name not in {"kbli", "nik", "role"}}
    if paper.kind == "npwp":
        told = {name: value for name, value in told.items() if name == "npwp"}
    if paper.kind == "ktp":
        told = {f"officers-0-{name}": value for name, value in told.items()} | {
            "officers-0-role": [values["role"]]
        }
    codes = [(code, acts.edition_of(code)) for code in values.get("kbli", "").replace(",", " ").split()]
    known = oss.register().find(values.get("nib", "")) if paper.kind == "nib" else None
    if known:
        told = {name: [value] for name, value in known.identity().items() if name in ALSO} | told
        codes = codes or [(code, known.edition) for code in known.kbli]
    for n, (code, edition) in enumerate(codes):
        told |= {f"permits-{n}-kbli": [code], f"permits-{n}-edition": [edition]}
    drafts.put(request.actor, draft_of(request), begun(request) | told)
    paper.read, paper.confirmed = {}, True
    paper.save()
    messages.success(request, _("Terisi di formulir. Lengkapi, lalu daftarkan usaha Anda."))
    if known:
        told_from = _(
            "Yang tidak ada di foto diisi dari {register}, keadaan {on}. "
            "Ini bukan sambungan langsung ke OSS. Periksa tiap isian."
        )
        messages.info(request, told_from.format(register=oss.register().name(), on=day(known.as_of)))
    return redirect("supplier-new")


def begun(request: HttpRequest) -> dict[str, list[str]]:
    """The rows that an untouched form opens with, so that a draft without them does not leave them out."""
    name = request.actor.helped_name or request.actor.name
    first = {"officers-0-name": [name], "officers-0-role": ["director"], "permits-0-kbli": [""]}
    held = drafts.of(request.actor, drafts.page_key(draft_of(request))).get("")
    return {} if held and any(key.startswith("officers-") for key in held.data) else first
