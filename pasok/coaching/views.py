"""Pages of bimtek: the list, one event, and what its organiser works with."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pasok.coaching import acts, files, reads, shown, tokens
from pasok.coaching.forms import FORMS, Join, Plan
from pasok.coaching.machine import ORGANISERS
from pasok.coaching.machine import bimtek as machine
from pasok.coaching.models import Bimtek
from pasok.kernel.machine import Refused
from pasok.kernel.tongue import count
from pasok.pages import drafts
from pasok.pages.subject import perform, show, typed, wants_json
from pasok.people import reads as people

PAGE = "coaching/bimtek.html"
HIDDEN = ("draft",)  # states that only the organiser knows


def visible(request: HttpRequest, pk: int) -> Bimtek:
    """An announced event is everybody's; a draft is its organiser's."""
    event = get_object_or_404(Bimtek.objects.select_related("agency"), pk=pk)
    if (event.state in HIDDEN or event.announced_at is None) and not organises(request, event):
        raise Http404
    return event


def organises(request: HttpRequest, event: Bimtek) -> bool:
    return bool(event.hats(request.actor, timezone.now()) & set(ORGANISERS))


def organiser(request: HttpRequest, pk: int) -> Bimtek:
    """404 for everybody else: they learn nothing of who takes part."""
    event = visible(request, pk)
    if not organises(request, event):
        raise Http404
    return event


@require_safe
@login_not_required
def events(request: HttpRequest) -> HttpResponse:
    """What is coming and what has been; for an office also its own drafts."""
    sector = request.GET.get("bidang", "")
    chosen = [sector] if sector in reads.SECTORS else []
    return render(
        request,
        "coaching/list.html",
        {
            "ahead": shown.cards(reads.for_sectors(reads.ahead(), chosen), request.actor),
            "past": shown.cards(reads.for_sectors(reads.past(), chosen)[:12], request.actor),
            "mine": shown.cards(reads.organised(request.actor).filter(state="draft"), request.actor),
            "sectors": reads.SECTORS,
            "sector": sector,
            "may_organise": reads.may_organise(request.actor),
        },
    )


def new(request: HttpRequest) -> HttpResponse:
    """A first draft, by the UKPBJ or the LPSE for its own agency."""
    if not reads.may_organise(request.actor):
        raise PermissionDenied(_("Hanya UKPBJ, LPSE, dan fasilitator yang menyusun bimtek."))
    if request.method != "POST":
        return render(request, "coaching/new.html", {"form": drafts.page_forms(request, "bimtek", Plan)[0]})
    form = Plan(typed(request))
    drafts.mark_page([form], "bimtek")
    if not form.is_valid():
        if wants_json(request):
            return JsonResponse({"errors": form.errors}, status=422)
        return render(request, "coaching/new.html", {"form": form}, status=422)
    agency = people.agency(request.actor.agency)
    if agency is None:
        raise PermissionDenied
    event = acts.create(actor=request.actor, agency=agency, **form.cleaned_data)
    if wants_json(request):
        return JsonResponse({"key": event.key, "state": event.state}, status=201)
    messages.success(request, _("Rancangan tersimpan. Buka pendaftarannya bila sudah siap."))
    return redirect(event)


@login_not_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    event = visible(request, pk)
    return show(request, PAGE, machine, event, FORMS, **extra(request, event))


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    event = visible(request, pk)
    return perform(request, PAGE, machine, event, FORMS, acts, name, **extra(request, event))


def extra(request: HttpRequest, event: Bimtek) -> dict[str, Any]:
    """Read when the page is drawn, after the act."""
    actor = request.actor
    return {
        "back": (_("Semua bimtek"), reverse("bimteks")),
        "about": lambda: shown.facts(event),
        "places": lambda: shown.places(event),
        "seat": lambda: shown.own_seat(event, actor),
        "joining": lambda: shown.joining(event, actor, request.user.is_authenticated),
        "organises": lambda: organises(request, event),
        "questions": lambda: list(event.questions.all()),
        "materials": lambda: list(event.materials.all()),
    }


def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a place: one tap for who speaks for a business, two optional lines for everybody else."""
    event = visible(request, pk)
    if request.method != "POST":  # a reload, or back from the login page
        return redirect(event)
    form = Join(typed(request))
    if not form.is_valid():
        if wants_json(request):
            return JsonResponse({"errors": form.errors}, status=422)
        return show_again(request, event, 422, form=form)
    try:
        seat = acts.register(event, actor=request.actor, **form.cleaned_data)
    except Refused as refused:
        if wants_json(request):
            return JsonResponse({"act": "register", "why_not": list(refused.reasons)}, status=409)
        return show_again(request, event, 409, why=refused.reasons)
    if wants_json(request):
        return JsonResponse({"key": seat.key, "state": seat.state}, status=201)
    if seat.state == "waiting":
        words = count("Kursi penuh. Anda di daftar tunggu nomor {n}.", seat.turn)
        messages.info(request, words)
    else:
        messages.success(request, _("Anda terdaftar. Tunjukkan tiket ini saat acara."))
    return redirect(seat)


def show_again(request: HttpRequest, event: Bimtek, status: int, **more: Any) -> HttpResponse:
    """The page of the event with what was wrong with the registration."""
    context = extra(request, event) | {"tried_joining": more}
    page = show(request, PAGE, machine, event, FORMS, **context)
    page.status_code = status
    return page


@require_safe
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """For the projector: the code that says "I am here now". The page fetches itself anew."""
    event = organiser(request, pk)
    code = tokens.code(event.pk, timezone.now())
    here = f"{settings.SITE_URL.rstrip('/')}{reverse('bimtek-arrive', args=[event.pk])}?kode={code}"
    response = render(request, "coaching/screen.html", {"event": event, "code": code, "qr": shown.qr(here)})
    response.headers["Refresh"] = str(tokens.WINDOW // 2)
    return response


def roll(request: HttpRequest, pk: int) -> HttpResponse:
    """Who takes part: ticked on a phone or a desk, and printed."""
    event = organiser(request, pk)
    if request.method == "POST":
        came = {int(pk) for pk in request.POST.getlist("hadir") if pk.isdigit()}
        done, refused = 0, ""
        for seat in event.seats.filter(pk__in=came, state__in=("registered", "absent")).select_related(
            "event"
        ):
            try:
                acts.attend(seat, actor=request.actor)
                done += 1
            except Refused as why:
                refused = why.reasons[0]
        if refused:
            messages.error(request, refused)
        else:
            messages.success(request, count("Kehadiran {n} peserta tercatat.", done))
        return redirect("bimtek-roll", event.pk)
    return render(request, "coaching/roll.html", {"event": event, **shown.roll(event)})


@require_safe
@login_not_required
def material(request: HttpRequest, pk: int, sha256: str) -> HttpResponse:
    """A file of the event, for everybody who may see the event. Always as a download."""
    event = visible(request, pk)
    one = get_object_or_404(event.materials, sha256=sha256)
    path = files.place(one.sha256)
    if not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), as_attachment=True, filename=one.name)
    response.headers["Content-Type"] = "application/octet-stream"
    return response
