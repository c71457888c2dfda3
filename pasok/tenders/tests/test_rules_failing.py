"""Whose decision it is, and for which causes a tender fails: Perpres 16/2018 Ps 9, 13 and 51."""

from decimal import Decimal
from typing import Any

import pytest

from pasok.tenders.rules import evaluation as rules
from pasok.tenders.tests.facts import some_facts

GOODS, CONSULTANT = Decimal(100_000_000_000), Decimal(10_000_000_000)
SEN = Decimal("0.01")


@pytest.mark.parametrize("category,limit", [("goods", GOODS), ("works", GOODS), ("consultant", CONSULTANT)])
def test_up_to_the_limit_the_pokja_decides_and_above_it_the_pa(category: str, limit: Decimal) -> None:
    for pagu, decides, other in ((limit, "pokja", "pa"), (limit + SEN, "pa", "pokja")):
        assert rules.within_authority(some_facts(decides, category=category, pagu=pagu)) is None
        why = rules.within_authority(some_facts(other, category=category, pagu=pagu))
        assert why is not None and why.endswith("ditetapkan PA." if decides == "pa" else "ditetapkan Pokja.")


#: cause, by whom, what makes it hold, what makes it not hold
CAUSES: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("evaluation_error", "pokja", {"opened": 1}, {"opened": 0}),
    ("no_bids", "pokja", {"bids": 0, "extensions": 1}, {"bids": 1, "extensions": 1}),
    ("no_bids", "pokja", {"bids": 0, "extensions": 1}, {"bids": 0, "extensions": 0}),
    ("none_pass", "pokja", {"opened": 2}, {"opened": 0}),
    ("none_pass", "pokja", {"opened": 2}, {"opened": 2, "passing": 1}),
    ("none_pass", "pokja", {"opened": 2}, {"opened": 2, "unassessed": ("CV Satu",)}),
    ("collusion", "pokja", {"opened": 1}, {"opened": 0}),
    ("unfair_competition", "pokja", {"opened": 1}, {"opened": 0}),
    (
        "all_above_hps",
        "pokja",
        {"opened": 2, "fallen_above_hps": 2},
        {"opened": 2, "fallen_above_hps": 1},
    ),
    ("all_above_hps", "pokja", {"opened": 1, "fallen_above_hps": 1}, {"opened": 0, "fallen_above_hps": 0}),
    ("sanggah_accepted", "pokja", {"accepted_sanggah": 1}, {"accepted_sanggah": 0}),
]


@pytest.mark.parametrize("cause,hat,holds,fails", CAUSES)
def test_a_cause_on_both_sides(cause: str, hat: str, holds: dict[str, Any], fails: dict[str, Any]) -> None:
    assert rules.cause_refused(cause, some_facts(hat, **holds)) is None
    why = rules.cause_refused(cause, some_facts(hat, **fails))
    assert why is not None and why.endswith(".")


@pytest.mark.parametrize(
    "cause,hat,other", [("document_error", "pokja", "pa"), ("official_kkn", "pa", "pokja")]
)
def test_a_cause_that_always_holds_still_has_its_own_hat(cause: str, hat: str, other: str) -> None:
    assert rules.cause_refused(cause, some_facts(hat)) is None
    why = rules.cause_refused(cause, some_facts(other))
    assert why == f"Sebab ini dinyatakan oleh {'PA' if hat == 'pa' else 'Pokja'}."


def test_a_cause_the_law_does_not_know_fails_nothing() -> None:
    assert rules.cause_refused("bored", some_facts("pokja", "pa")) is not None


def test_the_hat_is_asked_before_the_cause() -> None:
    assert rules.cause_refused("no_bids", some_facts("ppk", bids=5)) == "Sebab ini dinyatakan oleh Pokja."


def test_every_cause_is_tried_and_cites_its_article() -> None:
    tried = {row[0] for row in CAUSES} | {"document_error", "official_kkn"}
    assert tried == set(rules.CAUSES)
    assert all(cause.article and cause.follows and cause.by for cause in rules.CAUSES.values())
