"""The arithmetic of ratings, and what may be said of few of them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.suppliers.rules import rating

ON = date(2026, 3, 2)
SCORE = st.integers(1, 3)


def test_the_weights_are_thirty_twenty_thirty_twenty() -> None:
    scores = {"quality": 3, "cost": 1, "time": 2, "service": 1}
    assert rating.total(scores, ON) == Decimal("1.90")  # 0.9 + 0.2 + 0.6 + 0.2


@given(SCORE, SCORE, SCORE, SCORE)
def test_a_total_lies_between_its_scores(quality: int, cost: int, time: int, service: int) -> None:
    scores = {"quality": quality, "cost": cost, "time": time, "service": service}
    assert min(scores.values()) <= rating.total(scores, ON) <= max(scores.values())


@pytest.mark.parametrize("late,score", [(0, 3), (1, 2), (50, 2), (51, 1)])
def test_timeliness_follows_from_the_days(late: int, score: int) -> None:
    assert rating.timeliness(late, ON) == score


@pytest.mark.parametrize(
    "total,words",
    [("3.00", "Sangat baik"), ("2.99", "Baik"), ("2.00", "Baik"), ("1.99", "Cukup"), ("0", "Buruk")],
)
def test_each_total_has_its_word(total: str, words: str) -> None:
    assert rating.category(Decimal(total), ON) == words


def test_few_ratings_have_no_mean() -> None:
    assert rating.record([], ON).words == "Belum ada penilaian."
    one = rating.record([Decimal(3)], ON)
    assert one.mean is None and one.words == "Baru 1 penilaian: belum cukup untuk dibandingkan."
    assert rating.record([Decimal(3), Decimal(2)], ON).mean is None
    assert rating.record([Decimal(3), Decimal(2), Decimal(2)], ON).mean == Decimal("2.33")
