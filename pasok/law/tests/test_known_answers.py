"""The law is asked dated questions whose answers were written by hand."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pasok.law import lookup as law

TEXT = (Path(__file__).parent / "known_answers.toml").read_text(encoding="utf-8")
ANSWERS: list[dict[str, Any]] = tomllib.loads(TEXT, parse_float=Decimal)["answer"]


def spoken(answer: dict[str, Any]) -> str:
    facts = " ".join(f"{name}={fact}" for name, fact in answer.get("with", {}).items())
    return f"{answer['key']} {facts} {answer['on']}"


@pytest.mark.parametrize("answer", ANSWERS, ids=spoken)
def test_the_law_gives_the_known_answer(answer: dict[str, Any]) -> None:
    facts = answer.get("with", {})
    if answer.get("none"):
        with pytest.raises(LookupError, match=answer["key"]):
            law.rule(answer["key"], on=answer["on"], **facts)
        return
    rule = law.rule(answer["key"], on=answer["on"], **facts)
    assert rule.value == answer["value"]
    assert type(rule.value) is type(answer["value"])
    assert rule.unit == answer.get("unit", rule.unit)
    assert rule.confidence == answer.get("confidence", rule.confidence)


def test_there_are_enough_questions_and_none_is_asked_twice() -> None:
    assert len(ANSWERS) >= 60
    assert len({spoken(answer) for answer in ANSWERS}) == len(ANSWERS)
