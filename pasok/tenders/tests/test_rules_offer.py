"""What comes out of an envelope is a stranger's: it is an offer, or one sentence, never a crash."""

import json
from base64 import b64encode
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.kernel.money import plain, rupiah
from pasok.tenders.rules import offer

LETTER = {"name": "surat.pdf", "base64": b64encode(b"isi surat").decode()}
AMOUNTS = st.decimals(1, 99_999_999_999_999_999, places=2)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=20), inner, max_size=3),
    max_leaves=8,
)


def parsed(**fields: Any) -> offer.Offer:
    return offer.parse({"fields": {"total": "1.250.000.000", **fields}})


@pytest.mark.parametrize(
    "typed,amount",
    [
        ("1.234.567", "1234567"),
        ("1234567", "1234567"),
        ("1234567,50", "1234567.50"),
        ("1.234.567,5", "1234567.5"),
        ("1234567.50", "1234567.50"),
        ("Rp 1.234.567", "1234567"),
        ("Rp1.234.567,00", "1234567"),
        ("Rp1.234.567,-", "1234567"),
        ("1 234 567", "1234567"),
        ("1.234", "1234"),
        ("0", "0"),
        ("99999999999999999,99", "99999999999999999.99"),
    ],
)
def test_rupiah_is_read_as_people_write_it(typed: str, amount: str) -> None:
    assert offer.price(typed, "Harga") == Decimal(amount)


@given(AMOUNTS)
def test_every_amount_is_read_back_from_both_our_spellings(amount: Decimal) -> None:
    assert offer.price(plain(amount), "Harga") == amount
    assert offer.price(rupiah(amount), "Harga") == amount


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "-",
            "Rp",
            "gratis",
            "satu juta",
            "NaN",
            "sNaN",
            "Infinity",
            "-Infinity",
            "1e30",
            "1e5",
            "0x10",
        ),
        *("-1", "-1.000", "--1", "1.234.56", "12.34.567", "1,234,567", "1234567,505", "1_000", "١٢٣", "²"),
        *("1.5 juta", "9" * 5000, "1" + ".000" * 3000, "1\x002", "100000000000000000"),
    ],
)
def test_what_cannot_be_read_for_sure_is_not_guessed(typed: str) -> None:
    with pytest.raises(offer.BadOffer) as bad:
        offer.price(typed, "Jumlah penawaran")
    assert str(bad.value).startswith("Jumlah penawaran ") and str(bad.value).endswith(".")


@pytest.mark.parametrize("total", ["0", "0,00", "", None, [], {"a": 1}, True])
def test_an_offer_has_a_price_above_nothing(total: Any) -> None:
    with pytest.raises(offer.BadOffer, match="Jumlah penawaran"):
        parsed(total=total)


@pytest.mark.parametrize(
    "data", [{}, {"fields": None}, {"fields": [1]}, {"fields": "total"}, {"fields": {}, "files": "x"}]
)
def test_an_envelope_of_another_shape_is_no_offer(data: dict[str, Any]) -> None:
    with pytest.raises(offer.BadOffer):
        offer.parse(data)


def test_unit_prices_stand_by_their_lines_and_other_fields_are_answers() -> None:
    held = parsed(unit_price_1="612.000", unit_price_2="", technical=" SNI 7537 ", tkdn="40,5 %")
    assert held.unit_prices == {1: Decimal(612_000)}
    assert held.answers == {"technical": "SNI 7537"}
    assert (held.total, held.tkdn) == (Decimal(1_250_000_000), Decimal("40.5"))


@pytest.mark.parametrize("line", ["²", "١", "0", "01", "-1", "1.5", "x", "9" * 5000, ""])
def test_a_unit_price_of_no_line_is_passed_over(line: str) -> None:
    held = parsed(**{f"unit_price_{line}": "5000"})
    assert held.unit_prices == {}


def test_a_unit_price_that_cannot_be_read_names_its_line() -> None:
    with pytest.raises(offer.BadOffer, match="Harga satuan baris 2 tidak dapat dibaca"):
        parsed(unit_price_2="murah")


@pytest.mark.parametrize("typed,pct", [("", 0), ("0", 0), ("24.99", "24.99"), ("25%", 25), ("100", 100)])
def test_tkdn_is_a_percentage(typed: str, pct: object) -> None:
    assert offer.percent(typed) == Decimal(str(pct))


@pytest.mark.parametrize("typed", ["-1", "100.01", "1000", "NaN", "Infinity", "1e1", "empat", "10.555", "٤٠"])
def test_tkdn_of_more_than_all_or_of_no_number_is_refused(typed: str) -> None:
    with pytest.raises(offer.BadOffer, match="TKDN"):
        offer.percent(typed)


def test_a_paper_keeps_its_content_and_its_fingerprint() -> None:
    (held,) = offer.parse({"fields": {"total": "5"}, "files": [LETTER]}).files
    assert held.content == b"isi surat" and len(held.sha256) == 64


@pytest.mark.parametrize(
    "broken",
    [
        *(None, 7, "surat", [], {}, {"name": "a"}, {"base64": "aXNp"}, {"name": "a", "base64": 7}),
        *({"name": "a", "base64": "####"}, {"name": "a", "base64": "é"}, {"name": "a", "base64": "aXN"}),
        {**LETTER, "sha256": "0" * 64},
    ],
)
def test_a_broken_paper_is_one_sentence(broken: Any) -> None:
    with pytest.raises(offer.BadOffer, match=r"[Bb]erkas"):
        offer.parse({"fields": {"total": "5"}, "files": [broken]})


@given(st.dictionaries(st.sampled_from(["fields", "files", "total"]), ANYTHING))
def test_no_envelope_makes_us_crash(data: dict[str, Any]) -> None:
    data = json.loads(json.dumps(data))
    try:
        offer.parse(data)
    except offer.BadOffer as bad:
        assert str(bad)


@given(st.dictionaries(st.sampled_from(["tkdn", "unit_price_1", "technical", "x"]), ANYTHING))
def test_nothing_that_the_database_cannot_hold_comes_through(fields: dict[str, Any]) -> None:
    try:
        held = parsed(**fields, technical_answer="a\x00b")
    except offer.BadOffer:
        return
    assert "\x00" not in "".join([*held.answers, *held.answers.values()])
    assert all(0 <= price < offer.MOST for price in held.unit_prices.values())
