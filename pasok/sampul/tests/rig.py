"""A tiny site around the room, for tests in a browser: three pages and an act, as a room above would have."""

import json
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import include, path

from pasok.kernel.actor import NOBODY, Actor
from pasok.sampul import acts
from pasok.sampul.answers import Refusal
from pasok.sampul.programs import sealing
from pasok.sampul.tests.story import AFTER, KEY, NOON

PAGE = """<!doctype html><html lang="id"><meta charset="utf-8"><title>Uji</title>
<script type="module" src="/static/sampul/{script}"></script>
<form {marks} method="post"><input type="hidden" name="csrfmiddlewaretoken" value="{token}">{fields}
<button data-go>Kirim</button><p data-seal-status aria-live="polite"></p></form></html>"""
BID = """<input name="harga" required><input name="merek" value="Mebel &quot;Jati&quot; – é">
<input type="checkbox" name="setuju" value="ya" checked><input type="checkbox" name="lain" value="ya">
<input type="file" name="berkas" multiple><input name="rahasia" disabled value="x">"""
SECRET = """<p class="field"><input type="password" name="kata" data-passphrase></p>
<p hidden><button type="button" data-passkey>Sidik jari</button></p>"""
refuse_next: list[str] = []  # sentences with which the next posts are refused


def acting(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """request.actor from a cookie: who is looking."""

    def respond(request: HttpRequest) -> HttpResponse:
        who = request.COOKIES.get("who")
        request.actor = Actor(who, who) if who else NOBODY
        return get_response(request)

    return respond


def page(request: HttpRequest, script: str, marks: str, fields: str) -> HttpResponse:
    return HttpResponse(PAGE.format(script=script, marks=marks, fields=fields, token=get_token(request)))


@sealing
def bid(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return page(request, "seal.js", f'data-seal data-box="/sampul/kotak/{KEY}.json" data-bidder="7"', BID)
    sent = json.loads(request.body)
    if refuse_next:
        return JsonResponse({"reasons": [refuse_next.pop()]}, status=409)
    try:
        with transaction.atomic():
            receipt = acts.commit(KEY, bidder="7", now=NOON, **sent)
    except Refusal as refused:
        return JsonResponse({"reasons": [refused.sentence]}, status=409)
    return JsonResponse({"receipt": receipt.plain(), "location": "/selesai"})


def enroll(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return page(request, "member.js", f'data-member-key data-box-key="{KEY}"', SECRET)
    form = request.POST
    assert set(form) == {"csrfmiddlewaretoken", "recipient", "wrapped"}, (
        "the passphrase must stay in the page"
    )
    acts.enroll(
        KEY, actor_id=request.actor.id, name="Anggota", recipient=form["recipient"], wrapped=form["wrapped"]
    )
    return HttpResponse("kunci tersimpan")


def holding(name: str, request: HttpRequest) -> str:
    holder = request.actor.id
    return f'data-{name} data-box="/sampul/kotak/{KEY}.json" data-holder="{holder}" data-parts="penawaran"'


def promise(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return page(request, "member.js", holding("promise", request), SECRET)
    assert set(request.POST) == {"csrfmiddlewaretoken", "promises"}, (
        "no share and no passphrase before the others"
    )
    for part, digest in json.loads(request.POST["promises"]).items():
        acts.promise(KEY, holder=request.actor.id, part=part, digest=digest, now=AFTER)
    return HttpResponse("bagian kunci dijanjikan")


def release(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return page(request, "member.js", holding("release", request), SECRET)
    assert set(request.POST) == {"csrfmiddlewaretoken", "releases"}
    for one in json.loads(request.POST["releases"]):
        acts.reveal(KEY, release=one, now=AFTER)
    return HttpResponse("bagian kunci dilepas")


def trial(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return page(request, "member.js", f'data-prove data-box="/sampul/kotak/{KEY}.json"', SECRET)
    acts.prove(KEY, actor_id=request.actor.id, secret=request.POST["secret"], now=NOON)
    return HttpResponse("kunci teruji")


def done(request: HttpRequest) -> HttpResponse:
    return HttpResponse("tersimpan")


urlpatterns = [
    path("", include("pasok.sampul.urls")),
    path("tawar", bid),
    path("kunci", enroll),
    path("siap", promise),
    path("lepas", release),
    path("uji", trial),
    path("selesai", done),
]
