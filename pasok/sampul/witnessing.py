"""Where the witnesses bring what they signed, and what they compare the sealing scripts with."""

from collections.abc import Callable

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from pasok.kernel.tongue import say
from pasok.sampul import outages, witnesses
from pasok.sampul import programs as scripts
from pasok.sampul.answers import Refusal
from pasok.sampul.views import answer, refusal

MOST = 8 * 1024  # bytes of a note with every witness's line


def taken(request: HttpRequest, take: Callable[[str], object]) -> HttpResponse:
    """A signed note, taken or refused. Its signature is its permission."""
    if not consume(request, app="pasok.sampul", action="witness", config={"witness": settings.WITNESS_POSTS}):
        return refusal(429, say("Terlalu banyak kiriman. Coba lagi nanti."))
    try:
        take(request.read(MOST).decode())
    except UnicodeDecodeError:
        return refusal(409, say("Catatan saksi tidak terbaca."))
    except Refusal as refused:
        return refusal(409, refused.sentence)
    return answer({"v": 2, "ok": True})


@csrf_exempt  # no session is looked at: the witness's signature is what counts
@login_not_required
@require_POST
def cosignatures(request: HttpRequest) -> HttpResponse:
    """A checkpoint of ours with a known witness's line. Again: the same answer."""
    return taken(request, witnesses.add)


@csrf_exempt  # likewise
@login_not_required
@require_POST
def probes(request: HttpRequest) -> HttpResponse:
    """What a known witness saw of this site in one hour."""
    return taken(request, outages.add)


@login_not_required
@require_GET
def programs(request: HttpRequest) -> HttpResponse:
    """The sealing scripts: name, address and SHA-256, for those who compare from outside."""
    listed = [{"name": one.name, "url": one.url, "sha256": one.sha256} for one in scripts.listed()]
    return answer({"v": 2, "programs": listed})
