"""What the street says, and the tables that the helper reads."""

import pytest

from pasok.suppliers import reads
from pasok.suppliers.rules.trade import dealing, find
from pasok.suppliers.rules.trade.lexicon import synonyms
from pasok.suppliers.rules.trade.phrase import read
from pasok.suppliers.rules.trade.words import LANGUAGE


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("njahit seragam", "14111"),
        ("nyetak undangan", "18111"),
        ("telor asin", "10799"),
        ("tokobangunan", "47528"),
        ("rehab drainse", "42201"),
    ],
)
def test_the_words_of_the_street_are_understood(said: str, code: str) -> None:
    assert code in [found.code for found in find(said, most=3)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [("njahit", "jahit"), ("nyetak", "cetak"), ("perbaikan jaringan air dan drainse", "drainase")],
)
def test_each_word_is_read_by_itself(said: str, meant: str) -> None:
    assert meant in {term.stem for term in read(said).terms}


def test_a_street_s_name_behind_the_work_is_only_where_it_is() -> None:
    assert find("Jaringan drainase Jl. Harapan Raya")[0].code == "42201"
    assert find("Peningkatan Jln. Panciro")[0].code == "42101"


def test_what_a_machine_or_cart_is_used_for_stands_behind_the_trade() -> None:
    assert find("kopi keliling pakai gerobak motor")[0].code.startswith("563")


@pytest.mark.parametrize(
    ("said", "code"),
    [("tandon fiberglass", "22293"), ("obat cacing kucing", "21013"), ("obat batuk", "21012")],
)
def test_what_it_is_made_of_and_whom_it_is_for_decide_between_codes(said: str, code: str) -> None:
    assert find(said)[0].code == code


def test_every_code_that_the_tables_name_exists() -> None:
    known = {edition: set(reads.kbli_codes(edition)) for edition in ("2020", "2025")}
    assert {code for codes in LANGUAGE["general_codes"].values() for code in codes} <= known["2020"]
    assert {code for table in LANGUAGE["swaps"].values() for code in table.values()} <= known["2020"]
    for name, table in dealing.TABLE.items():
        assert set(table.values()) <= known["2025" if name.endswith("2025") else "2020"], name
    for meant in synonyms().values():
        assert {stem[1:] for stem, _ in meant.stems if stem.startswith("=")} <= known["2020"]
        assert {stem[1:] for stem, _ in meant.stems if stem.startswith("+")} <= known["2025"]


def test_a_name_of_the_later_edition_has_a_code_of_the_earlier_one_too() -> None:
    for words, meant in synonyms().items():
        signs = {stem[0] for stem, _ in meant.stems}
        assert "+" not in signs or "=" in signs, words
