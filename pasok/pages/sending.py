"""Around every view that takes a form: sent once, and nothing typed is lost when it is not accepted."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pasok.pages import drafts, once
from pasok.pages.models import Sent


class Middleware:
    """Stands last, so that nothing but the view is inside its transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponseBase | None:
        given = "" if getattr(view, "keeps_drafts", False) else once.given(request)
        if not given:
            return None
        if len(given) > once.LONGEST:
            return wrong(_("{header} paling panjang {n} huruf.").format(header=once.HEADER, n=once.LONGEST))
        response = sending(request, given, lambda: view(request, *args, **kwargs))
        if response.status_code in {409, 422}:
            drafts.save(request)  # what the page's script could not keep
        elif response.status_code < 400:
            drafts.sent(request)
        return response


def sending(request: HttpRequest, given: str, work: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Do the work, or answer as the first time. What was refused may be sent again."""
    named = {"person": request.actor.id, "token": once.digest(request.path, given)}
    what = once.content(request)
    if once.HEADER in request.headers and Sent.objects.filter(**named).exclude(content=what).exists():
        return wrong(_("Kunci ini sudah dipakai untuk isi yang lain. Pakai kunci baru."))
    with transaction.atomic():
        row, first = Sent.objects.get_or_create(**named, content=what)  # waits for one that is under way
        if not first:
            return again(request, row.answer)
        response = work()
        row.answer = kept(request, response)
        if row.answer:
            row.save(update_fields=["answer"])
        elif response.status_code < 400:
            row.delete()
        else:
            transaction.set_rollback(True)
    return response


def kept(request: HttpRequest, response: HttpResponseBase) -> dict[str, Any] | None:
    """What a second sending would be told; None for what was not done and for a page that is shown once."""
    status, location = response.status_code, response.headers.get("Location", "")
    if isinstance(response, JsonResponse) and status < 300:
        return {"status": status, "body": json.loads(response.content)}
    if "hx-request" in request.headers and status < 300:
        here = urlsplit(request.headers.get("HX-Current-URL", "")).path or request.path.rpartition("/")[0]
        return {"status": 302, "location": response.headers.get("HX-Redirect", here)}
    return {"status": status, "location": location} if 300 <= status < 400 else None


def again(request: HttpRequest, answer: dict[str, Any]) -> HttpResponse:
    """The answer of the first time, with a word that it was one."""
    if "body" in answer:
        return JsonResponse(answer["body"], status=answer["status"], headers={"Idempotent-Replayed": "true"})
    messages.info(request, _("Sudah diterima. Kiriman yang sama tidak dicatat dua kali."))
    if "hx-request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": answer["location"]})
    return redirect(answer["location"])


def wrong(why: str) -> JsonResponse:
    return JsonResponse({"errors": {"__all__": [why]}}, status=422)
