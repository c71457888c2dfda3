"""The funnel of one bimtek, and of all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from pasok.coaching import reads as coaching
from pasok.coaching.models import Bimtek
from pasok.kernel.tongue import say
from pasok.pages.parts import Column, Table
from pasok.pages.subject import wants_json
from pasok.pages.words import day
from pasok.pages.written import as_written
from pasok.watch import reads, rules
from pasok.watch.rules import Participant

UNKNOWN = "-"  # in an address: those whose sector or region nobody knows


@dataclass(frozen=True)
class Step:
    """One bar of the funnel. `count` is None where it cannot be counted yet."""

    label: str
    count: int | None
    pct: int
    lost: int


@require_safe
def funnel(request: HttpRequest, pk: int) -> HttpResponse:
    """Of one event: for its organiser, the LPSE and auditors. Everybody else learns nothing of people."""
    event = reads.events_for(request.actor).filter(pk=pk).first()
    if event is None:
        raise Http404
    people = chosen(request, reads.participants(reads.taking_part([event])))
    return answer(request, people, {"event": event, "over": event.state in reads.OVER})


@require_safe
def funnels(request: HttpRequest) -> HttpResponse:
    """Of all events that are over; who came to several counts once."""
    events = list(reads.events_for(request.actor).filter(state__in=reads.OVER).order_by("-starts_at"))
    if not events and not reads.events_for(request.actor).exists():
        raise Http404
    seats = reads.taking_part(events)
    everyone = chosen(request, reads.participants(seats))
    first = {seat.pk for seat in reads.once_each(seats)}
    people = [person for person in everyone if person.seat in first]
    return answer(request, people, {"by_event": by_event(everyone, events), "over": True})


def chosen(request: HttpRequest, people: list[Participant]) -> list[Participant]:
    """Those of the sector and region in the address."""
    sector, region = request.GET.get("bidang", ""), request.GET.get("wilayah", "")
    return [
        person
        for person in people
        if sector in ("", person.sector or UNKNOWN) and region in ("", person.region or UNKNOWN)
    ]


def answer(request: HttpRequest, people: list[Participant], more: dict[str, Any]) -> HttpResponse:
    counts = rules.tally(people)
    if wants_json(request):
        told = dict(zip(rules.COUNTED, counts[1:], strict=True))
        return JsonResponse({"participants": counts[0], "steps": told})
    shown = {
        "steps": steps(counts),
        "total": counts[0],
        "by_sector": table(_("Menurut bidang usaha"), people, attrgetter("sector"), sector, "bidang"),
        "by_region": table(_("Menurut kabupaten/kota"), people, attrgetter("region"), region, "wilayah"),
        "stops": stops(people),
        "narrowed": bool(request.GET.get("bidang") or request.GET.get("wilayah")),
    }
    return render(request, "watch/funnel.html", shown | more)


def steps(counts: Sequence[int]) -> list[Step]:
    """The bars: how many took part, and each step with how many were lost before it."""
    total = counts[0]
    bars = [Step(_("Ikut acara"), total, 100 if total else 0, 0)]
    for name, before, n in zip(rules.COUNTED, counts, counts[1:], strict=False):
        bars.append(Step(say(rules.STEPS[name]), n, round(100 * n / total) if total else 0, before - n))
    return [*bars, Step(say(rules.STEPS["paid"]), None, 0, 0)]


def sector(code: str) -> str:
    label = coaching.SECTORS.get(code)
    return say(label) if label else _("Bidang belum diketahui")


def region(name: str) -> Any:
    return as_written(name) or _("Wilayah belum diketahui")


HEADS = (
    Column(gettext_lazy("Kelompok")),
    Column(gettext_lazy("Ikut"), number=True),
    Column(gettext_lazy("Akun"), number=True),
    Column(gettext_lazy("Siap"), number=True),
    Column(gettext_lazy("Melihat"), number=True),
    Column(gettext_lazy("Menawar"), number=True),
    Column(gettext_lazy("Menang"), number=True),
)


def table(
    caption: str,
    people: list[Participant],
    by: Callable[[Participant], str],
    name: Callable[[str], Any],
    field: str,
) -> Table | None:
    """A line for each group; its name narrows the page to it."""
    rows = rules.grouped(people, by)
    urls = [f"?{urlencode({field: key or UNKNOWN})}" for key, _ in rows]
    return Table(caption, HEADS, [(name(key), *counts) for key, counts in rows], urls) if rows else None


def by_event(people: list[Participant], events: Sequence[Bimtek]) -> Table | None:
    """One line an event, the latest first. Who came to several counts in each."""
    if not events:
        return None
    rows, urls = [], []
    for event in events:
        counts = rules.tally(person for person in people if person.event == event.pk)
        rows.append((as_written(f"{event.title}, {day(event.starts_at)}"), *counts))
        urls.append(reverse("funnel", args=[event.pk]))
    return Table(_("Menurut acara"), HEADS, rows, urls)


def stops(people: list[Participant]) -> list[dict[str, Any]]:
    """Where people stand still: for each step those who have not taken it, with reason and offer."""
    found = []
    for name in rules.ORDER:
        those = [person for person in people if person.lacks == name]
        if those:
            lines = [line(person) for person in those]
            found.append({"label": say(rules.STEPS[name]), "lines": lines})
    return found


def line(person: Participant) -> dict[str, Any]:
    return {
        "name": person.name,
        "seat": reverse("seat", args=[person.seat]),
        "reason": rules.reason(person),
        "written": person.fallen if person.lacks == "won" else "",
        "offer": rules.offer(person),
        "url": offered(person),
        "reminded_at": person.reminded_at,
        "left_alone": person.left_alone,
    }


def offered(person: Participant) -> str:
    """Where the offer leads."""
    packages = f"{reverse('packages')}?keadaan=menerima"
    business = reverse("supplier", args=[person.supplier]) if person.supplier else ""
    ways = {
        "ready": business,
        "looked": f"{packages}&kbli={person.sector}" if person.sector else packages,
        "bid": business,
        "won": person.tender,
        "paid": person.contract,
    }
    return ways.get(person.lacks, "") or reverse("seat", args=[person.seat])
