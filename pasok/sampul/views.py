"""The room's own addresses. JSON and text only: the pages that people read belong to the rooms above."""

import json
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from pasok.kernel.actor import NOBODY
from pasok.kernel.tongue import say
from pasok.sampul import log, reads, witnesses
from pasok.sampul.answers import Refusal

MAX_RECEIPT = 64 * 1024  # a receipt is about 3 KB


def answer(data: Any, status: int = 200) -> JsonResponse:
    return JsonResponse(data, status=status, safe=False, json_dumps_params={"ensure_ascii": False})


def refusal(status: int, sentence: str) -> JsonResponse:
    return answer({"reasons": [sentence]}, status)


@login_not_required
@require_GET
def parameters(request: HttpRequest, key: str) -> HttpResponse:
    """What a device needs to seal for this box."""
    try:
        return answer(reads.public_parameters(key))
    except Refusal as refused:
        return refusal(404, refused.sentence)


@require_GET
def shares(request: HttpRequest, key: str) -> HttpResponse:
    """A member's own sealed shares, after closing. Everybody else gets the same 404."""
    found = reads.shares_for(key, getattr(request, "actor", NOBODY).id)
    if found is None:
        return refusal(
            404, say("Belum ada bagian kunci untuk Anda: kotak belum ditutup, atau Anda bukan anggotanya.")
        )
    response = answer(found)
    response.headers["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_GET
def checkpoint(request: HttpRequest) -> HttpResponse:
    """A checkpoint with its cosignatures, as C2SP text: of ?size=, or the newest. 404 while there is none.

    ?settled=1: the one that every witness is offered in these seconds, so that they sign the same.
    """
    size = number(request, "size", witnesses.settled() if request.GET.get("settled") else log.size())
    try:
        found = witnesses.cosigned(size or 0)
    except LookupError:
        found = ""
    return HttpResponse(found, content_type="text/plain; charset=utf-8", status=200 if found else 404)


@login_not_required
@require_GET
def key(request: HttpRequest) -> HttpResponse:
    """The log's verifier key. Pin it: a key asked for anew each time proves little."""
    return HttpResponse(log.verifier_key() + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_GET
def entries(request: HttpRequest) -> HttpResponse:
    """Leaves ?start= … end-1, at most a thousand: hashes, and bodies once their box has been opened."""
    size = log.size()
    start, end = number(request, "start", 0), number(request, "end", size)
    if start is None or end is None:
        return refusal(400, say("start dan end harus bilangan."))
    return answer({"v": 1, "size": size, "entries": reads.entries(start, end)})


@login_not_required
@require_GET
def inclusion(request: HttpRequest, index: int) -> HttpResponse:
    """The inclusion proof of a leaf in the tree of ?size= leaves, the newest if not said."""
    size = number(request, "size", log.size())
    if size is None or not index < size <= log.size():
        return refusal(404, say("Tidak ada daun itu pada log sebesar itu."))
    path, note = reads.inclusion(index, size), reads.note_of(size)
    return answer({"v": 1, "index": index, "size": size, "path": path, "checkpoint": note})


@login_not_required
@require_GET
def consistency(request: HttpRequest) -> HttpResponse:
    """The proof that the log of ?first= leaves is a prefix of that of ?second=, the newest if not said."""
    first, second = number(request, "first", 1), number(request, "second", log.size())
    if first is None or second is None or not 0 < first <= second <= log.size():
        return refusal(404, say("Log tidak pernah sebesar itu."))
    return answer({"v": 1, "first": first, "second": second, "proof": reads.consistency(first, second)})


@csrf_exempt  # it changes nothing
@login_not_required
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """A receipt as JSON in, what is wrong with it out."""
    try:
        receipt = json.loads(request.read(MAX_RECEIPT))
    except (ValueError, RecursionError):
        return answer({"ok": False, "wrong": [say("Ini bukan tanda terima: isinya bukan JSON.")]})
    wrong = reads.check_receipt(receipt)
    return answer({"ok": not wrong, "wrong": wrong})


def number(request: HttpRequest, name: str, default: int) -> int | None:
    """A whole number from the query; None when it is something else."""
    text = request.GET.get(name, str(default))
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
