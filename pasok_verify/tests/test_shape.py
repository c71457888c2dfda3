"""Every small shape at its edges, and where a large one says that it is wrong."""

from decimal import Decimal
from typing import Any

import pytest

from pasok_verify import shape

HASH, KEY = "0" * 63 + "f", "age1" + "q" * 58


@pytest.mark.parametrize(
    ("one", "good", "bad"),
    [
        (shape.text, ["", "é"], [None, 1, ["x"]]),
        (shape.flag, [True, False], [0, 1, None, "true"]),
        (shape.number, [0, 1, 2**53 - 1], [-1, 2**53, True, "1", None]),
        (shape.two, [2], [1, 3, "2", True]),
        (shape.time, ["2026-11-02T02:00:00Z"], ["2026-11-02T02:00:00", "", None, 1]),
        (shape.hash_, [HASH], [HASH[1:], HASH + "0", HASH.upper(), b"0" * 64, None]),
        (shape.hexed, ["", "00", "0f" * 512], ["0", "0F", "0f" * 513, None]),
        (shape.leaf, ["0", "10", "9" * 16], ["", "01", "9" * 17, "-1", "٣", 0]),
        (shape.money, ["0", "1.5", "9" * 18, "10.05"], ["00", "1.", "1.555", "9" * 19, "1,5", "-1", 1]),
        (shape.percent, ["0", "100.000000"], ["1000", "1.0000000", "", 1]),
        (shape.recipient, [KEY], [KEY + "q", KEY[:-1], KEY[:-1] + "b", KEY.upper(), None]),
        (shape.thing, [{}], [[], None, "{}"]),
        (shape.one_of("a", "b"), ["a", "b"], ["c", "", None, ["a"]]),
        (shape.maybe(shape.two), [None, 2], [0, ""]),
        (shape.many(shape.two), [[], [2, 2]], [{}, (2,), None]),
        (shape.keyed(shape.leaf, shape.two), [{}, {"0": 2, "1": 2}], [[], None]),
        (shape.record({"a": shape.two}), [{"a": 2}], [[("a", 2)], None]),
    ],
)
def test_a_shape_takes_what_it_says_and_nothing_else(
    one: shape.Shape, good: list[Any], bad: list[Any]
) -> None:
    assert [value for value in good if one(value)] == []
    assert [value for value in bad if not one(value).startswith(" harus ")] == []


@pytest.mark.parametrize(
    ("one", "value", "says"),
    [
        (shape.many(shape.two), [2, 3, 4], "[1] harus 2"),
        (shape.keyed(shape.leaf, shape.two), {"0": 2, "01": 2, "2": 3}, ".01 harus nomor catatan"),
        (shape.keyed(shape.leaf, shape.two), {"0": 2, "2": 3}, ".2 harus 2"),
        (shape.record({"a": shape.two, "b": shape.two}), {"a": 2, "b": 3}, ".b harus 2"),
        (shape.record({"a": shape.two, "b": shape.two}), {"a": 2, "c": 2}, " kurang atau lebih: b, c"),
        (shape.record({"a": shape.two}), {"a": 2, "x" * 99: 2}, " kurang atau lebih: " + "x" * 80),
        (shape.body, [], " harus objek"),
        (shape.body, {}, ".kind harus salah satu dari: " + ", ".join(shape.KINDS)),
        (
            shape.body,
            {"kind": "close"},
            " kurang atau lebih: at, box, clock, count, leaves, nonce, recorded_at, v",
        ),
    ],
)
def test_a_shape_says_where_it_is_wrong(one: shape.Shape, value: Any, says: str) -> None:
    assert one(value) == says


def test_a_kind_that_only_looks_like_a_word_is_none() -> None:
    class Word(str):
        """Equal to a word, and no JSON text."""

    assert shape.one_of("a")(Word("a"))


def test_rupiah_are_read_or_nothing() -> None:
    assert shape.decimal("10.50") == Decimal("10.5")
    assert shape.decimal(None) is None and shape.decimal("x") is None
