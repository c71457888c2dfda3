"""The rules of the blacklist, without a database: how long, until when, who proposes, which numbers match."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.suppliers.machine import sanction as machine
from pasok.suppliers.rules import sanction as rules

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)  # Monday 12.00 WIB
ON = date(2026, 3, 2)
MATTER = rules.SanctionFacts(
    state="draft", now=NOON, hats=frozenset({"ppk"}), me="person:1", ground="contract_default",
    origin="ordinary", proposed_by="person:1", evidence="Berita acara pemeriksaan.", happened_on=ON,
)  # fmt: skip


@pytest.mark.parametrize(
    "ground,years", [("false_documents", 2), ("collusion", 2), ("corruption", 2), ("withdrawal", 1),
                     ("refused_contract", 1), ("contract_default", 1), ("maintenance", 1)]
)  # fmt: skip
def test_each_deed_has_the_length_of_the_law_of_its_day(ground: str, years: int) -> None:
    rule = rules.length(ground, ON)
    assert rule is not None and rule.whole == years
    assert rules.length(ground, date(2018, 3, 21)) is None


def test_the_first_day_counts_and_the_last_one_still_bars() -> None:
    rule = rules.length("contract_default", ON)
    assert rule and rules.last_day(ON, rule) == date(2027, 3, 1)
    assert rules.last_day(date(2024, 2, 29), rule) == date(2025, 2, 28)
    ends = rules.end_of_term(replace(MATTER, until=date(2027, 3, 1)))
    assert ends == datetime(2027, 3, 1, 17, 0, tzinfo=UTC)  # midnight in Jakarta
    at = replace(MATTER, until=date(2027, 3, 1), now=ends)
    assert rules.term_is_over(at) is None
    assert rules.term_is_over(replace(at, now=ends - timedelta(microseconds=1)))


def test_the_hearing_lasts_the_working_days_of_the_law() -> None:
    until = rules.hearing_end(NOON, ON, "Asia/Jakarta")
    assert until == datetime(2026, 3, 9, 16, 59, tzinfo=UTC)  # five working days after Monday: the next one
    inside = replace(MATTER, state="hearing", hearing_until=until, now=until - timedelta(microseconds=1))
    assert rules.within_hearing(inside) is None and rules.hearing_over(inside)
    assert rules.within_hearing(replace(inside, now=until)) and not rules.hearing_over(
        replace(inside, now=until)
    )


def test_who_proposes_depends_on_the_deed() -> None:
    assert rules.office_fits_ground(MATTER) is None
    assert "Pokja" in (rules.office_fits_ground(replace(MATTER, ground="collusion")) or "")
    by_pokja = replace(MATTER, hats=frozenset({"pokja"}))
    assert rules.office_fits_ground(replace(by_pokja, ground="collusion")) is None
    assert "PPK" in (rules.office_fits_ground(by_pokja) or "")
    by_kpa = replace(MATTER, hats=frozenset({"kpa"}))
    assert rules.office_fits_ground(by_kpa)
    assert rules.office_fits_ground(replace(by_kpa, origin="pa_is_ppk")) is None


def test_apip_comes_before_the_decision_unless_it_found_the_deed_itself() -> None:
    assert rules.recommended_if_asked(MATTER)
    assert rules.recommended_if_asked(replace(MATTER, recommended=True)) is None
    assert rules.recommended_if_asked(replace(MATTER, origin="audit_finding")) is None
    assert rules.recommended_if_asked(replace(MATTER, origin="court")) is None


def test_nobody_decides_on_the_own_proposal() -> None:
    assert rules.not_ones_own_proposal(MATTER)
    assert rules.not_ones_own_proposal(replace(MATTER, me="person:2")) is None
    assert rules.not_ones_own_proposal(replace(MATTER, origin="pa_is_ppk")) is None


def test_a_deed_of_tomorrow_and_a_bare_accusation_are_refused() -> None:
    assert rules.deed_is_past(replace(MATTER, happened_on=date(2026, 3, 3)))
    assert rules.deed_is_past(MATTER) is None
    assert rules.evidence_written(replace(MATTER, evidence="  "))


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 400), st.integers(0, 900))
def test_after_a_suspension_exactly_what_was_left_is_served(first: date, left: int, waited: int) -> None:
    until, resumed = first + timedelta(days=left), first + timedelta(days=waited)
    assert rules.resumed_until(until, first, resumed, ON) - resumed == timedelta(days=left)


def test_a_branch_shares_the_key_of_its_firm_and_a_person_has_no_branches() -> None:
    head, branch = rules.npwp_keys("012345678424000"), rules.npwp_keys("012345678424001")
    assert head[0] == branch[0] == "012345678" and head != branch
    assert rules.npwp_keys("0012345678424000") == head
    assert rules.npwp_keys("3204010101900001") == ("3204010101900001",)
    assert rules.npwp_keys("") == ()


def test_names_are_alike_without_legal_form_and_signs() -> None:
    assert rules.name_key("CV. Bugis-Manna") == rules.name_key("Bugis Manna, PT") == "bugis manna"


def test_the_reason_says_who_until_when_by_whom_and_what_to_do() -> None:
    bar = rules.Bar(date(2027, 3, 1), "Kab. Contoh", "12/SK/2026")
    assert bar.sentence("Usaha Anda") == (
        "Usaha Anda masuk daftar hitam sampai 1 Maret 2027 oleh Kab. Contoh, nomor 12/SK/2026."
    )
    assert "boleh menawar lagi" in bar.remedy
    assert "Pengurus atau pemilik" in replace(bar, person=True).sentence("CV Maju")


#: by hand once more: a table cannot notice that it is wrong
PROPOSERS = "kpa pa pokja ppk procurement_officer ukpbj"
TABLE = {
    "propose": (PROPOSERS, "draft", "hearing"),
    "adopt": ("importer lpse", "draft", "published"),
    "reply": ("supplier", "hearing", "examined"),
    "end_hearing": ("clock", "hearing", "examined"),
    "recommend": ("auditor", "examined", None),
    "impose": ("kpa pa", "examined", "in_force"),
    "decline": ("kpa pa", "examined", "rejected"),
    "withdraw_proposal": (
        "kpa pa pokja ppk procurement_officer ukpbj",
        "draft examined hearing",
        "withdrawn",
    ),
    "publish": ("lpse", "in_force", "published"),
    "stay": ("kpa pa", "in_force published", "stayed"),
    "resume": ("kpa pa", "stayed", "published"),
    "cancel": ("kpa pa", "in_force published stayed", "cancelled"),
    "disown": ("importer lpse", "in_force published stayed", "cancelled"),
    "end": ("clock", "in_force published", "ended"),
}


def test_the_table_says_who_moves_a_sanction_from_where_to_where() -> None:
    drawn = {a.name: (" ".join(sorted(a.by)), " ".join(sorted(a.source)), a.target) for a in machine.acts}
    assert drawn == TABLE
