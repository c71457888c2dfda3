"""Both tables by exhaustion: every state, every act, every actor: state, then hat, then guard."""

from dataclasses import replace

import pytest

from pasok.kernel.actor import CLOCK, Actor
from pasok.kernel.machine import WRONG_HAT, Act, Machine, Refused, refusals
from pasok.people import acts, machine
from pasok.people.models import Assignment, Pokja
from pasok.people.rules import APPOINTED_BY, AssignmentFacts, PokjaFacts
from tests.cast import EVERYONE, HENDRA, LPSE, NOON, SARI, a_cast

TABLES = [machine.assignment, machine.pokja]
# Written by hand, so that a wrong table is noticed.
MAY = {("end", SARI.id), ("change_members", HENDRA.id), ("dissolve", HENDRA.id)}
BY = {"end": {"pa", "lpse"}, "change_members": {"ukpbj"}, "dissolve": {"ukpbj"}}


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_state_then_hat_then_guard(table: Machine) -> None:
    a_cast()
    subject = Assignment.objects.get(hat="ppk") if table is machine.assignment else Pokja.objects.get()
    for who in [*EVERYONE, CLOCK]:
        facts = subject.facts(who, NOON)
        for state in table.states:
            for act in table.acts:
                judge(table, act, replace(facts, state=state), who)


def judge(table: Machine, act: Act, facts: AssignmentFacts | PokjaFacts, who: Actor) -> None:
    state = facts.state
    try:
        table.check(act, facts)
        reasons: tuple[str, ...] = ()
    except Refused as refused:
        reasons = refused.reasons
    if state not in act.source:
        assert reasons == (f"Tidak dapat dilakukan saat keadaannya {table.states[state].label}.",)
    elif not act.by & facts.hats:
        assert reasons == (WRONG_HAT,)
    else:
        assert reasons == refusals(act, facts)
    assert (reasons == ()) is (state in act.source and (act.name, who.id) in MAY)


@pytest.mark.django_db
@pytest.mark.parametrize("hat", ["pa", "auditor", "lpse", "ppk", "ukpbj", "procurement_officer"])
def test_whoever_appoints_to_an_office_ends_it(hat: str) -> None:
    a_cast()
    office = Assignment.objects.filter(hat=hat).earliest("pk")
    for who, worn in ((SARI, "pa"), (LPSE, "lpse")):
        offers = machine.assignment.offers(office.facts(who, NOON))
        assert (offers[0].reasons == ()) is (worn in APPOINTED_BY[hat])


def test_the_hats_of_every_act_are_the_ones_of_the_law() -> None:
    assert {act.name: set(act.by) for table in TABLES for act in table.acts} == BY


def test_every_act_has_its_function() -> None:
    names = {act.name for table in TABLES for act in table.acts} | {"appoint", "form_pokja"}
    assert names <= set(acts.__all__)
