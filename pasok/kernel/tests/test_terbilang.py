from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.kernel.terbilang import LIMIT, SCALES, UNITS, rupiah_words, terbilang

ONES = {word: number for number, word in enumerate(UNITS) if word}


def number_of(words: str) -> int:
    """Reads what `terbilang` wrote, by the grammar of the language and not by its code."""
    if words.startswith("minus "):
        return -number_of(words.removeprefix("minus "))
    total = group = last = 0
    words = words.replace("seratus", "satu ratus").replace("seribu", "satu ribu").replace("nol", "")
    for word in words.split():
        if word in SCALES:
            total, group, last = total + (group + last) * 1000 ** SCALES.index(word), 0, 0
        elif word == "ratus":
            group, last = group + last * 100, 0
        elif word == "puluh":
            group, last = group + last * 10, 0
        elif word == "belas":
            last += 10
        else:
            last = ONES[word]
    return total + group + last


@given(st.integers(-LIMIT + 1, LIMIT - 1) | st.integers(0, 3000))
def test_what_is_written_is_read_back_as_the_same_number(number: int) -> None:
    assert number_of(terbilang(number)) == number


@given(st.integers(0, LIMIT - 1))
def test_one_hundred_and_one_thousand_are_said_with_se(number: int) -> None:
    words = f" {terbilang(number)} "
    assert " satu ratus " not in words and "  " not in words
    assert not words.startswith(" satu ribu ") and " satu puluh" not in words and " satu belas" not in words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (110, "seratus sepuluh"),
        (1000, "seribu"),
        (21_001, "dua puluh satu ribu satu"),
        (101_000, "seratus satu ribu"),
        (1_001_000, "satu juta seribu"),
        (1_290_000_000, "satu miliar dua ratus sembilan puluh juta"),
        (-15, "minus lima belas"),
    ],
)
def test_known_numbers(number: int, words: str) -> None:
    assert terbilang(number) == words


def test_sen_are_said_after_the_rupiah() -> None:
    assert rupiah_words(Decimal("1500000.50")) == "satu juta lima ratus ribu rupiah lima puluh sen"
    assert rupiah_words(Decimal("0.05")) == "nol rupiah lima sen"
    assert rupiah_words(Decimal("-200.00")) == "minus dua ratus rupiah"


def test_what_has_no_words_is_refused() -> None:
    with pytest.raises(ValueError):
        terbilang(LIMIT)
