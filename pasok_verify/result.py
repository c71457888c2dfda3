"""Prices, ranking and winner, computed again (section 7)."""

import re
from decimal import Decimal
from typing import Any

from pasok_verify.box import Box
from pasok_verify.report import Report
from pasok_verify.shape import decimal

Json = dict[str, Any]
GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,2})?", re.ASCII)
BARE = re.compile(r"[0-9]{1,20}([.,][0-9]{1,2})?", re.ASCII)
MOST = Decimal("1e17")


def rupiah(typed: str) -> Decimal | None:
    """A price as typed (section 7): 1.234.567, Rp 1.234.567,50, 1234567,-; None when it is none."""
    bare = typed.strip().replace(" ", "").removeprefix("Rp").removesuffix(",-")
    if GROUPED.fullmatch(bare):
        bare = bare.replace(".", "")
    elif not BARE.fullmatch(bare):
        return None
    amount = Decimal(bare.replace(",", "."))
    return amount if 0 < amount < MOST else None


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
    ranked = _ranks(bids, result["winner"], report)
    _winner(result, bids, ranked, report)


def _price(bid: Json, total: str | None, place: Json, report: Report) -> None:
    report.counts["prices"] += 1
    inside, offered = rupiah(total or ""), decimal(bid["offered"])
    if (total is None or bid["offered"] is None) and bid["fallen"] is None:
        report.bad("result.unreadable", "harganya tidak terbaca, tetapi tidak gugur", **place)
    if bid["compared"] != bid["price"]:
        _preference(bid, place, report)
    if bid["offered"] is None:
        return
    if total is None:
        report.bad("result.unopened", f"berharga {bid['offered']}, padahal amplopnya tidak terbuka", **place)
    elif inside is None or offered != inside:
        report.bad("result.offered", f"disebut {bid['offered']}, di dalam amplop {total}", **place)
    elif bid["price"] is not None and decimal(bid["price"]) != inside:
        said = f"catatan {bid['leaf']}, peserta {bid['bidder']}: dari {total} menjadi {bid['price']}"
        report.cannot(f"Harga terkoreksi ({said}): mintalah berita acara koreksi aritmatiknya.")


def _preference(bid: Json, place: Json, report: Report) -> None:
    """The preference for domestic goods only ever lowers what is compared, and only where there is a TKDN."""
    price, compared = decimal(bid["price"]), decimal(bid["compared"])
    if price is None or compared is None or compared > price or bid["tkdn"] is None:
        said = f"harga pembanding {bid['compared']}, harganya {bid['price']}, TKDN {bid['tkdn']}"
        report.bad("result.compared", said, **place)
    else:
        said = f"catatan {bid['leaf']}: {compared} dari {price}, TKDN {bid['tkdn']}"
        report.cannot(f"Harga pembanding sesudah preferensi produk dalam negeri ({said}).")


def _ranks(bids: dict[int, Json], winner: int | None, report: Report) -> list[int]:
    """The leaves by their place, computed again; empty before the announcement."""
    standing = []
    for leaf, bid in bids.items():
        place = {"leaf": leaf, "bidder": bid["bidder"]}
        compared = decimal(bid["compared"])
        if bid["fallen"] is not None and bid["rank"] is not None:
            report.bad("result.fallen", f"gugur, tetapi diberi peringkat {bid['rank']}", **place)
        elif bid["fallen"] is None and compared is None:
            report.bad("result.no-price", "tidak gugur, tetapi tidak berharga", **place)
        elif bid["fallen"] is None and compared is not None:
            standing.append((compared, -Decimal(bid["tkdn"] or 0), leaf))
    if winner is None and all(bid["rank"] is None for bid in bids.values()):
        report.cannot("Peringkat dan pemenang: belum diumumkan dalam berkas ini.")
        return []
    ranked = [leaf for _, _, leaf in sorted(standing)]
    for rank, leaf in enumerate(ranked, start=1):
        report.counts["ranks"] += 1
        if bids[leaf]["rank"] != rank:
            said = f"diberi peringkat {bids[leaf]['rank']}, menurut harganya {rank}"
            report.bad("result.rank", said, leaf=leaf, bidder=bids[leaf]["bidder"])
    return ranked


def _winner(result: Json, bids: dict[int, Json], ranked: list[int], report: Report) -> None:
    """The first of the ranking that did not leave."""
    winner, left = result["winner"], {int(leaf): reason for leaf, reason in result["left"].items()}
    for leaf, reason in left.items():
        report.note(f"Pemenang sebelumnya (catatan {leaf}) mundur atau dicoret: {reason}")
    if winner is None:
        return
    staying = [leaf for leaf in ranked if leaf not in left]
    if winner not in staying:
        report.bad("result.winner", "pemenang gugur, mundur, atau tidak menawar", leaf=winner)
    elif winner != staying[0]:
        said = f"pemenang bukan yang terdepan: itu catatan {staying[0]}, peserta {bids[staying[0]]['bidder']}"
        report.bad("result.winner", said, leaf=winner, bidder=bids[winner]["bidder"])
    price, hps = decimal(bids[winner]["price"]) if winner in bids else None, decimal(result["hps"])
    if price is not None and hps is not None and price > hps:
        report.note(f"Harga pemenang (catatan {winner}) lebih tinggi dari HPS.")
