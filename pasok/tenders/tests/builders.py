"""A school-furniture tender for tests, taken as far as a test needs, always through the doors."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from pasok.kernel.actor import CLOCK, Actor
from pasok.kernel.machine import Refused
from pasok.ledger.models import Entry
from pasok.ledger.reads import chain
from pasok.planning.models import Package
from pasok.planning.tests.builders import MORNING, Office, a_school_furniture_package, an_office
from pasok.sampul import log
from pasok.suppliers.tests.builders import a_supplier, an_owner, user_of
from pasok.tenders import acts, rehearsal
from pasok.tenders.models import (
    Agreement,
    Amendment,
    Bid,
    Question,
    Sanggah,
    Stage,
    StageChange,
    Tender,
)
from tests.cast import POKJA

PRICES = (Decimal(1_310_000_000), Decimal(1_290_000_000), Decimal(1_350_000_000))
DOCUMENT = {"kbli": ["31001"], "requirements": "Surat penawaran bertanda tangan.", "technical": "SNI 7537."}


def a_workshop(name: str, **changes: Any) -> Actor:
    """The user of a ready furniture workshop."""
    owner = an_owner(name)
    return user_of(a_supplier(name, actor=owner, **changes), owner)


@contextmanager
def refused(tender: Tender, *words: str) -> Iterator[None]:
    """The body is refused with these words in whole sentences, and not a trace of it stays anywhere."""
    before = everything(tender)
    with pytest.raises(Refused) as why:
        yield
    told = " ".join(why.value.reasons)
    assert all(word in told for word in words), told
    assert all(reason.endswith(".") for reason in why.value.reasons)
    assert everything(tender) == before


def everything(tender: Tender) -> list[object]:
    """What an act could have written: the book, the log, the rows of the tender and of its parts."""
    hanging = (Bid, Stage, StageChange, Agreement, Question, Amendment, Sanggah, Package)
    return [
        Entry.objects.count(),
        log.size(),
        list(Tender.objects.order_by("pk").values()),
        *(list(model.objects.order_by("pk").values()) for model in hanging),
    ]


def last(tender: Tender | Bid) -> Entry:
    """The newest entry of the book about it."""
    return chain(tender.key).last()


@dataclass
class Scene:
    """One tender and everybody in it, at a moment of its life."""

    office: Office
    package: Package
    tender: Tender
    committee: rehearsal.Committee
    now: datetime
    bidders: list[Actor] = field(default_factory=list)
    bids: list[Bid] = field(default_factory=list)
    receipts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def chair(self) -> Actor:
        return self.committee.chair

    def later(self, **delta: float) -> datetime:
        self.now += timedelta(**delta)
        return self.now

    def past(self, stage: str) -> datetime:
        """One minute after the end of a stage."""
        self.now = self.tender.stages.get(code=stage).ends_at + timedelta(minutes=1)
        return self.now


def proposed(clock: str = "replay", **changes: Any) -> Scene:
    office = an_office()
    package = a_school_furniture_package(office, **changes)
    now = MORNING + timedelta(hours=1)
    tender = acts.propose(
        packages=[package.ocid], pokja=office.pokja.pk, actor=office.ppk, now=now, clock=clock
    )
    return Scene(office, package, tender, rehearsal.Committee(POKJA), now)


def preparing(**changes: Any) -> Scene:
    """The Pokja has just taken the package."""
    scene = proposed(**changes)
    scene.committee.agree(scene.tender, scene.later(hours=1))
    acts.accept(scene.tender, actor=scene.chair, now=scene.now)
    return scene


def prepared(**changes: Any) -> Scene:
    """Everything is there and agreed on; only the announcement is left."""
    scene = proposed(**changes)
    scene.committee.prepare(scene.tender, scene.later(hours=1), **DOCUMENT)
    return scene


def announced(**changes: Any) -> Scene:
    scene = prepared(**changes)
    acts.publish(scene.tender, actor=scene.chair, now=scene.now)
    return scene


def competing(prices: tuple[Decimal, ...] = PRICES, **changes: Any) -> Scene:
    """Announced, with one sealed bid for each price."""
    scene = announced(**changes)
    for number, price in enumerate(prices, start=1):
        actor = a_workshop(f"Bengkel Contoh {number}")
        bid, answer = rehearsal.offer(scene.tender, actor, price, scene.later(hours=1))
        scene.bidders.append(actor)
        scene.bids.append(bid)
        scene.receipts.append(answer)
    return scene


def closed(**changes: Any) -> Scene:
    scene = competing(**changes)
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    return scene


def opened(**changes: Any) -> Scene:
    scene = closed(**changes)
    scene.committee.open(scene.tender, scene.later(minutes=5))
    return scene


def standing(**changes: Any) -> Scene:
    """The winner announced; the standstill runs."""
    scene = opened(**changes)
    scene.committee.judge(scene.tender, scene.later(hours=2))
    scene.committee.decide(scene.tender, scene.past("award"))
    return scene


def cleared(**changes: Any) -> Scene:
    scene = standing(**changes)
    scene.now = scene.tender.standstill_until + timedelta(minutes=1)
    acts.end_standstill(scene.tender, actor=CLOCK, now=scene.now)
    return scene


def a_finished_tender(**changes: Any) -> Scene:
    """All the way to the drafted contract."""
    scene = cleared(**changes)
    acts.issue_sppbj(scene.tender, actor=scene.office.ppk, number="01/SPPBJ/2026", now=scene.later(hours=1))
    acts.draft_contract(scene.tender, actor=scene.office.ppk, now=scene.later(hours=1))
    return scene
