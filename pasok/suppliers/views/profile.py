"""Pages of a profile's sections and items. Only its own people and the LPSE open them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.machine import Refused
from pasok.pages import drafts
from pasok.pages.subject import perform, show, typed, wants_json
from pasok.suppliers import acts, rules, shown
from pasok.suppliers.acts import items as item_acts
from pasok.suppliers.forms.items import ITEM_FORMS, ItemForm
from pasok.suppliers.machine import item as machine
from pasok.suppliers.models import Item, Paper, Supplier
from pasok.suppliers.reads import items as reads

PAGE = "suppliers/item.html"


def known(request: HttpRequest, pk: int) -> Supplier:
    """The business, for its own people and the LPSE; for others there is no such page."""
    supplier = get_object_or_404(Supplier, pk=pk)
    if not reads.may_see(supplier, request.actor, timezone.localdate()):
        raise Http404
    return supplier


def section(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """What the profile holds in one section, and what may be added."""
    supplier = known(request, pk)
    if section not in rules.SECTIONS:
        raise Http404
    parts = {part.name: part for part in reads.parts(supplier)}
    own = "supplier" in supplier.hats(request.actor)
    return render(
        request,
        "suppliers/section.html",
        {
            "supplier": supplier,
            "part": parts[section],
            "cards": [shown.card(item) for item in reads.items(supplier, section)],
            "kinds": rules.kinds_of(section) if own else (),
            "papers": reads.loose(supplier) if section == "permits" else (),
            "back": (supplier.full_name, supplier.get_absolute_url()),
        },
    )


def add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A new item of one kind; what is known already is filled in."""
    supplier = known(request, pk)
    if kind not in rules.KINDS:
        raise Http404
    page = f"profil:{supplier.pk}:{kind}"
    if request.method != "POST":
        initial = reads.known(supplier, kind, timezone.localdate())
        (form,) = drafts.page_forms(
            request, page, lambda *given: ItemForm(*given, kind=kind, initial=initial)
        )
        return adding(request, supplier, form)
    form = ItemForm(typed(request), request.FILES, kind=kind)
    drafts.mark_page([form], page)
    if form.is_valid():
        try:
            item = acts.add_item(supplier, kind=kind, actor=request.actor, **form.cleaned_data)
            return added(request, item)
        except ValidationError as error:
            form.add_error(None, error)
        except Refused as refused:
            return adding(request, supplier, form, 409, refused.reasons)
    return adding(request, supplier, form, 422)


def adding(
    request: HttpRequest, supplier: Supplier, form: ItemForm, status: int = 200, why_not: tuple[str, ...] = ()
) -> HttpResponse:
    if status != 200 and wants_json(request):
        told: dict[str, Any] = {"act": "add_item", "why_not": list(why_not)} if why_not else {}
        return JsonResponse(told or {"errors": form.errors}, status=status)
    section = form.kind.section
    back = (_(rules.SECTIONS[section]), f"{supplier.get_absolute_url()}/profil/{section}")
    context = {"supplier": supplier, "form": form, "kind": form.kind, "why_not": why_not, "back": back}
    return render(request, "suppliers/item_new.html", context, status=status)


def added(request: HttpRequest, item: Item) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"key": item.key, "state": item.state}, status=201)
    messages.success(request, _("Tersimpan."))
    return redirect(item.section_url)


def found(request: HttpRequest, number: int) -> Item:
    row = get_object_or_404(Item.objects.select_related("supplier"), pk=number)
    known(request, row.supplier_id)
    return row


def item(request: HttpRequest, number: int) -> HttpResponse:
    row = found(request, number)
    return show(request, PAGE, machine, row, ITEM_FORMS, **extra(row))


def item_act(request: HttpRequest, number: int, name: str) -> HttpResponse:
    row = found(request, number)
    return perform(request, PAGE, machine, row, ITEM_FORMS, item_acts, name, **extra(row))


def extra(row: Item) -> dict[str, Any]:
    """Computed when the page is drawn, after the act."""
    return {
        "card": lambda: shown.card(row, whole=True),
        "back": (_(rules.SECTIONS[row.kind_of.section]), row.section_url),
    }


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo or scan, opened for this answer only."""
    row = get_object_or_404(Paper.objects.select_related("supplier"), pk=pk)
    mine = row.person == reads.whose(request.actor)
    if not mine and (
        row.supplier is None or not reads.may_see(row.supplier, request.actor, timezone.localdate())
    ):
        raise Http404
    content = reads.content(row)
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=row.type)
    way = "inline" if row.is_photo else "attachment"
    answer["Content-Disposition"] = f'{way}; filename="bukti-{row.pk}.{row.type.rpartition("/")[2]}"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
