"""What the law says of businesses: no database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.suppliers import rules
from pasok.suppliers.rules import Demands, Facts, Officer, Permit, Profile

TODAY = date(2026, 3, 2)
NEW_LAW = date(2025, 4, 30)  # Perpres 46/2025
OLD_LAW = NEW_LAW - timedelta(days=1)
WHOLE = Profile(
    id=1,
    name="Ukir Jati Contoh",
    form="cv",
    nib="9000000000001",
    npwp="000000018424000",
    scale="small",
    region_code="32.04",
    region_name="Kab. Bandung",
    address="Jalan Contoh 1",
    established_on=date(2015, 1, 5),
    capital=None,
    yearly_sales=None,
    permits=(Permit("31001", "2020"),),
    officers=(Officer("director", "a"), Officer("owner", "b", Decimal(100), True)),
    state="ready",
)
RIVAL = replace(
    WHOLE,
    id=2,
    name="Mebel Maju Contoh",
    officers=(Officer("director", "c"), Officer("owner", "d", Decimal(100), True)),
)


def facts(profile: Profile, on: date = TODAY) -> Facts:
    now = datetime(on.year, on.month, on.day, 5, tzinfo=UTC)
    return Facts(state="draft", now=now, today=on, hats=frozenset({"supplier"}), profile=profile)


def gaps(profile: Profile, on: date = TODAY) -> set[str]:
    return {label for label, why in rules.completeness(facts(profile, on)) if why}


# --- Completeness ---


def test_a_whole_profile_has_no_gap() -> None:
    assert gaps(WHOLE) == set()


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"nib": "900000000000"}, "NIB"),
        ({"nib": "90000000000011"}, "NIB"),
        ({"npwp": ""}, "NPWP"),
        ({"npwp": "12345678901234"}, "NPWP"),
        ({"permits": ()}, "Bidang usaha (KBLI)"),
        ({"permits": (Permit("31001", "2020", "", TODAY - timedelta(days=1)),)}, "Bidang usaha (KBLI)"),
        ({"scale": ""}, "Skala usaha"),
        ({"address": ""}, "Alamat dan wilayah"),
        ({"officers": (Officer("owner", "b", None, True),)}, "Pemilik dan pengurus"),
        ({"officers": (Officer("director", "", None, True),)}, "NIK pemilik dan pengurus"),
        ({"officers": (Officer("director", "a"),)}, "Pemilik manfaat"),
        (
            {"officers": (Officer("director", "a", Decimal(51), True), Officer("owner", "b", Decimal(50)))},
            "Bagian saham",
        ),
    ],
)
def test_each_gap_is_named(change: dict[str, object], gap: str) -> None:
    assert gaps(replace(WHOLE, **change)) == {gap}


def test_a_permit_stands_on_its_last_day() -> None:
    assert gaps(replace(WHOLE, permits=(Permit("31001", "2020", "", TODAY),))) == set()


def test_a_sole_trader_needs_no_director() -> None:
    owner = (Officer("owner", "b", Decimal(100), True),)
    assert gaps(replace(WHOLE, form="ud", officers=owner)) == set()
    assert gaps(replace(WHOLE, form="ud", officers=())) == {"Pemilik dan pengurus", "Pemilik manfaat"}


def test_a_beneficial_owner_is_asked_for_since_perpres_46_of_2025() -> None:
    nobody = replace(WHOLE, officers=(Officer("director", "a"),))
    assert "Pemilik manfaat" not in gaps(nobody, OLD_LAW)
    assert "Pemilik manfaat" in gaps(nobody, NEW_LAW)


def test_sixteen_digits_of_npwp_exist_since_july_2024() -> None:
    assert rules.npwp_fault("0" * 16, date(2024, 6, 30)) is not None
    assert rules.npwp_fault("0" * 16, date(2024, 7, 1)) is None
    assert rules.npwp_fault("0" * 15, TODAY) is None


# --- Numbers ---


@given(st.integers(10**12, 10**13 - 1))
def test_dots_dashes_and_spaces_do_not_change_a_number(number: int) -> None:
    text = str(number)
    assert rules.digits(f" {text[:2]}.{text[2:5]}-{text[5:]} ") == text
    assert rules.nib_fault(text, TODAY) is None


@given(st.text(min_size=1, max_size=20))
def test_only_thirteen_digits_are_a_nib(text: str) -> None:
    is_nib = len(text) == 13 and all("0" <= c <= "9" for c in text)
    assert (rules.nib_fault(text, TODAY) is None) == is_nib


def test_digits_of_another_script_are_no_nib() -> None:
    assert rules.nib_fault("\N{ARABIC-INDIC DIGIT ONE}" * 13, TODAY) is not None


@given(st.integers(0, 10**8 - 1))
def test_exactly_one_check_digit_passes_and_the_sixteen_digit_number_agrees(number: int) -> None:
    found = [d for d in range(10) if not warned(f"{number:08d}{d}424000")]
    assert len(found) == 1
    assert [d for d in range(10) if not warned(f"0{number:08d}{d}424000")] == found


def warned(npwp: str) -> bool:
    return any("Angka pemeriksa" in w for w in rules.warnings(replace(WHOLE, npwp=npwp), TODAY))


def test_a_wrong_check_digit_warns_and_blocks_nothing_and_a_nik_has_none() -> None:
    assert warned("000000019424000") and gaps(replace(WHOLE, npwp="000000019424000")) == set()
    assert not warned("3204010101900001")


# --- Scale ---


@pytest.mark.parametrize(
    ("sales", "scale"),
    [
        (2_000_000_000, "micro"),
        (Decimal("2000000000.01"), "small"),
        (15_000_000_000, "small"),
        (15_000_000_001, "medium"),
        (50_000_000_000, "medium"),
        (50_000_000_001, "large"),
    ],
)
def test_yearly_sales_point_to_a_scale(sales: Decimal, scale: str) -> None:
    assert rules.scale_by_numbers(None, Decimal(sales), TODAY) == scale


@pytest.mark.parametrize(
    ("capital", "scale"), [(1_000_000_000, "micro"), (5_000_000_000, "small"), (10_000_000_001, "large")]
)
def test_capital_counts_when_nothing_was_sold(capital: int, scale: str) -> None:
    assert rules.scale_by_numbers(Decimal(capital), None, TODAY) == scale


def test_there_is_no_hint_before_pp_7_of_2021_or_without_figures() -> None:
    assert rules.scale_by_numbers(Decimal(1), Decimal(1), date(2021, 2, 1)) is None
    assert rules.scale_by_numbers(None, None, TODAY) is None


@given(st.decimals(0, 10**11, places=2), st.decimals(0, 10**11, places=2))
def test_more_sales_never_mean_a_smaller_scale(one: Decimal, other: Decimal) -> None:
    order = ["micro", "small", "medium", "large"]
    less, more = (order.index(str(rules.scale_by_numbers(None, s, TODAY))) for s in sorted((one, other)))
    assert less <= more


def test_a_scale_that_does_not_fit_the_figures_is_told_and_not_changed() -> None:
    odd = replace(WHOLE, scale="micro", yearly_sales=Decimal(3_000_000_000))
    assert any("usaha kecil" in warning for warning in rules.warnings(odd, TODAY))
    assert gaps(odd) == set()


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
    return {item.name: item.how for item in rules.qualification(profile, asked) if not item.met}


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
    assert all(item.article for item in rules.qualification(WHOLE, asked))


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


# --- Names ---


@pytest.mark.parametrize(
    ("name", "form", "full"),
    [
        ("Ukir Jati", "cv", "CV Ukir Jati"),
        ("CV. Ukir Jati", "cv", "CV. Ukir Jati"),
        ("Cvetka Jaya", "cv", "CV Cvetka Jaya"),
        ("Budi Mebel", "perorangan", "Budi Mebel"),
    ],
)
def test_the_legal_form_stands_in_front_once(name: str, form: str, full: str) -> None:
    assert rules.full_name(name, form) == full


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("CV. TATAR SUNDA", "cv"),
        ("pt kencana", "pt"),
        ("MAJU, CV", "cv"),
        ("Toko Ptolemeus", "other"),
        ("", "other"),
    ],
)
def test_the_legal_form_is_read_from_a_name_of_another_system(name: str, form: str) -> None:
    assert rules.form_in(name) == form
