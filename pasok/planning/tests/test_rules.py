"""The law of planning on both sides of its edges, without a database."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.planning.rules import hps, packaging, terms
from pasok.planning.rules.hps import Line
from pasok.planning.rules.packaging import Piece

BEFORE, AFTER = date(2025, 4, 29), date(2025, 4, 30)  # the last day of the old law, the first of 46/2025
NOW = date(2026, 3, 2)
JT, MILIAR = 1_000_000, 1_000_000_000
quantities = st.decimals("0.0001", 100_000, places=4, allow_nan=False)
prices = st.integers(1, 10**9).map(Decimal)


def line(quantity: Decimal, price: Decimal) -> Line:
    return Line("Meja siswa", "unit", quantity, price)


def piece(ocid: str, title: str, pagu: int, *accounts: str, **more: Any) -> Piece:
    return Piece(ocid, title, Decimal(pagu), frozenset(accounts), **more)


@given(st.lists(st.tuples(quantities, prices), min_size=1, max_size=20), st.sampled_from([0, 11, 12]))
def test_the_total_is_the_sum_of_the_lines_with_ppn(rows: list[tuple[Decimal, Decimal]], vat: int) -> None:
    lines = [line(*row) for row in rows]
    total = hps.hps_total(lines, Decimal(vat))
    exact = sum((each.amount for each in lines), Decimal(0)) * (100 + vat) / 100
    assert abs(total - exact) <= Decimal("0.005")
    assert total == total.quantize(Decimal("0.01"))
    assert hps.hps_total(lines[::-1], Decimal(vat)) == total
    assert (hps.above_pagu(total, total), bool(hps.above_pagu(total, total - 1))) == (None, True)


@pytest.mark.parametrize(
    "wrong", [line(Decimal(0), Decimal(5)), line(Decimal(1), Decimal(0)), line(Decimal(1), Decimal("1.50"))]
)
def test_a_line_needs_a_quantity_and_whole_rupiah_above_zero(wrong: Line) -> None:
    assert hps.line_problem(wrong)
    assert hps.line_problem(line(Decimal(1), Decimal(1))) is None


def test_ppn_of_the_day_is_looked_up_and_a_price_with_ppn_gets_none() -> None:
    effective, luxury = hps.vat_rule("effective", NOW), hps.vat_rule("luxury", NOW)
    assert effective and effective.value == 11 and luxury and luxury.value == 12
    assert hps.vat_rule("included", NOW) is hps.vat_rule("exempt", NOW) is None


@pytest.mark.parametrize(
    ("kind", "method", "pagu", "on", "free"),
    [
        ("goods", "", 10 * JT, NOW, True),
        ("goods", "", 10 * JT + 1, NOW, False),
        ("goods", "e_purchasing", 900 * JT, BEFORE, True),
        ("goods", "e_purchasing", 100 * JT, AFTER, True),
        ("goods", "e_purchasing", 100 * JT + 1, AFTER, False),
        ("integrated_works", "tender_prequal_two_files", 900 * MILIAR, AFTER, True),
        ("works", "tender_postqual_one_file", 900 * MILIAR, AFTER, False),
    ],
)
def test_who_needs_no_hps(kind: str, method: str, pagu: int, on: date, free: bool) -> None:
    assert bool(hps.exemption(kind, method, Decimal(pagu), on)) is free


def test_the_breakdown_is_secret_since_2021_except_to_those_who_work_on_it() -> None:
    assert hps.detail_visible(frozenset(), date(2021, 2, 1))
    assert not hps.detail_visible(frozenset({"supplier", "lpse"}), date(2021, 2, 2))
    assert hps.detail_visible(frozenset({"pokja"}), NOW)


@pytest.mark.parametrize(
    ("pagu", "on", "reserved"),
    [
        (2_500 * JT, date(2021, 2, 1), True),
        (2_500 * JT + 1, date(2021, 2, 1), False),
        (15 * MILIAR, date(2021, 2, 2), True),
        (15 * MILIAR + 1, NOW, False),
    ],
)
def test_reservation_up_to_the_dated_amount(pagu: int, on: date, reserved: bool) -> None:
    assert bool(packaging.must_be_reserved(Decimal(pagu), on)) is reserved


def test_alike_pieces_that_pass_the_limit_together_are_shown_with_their_sum() -> None:
    own = piece("a", "Belanja Alat Tulis Kantor Bidang SD", 150 * JT, "5.1.02")
    other = piece("b", "Belanja alat tulis kantor bidang SMP", 120 * JT, "5.1.02")
    found = packaging.splitting(own, [own, other], "goods", NOW)
    assert found and found.total == 270 * JT and found.limit == 200 * JT
    assert [p.ocid for p in found.pieces] == ["a", "b"] and found.rules[0].article


@pytest.mark.parametrize(
    "other",
    [
        piece("b", "Belanja Alat Tulis Kantor Bidang SD", 50 * JT, "5.1.02"),  # together exactly the limit
        piece("b", "Belanja Alat Tulis Kantor Bidang SD", 120 * JT, "9.9.99"),  # another account
        piece("b", "Rehabilitasi Atap Gedung Olahraga", 120 * JT, "5.1.02"),  # another name
        piece("b", "Belanja Alat Tulis Kantor Bidang SD", 201 * JT, "5.1.02"),  # above the limit itself
        piece("b", "Belanja Alat Tulis Kantor Bidang SD", 120 * JT, "5.1.02", selection="tender"),
        piece(
            "b",
            "Belanja Alat Tulis Kantor Bidang SD",
            120 * JT,
            "5.1.02",
            starts=date(2026, 9, 1),
            ends=date(2026, 10, 1),
        ),
    ],
)
def test_what_is_no_splitting(other: Piece) -> None:
    own = piece(
        "a",
        "Belanja Alat Tulis Kantor Bidang SD",
        150 * JT,
        "5.1.02",
        starts=date(2026, 3, 1),
        ends=date(2026, 4, 1),
    )
    assert packaging.splitting(own, [other], "goods", NOW) is None


def test_works_may_be_twice_as_large_since_46_2025() -> None:
    rooms = [piece(x, "Rehabilitasi Ruang Kelas SDN", 150 * JT, "5.2.03", starts=None) for x in "ab"]
    assert packaging.splitting(rooms[0], rooms, "works", BEFORE)
    assert packaging.splitting(rooms[0], rooms, "works", AFTER) is None


def test_merging_small_packages_above_the_amount_is_shown() -> None:
    small = [piece(x, "Meja", 8 * MILIAR, reserved=True) for x in "ab"]
    found = packaging.bundling(small, NOW)
    assert found and found.total == 16 * MILIAR
    assert packaging.bundling(small[:1], NOW) is None
    assert packaging.bundling([small[0], piece("b", "Meja", 7 * MILIAR, reserved=True)], NOW) is None
    assert packaging.bundling([small[0], piece("b", "Meja", 8 * MILIAR)], NOW) is None


@pytest.mark.parametrize(
    ("pct", "value", "small", "on", "fine"),
    [
        (0, 100 * JT, True, NOW, True),
        (49, 200 * JT, True, NOW, False),
        (50, 200 * JT, True, NOW, True),
        (30, 200 * JT + 1, True, NOW, True),
        (29, 2_500 * JT, True, NOW, False),
        (31, 2_500 * JT + 1, True, NOW, False),
        (30, 15 * MILIAR, True, NOW, True),
        (20, 900 * JT, False, NOW, True),
        (21, 900 * JT, False, NOW, False),
        (31, 900 * JT, True, BEFORE, False),
        (30, 900 * JT, True, BEFORE, True),
    ],
)
def test_the_advance_has_a_floor_or_a_ceiling_by_value(
    pct: int, value: int, small: bool, on: date, fine: bool
) -> None:
    why = terms.advance_problem(Decimal(pct), Decimal(value), on, small=small)
    assert (why is None) is fine, why
