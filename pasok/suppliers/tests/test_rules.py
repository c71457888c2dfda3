"""What the law says of businesses: no database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.suppliers import rules
from pasok.suppliers.rules import Facts, Officer, Permit, Profile

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
