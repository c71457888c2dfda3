"""Cells become values: exactly, or not at all."""

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.archive import values
from pasok.archive.values import Unreadable
from pasok.archive.words import common_account, fund_of, kind_of, method_of
from pasok.kernel.money import plain

WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")


@pytest.mark.parametrize(
    ("cell", "rupiah"),
    [
        ("1269963504.15", "1269963504.15"),
        ("199999800.0", "199999800"),
        ("1000000000", "1000000000"),
        ("Rp1.500.000,50", "1500000.50"),
        ("Rp 12.500.000", "12500000"),
        ("1,500,000.50", "1500000.50"),
        ("1.5E+9", "1500000000"),
        ("999995334.785", "999995334.79"),  # half a sen goes up
        ("0.0", "0"),
    ],
)
def test_money_is_read_to_the_sen_in_every_spelling(cell: str, rupiah: str) -> None:
    assert values.read_money(cell, WIB) == rupiah


@pytest.mark.parametrize("cell", ["12 juta", "481,8 Jt", "-5000", "1.500", "inf", "1e30", "--"])
def test_broken_or_ambiguous_money_is_refused(cell: str) -> None:
    with pytest.raises(Unreadable):
        values.read_money(cell, WIB)


@given(st.decimals(0, 10**15, places=2))
def test_money_that_was_written_plainly_comes_back_the_same(amount: Decimal) -> None:
    assert values.read_money(plain(amount), WIB) == plain(amount)


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2025-02-11 10:00:00", "2025-02-11T10:00:00+07:00"),
        ("2025-01-31 14:00:00.000000Z", "2025-01-31T14:00:00+07:00"),  # Z is not meant
        ("2025-03-25T13:24:09.178000Z", "2025-03-25T13:24:09+07:00"),
        ("2025-03-25T13:24:09+09:00", "2025-03-25T13:24:09+09:00"),
        ("2025-10-02", "2025-10-02T00:00:00+07:00"),
        ("Aug 13, 2025, 12:00:00AM", "2025-08-13T00:00:00+07:00"),
        ("Aug 3, 2025, 1:05:00 PM", "2025-08-03T13:05:00+07:00"),
        ("Agu 13, 2025", "2025-08-13T00:00:00+07:00"),
        ("13/08/2025 09:30", "2025-08-13T09:30:00+07:00"),
    ],
)
def test_moments_are_read_as_local_time(cell: str, at: str) -> None:
    assert values.read_instant(cell, WIB) == at


def test_the_zone_is_that_of_the_table() -> None:
    assert values.read_instant("2025-02-11 10:00:00", WIT) == "2025-02-11T10:00:00+09:00"


@pytest.mark.parametrize(
    "cell", ["kemarin", "2025-13-01", "31/02/2025", "Foo 13, 2025", "0001-01-01", "20250101"]
)
def test_what_is_no_date_is_refused(cell: str) -> None:
    with pytest.raises(Unreadable):
        values.read_instant(cell, WIB)


def test_codes_lose_the_tail_of_a_float_and_nothing_else() -> None:
    assert values.read_code("10482083000.0", WIB) == "10482083000"
    assert values.read_code("1.03.2.15.1.04.03.0000", WIB) == "1.03.2.15.1.04.03.0000"
    assert values.read_code("007", WIB) == "007"
    assert values.read_codes("56168859; 56168861;56168859", WIB) == ["56168859", "56168861"]


def test_a_code_that_a_spreadsheet_has_rounded_is_refused() -> None:
    with pytest.raises(Unreadable, match="notasi ilmiah"):
        values.read_code("1.00482E+10", WIB)


def test_text_loses_markup_and_spaces_that_nobody_sees() -> None:
    assert values.read_text("<p>Alat &amp;  bahan\x00</p>\u200b kantor", WIB) == "Alat & bahan kantor"


@pytest.mark.parametrize(("cell", "said"), [("1.0", True), ("0.0", False), ("Ya", True), ("Tidak", False)])
def test_flags(cell: str, said: bool) -> None:
    assert values.read_flag(cell, WIB) is said
    with pytest.raises(Unreadable):
        values.read_flag("mungkin", WIB)


@given(st.text(max_size=40))
def test_no_cell_breaks_a_reader(cell: str) -> None:
    """Whatever stands in a cell: a value without floats, or one sentence why not."""
    columns = (
        *(values.money("x"), values.number("x"), values.share("x"), values.flag("x"), values.instant("x")),
        *(values.code("x"), values.codes("x"), values.text("x"), values.day("x"), values.inside("x", "y")),
    )
    for column in columns:
        try:
            assert not isinstance(column.convert(cell.strip(), WIB), float)
        except Unreadable as why:
            assert str(why).endswith(".")


def test_words_of_other_systems_find_ours() -> None:
    assert kind_of("Jasa Konsultansi Badan Usaha Konstruksi") == "consultant"
    assert kind_of("Pekerjaan Konstruksi Terintegrasi") == "integrated_works"
    assert method_of("Tender", "Pasca Satu File") == "tender_postqual_one_file"
    assert method_of("Tender", "Pra Satu Tahap") == ""
    assert method_of("Pengadaan Langsung", "") == "direct_procurement"
    assert fund_of("APBDP;APBD", ("APBD", "APBDP")) == "Gabungan"
    assert fund_of("apbd", ("APBD", "APBDP")) == "APBD"
    assert fund_of("Hibah", ("APBD", "APBDP")) == "Lainnya"


def test_the_account_of_several_items_is_what_they_share() -> None:
    items = [f"2.12.01.2.06.0002.5.1.02.01.01.0024.1.1.1.{n}" for n in (19, 20)]
    assert common_account(items) == "2.12.01.2.06.0002.5.1.02.01.01.0024.1.1.1"
    assert common_account(["1.03.08.2.01.0021.5.2.03.01.01.0001."]) == "1.03.08.2.01.0021.5.2.03.01.01.0001"
    assert common_account(["2.12.01.5.1", "2.12.02.5.2"]) == ""  # a programme is no account
    assert common_account([]) == ""
