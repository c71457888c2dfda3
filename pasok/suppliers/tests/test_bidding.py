"""Who may not bid against whom, and what a package asks: no database."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.suppliers import rules
from pasok.suppliers.rules import Demands, Officer, Permit, Profile
from pasok.suppliers.tests.test_rules import NEW_LAW, OLD_LAW, TODAY, WHOLE

RIVAL = replace(
    WHOLE,
    id=2,
    name="Mebel Maju Contoh",
    officers=(Officer("director", "c"), Officer("owner", "d", Decimal(100), True)),
)


# --- Conflicts between bidders ---


def test_two_unrelated_businesses_may_bid_together() -> None:
    assert rules.conflicts(WHOLE, RIVAL, TODAY) == []


@pytest.mark.parametrize("role", ["director", "commissioner", "key_staff"])
@pytest.mark.parametrize("on", [OLD_LAW, NEW_LAW])
def test_a_shared_director_commissioner_or_key_staff_is_a_conflict_under_every_law(
    role: str, on: date
) -> None:
    shared = replace(RIVAL, officers=(*RIVAL.officers, Officer(role, "a")))
    (sentence,) = rules.conflicts(WHOLE, shared, on)
    assert "Ps 7(2)a" in sentence and "CV Ukir Jati Contoh dan CV Mebel Maju Contoh" in sentence


def test_a_shared_beneficial_owner_is_a_conflict_since_perpres_46_of_2025() -> None:
    shared = replace(RIVAL, officers=(Officer("owner", "b", Decimal(10), True),))
    assert rules.conflicts(WHOLE, shared, OLD_LAW) == []
    (sentence,) = rules.conflicts(WHOLE, shared, NEW_LAW)
    assert "pemilik manfaat" in sentence and "Perpres 46/2025" in sentence


@pytest.mark.parametrize(("share", "conflict"), [("50", False), ("50.01", True)])
def test_more_than_half_of_both_was_the_older_test(share: str, conflict: bool) -> None:
    one, other = (replace(p, officers=(Officer("owner", "x", Decimal(share)),)) for p in (WHOLE, RIVAL))
    assert bool(rules.conflicts(one, other, OLD_LAW)) is conflict
    assert rules.conflicts(one, other, NEW_LAW) == []


def test_shares_in_two_rows_of_one_owner_are_added() -> None:
    rows = (Officer("owner", "x", Decimal(30)), Officer("owner", "x", Decimal(21)))
    one, other = (replace(p, officers=rows) for p in (WHOLE, RIVAL))
    assert rules.conflicts(one, other, OLD_LAW)


def test_people_without_a_hash_are_nobody_in_common() -> None:
    blank = (Officer("director", "", None, True), Officer("owner", "", Decimal(100), True))
    one, other = (replace(p, officers=blank) for p in (WHOLE, RIVAL))
    assert rules.conflicts(one, other, OLD_LAW) == rules.conflicts(one, other, NEW_LAW) == []


officers = st.lists(
    st.builds(
        Officer,
        st.sampled_from(list(rules.ROLES)),
        st.sampled_from(["", "a", "b", "c"]),
        st.one_of(st.none(), st.decimals(0, 100, places=2)),
        st.booleans(),
    ),
    max_size=4,
).map(tuple)


@given(officers, officers, st.dates(date(2015, 1, 1), date(2027, 1, 1)))
def test_a_conflict_is_mutual_and_nobody_conflicts_with_itself(a: tuple, b: tuple, on: date) -> None:
    one, other = replace(WHOLE, officers=a), replace(RIVAL, officers=b)
    assert bool(rules.conflicts(one, other, on)) == bool(rules.conflicts(other, one, on))
    assert rules.conflicts(one, one, on) == []


# --- Qualification ---


def unmet(profile: Profile, **demands: object) -> dict[str, str]:
    asked = Demands(**({"announced_on": TODAY, "on": TODAY} | demands))
    found = rules.qualification(rules.Standing(profile=profile), asked)
    return {one.name: one.how for one in found if one.missing}


def test_a_whole_and_declared_profile_qualifies() -> None:
    assert unmet(WHOLE, kbli=("31001",), reserved=True) == {}


@pytest.mark.parametrize(
    ("change", "demands", "name", "words"),
    [
        ({"nib": ""}, {}, "nib", "oss.go.id"),
        ({"npwp": ""}, {}, "npwp", "pajak.go.id"),
        ({}, {"kbli": ("46652",)}, "kbli", "Tambahkan KBLI 46652"),
        ({"permits": ()}, {}, "kbli", "paling sedikit satu"),
        ({"scale": "medium"}, {"reserved": True}, "umk", "mikro, kecil, dan koperasi"),
        ({"state": "draft"}, {}, "ready", "nyatakan lengkap"),
    ],
)
def test_what_is_missing_comes_with_the_shortest_way_to_it(
    change: dict[str, object], demands: dict[str, object], name: str, words: str
) -> None:
    missing = unmet(replace(WHOLE, **change), **demands)
    assert list(missing) == [name] and words in missing[name]


def test_every_requirement_names_its_article() -> None:
    asked = Demands(announced_on=TODAY, on=TODAY, reserved=True)
    assert all(item.article for item in rules.qualification(rules.Standing(profile=WHOLE), asked))


def test_a_large_cooperative_may_take_reserved_packages_and_a_large_firm_may_bid_where_none_is_reserved() -> (
    None
):
    assert unmet(replace(WHOLE, form="koperasi", scale="large"), reserved=True) == {}
    assert unmet(replace(WHOLE, scale="large")) == {}


@pytest.mark.parametrize(
    ("asked", "fits"), [("31001", True), ("C31001", True), ("31", True), ("310", True), ("32", False)]
)
def test_a_line_of_business_fits_its_own_code_and_the_groups_above_it(asked: str, fits: bool) -> None:
    assert ("kbli" not in unmet(WHOLE, kbli=(asked,))) is fits
    assert ("kbli" not in unmet(replace(WHOLE, permits=(Permit("C31001", "2020"),)), kbli=(asked,))) is fits


def test_a_lapsed_permit_is_to_be_renewed() -> None:
    lapsed = replace(WHOLE, permits=(Permit("31001", "2020", "", TODAY - timedelta(days=1)),))
    assert "sudah berakhir" in unmet(lapsed, kbli=("31001",))["kbli"]


def test_a_record_of_another_system_was_judged_there() -> None:
    assert unmet(replace(WHOLE, state="unclaimed", nib="", npwp="", permits=()), kbli=("1",)) == {}


@pytest.mark.parametrize(
    ("established", "value", "exempt"),
    [
        (date(2023, 3, 3), 2_500_000_000, True),  # three years old tomorrow
        (date(2023, 3, 2), 2_500_000_000, False),
        (date(2023, 3, 3), 2_500_000_001, False),
        (None, 1, False),
    ],
)
def test_young_small_firms_need_no_experience_for_small_packages(
    established: date | None, value: int, exempt: bool
) -> None:
    asked = Demands(announced_on=TODAY, on=TODAY, value=Decimal(value))
    assert rules.needs_no_experience(replace(WHOLE, established_on=established), asked) is exempt


def test_a_firm_founded_on_a_leap_day_is_three_years_old_on_the_first_of_march() -> None:
    young = replace(WHOLE, established_on=date(2024, 2, 29))
    day = date(2027, 2, 28)
    assert rules.needs_no_experience(young, Demands(announced_on=day, on=day))
    day = date(2027, 3, 1)
    assert not rules.needs_no_experience(young, Demands(announced_on=day, on=day))
