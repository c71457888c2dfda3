"""Files that are no bundle, hostile ones, and any single changed bit: named, never a crash."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pasok_verify.bundle import check_bundle
from pasok_verify.canonical import Malformed, loads
from pasok_verify.report import Report, page
from pasok_verify.tests.forge import body, sign
from pasok_verify.tests.keys import Json, canon
from pasok_verify.tests.test_mutations import known, story

Path = tuple[str | int, ...]
BREAK: dict[str, Callable[[bytes], bytes]] = {
    "a float": lambda raw: raw.replace(b'"minutes":20', b'"minutes":20.0'),
    "a name twice": lambda raw: b'{"box":"tender:lain",' + raw[1:],
    "bytes after the end": lambda raw: raw + b"x",
    "a second object": lambda raw: raw + raw,
    "cut short": lambda raw: raw[:-2],
    "not UTF-8": lambda raw: raw.replace(b"harga terendah", b"harga \xff"),
    "NaN": lambda raw: raw.replace(b'"minutes":20', b'"minutes":NaN'),
    "names that are not ASCII": lambda raw: raw.replace(b'"winner"', '"pemenangé"'.encode()),
    "a very deep list": lambda raw: raw.replace(b'"minutes":20', b'"minutes":' + b"[" * 9999 + b"]" * 9999),
    "a very long number": lambda raw: raw.replace(b'"minutes":20', b'"minutes":' + b"9" * 9999),
}


@pytest.mark.parametrize("spoil", BREAK.values(), ids=BREAK.keys())
def test_a_file_that_is_not_strict_json_is_refused(spoil: Callable[[bytes], bytes]) -> None:
    raw = canon(story().bundle())
    spoiled = spoil(raw)
    assert spoiled != raw
    with pytest.raises(Malformed):
        loads(spoiled)


def put_in(bundle: Any, path: Path, value: Any) -> None:
    for step in path[:-1]:
        bundle = bundle[step]
    bundle[path[-1]] = value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("v",), True),
        (("v",), 1),
        (("kind",), "receipt"),
        (("size",), -1),
        (("size",), "45"),
        (("size",), 2**60),
        (("leaves",), {}),
        (("leaves", 0), "AB" * 32),
        (("leaves", 0), None),
        (("checkpoint",), None),
        (("heads",), [1]),
        (("bodies",), []),
        (("bodies", "01"), {}),
        (("bodies", "-1"), {}),
        (("bodies", "٣"), {}),
        (("envelopes",), []),
        (("releases",), {"harga": [{}]}),
        (("result",), {}),
        (("result", "winner"), True),
        (("tambahan",), 1),
        (("result", "hps"), "1e9"),
        (("full",), 1),
        (("box",), 7),
    ],
)
def test_a_bundle_of_another_shape_is_named(path: Path, value: Any) -> None:
    bundle, report = story().bundle(), Report()
    put_in(bundle, path, value)
    check_bundle(bundle, known(story()), (), report)
    assert report.codes() == {"file.form"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "hapus"),
        ("kind", []),
        ("v", True),
        ("v", 1),
        ("nonce", "0" * 63),
        ("nonce", "G" * 64),
        ("at", "kemarin"),
        ("at", "2026-11-02T02:00:00"),
        ("recorded_at", 0),
        ("clock", "sundial"),
        ("tambahan", None),
        ("reason", 7),
        ("evidence", {}),
        ("evidence", [[]]),
        ("from", "2026-11-02T25:00:00Z"),
    ],
)
def test_a_body_of_another_shape_is_named(field: str, value: Any) -> None:
    told, report = story(), Report()
    bundle = told.bundle()
    body(bundle, told.at["extend"])[field] = value
    sign(told, bundle)
    check_bundle(bundle, known(told), (), report)
    assert "form.body" in report.codes()
    assert "leaf.hash" not in report.codes()


@pytest.mark.parametrize("value", [None, True, 7, "berkas", [], {}, {"v": 2}, [[[]]]])
def test_another_value_altogether_is_named(value: Any) -> None:
    report = Report()
    check_bundle(value, known(story()), (), report)
    assert report.codes() == {"file.form"}


def scalars(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name, item in items:
            yield from scalars(item, (*path, name))
    else:
        yield path, value


BOUND = {"leaves", "bodies", "envelopes", "releases", "checkpoint", "heads"}  # what is hashed or signed


@cache
def good() -> tuple[bytes, list[tuple[Path, str]], list[str]]:
    """The whole bundle, its bound texts and where they stand, and what is noted about it."""
    bundle, report = story().bundle(True), Report()
    check_bundle(bundle, known(story()), (), report)
    texts = [
        (path, value) for path, value in scalars(bundle) if type(value) is str and value and path[0] in BOUND
    ]
    return canon(bundle), texts, report.notes


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_changed_bit_of_what_is_hashed_or_signed_is_found(data: st.DataObject) -> None:
    """In text, one bit of one character; the file stays JSON."""
    (raw, texts, notes), report = good(), Report()
    bundle = json.loads(raw)
    path, value = data.draw(st.sampled_from(texts))
    at, bit = data.draw(st.integers(0, len(value) - 1)), data.draw(st.integers(0, 6))
    put_in(bundle, path, value[:at] + chr(ord(value[at]) ^ (1 << bit)) + value[at + 1 :])
    check_bundle(bundle, known(story()), (), report)
    assert report.wrong or report.notes != notes  # a signature line in an unknown name is only noted


ODD = ["", "0", {}, [], "age1", -1, 2**70, "\ud800", "\x00"]
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=9)
ANYTHING = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=2), max_leaves=4)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_value_in_any_place_is_judged_without_a_crash(data: st.DataObject) -> None:
    bundle, report = json.loads(good()[0]), Report()
    path, _ = data.draw(st.sampled_from(list(scalars(bundle))))
    cut = data.draw(st.integers(1, len(path)))
    put_in(bundle, path[:cut], data.draw(ANYTHING | st.sampled_from(ODD)))
    if data.draw(st.booleans()):
        resign(bundle)
    try:
        check_bundle(loads(json.dumps(bundle).encode()), known(story()), (), report)
    except Malformed:
        return
    assert "\x00" not in page(report, "Uji")


def resign(bundle: Json) -> None:
    """As the server would, where there is still something to sign."""
    try:
        sign(story(), bundle)
    except (AttributeError, TypeError, ValueError, KeyError, IndexError):
        return


def test_a_page_is_one_page_and_shows_no_control_characters() -> None:
    told, report = story(), Report()
    bundle = told.bundle()
    for bid in bundle["result"]["bids"]:
        bid["bidder"] = "\x1b[2J" * 99
    check_bundle(bundle, known(told), (), report)
    for n in range(99):
        report.note(f"catatan {n}")
        report.bad("close.missing", "hilang", leaf=n)
    text = page(report, "Pemeriksaan")
    assert "\x1b" not in text
    assert text.count("\n") < 120
    assert "lihat dengan --json" in text
    assert json.loads(json.dumps(report.as_json()))["ok"] is False
