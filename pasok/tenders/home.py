"""What tenders bring to the front page: what takes bids now, and what waits for this very person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.kernel.machine import Act, Offer, State
from pasok.pages.words import is_grave
from pasok.tenders import machine, reads
from pasok.tenders.models import Bid, Tender
from pasok.tenders.rules.facts import Facts

OPEN, TASKS = 6, 8  # shown at most
#: allowed, but nobody waits for them: they are on the tender's page, not on a list of work
OPTIONAL = {"return_package", "amend", "change_schedule", "reconsider", "pass_to_reserve"}


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
    found = [*packages(actor), *offices(actor, now), *(participation(bid, now) for bid in bids(actor))]
    # what can be done comes first; within that, what ends soonest
    found.sort(key=lambda task: (not task.todo, task.due is None, task.due or now))
    return ("tenders/home_tasks.html", {"tasks": found[:TASKS]}) if found else None


def packages(actor: Actor) -> Iterator[Task]:
    """A PPK's packages that are ready for a tender."""
    for package in reads.ready_packages(actor)[:TASKS]:
        url = f"{reverse('tender-propose')}?paket={package.ocid}"
        yield Task(package.title, url, package.status, "Usulkan tender")


def offices(actor: Actor, now: datetime) -> Iterator[Task]:
    for tender in reads.waiting_for(actor):
        facts = tender.facts(actor, now)
        offers = machine.tender.offers(facts)
        if not offers:
            continue
        act = next_act(offers, facts)
        waits = "" if act else next((o.reasons[0] for o in offers if o.reasons and o.act.target), "")
        due = tender.next_due or tender.standstill_until
        late = due is not None and due <= now and tender.state not in {"announced", "standstill"}
        todo = act.label if act else ""
        yield Task(tender.title, tender.get_absolute_url(), tender.status, todo, waits, None if late else due)


def next_act(offers: list[Offer], facts: Facts) -> Act | None:
    """The open act that brings the tender on; what is done already is not asked for again."""
    done = {"write_document": facts.has_document, "set_schedule": bool(facts.windows)}
    ready = [
        offer.act
        for offer in offers
        if not offer.reasons
        and not is_grave(offer.act)
        and offer.act.name not in OPTIONAL
        and not done.get(offer.act.name)
    ]
    return min(ready, key=lambda act: act.target is None, default=None)


def bids(actor: Actor) -> list[Bid]:
    return list(reads.bids_of(actor)[:TASKS])


def participation(bid: Bid, now: datetime) -> Task:
    """One's own part in a tender: what is still missing, and until when."""
    tender: Tender = bid.tender
    running = tender.state == "announced"
    todo = "Isi dan kirim penawaran" if running and bid.state in {"registered", "withdrawn"} else ""
    due = tender.next_due if running else None
    return Task(tender.title, bid.get_absolute_url(), bid.status, todo, tender.status.label, due)
