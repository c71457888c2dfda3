"""The facilitator's side: ask an owner for consent, begin and stop filling for one."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pasok.accounts import acts, reads
from pasok.accounts.forms import AskConsent
from pasok.accounts.models import Consent
from pasok.accounts.views.door import with_phones
from pasok.kernel.machine import Refused
from pasok.pages import drafts
from pasok.people.middleware import HELPING
from pasok.people.reads import hats_anywhere


def only_facilitators(request: HttpRequest) -> None:
    if "facilitator" not in hats_anywhere(request.actor):
        raise PermissionDenied(_("Halaman ini hanya untuk fasilitator usaha."))


@with_phones
def ask(request: HttpRequest) -> HttpResponse:
    only_facilitators(request)
    if request.method != "POST":
        [form] = drafts.page_forms(request, "dampingan", partial(AskConsent, initial=asked_before(request)))
        return render(request, "accounts/ask_consent.html", {"form": form})
    form = AskConsent(request.POST)
    drafts.mark_page([form], "dampingan")
    if form.is_valid():
        try:
            acts.ask_consent(actor=request.actor, **asked(form.cleaned_data))
        except ValidationError as wait:
            form.add_error("number", wait)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            told = _("Permintaan dikirim ke ponsel pemilik. Ia yang menyetujui di ponselnya.")
            messages.success(request, told)
            return redirect("helping")
    return render(request, "accounts/ask_consent.html", {"form": form}, status=422)


def asked_before(request: HttpRequest) -> dict[str, Any]:
    """Office and last day as in the newest request: a facilitator helps many, and types them once."""
    rows = Consent.objects.filter(helper=request.user.pk).order_by("-pk")
    last, today = rows.first(), timezone.localdate()
    longest = today + timedelta(days=settings.CONSENT_DAYS)
    day = last.last_day if last and last.last_day >= today else longest
    return {"body": last.body if last else "", "last_day": min(day, longest)}


def asked(given: dict[str, Any]) -> dict[str, Any]:
    """The last day counts whole."""
    end = datetime.combine(given.pop("last_day") + timedelta(days=1), time(), timezone.get_current_timezone())
    return {**given, "until": end}


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on this session fills for the owner of that consent, and says so on every page."""
    consent = get_object_or_404(Consent, pk=pk, helper=request.user.pk)
    if not reads.stands(str(pk), ""):
        messages.error(request, _("Izin ini tidak berlaku lagi."))
        return redirect("helping")
    request.session[HELPING] = str(consent.pk)
    return redirect("supplier", consent.supplier) if consent.supplier else redirect("supplier-new")


@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    request.session.pop(HELPING, None)
    return redirect("helping")


@require_POST
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """The facilitator ends it himself."""
    return ended(request, get_object_or_404(Consent, pk=pk, helper=request.user.pk), "helping")


def ended(request: HttpRequest, consent: Consent, back: str) -> HttpResponse:
    try:
        acts.end_consent(consent, actor=request.actor)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, _("Izin diakhiri. Fasilitator tidak dapat mengisi apa pun lagi."))
    return redirect(back)
