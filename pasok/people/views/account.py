"""My account: who I am, my hats, my second factor, my keys."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pasok.kernel.machine import Refused
from pasok.people import acts, reads
from pasok.people.forms import Identity, Key, Zone


@never_cache
def me(request: HttpRequest) -> HttpResponse:
    form = Zone(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Zona waktu disimpan."))
        return redirect("account")
    return page(request, zone_form=form, status=422 if form.is_bound else 200)


def page(request: HttpRequest, status: int = 200, **more: object) -> HttpResponse:
    person = request.user
    shown = {
        "person": person,
        "offices": reads.assignments_of(person),
        "seats": reads.seats_of(person),
        "excused": settings.DEMO and person.demo,
        "official": reads.is_official(person),
        "second_factor": reads.has_second_factor(person),
        "keys": person.keys.filter(revoked_at=None),
        "zone_form": Zone(instance=person),
        "key_form": Key(),
        "identity_form": None if person.nik_hash else Identity(),
    }
    return render(request, "people/account.html", shown | more, status=status)


@require_POST
def identify(request: HttpRequest) -> HttpResponse:
    form = Identity(request.POST)
    if not form.is_valid():
        return page(request, 422, identity_form=form)
    try:
        acts.identify(request.user, **form.cleaned_data)
    except Refused as refused:
        return page(request, 409, identity_form=form, why_not=refused.reasons)
    messages.success(request, _("Identitas disimpan."))
    return redirect("account")


@never_cache
@require_POST
def make_key(request: HttpRequest) -> HttpResponse:
    """Shows the secret on the page of this one answer; it is kept nowhere."""
    form = Key(request.POST)
    if not form.is_valid():
        return page(request, key_form=form, status=422)
    _, secret = acts.make_key(request.user, form.cleaned_data["label"])
    return page(request, secret=secret)


@require_POST
def revoke_key(request: HttpRequest, pk: int) -> HttpResponse:
    acts.revoke_key(get_object_or_404(request.user.keys, pk=pk))
    messages.success(request, _("Kunci API dicabut."))
    return redirect("account")


class ActivateTotp(ActivateTOTPView):
    """Who has just shown a code of the new app need not show one again in this session."""

    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        return answer


class AddPasskey(AddWebAuthnView):
    """The same for a new passkey."""

    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="webauthn")
        return answer
