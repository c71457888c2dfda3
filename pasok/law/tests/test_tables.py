"""The tables keep their promises: sources, confidence, no ties, and equal to the checked edition."""

import re
import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from pasok.law import document
from pasok.law import lookup as law
from pasok.law.lookup import Rule
from pasok.law.tables import HERE, load
from pasok.law.words import BARE, UNITS

CHECKED = Path(__file__).resolve().parents[3].parent / "shared" / "domain" / "rules.yaml"
Entry = tuple[str, str, str, date | None, date | None, str, str]
FIELD = re.compile(r"""(\w+): ("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]*)(?:, |$)""")


def overlap(one: Rule, two: Rule) -> bool:
    start = max(one.since or date.min, two.since or date.min)
    return start <= min(one.until or date.max, two.until or date.max)


def compatible(one: Rule, two: Rule) -> bool:
    """Whether one package can meet the conditions of both."""
    first, second = dict(one.when), dict(two.when)
    return all(first[name] == second[name] for name in first.keys() & second.keys())


def settled(one: Rule, two: Rule) -> bool:
    """Whether a line for both conditions together stands above the two."""
    both = tuple(sorted({**dict(one.when), **dict(two.when)}.items()))
    return any(rule.key == one.key and rule.when == both and overlap(rule, one) for rule in law.rules())


def test_no_two_rules_tie() -> None:
    ties = [
        (one.key, one.when, two.when)
        for one, two in combinations(law.rules(), 2)
        if one.key == two.key and one.name != two.name
        if len(one.when) == len(two.when) and compatible(one, two) and overlap(one, two)
        if one.when == two.when or not settled(one, two)
    ]
    assert not ties


def test_one_key_never_has_two_rows_on_one_day() -> None:
    rows = load("").rows
    for one, two in combinations(rows, 2):
        if (one.key, one.when) == (two.key, two.when):
            later = max(one.since or date.min, two.since or date.min)
            assert later > min(one.until or date.max, two.until or date.max), one.key


def test_every_rule_has_source_article_and_confidence() -> None:
    for row in load("").rows:
        assert row.source and row.article and row.confidence in ("H", "M", "L"), row.key


def test_every_family_points_to_a_rule_and_no_family_hides_a_rule() -> None:
    table = load("")
    names = {row.key for row in table.rows}
    assert {family.rule for family in table.families} <= names
    assert not {family.key for family in table.families} & names


def test_no_value_is_a_float_and_every_unit_has_a_word() -> None:
    for row in load("").rows:
        assert type(row.value) in (int, Decimal, bool, str), row.key
        assert row.unit == "IDR" or row.unit in UNITS.keys() | BARE, row.unit


def test_every_source_key_in_a_basis_is_explained() -> None:
    explained = tomllib.loads((HERE / "sources.toml").read_text(encoding="utf-8"))["sources"]
    keyed = re.compile(
        r"\b(P46K|P12F|PL4|MDP|MOD\d|MODC|SUP|TK35|TRI|ARIF|SP|CG\d|KML\d?|TAPIN|TC\d|KIN|NPW)\b"
    )
    used = {key for row in load("").rows for key in keyed.findall(row.source)}
    assert used <= explained.keys()


def test_the_document_is_true() -> None:
    assert document.TARGET.read_text(encoding="utf-8") == document.page(), "run `pasok law --document`"


def entry(line: str) -> Entry:
    """One row of the checked edition: `- {name: ..., value: ..., unit: ..., from: ..., to: ..., ...}`."""
    fields = {name: plain(text) for name, text in FIELD.findall(line.strip()[3:-1])}
    since, until = (
        None if fields[edge] == "null" else date.fromisoformat(fields[edge]) for edge in ("from", "to")
    )
    return fields["name"], fields["value"], fields["unit"], since, until, fields["basis"], fields["conf"]


def plain(text: str) -> str:
    if text.startswith("'"):
        return text[1:-1].replace("''", "'")
    return text[1:-1].replace('\\"', '"') if text.startswith('"') else text.strip()


def test_the_274_rows_of_the_checked_edition_are_all_here() -> None:
    if not CHECKED.exists():
        pytest.skip("no ../shared beside the repository: the checked edition is not available")
    lines = CHECKED.read_text(encoding="utf-8").splitlines()
    checked = Counter(entry(line) for line in lines if line.startswith("- {"))
    ours: Counter[Entry] = Counter(
        (
            row.key,
            str(row.value).lower() if isinstance(row.value, bool) else str(row.value),
            row.unit,
            row.since,
            row.until,
            row.source,
            row.confidence,
        )
        for row in load("").rows
    )
    assert checked.total() == 274
    assert not checked - ours
    names = {name for name, *_ in checked}
    for name, *_, source, confidence in ours - checked:
        assert name not in names, f"{name} has a row that nobody checked"
        derived = any(checked_name in source for checked_name in names)
        assert confidence != "H" or derived, f"{name} stands beside the checked edition and cannot be sure"


def test_every_name_can_be_asked_for_on_its_first_and_last_day() -> None:
    for row in load("").rows:
        for day in (row.since or date(1900, 1, 1), row.until or date(2100, 1, 1)):
            assert law.value(row.key, on=day) == row.value, (row.key, day)
