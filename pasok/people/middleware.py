"""Every request gets its actor; every page is shut unless marked open; officials need a second factor."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pasok.kernel.actor import NOBODY, Actor
from pasok.people import reads

Next = Callable[[HttpRequest], HttpResponse]
HELPING = "helping"  # in the session of a facilitator: the consent under which the next acts are done
ACCOUNT_PATHS = ("/akun", "/masuk", "/daftar", "/demo")
WHY_SECOND_FACTOR = gettext_lazy(
    "Anda memegang peran resmi, sehingga akun Anda harus dijaga langkah kedua. "
    "Aktifkan aplikasi autentikator atau kunci sandi sebelum melanjutkan."
)
WHY_CONFIRM = gettext_lazy("Konfirmasikan langkah kedua Anda sebelum melanjutkan.")
WHY_LOGIN = gettext_lazy("Anda harus masuk untuk membuka halaman ini.")
WRONG_KEY = gettext_lazy("Kunci API tidak dikenal atau sudah dicabut.")


def wants_json(request: HttpRequest) -> bool:
    """A machine is asking: by key, or by the type it accepts."""
    return hasattr(request, "api_key") or request.get_preferred_type(["text/html", "application/json"]) == (
        "application/json"
    )


def refusal(status: int, why: str) -> JsonResponse:
    return JsonResponse({"why_not": [why]}, status=status, json_dumps_params={"ensure_ascii": False})


def whole_page(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    """htmx would put the page it is led to inside the one at hand: it is told to go there instead."""
    if "hx-request" not in request.headers:
        return page
    return HttpResponse(status=204, headers={"HX-Redirect": page.headers["Location"]})


def standing_in(actor: Actor, consent: str) -> Actor:
    """Asked of the room above at every request, so that a consent that ends, ends at once."""
    found: Callable[[Actor, str], Actor] = import_string(settings.STANDING_IN)
    return found(actor, consent)


class ActorMiddleware:
    """Session or `Authorization: Bearer <key>` -> request.actor. Views ask for nothing else."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            if not (found := reads.person_of_key(secret.strip())):
                return refusal(401, WRONG_KEY)
            request.user, request.api_key = found
            # A key is sent on purpose, never by a browser on its own: nothing to forge.
            request._dont_enforce_csrf_checks = True
        request.actor = self.actor(request)
        zone = request.user.time_zone if request.user.is_authenticated else settings.TIME_ZONE
        with timezone.override(ZoneInfo(zone)):
            return self.get_response(request)

    def actor(self, request: HttpRequest) -> Actor:
        """A key acts as its person, so that nobody counts twice; the name says that a key did it."""
        if not request.user.is_authenticated:
            return NOBODY
        actor = reads.actor_of(request.user)
        if key := getattr(request, "api_key", None):
            return replace(actor, name=f"{actor.name} (kunci {key.prefix})")
        if consent := request.session.get(HELPING):
            return standing_in(actor, consent)
        return actor


class ShutUnlessOpen(LoginRequiredMiddleware):
    """Django's deny by default, with an answer for machines. Open views: `@login_not_required`."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        if wants_json(request):
            return refusal(401, WHY_LOGIN)
        return whole_page(request, super().handle_no_permission(request, view_func))


class SecondFactorMiddleware:
    """Officials pass only with a second factor: on shut pages always, on open ones when they write."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        if hasattr(request, "api_key") and request.path.startswith(ACCOUNT_PATHS):
            return refusal(403, _("Halaman akun tidak dapat dibuka dengan kunci API."))
        if not self.must_prove(request, view_func) or self.proven(request):
            return None
        has_one = reads.has_second_factor(request.user)
        if has_one and hasattr(request, "api_key"):
            return None
        why = WHY_CONFIRM if has_one else WHY_SECOND_FACTOR
        if wants_json(request):
            return refusal(403, why)
        messages.warning(request, why)
        page = redirect("mfa_reauthenticate" if has_one else "mfa_index")
        page["Location"] += f"?next={request.path}" if has_one and request.method == "GET" else ""
        return whole_page(request, page)

    def must_prove(self, request: HttpRequest, view_func: Callable) -> bool:
        if not request.user.is_authenticated or request.path.startswith(ACCOUNT_PATHS):
            return False
        reading = request.method in {"GET", "HEAD", "OPTIONS"}
        if reading and not getattr(view_func, "login_required", True):
            return False
        return not (settings.DEMO and request.user.demo)

    def proven(self, request: HttpRequest) -> bool:
        """This very session used a second factor; or the person is no official and needs none."""
        records = get_authentication_records(request, request.user)
        if any(record.get("method") == "mfa" for record in records):
            return True
        return not reads.is_official(request.user)
