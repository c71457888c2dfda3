"""The owner's side, on his own telephone: what is asked, yes by a code, and the end of it at any time."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pasok.accounts import acts, reads, rules
from pasok.accounts.forms import ConsentCode, Number
from pasok.accounts.models import Consent
from pasok.accounts.views.door import WORDS, ask_code, code_page, remember
from pasok.accounts.views.helping import ended
from pasok.kernel.machine import Refused


def held(secret: str) -> Consent:
    if consent := reads.consent_by_link(secret):
        return consent
    raise Http404


@never_cache
@login_not_required
def consent(request: HttpRequest, secret: str) -> HttpResponse:
    """What is asked, in plain words; the code that came with the link says yes."""
    row = held(secret)
    form = ConsentCode(request.POST or None)
    if request.method != "POST":
        return page(request, row, secret, form)
    if not form.is_valid():
        return page(request, row, secret, form, 422)
    if why := acts.try_code("consent", row.number, form.cleaned_data["code"], about=row.key):
        form.add_error("code", why)
        return page(request, row, secret, form, 422)
    owner = acts.person_for(row.number, row.owner_name)
    if owner is None:
        raise Http404
    try:
        acts.give_consent(row, actor=owner.actor)
    except Refused as refused:
        row.refresh_from_db()
        return page(request, row, secret, form, 409, why_not=refused.reasons)
    messages.success(request, _("Anda memberi izin. Anda dapat mengakhirinya di halaman ini kapan saja."))
    return redirect("consent", secret)


def page(
    request: HttpRequest, row: Consent, secret: str, form: ConsentCode, status: int = 200, **more: object
) -> HttpResponse:
    shown = {
        "consent": row,
        "secret": secret,
        "form": form,
        "allowed": row.asks,
        "never": rules.NEVER,
    }
    return render(request, "accounts/consent.html", shown | more, status=status)


@login_not_required
@require_POST
def new_code(request: HttpRequest, secret: str) -> HttpResponse:
    """Another code to the same telephone; the link stays."""
    row = held(secret)
    ways = reads.phone_ways()
    if row.state != "asked" or not ways:
        raise Http404
    try:
        words = _("Kode persetujuan Anda {{code}}. Berlaku {{minutes}} menit.").format()
        acts.send_code("consent", ways[0], row.number, words, about=row.key)
        messages.success(request, _("Kode baru dikirim ke ponsel Anda."))
    except ValidationError as wait:
        messages.warning(request, " ".join(wait.messages))
    return redirect("consent", secret)


@never_cache
@login_not_required
@require_POST
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """In by the number that this consent was given from: a code goes there, and nobody types it again."""
    row = held(secret)
    ways = reads.phone_ways()
    if row.state != "given" or not ways:
        raise Http404
    remember(request, reverse("supplier", args=[row.supplier]) if row.supplier else "/")
    form = Number({"number": row.number, "way": ways[0]})
    words = _(WORDS).format(site=settings.SITE_NAME)
    taking = ask_code(request, form, "login", words=words)
    return code_page(request, taking) if taking else page(request, row, secret, ConsentCode(), 422)


@login_not_required
@require_POST
def end_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever holds the owner's link may end it: to end is always the safe side."""
    row = held(secret)
    if row.owner is None:
        raise Http404
    try:
        acts.end_consent(row, actor=row.owner.actor)
        messages.success(request, _("Izin diakhiri. Fasilitator tidak dapat mengisi apa pun lagi."))
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect("consent", secret)


@never_cache
def my_helpers(request: HttpRequest) -> HttpResponse:
    shown = [
        (row, [rules.ALLOWED[each] for each in row.allowed]) for row in reads.consents_over(request.actor)
    ]
    return render(request, "accounts/my_helpers.html", {"helpers": shown})


@require_POST
def end_mine(request: HttpRequest, pk: int) -> HttpResponse:
    return ended(request, get_object_or_404(Consent, pk=pk, owner=request.user.pk), "my_helpers")


consent.keeps_drafts = True  # a wrong try counts, so this view is not inside a transaction taken back
