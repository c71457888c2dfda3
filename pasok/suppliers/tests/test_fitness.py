"""What a package asks of a business, without a database: works, editions, interests, tax, per cent."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.suppliers import reads, rules
from pasok.suppliers.rules import Demands, Officer, Permit, Standing
from pasok.suppliers.rules.sanction import Bar
from pasok.suppliers.tests.test_bidding import WHOLE

TODAY = date(2026, 3, 2)
WORKS = {"kind": "works", "kbli": (), "value": Decimal(9_000_000_000)}
SMALL = Standing(profile=WHOLE)
LARGE = Standing(profile=replace(WHOLE, scale="large"))


def asked(known: Standing = SMALL, **demands: object) -> dict[str, rules.Requirement]:
    wanted = Demands(**({"announced_on": TODAY, "on": TODAY} | demands))
    return {one.name: one for one in rules.qualification(known, wanted)}


def test_goods_ask_neither_for_capacity_nor_for_ability_and_say_why() -> None:
    for name in ("skp", "kd"):
        one = asked()[name]
        assert not one.applies and not one.missing and "konstruksi" in one.how


@pytest.mark.parametrize("running,met", [(0, True), (4, True), (5, False)])
def test_a_small_firm_carries_five_works_at_a_time(running: int, met: bool) -> None:
    one = asked(replace(SMALL, running=running), **WORKS)["skp"]
    assert one.applies and one.met is met and (met or f"{running} paket" in one.how)


@pytest.mark.parametrize("running,most,met", [(5, 0, True), (6, 0, False), (6, 6, True), (7, 6, False)])
def test_others_carry_six_or_a_fifth_more_than_they_ever_did(running: int, most: int, met: bool) -> None:
    """KP = 6, or 1.2 N: with N = 6 seven and a little, so that a seventh leaves less than one."""
    assert asked(replace(LARGE, running=running, most=most), **WORKS)["skp"].met is met


def test_ability_is_three_times_the_dearest_job_and_asked_of_larger_firms_only() -> None:
    assert not asked(**WORKS)["kd"].applies
    third = Decimal(3_000_000_000)
    assert asked(replace(LARGE, highest=third), **WORKS)["kd"].met
    short = asked(replace(LARGE, highest=third - 1), **WORKS)["kd"]
    assert short.missing and "Rp3.000.000.000" in short.how and short.place == "experience"
    assert asked(LARGE, **WORKS)["kd"].missing


def test_a_line_of_the_other_edition_fits_by_its_relative_and_not_by_its_figures() -> None:
    edition, relatives = reads.wanted(("31001",))
    held = next(iter(relatives))
    known = Standing(profile=replace(WHOLE, permits=(Permit(held, "2025"),)))
    demands = {"kbli": ("31001",), "edition": edition, "relatives": relatives}
    assert edition == "2020" and asked(known, **demands)["kbli"].met
    other = Standing(profile=replace(WHOLE, permits=(Permit("46652", "2025"),)))
    assert asked(other, **demands)["kbli"].missing


def test_nobody_behind_the_business_serves_an_office_over_the_package() -> None:
    person = WHOLE.officers[0].nik_hash
    one = asked(officials=frozenset({person}))["officials"]
    assert one.missing and "Ps 7(2)e" in one.article
    assert asked(officials=frozenset({"x" * 64}))["officials"].met


def test_a_person_shared_with_a_rival_is_a_warning_and_no_bar() -> None:
    steering = next(one.nik_hash for one in WHOLE.officers if one.role == "director")
    found = asked(rivals=frozenset({steering}))
    assert "rivals" in found and not found["rivals"].missing
    staff = Standing(profile=replace(WHOLE, officers=(Officer("owner", "c" * 64),)))
    assert "rivals" not in asked(staff, rivals=frozenset({"c" * 64}))  # an owner who does not benefit


@pytest.mark.parametrize("told,missing", [("", False), ("valid", False), ("invalid", True)])
def test_a_tax_status_that_its_owner_calls_invalid_is_to_be_mended(told: str, missing: bool) -> None:
    one = asked(replace(SMALL, tax=told))["tax"]
    assert one.missing is missing and one.applies is bool(told)


def test_the_blacklist_comes_first_with_until_when_by_whom_and_what_to_do() -> None:
    bar = Bar(date(2027, 3, 1), "Kab. Contoh", "12/SK")
    first = next(iter(asked(replace(SMALL, bar=bar)).values()))
    assert first.name == "blacklist" and first.missing
    assert all(words in first.how for words in ("1 Maret 2027", "Kab. Contoh", "boleh menawar lagi"))


@given(
    st.sets(st.sampled_from(["bar", "nib", "npwp", "permits", "draft", "large", "tax", "official"])),
    st.sampled_from(["goods", "works", "consultant"]),
    st.booleans(),
    st.integers(0, 8),
)
def test_a_hundred_per_cent_means_that_nothing_is_missing(
    wrong: set[str], kind: str, reserved: bool, running: int
) -> None:
    changes = {
        "nib": {"nib": ""}, "npwp": {"npwp": ""}, "permits": {"permits": ()}, "draft": {"state": "draft"},
        "large": {"scale": "large"},
    }  # fmt: skip
    profile = WHOLE
    for name in wrong & changes.keys():
        profile = replace(profile, **changes[name])
    known = Standing(
        profile=profile, running=running, tax="invalid" if "tax" in wrong else "",
        bar=Bar(TODAY + timedelta(days=9), "Kab. Contoh", "1") if "bar" in wrong else None,
    )  # fmt: skip
    officials = WHOLE.hashes() if "official" in wrong else frozenset()
    found = list(asked(known, kind=kind, reserved=reserved, officials=officials).values())
    pct = rules.complete_pct(found)
    assert (pct == 100) is (not any(one.missing for one in found)) and 0 <= pct <= 100
    assert all(one.how.endswith(".") for one in found if one.missing or not one.applies)
