"""The blacklist: for everybody what is decided, and for those who decide what is not yet."""

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pasok.kernel.machine import Refused
from pasok.pages import drafts
from pasok.pages.subject import perform, show, typed, wants_json
from pasok.people import reads as people
from pasok.suppliers.acts import blacklist as acts
from pasok.suppliers.forms.sanction import FORMS, NewSanction, Recognise
from pasok.suppliers.machine import sanction as machine
from pasok.suppliers.models import NationalEntry, Sanction, Supplier
from pasok.suppliers.models.sanction import INSIDE
from pasok.suppliers.reads import blacklist as reads
from pasok.suppliers.views import barred as shown

PAGE = "suppliers/sanction.html"
#: fields of a new proposal that its address may fill
FILLED = {"package": "paket", "title": "judul", "ground": "perbuatan", "happened_on": "tanggal"}


class Line:
    """What `csv` writes to: a line at a time, handed on at once."""

    def write(self, text: str) -> str:
        return text


@require_safe
@login_not_required
def listing(request: HttpRequest) -> HttpResponse:
    """Everybody may search it; without `semua` only what bars today."""
    words, every = request.GET.get("q", "").strip(), request.GET.get("semua") == "ya"
    rows = shown.found(words, None if every else timezone.localdate())
    page = Paginator(rows, 25).get_page(request.GET.get("page"))
    extra = {
        "words": words,
        "every": every,
        "page": page,
        "count": shown.counted(rows),
        "table": shown.table(list(page.object_list)),
        "newest": shown.newest(),
    }
    return render(request, "suppliers/blacklist.html", extra)


@require_safe
@login_not_required
def download(request: HttpRequest) -> StreamingHttpResponse:
    """The same search as a file, every row of it."""
    every = request.GET.get("semua") == "ya"
    rows = shown.found(request.GET.get("q", "").strip(), None if every else timezone.localdate())
    name = f"daftar-hitam-{timezone.localdate():%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        written(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def written(rows: shown.Both) -> Iterator[str]:
    yield "\ufeff"
    to = csv.writer(Line())
    yield to.writerow(shown.heads())
    for start in range(0, len(rows), 500):
        for row in rows[start : start + 500]:
            yield to.writerow([shown.tame(cell) for cell in shown.cells(row)])


def seen(request: HttpRequest, pk: int) -> Sanction:
    """The sanction; 404 for whoever may not know of a matter that is not decided."""
    sanction = get_object_or_404(Sanction.objects.select_related("supplier", "agency", "national"), pk=pk)
    hats = sanction.hats(request.actor, timezone.now())
    told = INSIDE - {"supplier"} if sanction.state == "draft" else INSIDE
    if not sanction.is_public and not hats & told:
        raise Http404
    return sanction


@login_not_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    sanction = seen(request, pk)
    return show(request, PAGE, machine, sanction, FORMS, **extra(request, sanction))


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    sanction = seen(request, pk)
    return perform(request, PAGE, machine, sanction, FORMS, acts, name, **extra(request, sanction))


def extra(request: HttpRequest, sanction: Sanction) -> dict[str, Any]:
    """Computed when the page is drawn, after the act."""
    inside = bool(sanction.hats(request.actor, timezone.now()) & INSIDE)
    return {
        "inside": inside,
        "about": lambda: shown.facts(sanction, inside),
        "papers": lambda: shown.papers(sanction) if inside else [],
    }


def new(request: HttpRequest) -> HttpResponse:
    """A proposal against the business that `usaha` names, by whoever proposes for some office."""
    supplier = get_object_or_404(Supplier, pk=number(request.GET.get("usaha", "")))
    person = people.person(request.actor.id)
    offices = reads.proposing_offices(person) if person else {}
    if not offices:
        raise PermissionDenied(_("Sanksi diusulkan PPK, Pokja, Pejabat Pengadaan, atau UKPBJ."))
    choices = [(key, shown.office(office)) for key, office in offices.items()]
    place = f"sanksi-{supplier.pk}"
    if request.method != "POST":
        given = {name: request.GET.get(word, "") for name, word in FILLED.items()}
        filled = {name: value for name, value in given.items() if value}
        forms = drafts.page_forms(
            request, place, lambda *given: NewSanction(*given, offices=choices, initial=filled)
        )
        return render(request, "suppliers/sanction_new.html", {"form": forms[0], "supplier": supplier})
    form = NewSanction(typed(request), offices=choices)
    drafts.mark_page([form], place)
    if not form.is_valid():
        if wants_json(request):
            return JsonResponse({"errors": form.errors}, status=422)
        again = {"form": form, "supplier": supplier}
        return render(request, "suppliers/sanction_new.html", again, status=422)
    given = dict(form.cleaned_data)
    office = offices[given.pop("office")]
    sanction = acts.create(supplier=supplier, actor=request.actor, **given, **office.place)
    messages.success(request, _("Usulan tersimpan. Periksa, lalu kirim."))
    if wants_json(request):
        return JsonResponse({"key": sanction.key, "state": sanction.state}, status=201)
    return redirect(sanction)


def number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@login_not_required
def national(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry of the national list; the LPSE may say which business here it is."""
    entry = get_object_or_404(NationalEntry.objects.exclude(status="CANCELED"), pk=pk)
    may = "lpse" in people.hats(request.actor, on=timezone.localdate())
    alike = reads.alike(entry) if may else []
    form = Recognise(typed(request) if request.method == "POST" else None, alike=alike) if alike else None
    why: tuple[str, ...] = ()
    if request.method == "POST":
        if not may or form is None:
            raise PermissionDenied(_("Hanya petugas LPSE yang mencocokkan catatan nasional."))
        if form.is_valid():
            try:
                return redirect(acts.recognise(entry, actor=request.actor, **form.cleaned_data))
            except Refused as refused:
                why = refused.reasons
            except ValidationError as error:
                form.add_error(None, error)
    told = {"entry": entry, "about": shown.national_facts(entry), "form": form, "may": may, "why_not": why}
    status = 409 if why else 422 if form and form.errors else 200
    return render(request, "suppliers/national.html", told, status=status)
