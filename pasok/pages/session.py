"""How long a login lasts, and how a page can ask.

A request moves the end of the session, but writes it down at most 24 times a lifetime: a written session
costs a commit, a read one does not.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers

STAMP = "stamp"  # in the session: when its end was last moved, in seconds
WRITES = 24  # at most, in one lifetime without a pause
WARNING = 300  # seconds before the end


def left(request: HttpRequest) -> int:
    """Seconds until this session ends if nothing more is asked; 0 for who is not logged in by a session."""
    stamp = request.session.get(STAMP) if hasattr(request, "session") else None
    return max(0, int(stamp + settings.SESSION_COOKIE_AGE - time.time())) if stamp else 0


def warning() -> int:
    """How many seconds before the end the page says so; half of a very short session."""
    return min(WARNING, settings.SESSION_COOKIE_AGE // 2)


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def respond(request: HttpRequest) -> HttpResponse:
        asks = request.method == "GET" and request.path == "/sesi"  # asking how long does not make it longer
        if request.actor.id.startswith("person:") and not hasattr(request, "api_key") and not asks:
            touch(request)
        return get_response(request)

    return respond


def touch(request: HttpRequest) -> None:
    now = time.time()
    if now - request.session.get(STAMP, 0) > settings.SESSION_COOKIE_AGE / WRITES:
        request.session[STAMP] = int(now)


def session(request: HttpRequest) -> HttpResponse:
    """{"left": seconds}. A GET only asks; a POST stays logged in."""
    answer = JsonResponse({"left": left(request)})
    add_never_cache_headers(answer)
    return answer
