"""Pages of packages: the page of one, and a new draft."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.kernel.machine import Refused
from pasok.pages import drafts
from pasok.pages.subject import perform, show, typed, wants_json
from pasok.planning import acts, reads
from pasok.planning.forms import FORMS, NewPackage
from pasok.planning.machine import package as machine
from pasok.planning.models import Package
from pasok.planning.shown import shown

PAGE = "planning/package.html"


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
    return show(request, PAGE, machine, package, FORMS, **parts(request, package))


def act(request: HttpRequest, ocid: str, name: str) -> HttpResponse:
    """Do an act; those that belong to a tender have no address here."""
    package, found = seen(ocid, request.actor), machine.act(name)
    if found is None or found.inner:
        raise Http404
    return perform(request, PAGE, machine, package, FORMS, acts, name, **parts(request, package))


def parts(request: HttpRequest, package: Package) -> dict[str, Any]:
    """What the room itself shows, and what the rooms above tell this reader of the package."""
    makers = [import_string(path) for path in settings.PACKAGE_BLOCKS]
    told = {"blocks": lambda: [found for make in makers if (found := make(request, package))]}
    return {**shown(package, request.actor), **told}


def new(request: HttpRequest) -> HttpResponse:
    """A first draft, by whoever plans for a satker."""
    satkers = reads.plannable_satkers(request.user)
    if not satkers.exists():
        raise PermissionDenied(_("Hanya PPK, PA, atau KPA yang dapat menyusun paket."))
    if request.method != "POST":
        forms = drafts.page_forms(request, "paket", lambda *given: NewPackage(*given, satkers=satkers))
        return render(request, "planning/new.html", {"form": forms[0]})
    form = NewPackage(typed(request), satkers=satkers)
    drafts.mark_page([form], "paket")
    if not form.is_valid():
        if wants_json(request):
            return JsonResponse({"errors": form.errors}, status=422)
        return render(request, "planning/new.html", {"form": form}, status=422)
    try:
        plan = form.cleaned_data
        package = acts.create(actor=request.actor, agency=plan["satker"].agency, **plan)
    except Refused as refused:
        if wants_json(request):
            return JsonResponse({"act": "create", "why_not": list(refused.reasons)}, status=409)
        shown = {"form": form, "why_not": refused.reasons}
        return render(request, "planning/new.html", shown, status=409)
    if wants_json(request):
        return JsonResponse({"key": package.key, "ocid": package.ocid, "state": package.state}, status=201)
    messages.success(request, _("Rancangan tersimpan. Tetapkan metodenya, lalu PA mengumumkannya."))
    return redirect(package)
