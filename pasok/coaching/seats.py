"""Pages of one seat: the ticket, presence, the certificate."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.coaching import acts, certificate, reads, shown, tokens
from pasok.coaching.forms import SEAT_FORMS
from pasok.coaching.machine import ORGANISERS
from pasok.coaching.machine import seat as machine
from pasok.coaching.models import Bimtek, Seat
from pasok.kernel.machine import Refused
from pasok.ledger.models import Sheet
from pasok.pages.issued import answer
from pasok.pages.subject import perform, show

PAGE = "coaching/seat.html"


def found(request: HttpRequest, pk: int) -> Seat:
    """The participant's own, or one of the organiser's event; for everybody else there is none."""
    seat = get_object_or_404(Seat.objects.select_related("event__agency", "person"), pk=pk)
    hats = seat.hats(request.actor, timezone.now())
    if not hats & {"participant", *ORGANISERS}:
        raise Http404
    return seat


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    seat = found(request, pk)
    return show(request, PAGE, machine, seat, SEAT_FORMS, **extra(request, seat))


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Do an act. A seat without an account is claimed by whoever holds its ticket."""
    if name == "claim":
        seat = get_object_or_404(Seat.objects.select_related("event__agency", "person"), pk=pk)
        if tokens.seat_of(request.POST.get("ticket", "")) != seat.pk:
            raise Http404
    else:
        seat = found(request, pk)
    return perform(request, PAGE, machine, seat, SEAT_FORMS, acts, name, **extra(request, seat))


def extra(request: HttpRequest, seat: Seat) -> dict[str, Any]:
    """Read when the page is drawn, after the act."""
    hats = seat.hats(request.actor, timezone.now())
    return {
        "event": seat.event,
        "about": lambda: shown.seat_facts(seat, "participant" in hats),
        "qr": lambda: shown.ticket_qr(seat),
        "address": lambda: shown.ticket_address(seat),
        "organises": bool(hats & set(ORGANISERS)),
        "mine": lambda: "participant" in seat.hats(request.actor, timezone.now()),
        "papers": lambda: certificate.listed(seat),
    }


def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """Where the QR of a ticket leads: its owner and the organiser to the seat, a guest to take it over."""
    pk = tokens.seat_of(token)
    seat = get_object_or_404(Seat.objects.select_related("event__agency", "person"), pk=pk or 0)
    hats = seat.hats(request.actor, timezone.now())
    if hats & {"participant", *ORGANISERS}:
        return redirect(seat)
    if "bearer" not in hats:
        raise Http404
    return render(request, "coaching/claim.html", {"seat": seat, "event": seat.event, "token": token})


def arrive(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the code on the event's screen leads. One more tap says "I am here"."""
    event = get_object_or_404(Bimtek.objects.exclude(announced_at=None), pk=pk)
    seat = reads.seat_of(event, request.actor)
    code = request.POST.get("kode", request.GET.get("kode", ""))[:20]
    if request.method == "POST":
        return arrived(request, event, seat, code)
    return render(request, "coaching/arrive.html", {"event": event, "seat": seat, "code": code})


def arrived(request: HttpRequest, event: Bimtek, seat: Seat | None, code: str) -> HttpResponse:
    """Who has no seat yet takes a free one first: the hall is open to whoever comes."""
    if not tokens.is_fresh(event.pk, code, timezone.now()):
        why = _("Kode ini salah atau sudah berganti. Pindai lagi kode di layar acara.")
        shown_again = {"event": event, "seat": seat, "code": "", "why": why}
        return render(request, "coaching/arrive.html", shown_again, status=422)
    try:
        seat = seat or acts.register(event, actor=request.actor)
        acts.check_in(seat, code=code, actor=request.actor)
    except Refused as refused:
        again = {"event": event, "seat": seat, "code": code, "why": " ".join(refused.reasons)}
        return render(request, "coaching/arrive.html", again, status=409)
    messages.success(request, _("Kehadiran Anda tercatat."))
    return redirect(seat)


def paper(request: HttpRequest, pk: int, fingerprint: str) -> HttpResponse:
    """The certificate as PDF, for its owner and the organiser."""
    seat = found(request, pk)
    sheet = get_object_or_404(Sheet, pk=fingerprint, subject=seat.key)
    return answer(sheet, certificate.TEMPLATE)
