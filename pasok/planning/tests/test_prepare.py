"""Specification, HPS and draft contract: row, entry and refusal of each."""

import json
from decimal import Decimal

import pytest

from pasok.kernel.machine import Refused
from pasok.ledger.reads import chain
from pasok.planning import acts, reads
from pasok.planning.tests.builders import (
    LINES,
    MORNING,
    TERMS,
    Office,
    a_package,
    a_school_furniture_package,
    an_announced_package,
    an_office,
)
from tests.cast import AUDITOR, MAJU, STRANGER

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return an_office()


def test_the_specification_is_kept_and_told(office: Office) -> None:
    package = an_announced_package(office)
    acts.write_specification(package, actor=office.ppk, text="  Kayu jati.  ")
    package.refresh_from_db()
    assert package.specification == "Kayu jati."
    assert chain(package.key).last().data == {"text": "Kayu jati."}


def test_the_total_is_public_and_the_book_holds_no_line(office: Office) -> None:
    package = a_school_furniture_package(office)
    book = json.dumps([entry.data for entry in chain(package.key)])
    assert '"hps_total": "1412586000"' in book
    assert "612000" not in book and "448500" not in book and "Meja siswa" not in book


def test_the_fingerprint_changes_with_the_salt_so_that_nobody_can_guess_the_lines(office: Office) -> None:
    package = a_school_furniture_package(office)
    acts.set_hps(package, actor=office.ppk, lines=LINES, now=MORNING)
    prints = [e.data["fingerprint"] for e in chain(package.key).filter(act="set_hps")]
    assert len(set(prints)) == 2


def test_a_later_hps_replaces_the_lines(office: Office) -> None:
    package = a_school_furniture_package(office)
    acts.set_hps(package, actor=office.ppk, lines=LINES[:1], vat="included", now=MORNING)
    package.refresh_from_db()
    assert package.hps_total == 734_400_000 and [r.number for r in reads.hps_lines(package)] == [1]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"unit_price": Decimal(0)}, "Harga satuan .* lebih dari nol"),
        ({"unit_price": Decimal("10.50")}, "rupiah bulat"),
        ({"quantity": Decimal(0)}, "Jumlah untuk"),
        ({"quantity": Decimal(5_000)}, "melebihi pagu"),
        ({"unit": " "}, "uraian dan satuan"),
    ],
)
def test_an_hps_that_cannot_stand_leaves_the_one_before(
    office: Office, change: dict[str, object], words: str
) -> None:
    package = a_school_furniture_package(office)
    with pytest.raises(Refused, match=words):
        acts.set_hps(package, actor=office.ppk, lines=[{**LINES[0], **change}], now=MORNING)
    package.refresh_from_db()
    assert package.hps_total == 1_412_586_000 and package.hps_lines.count() == 2


def test_an_hps_needs_lines_and_an_announced_package(office: Office) -> None:
    with pytest.raises(Refused, match="satu baris"):
        acts.set_hps(an_announced_package(office), actor=office.ppk, lines=[], now=MORNING)
    with pytest.raises(Refused, match="Rancangan"):
        acts.set_hps(a_package(office), actor=office.ppk, lines=LINES, now=MORNING)


def test_who_may_read_the_breakdown(office: Office) -> None:
    package = a_school_furniture_package(office)
    reading = {
        a.name: reads.may_see_hps(package, a) for a in (office.ppk, office.pa, AUDITOR, MAJU, STRANGER)
    }
    assert list(reading.values()) == [True, True, True, False, False]


def test_the_terms_are_kept_and_an_advance_outside_the_law_is_refused(office: Office) -> None:
    package = a_school_furniture_package(office)
    package.refresh_from_db()
    assert package.terms.kind == "lump_sum" and chain(package.key).last().data["advance_pct"] == "30"
    with pytest.raises(Refused, match="paling sedikit 30 persen"):
        acts.write_contract_terms(
            package, actor=office.ppk, now=MORNING, **{**TERMS, "advance_pct": Decimal(20)}
        )
    package.terms.refresh_from_db()
    assert package.terms.advance_pct == 30
