"""Every state x act x hat of every machine of the house: state, then hat, then guards in their order."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from pasok.accounts import acts as account_acts
from pasok.accounts.rules import ConsentFacts, DelegationFacts, RecoveryFacts
from pasok.coaching import acts as coaching_acts
from pasok.coaching.rules import Facts as BimtekFacts
from pasok.coaching.rules import SeatFacts
from pasok.contracts import acts as contract_acts
from pasok.contracts.rules import Facts as ContractFacts
from pasok.desk import acts as desk_acts
from pasok.desk.rules import ClaimFacts, RegistrationFacts
from pasok.kernel.machine import WRONG_HAT, Act, Known, Machine, Refused
from pasok.people import acts as people_acts
from pasok.people.rules import AssignmentFacts, PokjaFacts
from pasok.planning import acts as planning_acts
from pasok.planning.rules.facts import Facts as PackageFacts
from pasok.suppliers import acts as supplier_acts
from pasok.suppliers.acts import blacklist as blacklist_acts
from pasok.suppliers.acts import items as item_acts
from pasok.suppliers.acts import privacy as privacy_acts
from pasok.suppliers.rules import Facts as SupplierFacts
from pasok.suppliers.rules import ItemFacts, Officer, Permit, Profile
from pasok.suppliers.rules.privacy import RequestFacts
from pasok.suppliers.rules.sanction import SanctionFacts
from pasok.tenders import acts as tender_acts
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.acts import practice as practice_acts
from pasok.tenders.rules.practice import Facts as PracticeFacts
from pasok.tenders.tests.facts import HATS, bid_facts, some_facts

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
NOBODY: frozenset[str] = frozenset()
PROFILE = Profile(
    id=1, name="Mebel Contoh", form="cv", nib="9000000000001", npwp="000000001424000", scale="small",
    region_code="32.04", region_name="Kab. Bandung", address="Jalan Contoh 1",
    established_on=date(2015, 1, 5), capital=None, yearly_sales=None, permits=(Permit("31001", "2020"),),
    officers=(Officer("director", "a" * 64), Officer("owner", "b" * 64, Decimal(100), True)), state="draft",
)  # fmt: skip
PACKAGE = PackageFacts(
    state="draft", now=NOW, hats=NOBODY, on=TODAY, kind="goods", pagu=Decimal(900_000_000),
    method="tender_postqual_one_file", funded=Decimal(900_000_000), locations=1, reserved=True,
    reason_not_reserved="", domestic=True, reason_not_domestic="", similar=0, similar_reason="",
    specification=True, hps_total=Decimal(880_000_000), terms=True,
)  # fmt: skip
ITEM = ItemFacts(
    state="noted", now=NOW, today=TODAY, zone=UTC, hats=NOBODY, kind="halal", valid_until=date(2026, 9, 1),
    reminded_on=None, reminders=(60, 30, 7), proofs=1,
)  # fmt: skip
LATER = NOW.replace(month=4)
BIMTEK = BimtekFacts(
    state="draft", now=NOW, hats=NOBODY, starts_at=NOW, ends_at=LATER, address="Aula Contoh", capacity=20
)
#: machine: facts in order, then facts in which as much as possible is wrong, and where its acts are done
ROOMS: dict[str, tuple[Known, Known, Any]] = {
    "assignment": (
        AssignmentFacts(state="active", now=NOW, hats=NOBODY, hat="ppk"),
        AssignmentFacts(state="active", now=NOW, hats=NOBODY, hat="pa"),
        people_acts,
    ),
    "pokja": (
        PokjaFacts(state="formed", now=NOW, hats=NOBODY, decree_number="1", decree_on=TODAY),
        PokjaFacts(state="formed", now=NOW, hats=NOBODY),
        people_acts,
    ),
    "claim": (
        ClaimFacts(state="asked", now=NOW, hats=NOBODY),
        ClaimFacts(state="asked", now=NOW, hats=NOBODY, contact=True, unclaimed=False, proofs=0),
        desk_acts,
    ),
    "registration": (
        RegistrationFacts(state="waiting", now=NOW, hats=NOBODY, me="person:1", proposed_by="person:2"),
        RegistrationFacts(
            state="waiting", now=NOW, hats=NOBODY, me="person:1", proposed_by="person:1", ready=False,
            changed=False,
        ),
        desk_acts,
    ),
    "consent": (
        ConsentFacts(
            state="asked", now=NOW, hats=NOBODY, until=LATER, helper="person:1", owner="person:2",
            allowed=frozenset({"register", "fill"}),
        ),
        ConsentFacts(
            state="asked", now=NOW, hats=NOBODY, until=NOW, helper="person:1", owner="person:1",
            official=True, supplier="7",
        ),
        account_acts,
    ),
    "recovery": (
        RecoveryFacts(
            state="opened", now=NOW, hats=NOBODY, me="person:1", opened_by="person:2", until=NOW,
            lapses_at=NOW,
        ),
        RecoveryFacts(
            state="opened", now=NOW, hats=NOBODY, me="person:1", opened_by="person:1", proven=False,
            until=LATER, lapses_at=LATER,
        ),
        account_acts,
    ),
    "delegation": (
        DelegationFacts(state="invited", now=NOW, hats=NOBODY, until=LATER),
        DelegationFacts(state="invited", now=NOW, hats=NOBODY, until=NOW),
        account_acts,
    ),
    "supplier": (
        SupplierFacts(state="draft", now=NOW, today=TODAY, hats=NOBODY, profile=PROFILE),
        SupplierFacts(
            state="draft", now=NOW, today=TODAY, hats=NOBODY,
            profile=replace(PROFILE, nib="", npwp="", permits=(), officers=(), address="", name=""),
        ),
        supplier_acts,
    ),
    "sanction": (
        SanctionFacts(
            state="draft", now=NOW, hats=NOBODY, ground="contract_default", origin="ordinary",
            evidence="Berita acara.", happened_on=TODAY, hearing_until=LATER, recommended=True,
            until=date(2027, 3, 1),
        ),
        SanctionFacts(
            state="draft", now=NOW, hats=NOBODY, me="person:1", proposed_by="person:1", ground="collusion",
            origin="ordinary", happened_on=date(2017, 1, 1), hearing_until=NOW,
        ),
        blacklist_acts,
    ),
    "practice": (
        PracticeFacts(state="open", now=NOW, hats=NOBODY, closes_at=LATER),
        PracticeFacts(state="open", now=NOW, hats=NOBODY, closes_at=NOW),
        practice_acts,
    ),
    "data_request": (
        RequestFacts(state="asked", now=NOW, hats=NOBODY, asked_at=NOW, warned=False, late=False),
        RequestFacts(state="asked", now=NOW, hats=NOBODY, asked_at=NOW, warned=True, late=True),
        privacy_acts,
    ),
    "item": (
        ITEM,
        replace(ITEM, proofs=0, valid_until=date(2026, 3, 1), reminded_on=TODAY),
        item_acts,
    ),
    "bimtek": (
        BIMTEK,
        replace(
            BIMTEK, starts_at=LATER, ends_at=LATER, address="", capacity=0, open_questions=1, reminded_at=NOW
        ),
        coaching_acts,
    ),
    "seat": (
        SeatFacts(state="waiting", now=NOW, hats=NOBODY, event="running"),
        SeatFacts(state="waiting", now=NOW, hats=NOBODY, event="cancelled", certified=True, left_alone=True),
        coaching_acts,
    ),
    "contract": (
        ContractFacts(state="draft", now=NOW, today=TODAY, hats=NOBODY, number="1", delivery_days=30),
        ContractFacts(
            state="draft", now=NOW, today=TODAY, hats=NOBODY, barred="Masuk daftar hitam.", replied=True,
            rated=False,
        ),
        contract_acts,
    ),
    "package": (
        PACKAGE,
        replace(
            PACKAGE, funded=Decimal(1), locations=0, method="", reserved=False, domestic=False, similar=3,
            specification=False, hps_total=None, terms=False,
        ),
        planning_acts,
    ),
    "tender": (
        some_facts(),
        some_facts(
            hps=Decimal(2_000_000_000), has_document=False, windows={}, keyed=NOBODY, agreed=NOBODY,
            breaches=("Terlalu pendek.",), closes_at=None, registered=True, profile_gaps=("Isi NIB.",),
            small_only=True, official=True, bids=3, extensions=1, unassessed=("CV Satu",),
            conflicts=("Terkait.",), barred=("Masuk daftar hitam.",), winner_barred="Masuk daftar hitam.",
            open_sanggah=1, accepted_sanggah=1, objected=True, threshold=2,
        ),
        tender_acts,
    ),
    "bid": (
        bid_facts(),
        bid_facts(
            tender_state="failed", closes_at=None, profile_gaps=("Isi NIB.",), stages_left=(), readable=False
        ),
        bid_acts,
    ),
}  # fmt: skip
MACHINES: list[Machine] = [import_string(path).machine for path in settings.SUBJECTS]
CASES = [pytest.param(m, act, id=f"{m.name}.{act.name}") for m in MACHINES for act in m.acts]


def test_every_machine_of_the_house_is_tried_here() -> None:
    assert {machine.name for machine in MACHINES} == set(ROOMS)


@pytest.mark.parametrize("machine,act", CASES)
def test_state_then_hat_then_guards_in_their_order(machine: Machine, act: Act) -> None:
    for place, state, hat in product((0, 1), machine.states, (*HATS, "somebody")):
        facts = replace(ROOMS[machine.name][place], state=state, hats=frozenset({hat}))
        assert answer(machine, act, facts) == expected(machine, act, facts)
        offered = next((o.reasons for o in machine.offers(facts) if o.act is act), None)
        shown = state in act.source and hat in act.by and hat != "clock" and not act.inner
        assert offered == (answer(machine, act, facts) if shown else None)


def answer(machine: Machine, act: Act, facts: Known) -> tuple[str, ...]:
    try:
        machine.check(act, facts)
    except Refused as refused:
        return refused.reasons
    return ()


def expected(machine: Machine, act: Act, facts: Known) -> tuple[str, ...]:
    """What the house promises, spelled once more without the machine's own code."""
    if facts.state not in act.source:
        return (f"Tidak dapat dilakukan saat keadaannya {machine.states[facts.state].label}.",)
    if not act.by.intersection(facts.hats):
        return (WRONG_HAT,)
    spoken = [guard(facts) for guard in act.needs]
    return tuple(sentence for sentence in spoken if sentence is not None)


@pytest.mark.parametrize("machine,act", CASES)
def test_every_reason_is_a_whole_sentence(machine: Machine, act: Act) -> None:
    for hat, place in product(act.by, (0, 1)):
        facts = replace(ROOMS[machine.name][place], state=act.source[0], hats=frozenset({hat}))
        for reason in answer(machine, act, facts):
            assert not reason[0].islower() and reason.endswith("."), reason


@pytest.mark.parametrize("machine,act", CASES)
def test_every_act_has_its_function(machine: Machine, act: Act) -> None:
    assert callable(getattr(ROOMS[machine.name][2], act.name))


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_the_hats_of_a_machine_are_hats_somebody_can_wear(machine: Machine) -> None:
    assert set().union(*(act.by for act in machine.acts)) <= set(HATS) - {""}
