"""Good tenders of other kinds than the great story: nothing is found wrong where nothing is."""

from datetime import timedelta
from decimal import Decimal

import pytest

from pasok_verify.bundle import Known, check_bundle
from pasok_verify.canonical import loads
from pasok_verify.note import LOG, WITNESS, read_key
from pasok_verify.report import Report
from pasok_verify.result import rupiah
from pasok_verify.tests.build import World
from pasok_verify.tests.keys import Json, canon
from pasok_verify.tests.story import data

CUSTODIAN = "custodian:inspektorat"


def world(parts: tuple[str, ...] = ("harga",)) -> World:
    made = World(parts=parts)
    made.open()
    return made


def judged(made: World, result: Json | None = None, *, full: bool = False) -> Report:
    report = Report()
    witnesses = [read_key(one.verifier, WITNESS) for one in made.witnesses]
    custodian = read_key(made.custodian_key.verifier, LOG)
    known = Known(read_key(made.log.verifier, LOG), witnesses, [custodian])
    receipts = [loads(canon(one)) for one in made.receipts.values()]
    check_bundle(loads(canon(made.bundle(full, result))), known, receipts, report)
    return report


def test_a_tender_nobody_bid_in() -> None:
    made = world()
    made.close([])
    made.opening("harga", [])
    assert judged(made).wrong == []


def test_recovery_when_too_few_members_are_left() -> None:
    """Two of the three members that are needed, the custodian, and two of the recovery group."""
    made = world()
    bids = [made.bid("31", data("31")), made.bid("32", data("32"))]
    made.close(bids)
    made.put("recover", part="harga", reason="Tiga anggota kehilangan kunci.", by="person:90")
    made.give("harga", ["person:1", "person:2", CUSTODIAN, "recovery:lkpp", "recovery:apip"], bids)
    made.opening("harga", bids)
    report = judged(made)
    assert report.wrong == []
    assert report.counts["opened"] == 2
    assert any("kehilangan kunci" in note for note in report.notes)


@pytest.mark.parametrize("without", ["person:1", CUSTODIAN])
def test_nothing_opens_with_a_share_less(without: str) -> None:
    made = world()
    bids = [made.bid("31", data("31"))]
    made.close(bids)
    givers = [one for one in ("person:1", "person:2", "person:3", CUSTODIAN) if one != without]
    made.give("harga", givers, bids)
    made.opening("harga", bids)
    assert {"reveal.early", "share.few"} <= judged(made).codes()


def test_a_bid_under_new_keys_opens_by_the_member_who_came() -> None:
    made = world()
    old = made.bid("31", data("31"))
    made.rekey(0)
    new = made.bid("32", data("32"))
    made.close([old, new])
    made.give("harga", ["person:9", "person:2", "person:3", "person:4", CUSTODIAN], [old, new])
    made.opening("harga", [old, new])
    report = judged(made)
    assert report.wrong == []
    assert report.counts["opened"] == 2


def test_a_bidder_may_come_back_after_he_withdrew() -> None:
    made = world()
    made.withdraw("31", made.bid("31", data("31")))
    again = made.bid("31", data("31"))
    made.close([again])
    made.give("harga", ["person:1", "person:2", "person:3", CUSTODIAN], [again])
    made.opening("harga", [again])
    assert judged(made).wrong == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1.234.567", "1234567"),
        ("Rp 1.234.567,50", "1234567.50"),
        ("1234567,-", "1234567"),
        (" 98 000 ", "98000"),
        ("1234567.5", "1234567.5"),
        ("1234567,05", "1234567.05"),
        ("0", None),
        ("", None),
        ("1,234,567", None),
        ("1.23.456", None),
        ("1e6", None),
        ("-5", None),
        ("Infinity", None),
        ("9" * 18, None),
        ("٣", None),
    ],
)
def test_a_price_is_read_as_it_was_typed_or_not_at_all(typed: str, read: str | None) -> None:
    found = rupiah(typed)
    assert found == (None if read is None else Decimal(read))


def test_a_price_with_dots_is_what_was_offered_and_junk_is_none() -> None:
    made = world()
    bids = [made.bid("31", data("31", "Rp 98.000.000")), made.bid("32", data("32", "murah"))]
    made.close(bids)
    made.give("harga", ["person:1", "person:2", "person:3", CUSTODIAN], bids)
    made.opening("harga", bids)
    names = ("leaf", "bidder", "offered", "price", "compared", "tkdn", "fallen", "rank")
    good = (bids[0], "31", "98000000", "98000000", "98000000", "0.00", None, 1)
    junk = (bids[1], "32", None, None, None, None, "Tidak dapat dibaca sebagai rupiah.", None)
    rows = [dict(zip(names, row, strict=True)) for row in (good, junk)]
    result: Json = {"hps": None, "method": "m", "bids": rows, "winner": bids[0], "left": {}}
    assert judged(made, result).wrong == []
    rows[1] |= {"offered": "1", "price": "1", "compared": "1", "fallen": None, "rank": 1}
    assert {"result.offered", "result.winner"} <= judged(made, result).codes()


def test_corrected_and_preferred_prices_are_told_but_not_proved() -> None:
    made = world()
    bids = [made.bid("31", data("31")), made.bid("32", data("32"))]
    made.close(bids)
    made.give("harga", ["person:1", "person:2", "person:3", CUSTODIAN], bids)
    made.opening("harga", bids)
    names = ("leaf", "bidder", "offered", "price", "compared", "tkdn", "fallen", "rank")
    corrected = (bids[0], "31", "98000000", "97000000", "90000000", "45.5", None, 1)
    other = (bids[1], "32", "95000000.5", "95000000.50", "95000000.50", None, None, 2)
    rows = [dict(zip(names, row, strict=True)) for row in (corrected, other)]
    report = judged(made, {"hps": "96000000", "method": "m", "bids": rows, "winner": bids[0], "left": {}})
    assert report.wrong == []
    assert [one for one in report.unchecked if "peserta 31: dari 98000000 menjadi 97000000" in one]
    assert [one for one in report.unchecked if "preferensi" in one and "90000000 dari 97000000" in one]
    assert not any("peserta 32" in one for one in report.unchecked)
    assert any("lebih tinggi dari HPS" in note for note in report.notes)


def test_a_witness_whose_clock_disagrees_is_noted() -> None:
    made = world()
    bids = [made.bid("31", data("31"))]
    later = int((made.now + timedelta(hours=5)).timestamp())
    text = made.text(len(made.leaves))
    made.heads.append(made.log.note(text) + made.witnesses[0].cosignature(text, later))
    made.withdraw("31", bids[0])
    made.close([])
    made.opening("harga", [])
    report = judged(made)
    assert report.wrong == []
    assert any("tidak cocok dengan jam saksi saksi-a.example" in note for note in report.notes)


def test_late_promises_and_promises_without_a_reveal_are_noted() -> None:
    made = world()
    bids = [made.bid("31", data("31"))]
    made.close(bids)
    made.give("harga", ["person:1", "person:2", "person:3", CUSTODIAN], bids)
    made.opening("harga", bids)
    assert not any("berjanji" in note for note in judged(made).notes)
    made.put("promise", part="harga", holder="person:4", digest="0" * 64)
    report = judged(made)
    assert report.wrong == []
    assert "person:4 berjanji untuk harga sesudah pemegang lain mulai mengungkap." in report.notes
    assert "person:4 berjanji membuka harga, tetapi tidak mengungkap." in report.notes


def test_a_key_shared_with_the_recovery_group_is_found() -> None:
    made = World(parts=("harga",))
    terms = made.terms()
    terms["recovery"]["members"][0]["recipient"] = terms["members"][0]["recipient"]
    made.open(terms=terms)
    made.close([])
    made.opening("harga", [])
    assert judged(made).codes() == {"terms.twice"}
