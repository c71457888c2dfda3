"""What may be asked, what is answered, and what is said when there is no answer."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pasok.kernel.days import Period
from pasok.law import lookup as law
from pasok.law.tables import WrongLaw

DAY = date(2025, 6, 1)
Overlay = Callable[[str], None]


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Overlay:
    """Writes local rules and switches them on."""

    def written(text: str) -> None:
        (tmp_path / "daerah.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv("LAW_OVERLAY", str(tmp_path))

    return written


def row(**changes: str) -> str:
    base = {"key": '"pokja_members_min"', "value": "5", "from": "2018-03-22"}
    base |= {"source": '"Perda 1/2026"', "confidence": '"H"'}
    return "[[rule]]\n" + "".join(f"{name} = {said}\n" for name, said in (base | changes).items())


def test_before_the_first_row_the_sentence_names_key_day_and_nearest_row() -> None:
    with pytest.raises(LookupError) as nothing:
        law.rule("direct_procurement_works_max", on=date(2018, 3, 21))
    for part in ("direct_procurement_works_max", "21 Maret 2018", "22 Maret 2018", "Rp200.000.000"):
        assert part in str(nothing.value)


def test_after_the_last_row_the_nearest_is_the_latest() -> None:
    with pytest.raises(LookupError, match=r"22 Maret 2018 s\.d\. 29 April 2025: 28 hari kerja"):
        law.rule("hps_age_max", on=date(2026, 1, 1))


def test_an_unknown_key_is_answered_with_those_that_look_like_it() -> None:
    with pytest.raises(LookupError, match="direct_procurement_works_max"):
        law.value("direct_procurement_work_max", on=DAY)
    assert len(law.closest("direct_procurement_work_max")) == 5


def test_a_family_without_its_fact_says_which_fact_it_needs() -> None:
    with pytest.raises(LookupError, match="category=works"):
        law.value("direct_procurement.max", on=DAY)


def test_a_family_answers_with_the_row_of_its_member() -> None:
    rule = law.rule("direct_procurement.max", on=DAY, category="works", kota="Bandung")
    assert (rule.key, rule.name) == ("direct_procurement.max", "direct_procurement_works_max")
    assert rule.article == "Perpres 46/2025 Ps 1(40a), 38(3)b"


def test_the_more_specific_line_wins_over_the_rest() -> None:
    assert law.rule("sppbj.max", on=DAY, category="goods").unit == "d_cal"
    assert law.rule("sppbj.max", on=DAY, category="works").unit == "d_work"


def test_a_rule_reads_itself_in_the_type_that_is_needed() -> None:
    assert law.rule("pokja_members_min", on=DAY).whole == 3
    assert law.rule("late_fine_per_day", on=DAY).number == Decimal("0.001")
    assert law.rule("hps_is_ceiling", on=DAY).yes
    assert law.rule("objection_period", on=DAY).period == Period(5, "d_cal")
    explanation = law.rule("explanation_earliest_after_announce", on=DAY).period
    assert explanation == Period(3, "d_cal", first_day_counts=True)


@pytest.mark.parametrize(
    ("key", "reading"),
    [
        ("hps_is_ceiling", "whole"),
        ("late_fine_per_day", "whole"),
        ("hps_is_ceiling", "number"),
        ("pokja_members_parity", "number"),
        ("pokja_members_min", "yes"),
        ("pokja_members_min", "period"),
    ],
)
def test_a_wrong_reading_is_refused_by_name(key: str, reading: str) -> None:
    with pytest.raises(TypeError, match=key):
        getattr(law.rule(key, on=DAY), reading)


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("direct_procurement_works_max", "Rp400.000.000"),
        ("contract_sign_max_after_sppbj", "14 hari kerja"),
        ("preference_works_international_max", "7,5 %"),
        ("low_price_check_below", "80 % dari HPS"),
        ("hps_detail_secret", "ya"),
        ("pokja_members_parity", "odd"),
        ("umk_micro_sales_max", "Rp2.000.000.000 per tahun"),
    ],
)
def test_a_rule_shows_itself_in_indonesian(key: str, shown: str) -> None:
    assert law.rule(key, on=DAY).shown == shown


def test_weak_rules_say_so() -> None:
    assert law.rule("objection_period", on=DAY).sure
    assert not law.rule("announce_postqual_min", on=DAY).sure
    assert not law.rule("working_hours_start", on=DAY).sure


def test_a_local_row_of_the_same_day_takes_the_place_of_ours(overlay: Overlay) -> None:
    overlay(row())
    rule = law.rule("pokja_members_min", on=DAY)
    assert (rule.value, rule.local, rule.source) == (5, True, "Perda 1/2026")
    assert [r.value for r in law.rules() if r.key == "pokja_members_min"] == [5]


def test_a_later_local_row_holds_from_its_own_day(overlay: Overlay) -> None:
    overlay(row(**{"from": "2025-06-01"}))
    assert law.value("pokja_members_min", on=date(2025, 5, 31)) == 3
    assert law.value("pokja_members_min", on=DAY) == 5


def test_a_local_row_with_a_condition_holds_only_where_it_does(overlay: Overlay) -> None:
    overlay(row(when='{ region = "91" }'))
    assert law.value("pokja_members_min", on=DAY, region="91") == 5
    assert law.value("pokja_members_min", on=DAY, region="32") == 3
    assert law.value("pokja_members_min", on=DAY) == 3


def test_a_local_value_is_seen_through_its_family_too(overlay: Overlay) -> None:
    overlay(row(key='"direct_procurement_works_max"', value="300_000_000", **{"from": "2025-04-30"}))
    assert law.value("direct_procurement.max", on=DAY, category="works") == 300_000_000


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"confidence": '"X"'}, "keyakinan"),
        ({"source": '""'}, "tanpa source"),
        ({"value": "[1, 2]"}, "nilai"),
        ({"to": "2018-03-21"}, "berakhir sebelum mulai"),
        ({"until": "2018-03-21"}, "until tidak dikenal"),
        ({"value": "= 3"}, "TOML"),
    ],
)
def test_a_wrong_local_row_is_refused_with_file_and_reason(
    overlay: Overlay, changes: dict[str, str], reason: str
) -> None:
    overlay(row(**changes))
    with pytest.raises(WrongLaw, match=f"daerah.toml.*{reason}"):
        law.rules()


def test_a_missing_overlay_folder_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAW_OVERLAY", "hukum-yang-tidak-ada")
    with pytest.raises(WrongLaw, match="hukum-yang-tidak-ada"):
        law.value("pokja_members_min", on=DAY)
