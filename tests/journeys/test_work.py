"""Whoever does only what the front page asks, brings a package from the first draft to the drafted contract.

Every line is checked on the way: its act is open to this very person, and once done the line is gone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from pasok.contracts import acts as contract_acts
from pasok.contracts.models import Contract
from pasok.kernel.actor import CLOCK, Actor
from pasok.pages.parts import Task
from pasok.pages.work import work_of
from pasok.planning import acts as planning_acts
from pasok.planning.models import Package
from pasok.planning.tests.builders import LINES, SPECIFICATION, TERMS, Office, a_package, an_office
from pasok.sampul import device, envelope
from pasok.sampul import reads as sampul
from pasok.tenders import acts, rehearsal
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.models import Bid, Tender
from pasok.tenders.rules import schedule
from pasok.tenders.tests import builders
from tests.cast import BUDI, DEWI, JOKO, NOON, RATNA, SARI

PRICES = (Decimal(1_310_000_000), Decimal(1_290_000_000), Decimal(1_350_000_000))


@dataclass
class World:
    """One package, everybody with a part in it, and the hands that do what is asked."""

    office: Office
    package: Package
    bidders: list[Actor]
    now: datetime
    keys: dict[str, str] = field(default_factory=dict)
    held: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)

    @property
    def people(self) -> list[Actor]:
        return [RATNA, SARI, BUDI, DEWI, JOKO, *self.bidders]

    @property
    def tender(self) -> Tender:
        return Tender.objects.get()

    def asked(self, actor: Actor) -> list[Task]:
        return list(work_of(actor, self.now).asked)

    def subject(self, act: str) -> Package | Tender | Contract:
        kind = act.partition(".")[0]
        if kind == "package" or act == "tender.create":
            return Package.objects.get()
        return Contract.objects.get() if kind == "contract" else self.tender

    def hands(self, actor: Actor) -> dict[str, Callable[[], object]]:
        """How each act is done; what it needs besides the thing itself."""
        who = {"actor": actor, "now": self.now}
        package = Package.objects.get()
        return self.contract_hands(who) | {
            "package.set_method": lambda: planning_acts.set_method(package, **who),
            "package.announce": lambda: planning_acts.announce(package, **who),
            "package.write_specification": lambda: planning_acts.write_specification(
                package, text=SPECIFICATION, **who
            ),
            "package.set_hps": lambda: planning_acts.set_hps(package, lines=LINES, **who),
            "package.write_contract_terms": lambda: planning_acts.write_contract_terms(
                package, **TERMS, **who
            ),
            "tender.create": lambda: acts.propose(
                packages=[package.ocid], pokja=self.office.pokja.pk, clock="replay", **who
            ),
            "tender.set_schedule": lambda: acts.set_schedule(
                self.tender,
                windows=schedule.propose(self.now, self.tender.law_on, self.tender.zone),
                reason="",
                **who,
            ),
            "tender.write_document": lambda: acts.write_document(self.tender, **builders.DOCUMENT, **who),
            "tender.enroll_key": lambda: self.enroll(actor),
            "tender.prove_key": lambda: self.prove(actor),
            "tender.promise": lambda: self.promise(actor),
            "tender.release": lambda: self.release(actor),
            "bid.submit": lambda: rehearsal.offer(
                self.tender, actor, PRICES[self.bidders.index(actor)], self.now
            ),
            "bid.assess": lambda: self.assess(actor),
            "tender.issue_sppbj": lambda: acts.issue_sppbj(self.tender, number="01/SPPBJ", **who),
            "contract.revise_draft": lambda: contract_acts.revise_draft(
                Contract.objects.get(), number="01/SP", delivery_days=90, delivery_place="Soreang", **who
            ),
        }

    def contract_hands(self, who: dict[str, Any]) -> dict[str, Callable[[], object]]:
        """Both sides sign."""
        contract = Contract.objects.first()
        return {
            "contract.accept_draft": lambda: contract_acts.accept_draft(contract, **who),
            "contract.sign": lambda: contract_acts.sign(contract, **who),
        }

    def do(self, actor: Actor, act: str) -> None:
        plain = getattr(acts, act.partition(".")[2], None)
        hand = self.hands(actor).get(act) or (lambda: plain(self.tender, actor=actor, now=self.now))
        hand()
        self.done.append(act)

    def enroll(self, actor: Actor) -> None:
        identity, recipient = envelope.make_member_key()
        self.keys[actor.id] = identity
        acts.enroll_key(self.tender, actor=actor, recipient=recipient, wrapped="", now=self.now)

    def prove(self, actor: Actor) -> None:
        sealed = sampul.trial(self.tender.box_key, actor.id)["sealed"]
        secret = device.proved(self.keys[actor.id], sealed)
        acts.prove_key(self.tender, actor=actor, secret=secret, now=self.now)

    def promise(self, actor: Actor) -> None:
        sheets = [sampul.sheet(self.tender.box_key, part, actor.id) for part in ("harga", "dokumen")]
        self.held[actor.id] = [device.release(sheet, self.keys[actor.id]) for sheet in sheets]
        promises = {one["part"]: device.promise(one) for one in self.held[actor.id]}
        acts.promise(self.tender, actor=actor, promises=promises, now=self.now)

    def release(self, actor: Actor) -> None:
        acts.release(self.tender, actor=actor, releases=self.held[actor.id], now=self.now)

    def assess(self, actor: Actor) -> None:
        """The lowest bid that still waits, through all its stages."""
        waiting = [
            bid for bid in self.tender.bids.filter(state="opened").order_by("price") if bid.stages_left
        ]
        for _stage in waiting[0].stages_left:
            bid_acts.assess(waiting[0], actor=actor, now=self.now)


def is_open(world: World, task: Task, actor: Actor) -> bool:
    """Whether the machine itself offers the act to this actor at this moment."""
    kind, _, name = task.act.partition(".")
    if task.act == "tender.create":
        kind = "package"
        offers = Package.machine.offers(Package.objects.get().facts(actor, world.now))
        return not any(offer.reasons for offer in offers if offer.act.name == "set_hps")
    subject = (
        Bid.objects.filter(tender=world.tender).exclude(state="fallen")
        if kind == "bid"
        else [world.subject(task.act)]
    )
    found = (offer for one in subject for offer in one.machine.offers(one.facts(actor, world.now)))
    return any(offer.act.name == name and not offer.reasons for offer in found)


def appointment(world: World) -> bool:
    """Nobody is asked: the clock keeps its next appointment. False when there is none."""
    tender = Tender.objects.filter(next_due__isnull=False).first()
    if tender is None:
        return False
    world.now = tender.next_due + timedelta(minutes=1)
    act = next(act for at, act in tender.machine.due(tender.facts(CLOCK, world.now)) if at <= world.now)
    getattr(acts, act.name)(tender, actor=CLOCK, now=world.now)
    return True


def turn(world: World) -> bool:
    """Everybody does the first thing asked; each line is open, and is gone when it is done."""
    for actor in world.people:
        tasks = [task for task in world.asked(actor) if task.act]
        for task in tasks[:1]:
            assert is_open(world, task, actor), task
            world.do(actor, task.act)
            left = [(one.url, one.act, one.why) for one in world.asked(actor)]
            assert task.act == "bid.assess" or (task.url, task.act, task.why) not in left
            return True
    return False


@pytest.mark.django_db
def test_following_the_lists_leads_from_the_draft_to_the_contract() -> None:
    office = an_office()
    package = a_package(office, title="Meja dan kursi siswa SD", pagu=Decimal(1_450_000_000))
    bidders = [builders.a_workshop(f"Bengkel Contoh {n}") for n in (1, 2, 3)]
    world = World(office, package, bidders, NOON)
    for _step in range(80):
        world.now += timedelta(minutes=20)
        if turn(world):
            if world.done[-1] == "tender.publish":
                for bidder in bidders:
                    acts.register(world.tender, actor=bidder, now=world.now)
        elif not appointment(world):
            break
    assert world.done[-1] == "contract.sign", world.done
    assert Package.objects.get().state == "contracted" and world.tender.state == "contracted"
    assert all(not world.asked(actor) for actor in world.people)
