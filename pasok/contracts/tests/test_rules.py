"""What the law asks before a contract is signed: no database."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.contracts import rules
from pasok.kernel.days import is_working_day, working_days_between
from pasok.law import calendar

ON = date(2026, 3, 2)
money = st.decimals(1, 10**12, places=2)


def guarantee(value: object, hps: object = None, category: str = "goods") -> Decimal:
    amount = None if hps is None else Decimal(str(hps))
    return rules.performance_guarantee(Decimal(str(value)), amount, category, ON).value


@pytest.mark.parametrize(
    ("value", "asked"), [("200000000", "0"), ("200000000.01", "10000000.00"), ("400000000", "20000000")]
)
def test_a_guarantee_is_asked_only_above_two_hundred_million(value: str, asked: str) -> None:
    assert guarantee(value) == Decimal(asked)


@pytest.mark.parametrize(("value", "asked"), [("800000000", "40000000"), ("799999999.99", "50000000")])
def test_below_four_fifths_of_the_hps_it_is_counted_from_the_hps(value: str, asked: str) -> None:
    assert guarantee(value, 1_000_000_000) == Decimal(asked)


def test_consultants_give_none() -> None:
    assert guarantee(900_000_000, 1_000_000_000, "consultant") == 0


def test_each_guarantee_comes_with_its_sentence_and_article() -> None:
    for value, words in ((1, "Tidak perlu"), (790_000_000, "80 % HPS"), (900_000_000, "dari nilai kontrak")):
        found = rules.performance_guarantee(Decimal(value), Decimal(1_000_000_000), "goods", ON)
        assert words in found.why and "Perpres 16/2018 Ps 33" in found.rule.article


@given(money, st.one_of(st.none(), money))
def test_a_guarantee_is_whole_sen_and_never_less_than_a_twentieth_of_a_large_contract(
    value: Decimal, hps: Decimal | None
) -> None:
    asked = guarantee(value, hps)
    assert asked == asked.quantize(Decimal("0.01"))
    assert asked == 0 if value <= 200_000_000 else asked >= (value / 20).quantize(Decimal("0.01"))


@given(money, money)
def test_asking_for_less_money_never_lowers_the_guarantee_below_the_edge(
    value: Decimal, hps: Decimal
) -> None:
    if value > 200_000_000 and value * 100 < 80 * hps:
        assert guarantee(value, hps) > guarantee(value)


def test_the_last_day_to_sign_is_fourteen_working_days_after_the_sppbj() -> None:
    last = rules.sign_by(date(2026, 3, 2), ON)
    assert working_days_between(date(2026, 3, 2), last, calendar.holidays()) == 14
    assert last > date(2026, 3, 20)  # Nyepi and Idulfitri lie between


@given(st.dates(date(2021, 1, 1), date(2027, 6, 1)))
def test_the_last_day_to_sign_is_a_working_day(day: date) -> None:
    assert is_working_day(rules.sign_by(day, ON), calendar.holidays())


@pytest.mark.parametrize(
    ("value", "category", "on", "paper"),
    [
        (200_000_000, "goods", ON, "SPK"),
        (200_000_001, "goods", ON, "Surat Perjanjian"),
        (400_000_000, "works", ON, "SPK"),
        (400_000_001, "works", ON, "Surat Perjanjian"),
        (200_000_001, "works", date(2025, 4, 29), "Surat Perjanjian"),
        (100_000_000, "consultant", ON, "SPK"),
        (100_000_001, "consultant", ON, "Surat Perjanjian"),
    ],
)
def test_the_form_follows_the_value_and_the_law_of_the_day(
    value: int, category: str, on: date, paper: str
) -> None:
    assert rules.paper(Decimal(value), category, on)[0] == paper
