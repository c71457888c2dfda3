"""`pasok law`: what a person and a program are told, and the code it ends with."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

Output = pytest.CaptureFixture[str]


def test_a_rule_is_shown_with_value_unit_source_and_confidence(capsys: Output) -> None:
    call_command("law", "direct_procurement.max", "--on", "2025-04-30", "--with", "category=works")
    said = capsys.readouterr().out
    for part in ("Rp400.000.000", "IDR", "sejak 30 April 2025", "Perpres 46/2025 Ps 1(40a)", "tinggi (H)"):
        assert part in said


def test_the_day_before_the_change_has_the_old_value(capsys: Output) -> None:
    call_command("law", "direct_procurement_works_max", "--on", "2025-04-29")
    assert "Rp200.000.000" in capsys.readouterr().out


def test_weak_confidence_is_not_hidden(capsys: Output) -> None:
    call_command("law", "working_hours_start", "--on", "2026-01-01")
    assert "lemah (L)" in capsys.readouterr().out


def test_json_keeps_every_digit(capsys: Output) -> None:
    call_command("law", "late_fine_per_day", "--on", "2026-01-01", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["value"], told["since"], told["confidence"], told["sure"]) == (
        *("0.001", "2018-03-22", "H"),
        True,
    )


def test_an_unknown_key_ends_with_one_and_five_closest_keys(capsys: Output) -> None:
    with pytest.raises(CommandError, match="direct_procurement_works_max") as refused:
        call_command("law", "direct_procurement_work_max", "--json")
    told = json.loads(capsys.readouterr().out)
    assert refused.value.returncode == 1
    assert len(told["closest"]) == 5 and "direct_procurement_works_max" in told["closest"]


def test_a_day_without_a_rule_is_told_with_the_nearest() -> None:
    with pytest.raises(CommandError, match=r"22 Maret 2018 s\.d\. 29 April 2025"):
        call_command("law", "hps_age_max", "--on", "2025-04-30")


@pytest.mark.parametrize("wrong", [("--on", "kemarin"), ("--with", "works")])
def test_a_question_that_cannot_be_read_is_refused(wrong: tuple[str, str]) -> None:
    with pytest.raises(CommandError, match="tulislah seperti"):
        call_command("law", "hps_age_max", *wrong)


def test_a_broken_overlay_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LAW_OVERLAY", str(tmp_path / "tidak-ada"))
    with pytest.raises(CommandError, match="folder itu tidak ada"):
        call_command("law", "hps_age_max")


def test_without_a_key_every_key_is_listed(capsys: Output) -> None:
    call_command("law")
    said = capsys.readouterr().out
    assert "Selection thresholds" in said and "  direct_procurement.max\n" in said
    call_command("law", "--json")
    assert "hps_age_max" in json.loads(capsys.readouterr().out)
