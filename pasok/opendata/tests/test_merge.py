"""Merging as the standard's own fixtures ask for."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.opendata import merge, validate

SHARED = Path(__file__).resolve().parents[4] / "shared"
FIXTURES = SHARED / "data" / "ocds" / "ocdsmerge-fixtures"
ID = {"id": {"type": ["string", "integer"]}}
# The small schema that the fixtures of the folder `schema` are about: each name says what it is.
SMALL: dict[str, Any] = {
    "properties": {
        "id": {"omitWhenMerged": True},
        "date": {"omitWhenMerged": True},
        "tag": {"omitWhenMerged": True},
        "omitWhenMerged": {"type": "array", "items": {"type": "string"}, "omitWhenMerged": True},
        "keepWhenMerged": {"type": "string", "omitWhenMerged": False},
        "arrayWithoutObjectId": {"type": "array", "items": {"properties": {"key": {}}}},
        "identifierMerge": {
            "type": "array",
            "wholeListMerge": False,
            "items": {
                "properties": {
                    **ID,
                    "omitWhenMerged": {"omitWhenMerged": True},
                    "subarray": {
                        "type": "array",
                        "items": {
                            "properties": {
                                **ID,
                                "subsubarray": {
                                    "type": "array",
                                    "wholeListMerge": True,
                                    "items": {"properties": ID},
                                },
                            }
                        },
                    },
                }
            },
        },
        "wholeListMergeOmitWhenMerged": {
            "type": "array",
            "wholeListMerge": True,
            "items": {"properties": {**ID, "omitWhenMerged": {"omitWhenMerged": True}}},
        },
        "wholeListMergeObject": {"wholeListMerge": True, "properties": {"c": {"omitWhenMerged": True}}},
    }
}


def pairs(folder: str) -> list[Path]:
    return sorted((FIXTURES / folder).glob("*-compiled.json"))


def merged(path: Path, schema: dict[str, Any]) -> tuple[Any, Any]:
    releases = json.loads(path.with_name(path.name.replace("-compiled", "")).read_text())
    return merge.compiled(releases, schema), json.loads(path.read_text())


@pytest.mark.parametrize("path", pairs("1.1"), ids=lambda path: path.stem)
def test_releases_compile_as_the_fixtures_of_the_standard_say(path: Path) -> None:
    ours, theirs = merged(path, validate.schema())
    assert ours == theirs


@pytest.mark.parametrize("path", pairs("schema"), ids=lambda path: path.stem)
def test_every_mark_of_a_schema_is_kept(path: Path) -> None:
    ours, theirs = merged(path, SMALL)
    assert ours == theirs


def a_release(date: str, **parts: Any) -> dict[str, Any]:
    return {"ocid": "ocds-test00-1", "id": date, "date": date, "tag": ["tender"], **parts}


def test_a_null_removes_what_an_earlier_release_said() -> None:
    first = a_release("2026-01-01T00:00:00Z", tender={"id": "1", "title": "Meja", "status": "active"})
    second = a_release("2026-01-02T00:00:00Z", tender={"id": "1", "title": None})
    assert merge.compiled([second, first], validate.schema())["tender"] == {"id": "1", "status": "active"}


words = st.dictionaries(st.sampled_from(["id", "title", "description"]), st.text(min_size=1), min_size=1)


@given(st.lists(words, min_size=1, max_size=5))
def test_merging_what_was_merged_changes_nothing(tenders: list[dict[str, str]]) -> None:
    releases = [a_release(f"2026-01-0{day}T00:00:00Z", tender=t) for day, t in enumerate(tenders, start=1)]
    once = merge.compiled(releases, validate.schema())
    again = merge.compiled([*releases, {**once, "date": once["date"]}], validate.schema())
    assert again["tender"] == once["tender"]


def test_merging_leaves_the_releases_as_they_were() -> None:
    release = a_release("2026-01-01T00:00:00Z", tender={"id": "1", "items": [{"id": "1"}]})
    later = a_release("2026-01-02T00:00:00Z", tender={"items": [{"id": "1", "description": "Meja"}]})
    merge.compiled([release, later], validate.schema())
    assert release["tender"]["items"] == [{"id": "1"}]
