"""In which language a page answers: Indonesian, unless the reader has chosen English (decision 0016)."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

Next = Callable[[HttpRequest], HttpResponse]


def middleware(get_response: Next) -> Next:
    """Speak the language of the cookie `bahasa`. What the browser says it accepts is not asked."""

    def respond(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            response = get_response(request)
            if response.get("Content-Type", "").startswith("text/html"):
                response.headers.setdefault("Content-Language", translation.get_language())
                patch_vary_headers(response, ("Cookie",))
        return response

    return respond


@login_not_required
@csrf_exempt  # a language is nobody's secret, and a public page stays free of cookies until one is chosen
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """POST language=id|en, next=<where to go back>: remembers the choice in a cookie. Foreign addresses
    and unknown languages are passed over."""
    return set_language(request)
