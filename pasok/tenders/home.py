"""What tenders bring to the front page: what takes bids now, and what waits for this very person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.kernel.machine import Offer, State
from pasok.pages.words import is_grave
from pasok.tenders import machine, reads
from pasok.tenders.forms import FORMS
from pasok.tenders.models import Bid, Tender
from pasok.tenders.rules.facts import Facts
from pasok.tenders.rules.preparation import has_schedule

OVER = ("contracted", "repeated")
OPEN, TASKS = 6, 8  # shown at most
LOOKED_AT = 20  # an official's newest tenders; each is asked what may be done, so not all of a career
#: allowed, but nobody waits for them: they are on the tender's page, not on a list of work
OPTIONAL = {name for name, form in FORMS.items() if getattr(form, "lead", None) is False}
#: shut, they are nothing to wait for
ASIDE = OPTIONAL | {"extend_submission", "re_evaluate"}
#: the stage of the schedule in which a state should come to its end
RUNNING = {
    "closed": "bid_opening",
    "opened": "verification",
    "decided": "award_announcement",
    "cleared": "sppbj",
    "appointed": "contract_signing",
}


@dataclass(frozen=True)
class Task:
    """One line of somebody's work: where, what to do there (or why there is nothing), and by when."""

    title: str
    url: str
    state: State
    todo: str
    waits: str = ""
    due: datetime | None = None


def open_block(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """The tenders that close soonest, for everybody."""
    return "tenders/home_open.html", {"tenders": reads.open_tenders()[:OPEN]}


def tasks_block(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """What waits for this person: an official's tenders and packages, a supplier's bids."""
    actor, now = request.actor, timezone.now()
    running = reads.bids_of(actor).exclude(tender__state__in=OVER)[:TASKS]
    found = [*packages(actor), *offices(actor, now), *map(participation, running)]
    # what can be done comes first; within that, what ends soonest
    found.sort(key=lambda task: (not task.todo, task.due is None, task.due or now))
    title = "Penawaran Anda" if actor.supplier else "Tugas Anda"
    return ("tenders/home_tasks.html", {"title": title, "tasks": found[:TASKS]}) if found else None


def packages(actor: Actor) -> Iterator[Task]:
    """A PPK's packages that are ready for a tender."""
    for package in reads.ready_packages(actor)[:TASKS]:
        url = f"{reverse('tender-propose')}?paket={package.ocid}"
        yield Task(package.title, url, package.status, "Usulkan tender")


def offices(actor: Actor, now: datetime) -> Iterator[Task]:
    """An official's tenders with the next step, or with what it waits for."""
    for tender in reads.waiting_for(actor).order_by("-pk")[:LOOKED_AT]:
        facts = tender.facts(actor, now)
        offers = machine.tender.offers(facts)
        if not offers:
            continue
        todo = next_step(offers, facts)
        shut = [offer for offer in offers if offer.reasons and offer.act.target]
        waits = [offer.reasons[0] for offer in shut if offer.act.name not in ASIDE]
        word = "" if todo else next(iter(waits), "")
        yield Task(tender.title, tender.get_absolute_url(), tender.status, todo, word, due(tender))


def next_step(offers: list[Offer], facts: Facts) -> str:
    """The open act that brings the tender on; what is done already is not asked for again."""
    if facts.unassessed and "pokja" in facts.hats:
        return "Nilai penawaran"  # acts of the bids, not of the tender
    done = {
        "write_document": facts.has_document,
        "set_schedule": has_schedule(facts) is None,  # a deadline that has passed asks for a new one
        "enroll_key": facts.me in facts.keyed,
    }
    ready = [offer.act for offer in offers if not offer.reasons and not is_grave(offer.act)]
    ready = [act for act in ready if act.name not in OPTIONAL and not done.get(act.name)]
    first = min(ready, key=lambda act: act.target is None, default=None)
    return first.label if first else ""


def due(tender: Tender) -> datetime | None:
    """When the clock acts; else when the stage that this state belongs to is to end."""
    if tender.next_due or tender.state not in RUNNING:
        return tender.next_due
    stage = tender.stages.filter(code=RUNNING[tender.state]).first()
    return stage.ends_at if stage else None


def participation(bid: Bid) -> Task:
    """One's own part in a tender: what is still missing, and until when."""
    tender: Tender = bid.tender
    missing = tender.state == "announced" and bid.state in {"registered", "withdrawn"}
    todo = "Isi dan kirim penawaran" if missing else ""
    word = f"{tender.status.label}."
    return Task(tender.title, bid.get_absolute_url(), bid.status, todo, word, tender.next_due)
