"""Pages of packages: the public list, the page of one, and a new draft."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from pasok.kernel.actor import Actor
from pasok.kernel.machine import Refused
from pasok.kernel.money import plain
from pasok.law import methods
from pasok.pages.subject import perform, show, typed, wants_json
from pasok.planning import acts, reads
from pasok.planning.forms import FORMS, NewPackage, Search
from pasok.planning.machine import package as machine
from pasok.planning.models import Package
from pasok.planning.shown import shown

PAGE = "planning/package.html"
PER_PAGE = 24


@login_not_required
def packages(request: HttpRequest) -> HttpResponse:
    """The public list, filtered by GET; the person's own drafts above it."""
    form = Search(request.GET, choices=choices())
    asked = form.cleaned_data if form.is_valid() else {}
    reserved = {"ya": True, "tidak": False}.get(asked.pop("reserved", ""))
    found = reads.announced(text=asked.pop("q", ""), reserved=reserved, **asked).prefetch_related("locations")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    if wants_json(request):
        return JsonResponse({"total": page.paginator.count, "packages": [row(each) for each in page]})
    context = {
        "form": form,
        "page": page,
        "drafts": reads.drafts_of(request.actor),
        "may_plan": request.user.is_authenticated and reads.plannable_satkers(request.user).exists(),
        "narrowed": any(request.GET.get(name) for name in form.fields if name != "q"),
    }
    return render(request, "planning/list.html", context)


def choices() -> dict[str, list[tuple[object, str]]]:
    """What the filters offer: only agencies and years that have announced packages."""
    states = [(name, state.label) for name, state in machine.states.items() if name != machine.initial]
    return {
        "agency": [(agency.pk, agency.name) for agency in reads.agencies()],
        "year": [(year, str(year)) for year in reads.years()],
        "method": [(method.code, method.full_label) for method in methods.methods()],
        "state": states,
    }


def row(package: Package) -> dict[str, object]:
    """A package in the JSON of the list."""
    return {
        "ocid": package.ocid,
        "rup_code": package.rup_code,
        "title": package.title,
        "agency": package.agency_id,
        "satker": package.satker.name,
        "year": package.year,
        "kind": package.kind,
        "method": package.method,
        "pagu": plain(package.pagu),
        "hps_total": plain(package.hps_total) if package.hps_total is not None else None,
        "small_business_reserved": package.small_business_reserved,
        "state": package.state,
        "url": package.get_absolute_url(),
    }


def seen(ocid: str, actor: Actor) -> Package:
    """The package; 404 for whoever may not know of a draft."""
    try:
        package = reads.package(ocid)
    except Package.DoesNotExist as missing:
        raise Http404 from missing
    if not package.is_public and not package.hats(actor) & reads.OFFICIALS:
        raise Http404
    return package


@login_not_required
def detail(request: HttpRequest, ocid: str) -> HttpResponse:
    package = seen(ocid, request.actor)
    return show(request, PAGE, machine, package, FORMS, **shown(package, request.actor))


def act(request: HttpRequest, ocid: str, name: str) -> HttpResponse:
    """Do an act; those that belong to a tender have no address here."""
    package, found = seen(ocid, request.actor), machine.act(name)
    if found is None or found.inner:
        raise Http404
    return perform(request, PAGE, machine, package, FORMS, acts, name, **shown(package, request.actor))


def new(request: HttpRequest) -> HttpResponse:
    """A first draft, by whoever plans for a satker."""
    satkers = reads.plannable_satkers(request.user)
    if not satkers.exists():
        raise PermissionDenied("Hanya PPK, PA, atau KPA yang dapat menyusun paket.")
    if request.method != "POST":
        return render(request, "planning/new.html", {"form": NewPackage(satkers=satkers)})
    form = NewPackage(typed(request), satkers=satkers)
    if not form.is_valid():
        if wants_json(request):
            return JsonResponse({"errors": form.errors}, status=422)
        return render(request, "planning/new.html", {"form": form}, status=422)
    try:
        plan = form.cleaned_data
        package = acts.create(actor=request.actor, agency=plan["satker"].agency, **plan)
    except Refused as refused:
        return JsonResponse({"act": "create", "why_not": list(refused.reasons)}, status=409)
    if wants_json(request):
        return JsonResponse({"key": package.key, "ocid": package.ocid, "state": package.state}, status=201)
    messages.success(request, "Rancangan tersimpan. Tetapkan metodenya, lalu PA mengumumkannya.")
    return redirect(package)
