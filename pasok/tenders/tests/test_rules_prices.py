"""Correction, preference and order: the arithmetic that decides who wins."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.tenders.rules import prices
from pasok.tenders.rules.offer import no_price
from pasok.tenders.rules.prices import Line, Standing
from pasok.tenders.tests.facts import ON

BILLION = Decimal(1_000_000_000)
MONEY = st.decimals(1, 5_000_000_000, places=2)
BIDS = st.lists(st.builds(Standing, st.integers(1, 99), MONEY, st.decimals(0, 100, places=2), st.integers()))
LINES = [Line(1, Decimal(1200), Decimal(612_000)), Line(2, Decimal("2.5"), Decimal(448_500))]


@given(BIDS, MONEY)
def test_rank_is_ordered_and_never_above_the_hps(bids: list[Standing], hps: Decimal) -> None:
    order = prices.rank(bids, hps, ON)
    assert all(bid.price <= hps for bid in order)
    assert len(order) == sum(bid.price <= hps for bid in bids)
    costs = [prices.evaluated(bid, hps, ON) for bid in order]
    assert costs == sorted(costs)
    for better, worse in pairwise(order):
        if prices.evaluated(better, hps, ON) == prices.evaluated(worse, hps, ON):
            assert (-better.tkdn, better.order) <= (-worse.tkdn, worse.order)


@given(BIDS, MONEY, st.randoms())
def test_the_order_of_arrival_in_memory_decides_nothing(
    bids: list[Standing], hps: Decimal, chance: object
) -> None:
    places = [prices.place(bid, hps, ON) for bid in prices.rank(bids, hps, ON)]
    chance.shuffle(bids)
    assert [prices.place(bid, hps, ON) for bid in prices.rank(bids, hps, ON)] == places


@given(MONEY, MONEY)
def test_without_preference_the_lower_price_wins(one: Decimal, other: Decimal) -> None:
    hps = BILLION
    order = prices.rank([Standing(1, one, Decimal(40), 2), Standing(2, other, Decimal(40), 1)], hps, ON)
    assert not order or order[0].price == min(p for p in (one, other) if p <= hps)


def test_equal_prices_are_parted_by_tkdn_and_then_by_the_log() -> None:
    price = Decimal(900_000_000)
    late, early = Standing(1, price, Decimal(40), order=7), Standing(2, price, Decimal(40), order=3)
    local = Standing(3, price, Decimal("40.01"), order=9)
    assert [bid.id for bid in prices.rank([late, early, local], BILLION, ON)] == [3, 2, 1]


def test_the_hps_itself_is_still_within_the_hps() -> None:
    sen = Decimal("0.01")
    order = prices.rank([Standing(1, BILLION), Standing(2, BILLION + sen), Standing(3, BILLION - sen)],
                        BILLION, ON)  # fmt: skip
    assert [bid.id for bid in order] == [3, 1]


@pytest.mark.parametrize(
    "hps,tkdn,pct",
    [
        (BILLION, "40", "0"),  # not above one billion
        (BILLION + 1, "40", "10"),
        (BILLION + 1, "24.99", "0"),
        (BILLION + 1, "25", "6.25"),
        (BILLION + 1, "100", "25"),
        (BILLION + 1, "120", "25"),  # never more than the whole preference
    ],
)
def test_preference_begins_above_one_billion_and_at_25_per_cent(hps: Decimal, tkdn: str, pct: str) -> None:
    assert prices.preference_pct(Decimal(tkdn), hps, ON) == Decimal(pct)


def test_preference_may_turn_the_order_by_one_rupiah() -> None:
    hps = Decimal(1_400_000_000)
    foreign = Standing(1, Decimal(1_125_000_000), Decimal(0), order=1)
    for price, winner in ((1_250_000_001, 1), (1_250_000_000, 2), (1_249_999_999, 2)):
        local = Standing(2, Decimal(price), Decimal(40), order=2)  # HEA is 90 % of the price
        assert prices.rank([foreign, local], hps, ON)[0].id == winner, price


@given(MONEY, st.decimals(0, 100, places=2))
def test_preference_never_makes_a_price_dearer_or_free(price: Decimal, tkdn: Decimal) -> None:
    cost = prices.evaluated(Standing(1, price, tkdn), Decimal(6_000_000_000), ON)
    assert Decimal("0.74") * price < cost <= price or price < 1


def test_unit_prices_are_multiplied_by_the_documents_quantities() -> None:
    offered = {1: Decimal(600_000), 2: Decimal(400_000)}
    fixed = prices.correct("unit_price", Decimal(1), LINES, offered, Decimal(11))
    assert fixed.total == Decimal("800310000.00")  # (720,000,000 + 1,000,000) with 11 % PPN
    assert fixed.notes == ("Jumlah dikoreksi dari 1 menjadi 800310000.",)


def test_a_right_sum_is_left_without_a_note() -> None:
    offered = {1: Decimal(600_000), 2: Decimal(400_000)}
    assert prices.correct("unit_price", Decimal(721_000_000), LINES, offered, Decimal(0)).notes == ()


def test_a_line_without_price_counts_as_included_in_the_others() -> None:
    fixed = prices.correct("unit_price", Decimal(720_000_000), LINES, {1: Decimal(600_000)}, Decimal(0))
    assert fixed == prices.Corrected(
        Decimal("720000000.00"), ("Baris 2 tanpa harga: dianggap termasuk baris lain.",)
    )


def test_a_price_for_a_line_that_is_not_in_the_document_counts_nothing() -> None:
    offered = {1: Decimal(600_000), 2: Decimal(400_000), 3: Decimal(1)}
    assert prices.correct("unit_price", Decimal(721_000_000), LINES, offered, Decimal(0)).total == 721_000_000


@given(MONEY, st.dictionaries(st.integers(1, 3), MONEY))
def test_a_lump_sum_is_never_corrected(offered: Decimal, unit: dict[int, Decimal]) -> None:
    assert prices.correct("lump_sum", offered, LINES, unit, Decimal(11)) == prices.Corrected(offered, ())


@pytest.mark.parametrize("total,fits", [("0", False), ("0.01", True), ("99999999999999999.99", True)])
def test_unit_prices_that_give_no_price_are_no_offer(total: str, fits: bool) -> None:
    assert (no_price(Decimal(total)) is None) is fits
    assert no_price(Decimal("1e17")) is not None


@pytest.mark.parametrize("price,asked", [("799999999.99", True), ("800000000", False)])
def test_below_80_per_cent_of_the_hps_the_price_is_asked_about(price: str, asked: bool) -> None:
    assert prices.needs_price_clarification(Decimal(price), BILLION, date(2026, 3, 2)) is asked
