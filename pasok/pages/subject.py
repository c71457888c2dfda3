"""The two things every page does with a subject: show what may be done, and do it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import ModuleType
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm, Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.kernel.machine import Act, Machine, Offer, Refused
from pasok.kernel.tongue import say
from pasok.ledger.models import Subject
from pasok.ledger.reads import chain
from pasok.pages import drafts
from pasok.pages.models import Draft
from pasok.pages.parts import Line
from pasok.pages.words import is_own, what, who

Forms = Mapping[str, type[BaseForm]]


def wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def is_live(request: HttpRequest) -> bool:
    """Asked by htmx, which swaps the live part of the page."""
    return "hx-request" in request.headers


def timeline(machine: Machine, subject: Subject, viewer: Actor) -> list[Line]:
    """The life of a subject as this viewer may read it, newest first."""
    lines = []
    for entry in chain(subject.key):
        act = machine.act(entry.act)
        if act and act.secret and not is_own(entry, viewer):
            continue
        reason = entry.data.get("reason", "")
        words = who(entry, act, viewer), what(entry, machine)
        lines.append(Line(*words, entry.at, reason if isinstance(reason, str) else "", entry.number))
    return lines[::-1]


def typed(request: HttpRequest) -> Any:
    """What was sent: a form, or a JSON object whose numbers stay exact. Raises ValueError."""
    if request.content_type != "application/json":
        return request.POST
    sent = json.loads(request.body or b"{}", parse_float=Decimal)
    if not isinstance(sent, dict):
        raise ValueError("not an object")
    return sent


@dataclass(frozen=True)
class Page:
    """One subject before one reader."""

    request: HttpRequest
    template: str
    machine: Machine
    subject: Subject
    forms: Forms
    extra: dict[str, Any]

    def offers(self) -> list[Offer]:
        return self.machine.offers(self.subject.facts(self.request.actor, timezone.now()))

    @cached_property
    def drafts(self) -> dict[str, Draft]:
        return drafts.of(self.request.actor, self.subject.key)

    def form(self, name: str, *given: Any) -> BaseForm | None:
        """The form of an act. With `for_subject` on its class it also gets the subject and the actor."""
        if name not in self.forms:
            return None
        wide = getattr(self.forms[name], "for_subject", False)
        about = {"subject": self.subject, "actor": self.request.actor} if wide else {}
        return self.forms[name](*given, **about)

    def empty(self, name: str) -> BaseForm | None:
        """The form of an act before it is sent, with what its reader typed last time."""
        if name not in self.forms:
            return None
        return drafts.opened(lambda *given: self.form(name, *given), self.drafts.get(name))

    def pairs(self, bound: dict[str, BaseForm]) -> list[tuple[Offer, BaseForm | None]]:
        """Every offer with its form; a shut one has none, unless it was just tried."""
        pairs = []
        for offer in self.offers():
            name = offer.act.name
            form = bound.get(name) or (None if offer.reasons else self.empty(name))
            if form is not None:
                form.auto_id = f"{name}-%s"  # forms that share a page may share field names
                drafts.mark(form, self.subject.key, name)
            pairs.append((offer, form))
        return pairs

    def html(self, status: int = 200, bound: dict[str, BaseForm] | None = None, **more: Any) -> HttpResponse:
        """The page or, for htmx, its live part."""
        shown = {
            "subject": self.subject,
            "state": self.machine.states[self.subject.state],
            "offers": self.pairs(bound or {}),
            "timeline": timeline(self.machine, self.subject, self.request.actor),
            **self.extra,
            **more,
        }
        name = f"{self.template}#live" if is_live(self.request) else self.template
        return render(self.request, name, shown, status=status)

    def json(self) -> JsonResponse:
        """{"key", "state", "acts": [{"name", "label", "open", "why_not"}]}."""
        acts = [
            {"name": o.act.name, "label": o.act.label, "open": not o.reasons, "why_not": list(o.reasons)}
            for o in self.offers()
        ]
        return JsonResponse({"key": self.subject.key, "state": self.subject.state, "acts": acts})

    def invalid(self, act: Act, form: BaseForm) -> HttpResponse:
        """422: what was typed stays, with what is wrong with it."""
        if wants_json(self.request):
            return JsonResponse({"errors": form.errors}, status=422)
        return self.html(422, {act.name: form}, tried=act, errors=form.errors)

    def refused(self, act: Act, form: BaseForm | None, reasons: tuple[str, ...]) -> HttpResponse:
        """409: the act was not done, and why not."""
        if wants_json(self.request):
            return JsonResponse({"act": act.name, "why_not": list(reasons)}, status=409)
        self.subject.refresh_from_db()  # the act may have begun to change the row in memory
        return self.html(409, {act.name: form} if form else {}, tried=act, why_not=reasons)

    def done(self, act: Act, result: dict[str, Any]) -> HttpResponse:
        """JSON clients read the receipt or the new state; people see the page again."""
        where = result.get("location")
        drafts.drop(self.request.actor, self.subject.key, act.name)
        if wants_json(self.request):
            return JsonResponse(result) if result else self.json()
        if is_live(self.request) and not where:
            return self.html(done=act, receipt=result.get("receipt"))
        messages.success(self.request, f"{act.label}: berhasil.")
        if is_live(self.request):
            return HttpResponse(status=204, headers={"HX-Redirect": where})
        return redirect(where or self.subject)


def show(
    request: HttpRequest, template: str, machine: Machine, subject: Subject, forms: Forms, **extra: Any
) -> HttpResponse:
    """The page of a subject, or its JSON. `extra` goes to the template; callables are called there."""
    page = Page(request, template, machine, subject, forms, extra)
    return page.json() if wants_json(request) else page.html()


def perform(
    request: HttpRequest,
    template: str,
    machine: Machine,
    subject: Subject,
    forms: Forms,
    acts: ModuleType,
    name: str,
    **extra: Any,
) -> HttpResponse:
    """Do one act: 404 unknown, 422 wrong input, 409 refused; else the new state, the live part or the page.

    The act may return {"receipt": …, "location": url, …}: JSON clients get it as the body.
    """
    page, act = Page(request, template, machine, subject, forms, extra), machine.act(name)
    if act is None or act.inner:
        raise Http404
    if request.method != "POST":  # a reload, or back from the login page
        return HttpResponseNotAllowed(["POST"]) if wants_json(request) else redirect(subject)
    try:
        form = page.form(name, typed(request), request.FILES)
    except ValueError:
        return JsonResponse({"errors": {"__all__": [say("Isi JSON tidak dapat dibaca.")]}}, status=400)
    try:
        if form and not form.is_valid():
            machine.check(act, subject.facts(request.actor, timezone.now()))  # may not at all comes first
            return page.invalid(act, form)
        result = getattr(acts, name)(subject, actor=request.actor, **(form.cleaned_data if form else {}))
    except Refused as refused:
        return page.refused(act, form, refused.reasons)
    except ValidationError as error:
        form = form or Form({})
        form.add_error(None, error)
        return page.invalid(act, form)
    return page.done(act, result if isinstance(result, dict) else {})
