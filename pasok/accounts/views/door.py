"""In by telephone: number, code, and the first time the name. Nobody learns here whose number it is."""

from collections.abc import Callable
from functools import wraps

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pasok.accounts import acts, reads, rules
from pasok.accounts.forms import NewName, Number, OneTimeCode
from pasok.people.models import Person

View = Callable[..., HttpResponse]
SALT = "pasok.accounts.proof"
ONWARD = "next"  # in the address, then in the session
#: what the message says; one sentence of warning, because a code that is told on is an account given away
WORDS = (
    "{site}: kode masuk Anda {{code}}. Berlaku {{minutes}} menit. Jangan berikan kepada siapa pun, "
    "juga bukan kepada petugas."
)


def with_phones(view: View) -> View:
    """There is no such page where no way to a telephone is connected."""

    @wraps(view)
    def respond(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not reads.phone_ways():
            raise Http404
        return view(request, *args, **kwargs)

    return respond


def ask_code(
    request: HttpRequest, form: Number, purpose: str, *, words: str, about: str = ""
) -> OneTimeCode | None:
    """Send the code and answer the form that takes it. None: refused, and `form` says why.

    A code that is under way already is no mistake of the reader's: the form that takes it is shown again.
    """
    if not form.is_valid():
        return None
    number = form.cleaned_data["number"]
    rates = {"send_code": settings.CODES_PER_HOST}
    if not consume(request, app="pasok.accounts", action="send_code", config=rates):
        form.add_error(None, _("Terlalu banyak permintaan dari jaringan ini. Coba lagi nanti."))
        return None
    taking = OneTimeCode(initial={"number": number})
    try:
        acts.send_code(purpose, form.cleaned_data["way"], number, words, about=about)
    except ValidationError as wait:
        taking.said = wait.messages
    return taking


@never_cache
@login_not_required
@with_phones
def phone(request: HttpRequest) -> HttpResponse:
    """One page for who has an account and who has none yet."""
    if request.user.is_authenticated:
        return redirect("home")
    if request.method != "POST":
        remember(request, request.GET.get(ONWARD, ""))
    form = Number(request.POST or None)
    words = _(WORDS).format(site=settings.SITE_NAME)
    if request.method == "POST" and (taking := ask_code(request, form, "login", words=words)):
        return code_page(request, taking)
    shown = {"form": form, "onward": request.session.get(ONWARD, "")}
    return render(request, "accounts/phone.html", shown, status=422 if form.is_bound else 200)


def remember(request: HttpRequest, way: str) -> None:
    """Where this visitor wanted to go; it waits in the session, since three pages lie between."""
    if way and url_has_allowed_host_and_scheme(way, None):
        request.session[ONWARD] = way
    else:
        request.session.pop(ONWARD, None)


def code_page(request: HttpRequest, form: BaseForm, status: int = 200) -> HttpResponse:
    shown = {"form": form, "sent_to": rules.shown(str(form["number"].value() or ""))}
    return render(request, "accounts/code.html", shown, status=status)


@never_cache
@login_not_required
@with_phones
def phone_code(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("phone")
    form = OneTimeCode(request.POST)
    if not form.is_valid():
        return code_page(request, form, 422)
    number = form.cleaned_data["number"]
    if why := acts.try_code("login", number, form.cleaned_data["code"]):
        form.add_error("code", why)
        return code_page(request, form, 422)
    if person := acts.person_for(number):
        return let_in(request, person)
    proof = signing.dumps(number, salt=SALT)
    return render(request, "accounts/name.html", {"form": NewName(initial={"proof": proof})})


@never_cache
@login_not_required
@with_phones
@require_POST
def phone_name(request: HttpRequest) -> HttpResponse:
    """The first time only. The proof of the number is as short-lived as a code."""
    form = NewName(request.POST)
    if not form.is_valid():
        return render(request, "accounts/name.html", {"form": form}, status=422)
    try:
        age = settings.CODE_MINUTES * 60
        number = signing.loads(form.cleaned_data["proof"], salt=SALT, max_age=age)
    except signing.BadSignature:
        return redirect("phone")
    person = acts.person_for(number, form.cleaned_data["name"])
    return let_in(request, person, new=True)


def let_in(request: HttpRequest, person: Person, *, new: bool = False) -> HttpResponse:
    """allauth's own way in, with its second factor; only the e-mail is not asked for."""
    record_authentication(request, person, method="phone")
    way = request.session.pop(ONWARD, "/")
    login = Login(user=person, email_verification=EmailVerificationMethod.NONE, redirect_url=way, signup=new)
    return perform_login(request, login)


phone_code.keeps_drafts = True  # a wrong try counts, so this view is not inside a transaction taken back
