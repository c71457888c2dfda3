"""Prices, ranking and winner on a result of three bids, one thing changed at a time."""

from collections.abc import Callable
from functools import partial

import pytest

from pasok_verify.box import Box
from pasok_verify.report import Report
from pasok_verify.result import check_result
from pasok_verify.tests.keys import Json

BIDDERS = {4: "31", 7: "32", 9: "33", 11: "34"}
Rows = dict[int, Json]


def row(leaf: int, price: str | None, rank: int | None, fallen: str | None = None) -> Json:
    prices = dict.fromkeys(("offered", "price", "compared"), price)
    return {"leaf": leaf, "bidder": BIDDERS[leaf], **prices, "tkdn": None, "fallen": fallen, "rank": rank}


def judged(
    change: Callable[[Json, Rows, dict[int, str]], object] = lambda result, rows, prices: None,
    opened: bool = True,
) -> Report:
    rows = {4: row(4, "300", 2), 7: row(7, "200", 1), 9: row(9, None, None, "gugur"), 11: row(11, "400", 3)}
    result: Json = {"hps": "500", "method": "m", "winner": 7, "left": {}, "bids": list(rows.values())}
    prices = {4: "Rp 300", 7: "200", 11: "400,00"}
    change(result, rows, prices)
    report = Report()
    box = Box("tender:uji", report)
    box.closed, box.bids = list(BIDDERS), {leaf: {"bidder": bidder} for leaf, bidder in BIDDERS.items()}
    check_result(result, box, prices if opened else None, report)
    return report


def found(report: Report) -> list[tuple[str, int | None, str]]:
    return [(one.code, one.leaf, one.bidder) for one in report.wrong]


def same(price: str) -> Json:
    return dict.fromkeys(("offered", "price", "compared"), price)


def test_a_good_result_is_counted_and_nothing_is_said_about_it() -> None:
    report = judged()
    assert (report.wrong, report.notes, report.unchecked) == ([], [], [])
    assert report.counts == {"prices": 4, "ranks": 3}
    assert judged(opened=False).counts == {"ranks": 3}


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda r, rows, p: r["bids"].append(rows[4]), [("result.listed", 4, "31")]),
        (lambda r, rows, p: r["bids"].append({**rows[4], "leaf": 5}), [("result.listed", 5, "31")]),
        (lambda r, rows, p: rows[4].update(bidder="39"), [("result.bidder", 4, "39")]),
        (lambda r, rows, p: r["bids"].remove(rows[9]), [("result.missing", 9, "33")]),
        (lambda r, rows, p: rows[4].update(same("301")), [("result.offered", 4, "31")]),
        (lambda r, rows, p: p.update({4: "murah"}), [("result.offered", 4, "31")]),
        (lambda r, rows, p: rows[9].update(offered="1"), [("result.unopened", 9, "33")]),
        (lambda r, rows, p: rows[9].update(rank=4), [("result.fallen", 9, "33")]),
        (
            lambda r, rows, p: rows[9].update(fallen=None),
            [("result.unreadable", 9, "33"), ("result.no-price", 9, "33")],
        ),
        (lambda r, rows, p: p.update({9: "9"}), []),
        (
            lambda r, rows, p: (p.update({9: "9"}), rows[9].update(fallen=None)),
            [("result.unreadable", 9, "33"), ("result.no-price", 9, "33")],
        ),
        (
            lambda r, rows, p: p.pop(4),
            [("result.unreadable", 4, "31"), ("result.unopened", 4, "31")],
        ),
        (
            lambda r, rows, p: (rows[4].update(rank=3), rows[11].update(rank=2)),
            [("result.rank", 4, "31"), ("result.rank", 11, "34")],
        ),
        (lambda r, rows, p: rows[7].update(rank=None), [("result.rank", 7, "32")]),
        (lambda r, rows, p: r.update(winner=4), [("result.winner", 4, "31")]),
        (lambda r, rows, p: r.update(winner=9), [("result.winner", 9, "")]),
        (lambda r, rows, p: r.update(winner=5), [("result.winner", 5, "")]),
        (lambda r, rows, p: r.update(left={"7": "mundur"}), [("result.winner", 7, "")]),
        (lambda r, rows, p: r.update(left={"7": "mundur"}, winner=4), []),
        (lambda r, rows, p: r.update(left={"7": "mundur"}, winner=11), [("result.winner", 11, "34")]),
        (lambda r, rows, p: rows[4].update(compared="299"), [("result.compared", 4, "31")]),
        (lambda r, rows, p: rows[4].update(compared="301", tkdn="40"), [("result.compared", 4, "31")]),
        (lambda r, rows, p: rows[9].update(compared="1", tkdn="40"), [("result.compared", 9, "33")]),
        (lambda r, rows, p: rows[4].update(compared="299", tkdn="40"), []),
        (lambda r, rows, p: rows[4].update(compared="300.00", tkdn="40"), []),
        (lambda r, rows, p: rows[4].update(price="299", compared="299"), []),
        (lambda r, rows, p: r.update(winner=None), []),
    ],
)
def test_what_is_changed_is_named_and_nothing_else(
    change: Callable[[Json, Rows, dict[int, str]], object], codes: list[tuple[str, int, str]]
) -> None:
    assert found(judged(change)) == codes


def test_of_equal_prices_more_domestic_content_goes_first_and_then_who_came_first() -> None:
    def tied(result: Json, rows: Rows, prices: dict[int, str]) -> None:
        prices.update({4: "200", 11: "200"})
        for leaf, tkdn, rank in ((4, None, 2), (7, None, 3), (11, "40", 1)):
            rows[leaf].update(same("200"), tkdn=tkdn, rank=rank)
        result["winner"] = 11

    assert found(judged(tied)) == []


def test_before_the_announcement_nothing_is_ranked() -> None:
    def unranked(result: Json, rows: Rows, prices: dict[int, str]) -> None:
        result["winner"] = None
        for one in rows.values():
            one["rank"] = None

    report = judged(unranked)
    assert report.wrong == [] and report.counts["ranks"] == 0
    assert report.unchecked == ["Peringkat dan pemenang: belum diumumkan dalam berkas ini."]

    def won(result: Json, rows: Rows, prices: dict[int, str]) -> None:
        unranked(result, rows, prices)
        result["winner"] = 7

    assert [code for code, *_ in found(judged(won))] == ["result.rank"] * 3


def test_what_cannot_be_proved_of_a_price_is_said() -> None:
    corrected = judged(lambda r, rows, p: rows[4].update(price="299", compared="299"))
    assert [one for one in corrected.unchecked if "catatan 4, peserta 31: dari Rp 300 menjadi 299" in one]
    assert len(corrected.unchecked) == 1
    preferred = judged(lambda r, rows, p: rows[4].update(compared="299", tkdn="40"))
    assert [one for one in preferred.unchecked if "catatan 4: 299 dari 300, TKDN 40" in one]
    assert len(preferred.unchecked) == 1


def estimated(hps: str | None, result: Json, rows: Rows, prices: dict[int, str]) -> None:
    result["hps"] = hps


def test_who_left_and_a_price_above_the_estimate_are_noted() -> None:
    left = judged(lambda r, rows, p: r.update(left={"7": "mundur"}, winner=4))
    assert left.notes == ["Pemenang sebelumnya (catatan 7) mundur atau dicoret: mundur"]
    for hps, noted in (("199", True), ("200", False), (None, False)):
        notes = judged(partial(estimated, hps)).notes
        assert notes == (["Harga pemenang (catatan 7) lebih tinggi dari HPS."] if noted else [])
    assert judged(lambda r, rows, p: r.update(winner=None, hps="1")).notes == []
