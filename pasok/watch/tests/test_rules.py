"""The funnel, without a database."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pasok.watch import rules
from pasok.watch.rules import Participant

people = st.builds(
    Participant,
    seat=st.integers(1, 99),
    name=st.just("Peserta Contoh"),
    event=st.integers(1, 3),
    sector=st.sampled_from(["25", "28", ""]),
    account=st.booleans(),
    ready=st.booleans(),
    days_looked=st.integers(0, 2),
    bids=st.integers(0, 2),
    won=st.booleans(),
)


@given(st.lists(people, max_size=6))
def test_a_funnel_never_widens_and_its_groups_add_up(crowd: list[Participant]) -> None:
    counts = rules.tally(crowd)
    assert counts == sorted(counts, reverse=True) and counts[0] == len(crowd)
    assert len(counts) == len(rules.COUNTED) + 1
    groups = [counts for _, counts in rules.grouped(crowd, lambda person: person.sector)]
    assert [sum(column) for column in zip(*groups, strict=True)] == (counts if crowd else [])


@given(people)
def test_everybody_stands_at_one_step_with_a_whole_sentence(person: Participant) -> None:
    assert person.lacks == rules.ORDER[person.reached]
    said = rules.reason(person)
    assert person.lacks == "won" or (said[0].isupper() and said.endswith("."))
    assert rules.offer(person)


def test_who_bid_once_has_passed_the_earlier_steps_though_the_profile_is_open_again() -> None:
    person = Participant(seat=1, name="A", event=1, account=True, supplier=7, ready=False, bids=1)
    assert person.reached == 4 and person.lacks == "won"


def test_whether_somebody_was_paid_is_not_counted() -> None:
    winner = Participant(seat=1, name="A", event=1, account=True, ready=True, won=True)
    assert winner.lacks == "paid" and len(rules.tally([winner])) == 6 and "paid" not in rules.COUNTED


@given(people, st.booleans())
def test_only_who_can_do_the_step_and_wants_word_is_reminded(person: Participant, decided: bool) -> None:
    person = replace(person, decided=decided)
    step = rules.due_step(person)
    if step:
        assert person.account and step == person.lacks and not person.left_alone
        assert step != "won" or person.decided
    assert rules.due_step(replace(person, left_alone=True)) == ""
