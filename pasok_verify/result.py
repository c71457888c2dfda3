"""Prices, ranking and winner, computed again (section 7)."""

from decimal import Decimal
from typing import Any

from pasok_verify.box import Box
from pasok_verify.report import Report
from pasok_verify.shape import decimal

Json = dict[str, Any]


def check_result(result: Json, box: Box, prices: dict[int, str] | None, report: Report) -> None:
    """`prices`: leaf -> `data.fields.total` of every `harga` that opened; None when it was not recomputed."""
    bids: dict[int, Json] = {}
    for bid in result["bids"]:
        place = {"leaf": bid["leaf"], "bidder": bid["bidder"]}
        if bid["leaf"] in bids or bid["leaf"] not in box.closed:
            report.bad("result.listed", "disebut dua kali, atau tidak ada di daftar penutupan", **place)
            continue
        bids[bid["leaf"]] = bid
        if bid["bidder"] != box.bidder(bid["leaf"]):
            report.bad("result.bidder", f"penawaran ini milik peserta {box.bidder(bid['leaf'])}", **place)
        if prices is not None:
            _price(bid, prices.get(bid["leaf"]), place, report)
    for leaf in sorted(set(box.closed) - bids.keys()):
        report.bad("result.missing", "tidak disebut dalam hasil", leaf=leaf, bidder=box.bidder(leaf))
    _ranks(bids, result["winner"], decimal(result["hps"]), report)


def _price(bid: Json, total: str | None, place: Json, report: Report) -> None:
    report.counts["prices"] += 1
    if total is None:
        if bid["offered"] is not None:
            report.bad(
                "result.unopened", f"berharga {bid['offered']}, padahal amplopnya tidak terbuka", **place
            )
        if bid["fallen"] is None:
            report.bad("result.unreadable", "amplop harganya tidak terbuka, tetapi tidak gugur", **place)
        return
    if not _same(bid["offered"], total):
        report.bad("result.offered", f"disebut {bid['offered']}, di dalam amplop {total}", **place)
    elif bid["price"] is not None and not _same(bid["price"], total):
        said = f"catatan {bid['leaf']}, peserta {bid['bidder']}: dari {total} menjadi {bid['price']}"
        report.cannot(f"Harga terkoreksi ({said}): mintalah berita acara koreksi aritmatiknya.")


def _same(said: str | None, total: str) -> bool:
    return said is not None and (
        said == total or (decimal(said) is not None and decimal(said) == decimal(total))
    )


def _ranks(bids: dict[int, Json], winner: int | None, hps: Decimal | None, report: Report) -> None:
    standing = []
    for leaf, bid in bids.items():
        place = {"leaf": leaf, "bidder": bid["bidder"]}
        price = decimal(bid["price"])
        if bid["fallen"] is not None and bid["rank"] is not None:
            report.bad("result.fallen", f"gugur, tetapi diberi peringkat {bid['rank']}", **place)
        elif bid["fallen"] is None and price is None:
            report.bad("result.no-price", "tidak gugur, tetapi tidak berharga", **place)
        elif bid["fallen"] is None and price is not None:
            standing.append((price, leaf))
    ranked = [leaf for _, leaf in sorted(standing)]
    for rank, leaf in enumerate(ranked, start=1):
        report.counts["ranks"] += 1
        if bids[leaf]["rank"] != rank:
            said = f"diberi peringkat {bids[leaf]['rank']}, menurut harganya {rank}"
            report.bad("result.rank", said, leaf=leaf, bidder=bids[leaf]["bidder"])
    if winner is None:
        return
    if winner not in ranked:
        report.bad("result.winner", "pemenang gugur atau tidak menawar", leaf=winner)
    elif winner != ranked[0]:
        said = (
            f"pemenang bukan penawar terendah: itu catatan {ranked[0]}, peserta {bids[ranked[0]]['bidder']}"
        )
        report.bad("result.winner", said, leaf=winner, bidder=bids[winner]["bidder"])
    elif hps is not None and dict((leaf, price) for price, leaf in standing)[winner] > hps:
        report.note(f"Harga pemenang (catatan {winner}) lebih tinggi dari HPS.")
