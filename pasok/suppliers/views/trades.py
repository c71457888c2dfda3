"""What somebody makes, in their own words, and the KBLI codes that fit."""

from dataclasses import asdict
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pasok.pages.context import first
from pasok.pages.subject import is_live, wants_json
from pasok.suppliers import reads, rules
from pasok.suppliers.rules.trade import EXAMPLES

LONGEST = 300  # signs of a phrase


@require_safe
@login_not_required
def helper(request: HttpRequest) -> HttpResponse:
    """The public page; for htmx only what was found, for programs as JSON."""
    phrase = request.GET.get("q", "").strip()[:LONGEST]
    found = reads.kbli_for(phrase)
    if wants_json(request):
        told = {"phrase": phrase, "codes": [asdict(each) for each in found]}
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    template = "suppliers/kbli.html#found" if is_live(request) else "suppliers/kbli.html"
    shown = {
        "phrase": phrase,
        "known": any(each.matched for each in found),
        "found": [(each, use(request, each)) for each in found],
        "examples": [(each, "?" + urlencode({"q": each})) for each in EXAMPLES],
    }
    return render(request, template, shown)


def use(request: HttpRequest, one: reads.Suggestion) -> dict[str, str]:
    """Where each edition's code is taken to: one's profile, the enrolment, or signing up before it."""
    actor = request.actor
    if actor.agency:
        return {}
    to = reverse("supplier", args=[actor.business]) if actor.business else reverse("supplier-new")
    ways = {}
    for edition, code in one.codes.items():
        way = f"{to}?{urlencode({'kbli': code, 'edition': edition})}"
        way += "#act-set_permits" if actor.business else ""
        if not request.user.is_authenticated:
            way = f"{first(('/daftar', '/masuk'))}?{urlencode({'next': way})}"
        ways[edition] = way if code else ""
    return ways


def taking(request: HttpRequest, form: type[BaseForm]) -> type[BaseForm]:
    """The form of permits with the code of the address already in its first empty line."""
    code, edition = request.GET.get("kbli", ""), request.GET.get("edition", "2020")
    if edition not in rules.EDITIONS or len(code) != 5 or not reads.kbli_title(code, edition):
        return form
    return type("Taking", (form,), {"taken": (code, edition), "unfolded": True})
