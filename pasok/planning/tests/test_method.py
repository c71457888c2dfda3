"""The method decision: a table of known answers, its dates, and its properties."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.law import methods
from pasok.planning.rules.method import decide_method, direct_appointment_reasons
from pasok.planning.rules.packaging import KINDS

BEFORE, AFTER = date(2025, 4, 29), date(2025, 4, 30)
JT = 1_000_000
NO_CATALOGUE = {"in_catalogue": True, "catalogue_exception": "Volume tidak terpenuhi."}


@pytest.mark.parametrize(
    ("kind", "value", "on", "circumstances", "method"),
    [
        ("goods", 200 * JT, AFTER, {}, "direct_procurement"),
        ("goods", 200 * JT + 1, AFTER, {}, "tender"),
        ("other_services", 200 * JT, BEFORE, {}, "direct_procurement"),
        ("other_services", 200 * JT + 1, AFTER, {}, "tender"),
        ("works", 200 * JT, BEFORE, {}, "direct_procurement"),
        ("works", 200 * JT + 1, BEFORE, {}, "tender"),
        ("works", 400 * JT, AFTER, {}, "direct_procurement"),
        ("works", 400 * JT + 1, AFTER, {}, "tender"),
        ("consultant", 100 * JT, AFTER, {}, "direct_procurement"),
        ("consultant", 100 * JT + 1, AFTER, {}, "seleksi"),
        ("integrated_works", 100 * JT, AFTER, {}, "tender"),
        ("goods", 900 * JT, AFTER, {"in_catalogue": True}, "e_purchasing"),
        ("goods", 900 * JT, BEFORE, {"in_catalogue": True}, "e_purchasing"),
        ("goods", 900 * JT, AFTER, NO_CATALOGUE, "tender"),
        ("goods", 150 * JT, AFTER, NO_CATALOGUE, "direct_procurement"),
        ("consultant", 900 * JT, BEFORE, {"in_catalogue": True}, "seleksi"),
        ("consultant", 900 * JT, AFTER, {"in_catalogue": True}, "e_purchasing"),
        ("goods", 900 * JT, AFTER, {"spec_fixed_and_qualified": True}, "fast_tender"),
        ("consultant", 900 * JT, AFTER, {"spec_fixed_and_qualified": True}, "seleksi"),
        ("goods", 900 * JT, AFTER, {"direct_appointment_reason": "patent_holder"}, "direct_appointment"),
        ("consultant", 900 * JT, AFTER, {"direct_appointment_reason": "patent_holder"}, "seleksi"),
        ("goods", 900 * JT, BEFORE, {"direct_appointment_reason": "repeat_order"}, "tender"),
        ("goods", 900 * JT, AFTER, {"direct_appointment_reason": "repeat_order"}, "direct_appointment"),
        ("consultant", 900 * JT, BEFORE, {"direct_appointment_reason": "repeat_order"}, "direct_appointment"),
        ("goods", 9 * JT, AFTER, {"contest": True}, "contest"),
        ("goods", 900 * JT, AFTER, {"emergency": True, "in_catalogue": True}, "emergency"),
        ("goods", 900 * JT, AFTER, {"excluded": True, "emergency": True}, "excluded"),
    ],
)
def test_known_answers(kind: str, value: int, on: date, circumstances: dict[str, Any], method: str) -> None:
    decision = decide_method(kind, Decimal(value), on, **circumstances)
    assert decision.method == method, decision.words


def test_the_words_name_the_limit_and_its_article() -> None:
    decision = decide_method("works", Decimal(450 * JT), AFTER)
    assert "Nilai Rp450.000.000 di atas batas pengadaan langsung Rp400.000.000." in decision.words
    assert [rule.article for rule in decision.sources] == ["Perpres 46/2025 Ps 1(40a), 38(3)b"]


def test_the_catalogue_is_a_duty_only_since_46_2025() -> None:
    said = {on: decide_method("goods", Decimal(JT), on, in_catalogue=True) for on in (BEFORE, AFTER)}
    assert "dapat dibeli" in said[BEFORE].words[0] and not said[BEFORE].sources
    assert "wajib dibeli" in said[AFTER].words[0] and said[AFTER].sources[0].article.endswith("50(5)")


@given(
    kind=st.sampled_from(list(KINDS)),
    value=st.integers(1, 10**13).map(Decimal),
    on=st.dates(date(2018, 3, 22), date(2030, 1, 1)),
    circumstances=st.fixed_dictionaries(
        {
            name: st.booleans()
            for name in ("excluded", "emergency", "contest", "in_catalogue", "spec_fixed_and_qualified")
        }
    ),
)
def test_there_is_always_one_method_that_the_table_knows_explained_in_sentences(
    kind: str, value: Decimal, on: date, circumstances: dict[str, bool]
) -> None:
    decision = decide_method(kind, value, on, **circumstances)
    assert methods.serving(decision.method)
    assert decision.words and all(word.endswith((".", "!")) for word in decision.words)
    if decision.method == "direct_procurement":
        more = decide_method(kind, value + 10**13, on, **circumstances)
        assert more.method in {"tender", "seleksi", "fast_tender"}


def test_the_presidents_direction_is_a_reason_only_since_46_2025() -> None:
    assert "president_direction" not in direct_appointment_reasons("goods", BEFORE)
    assert "president_direction" in direct_appointment_reasons("consultant", AFTER)
