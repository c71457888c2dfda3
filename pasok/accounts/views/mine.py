"""My own telephone: put to the account, or changed."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pasok.accounts import acts, reads, rules
from pasok.accounts.forms import Number, OneTimeCode
from pasok.accounts.views.door import WORDS, ask_code, with_phones
from pasok.kernel.machine import Refused


def about(request: HttpRequest) -> str:
    return f"person:{request.user.pk}"


@never_cache
@with_phones
def my_phone(request: HttpRequest) -> HttpResponse:
    form = Number(request.POST or None)
    words = _(WORDS).format(site=settings.SITE_NAME)
    taking = ask_code(request, form, "own", words=words, about=about(request)) if form.is_bound else None
    if taking:
        return code_page(request, taking)
    shown = {"form": form, "held": rules.shown(reads.phone_of(request.user))}
    return render(request, "accounts/my_phone.html", shown, status=422 if form.is_bound else 200)


def code_page(request: HttpRequest, form: OneTimeCode, status: int = 200) -> HttpResponse:
    shown = {"form": form, "sent_to": rules.shown(str(form["number"].value() or ""))}
    return render(request, "accounts/my_phone_code.html", shown, status=status)


@never_cache
@with_phones
@require_POST
def my_phone_code(request: HttpRequest) -> HttpResponse:
    form = OneTimeCode(request.POST)
    if not form.is_valid():
        return code_page(request, form, 422)
    number = form.cleaned_data["number"]
    if why := acts.try_code("own", number, form.cleaned_data["code"], about=about(request)):
        form.add_error("code", why)
        return code_page(request, form, 422)
    try:
        acts.keep_phone(request.user, number)
    except Refused as refused:
        form.add_error(None, list(refused.reasons))
        return code_page(request, form, 409)
    messages.success(request, _("Nomor ponsel disimpan."))
    return redirect("account")


my_phone_code.keeps_drafts = True  # as at the door: a wrong try counts
