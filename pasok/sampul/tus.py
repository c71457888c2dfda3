"""Resumable uploads of ciphertexts: tus 1.0 with creation, checksum, expiration and termination.

`POST /sampul/kirim` with `Upload-Length` and `Upload-Metadata: sha256 <base64 of the hex>` finds or makes an
upload; the same person asking again for the same file is told how far it came.
"""

import base64
import binascii
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods

from pasok.kernel.actor import NOBODY
from pasok.kernel.tongue import say
from pasok.sampul import arriving, shapes, store
from pasok.sampul.answers import Refusal
from pasok.sampul.models import Arrival

VERSION = "1.0.0"
TYPE = "application/offset+octet-stream"
STATUS = {
    store.TooLarge: 413,
    store.DiskFull: 507,
    store.Away: 503,
    store.WrongHash: 460,
    arriving.TooMany: 429,
    arriving.WrongOffset: 409,
    arriving.WrongSum: 460,
    arriving.Busy: 423,
}


def refusal(status: int, sentence: str) -> HttpResponse:
    return JsonResponse({"reasons": [sentence]}, status=status)


def speaking(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Every answer names the version; every refusal is a number and a sentence."""

    @wraps(view)
    def respond(request: HttpRequest, **named: Any) -> HttpResponse:
        try:
            answer = checked(request) or view(request, **named)
        except Refusal as refused:
            answer = refusal(STATUS.get(type(refused), 400), refused.sentence)
        answer.headers["Tus-Resumable"] = VERSION
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return respond


def checked(request: HttpRequest) -> HttpResponse | None:
    if getattr(request, "actor", NOBODY).id == NOBODY.id:
        return refusal(401, say("Anda harus masuk untuk mengirim berkas."))
    if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
        return refusal(412, say("Versi pengiriman berkas ini tidak dikenal. Muat ulang halaman ini."))
    return None


@require_http_methods(["OPTIONS", "POST"])
@speaking
def create(request: HttpRequest) -> HttpResponse:
    """Find or make an upload: 201 made, 200 known already; both with Location and Upload-Offset."""
    if request.method == "OPTIONS":
        able = {
            "Tus-Version": VERSION,
            "Tus-Extension": "creation,checksum,expiration,termination",
            "Tus-Checksum-Algorithm": "sha256",
            "Tus-Max-Size": str(store.limit()),
        }
        return HttpResponse(status=204, headers=able)
    size, sha256 = number(request, "Upload-Length"), metadata(request).get("sha256", "")
    if size is None:
        return refusal(400, say("Ukuran berkas harus disebut di depan."))
    if not shapes.HASH.fullmatch(sha256):
        return refusal(400, say("Sidik jari berkas tidak terbaca."))
    one, made = arriving.begin(request.actor.id, sha256, size)
    return HttpResponse(status=201 if made else 200, headers={"Location": way(one), **state(one)})


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@speaking
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """HEAD: how far it came. PATCH: the next piece. DELETE: no more of it. Others' uploads are a 404."""
    one = get_object_or_404(Arrival, pk=pk, person=request.actor.id)
    if request.method == "HEAD":
        return HttpResponse(status=200, headers={**state(one), "Upload-Length": str(one.size)})
    if request.method == "DELETE":
        arriving.drop(one)
        return HttpResponse(status=204)
    if request.content_type != TYPE:
        return refusal(415, say("Jenis isi ini tidak dikenal."))
    length, offset = number(request, "Content-Length"), number(request, "Upload-Offset")
    if length is None:  # a chunked body reaches us empty
        return refusal(411, say("Ukuran bagian harus disebut di depan."))
    if offset is None:
        return refusal(400, say("Letak bagian harus disebut."))
    arriving.take(one, offset, length, request, checksum(request))
    return HttpResponse(status=204, headers=state(one))


def way(one: Arrival) -> str:
    return reverse("sampul_upload", args=[one.pk])


def state(one: Arrival) -> dict[str, str]:
    said = {"Upload-Offset": str(one.offset)}
    if not one.done:
        said["Upload-Expires"] = http_date((one.touched_at + arriving.KEPT).timestamp())
    return said


def number(request: HttpRequest, name: str) -> int | None:
    text = request.headers.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def metadata(request: HttpRequest) -> dict[str, str]:
    """Upload-Metadata: pairs of a name and base64. Raises Refusal."""
    pairs = [pair.strip().partition(" ") for pair in request.headers.get("Upload-Metadata", "").split(",")]
    try:
        return {name: base64.b64decode(value, validate=True).decode() for name, _, value in pairs if name}
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Refusal(say("Keterangan berkas tidak terbaca.")) from error


def checksum(request: HttpRequest) -> bytes | None:
    """The SHA-256 that the piece should have; None where none is said. Raises Refusal."""
    algorithm, _, value = request.headers.get("Upload-Checksum", "").partition(" ")
    if not algorithm:
        return None
    if algorithm != "sha256":
        raise Refusal(say("Cara memeriksa bagian ini tidak dikenal."))
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise Refusal(say("Sidik jari bagian tidak terbaca.")) from error
