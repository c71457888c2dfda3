"""The room's own addresses. JSON and text only: the pages that people read belong to the rooms above."""

import base64
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pasok.kernel import seal
from pasok.kernel.actor import NOBODY
from pasok.kernel.tongue import say
from pasok.sampul import acts, log, note, offline, reads, witnesses
from pasok.sampul.answers import BadEnvelope, Refusal

MAX_RECEIPT = 64 * 1024  # a receipt is about 3 KB
MAX_RELEASE = 4 << 20  # 10,000 bids of about 200 bytes each


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


@login_not_required
@require_GET
def sheet(request: HttpRequest, key: str) -> HttpResponse:
    """A holder's own sealed shares of one part, after closing; a member's only to that member.

    Custodians and the recovery group ask without an account: what they get opens with their keys alone.
    """
    part, actor = request.GET.get("part", ""), getattr(request, "actor", NOBODY).id
    holder = request.GET.get("holder", "") or actor
    mine = holder == actor or holder.startswith(("custodian:", "recovery:"))
    found = reads.sheet(key, part, holder) if mine else None
    if found is None:
        return refusal(
            404, say("Belum ada bagian kunci untuk Anda: kotak belum ditutup, atau Anda bukan anggotanya.")
        )
    return unstored(found)


@require_GET
def trial(request: HttpRequest, key: str) -> HttpResponse:
    """What the newest trial opening sealed to this member."""
    found = reads.trial(key, getattr(request, "actor", NOBODY).id)
    return unstored(found) if found else refusal(404, say("Tidak ada uji buka untuk Anda saat ini."))


def unstored(data: Any) -> HttpResponse:
    response = answer(data)
    response.headers["Cache-Control"] = "no-store"
    return response


@csrf_exempt  # its own signature says who speaks; no cookie is looked at
@login_not_required
@require_POST
def holder(request: HttpRequest, key: str) -> HttpResponse:
    """A custodian's promise; or a release, which needs no name: only its holder can make it."""
    try:
        sent = json.loads(request.read(MAX_RELEASE))
        message = sent["message"]
        if "shares" in message:
            acts.reveal(key, release=message)
        else:
            check_custodian(message, sent["signature"])
            acts.promise(key, holder=message["holder"], part=message["part"], digest=message["digest"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return refusal(400, say("Isi kiriman tidak terbaca."))
    except Refusal as refused:
        return refusal(409, refused.sentence)
    return answer({"ok": True})


def check_custodian(message: dict[str, Any], signature: str) -> None:
    """Raises BadEnvelope unless the custodian that it names signed this message."""
    for verifier in settings.CUSTODIANS:
        name, public = note.parsed_key(verifier)
        if message["holder"] == f"custodian:{name}":
            try:
                Ed25519PublicKey.from_public_bytes(public).verify(
                    base64.b64decode(signature, validate=True), seal.canonical(message)
                )
                return
            except InvalidSignature:
                break
    raise BadEnvelope(say("Kiriman ini tidak ditandatangani lembaga penjaga yang dikenal."))


@csrf_exempt  # each statement is signed
@login_not_required
@require_http_methods(["GET", "POST"])
def custodian_keys(request: HttpRequest) -> HttpResponse:
    """How many unused keys a custodian has left here and what waits for it; and more keys."""
    if request.method == "GET":
        named = request.GET.get("holder", "")
        unused = reads.custodian_stock().get(named, 0)
        return unstored({"v": 2, "holder": named, "unused": unused, "waiting": reads.waiting(named)})
    try:
        statements = json.loads(request.read(MAX_RELEASE))["statements"]
        return answer(acts.stock([str(one) for one in statements]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return refusal(400, say("Isi kiriman tidak terbaca."))
    except Refusal as refused:
        return refusal(409, refused.sentence)


@login_not_required
@require_GET
def offline_page(request: HttpRequest) -> HttpResponse:
    """segel.html: a file to keep, not a page to visit. What runs is what was checked, without a network."""
    response = HttpResponse(offline.page(), content_type="text/html; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="segel.html"'
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
    return answer({"v": 2, "size": size, "entries": reads.entries(start, end)})


@login_not_required
@require_GET
def inclusion(request: HttpRequest, index: int) -> HttpResponse:
    """The inclusion proof of a leaf in the tree of ?size= leaves, the newest if not said."""
    size = number(request, "size", log.size())
    if size is None or not index < size <= log.size():
        return refusal(404, say("Tidak ada daun itu pada log sebesar itu."))
    path, note = reads.inclusion(index, size), reads.note_of(size)
    return answer({"v": 2, "index": index, "size": size, "path": path, "checkpoint": note})


@login_not_required
@require_GET
def consistency(request: HttpRequest) -> HttpResponse:
    """The proof that the log of ?first= leaves is a prefix of that of ?second=, the newest if not said."""
    first, second = number(request, "first", 1), number(request, "second", log.size())
    if first is None or second is None or not 0 < first <= second <= log.size():
        return refusal(404, say("Log tidak pernah sebesar itu."))
    return answer({"v": 2, "first": first, "second": second, "proof": reads.consistency(first, second)})


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
