"""The whole bundle of a tender (section 7): from the first leaf to the winner."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pasok_verify import shape
from pasok_verify.box import Box
from pasok_verify.canonical import leaf_hash, moment
from pasok_verify.heads import check_quorum, check_roots, check_times, cosigners, read_heads, trusted
from pasok_verify.note import Key
from pasok_verify.opening import Part, owners
from pasok_verify.receipt import check_receipt
from pasok_verify.report import Report
from pasok_verify.result import check_result

Json = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """What the reader knows beforehand, by another way than the material that is checked."""

    log: Key
    witnesses: Sequence[Key] = ()
    custodians: Sequence[Key] = ()


def check_bundle(bundle: Any, known: Known, receipts: Sequence[Any], report: Report) -> None:
    if bad := shape.bundle(bundle):
        report.bad("file.form", f"berkas bukti{bad}")
        return
    if bundle["log"] != str(known.log):
        report.bad("head.key", "kunci log di berkas bukan kunci log yang Anda berikan")
    leaves = [bytes.fromhex(text) for text in bundle["leaves"]]
    if len(leaves) != bundle["size"]:
        report.bad("head.size", f"berkas menyebut {bundle['size']} catatan, memuat {len(leaves)}")
    heads = check_roots(_heads(bundle, known.log, report), leaves, report)
    bodies = good_bodies(bundle["bodies"], leaves, report)
    for index in [index for index, body in bodies.items() if body["box"] != bundle["box"]]:
        report.bad("leaf.box", f"catatan milik kotak {bodies.pop(index)['box'][:80]}", leaf=index)
    if bodies.keys() != {int(index) for index in bundle["bodies"]}:
        report.cannot("Catatan yang isinya rusak tidak ikut dihitung pada pemeriksaan selanjutnya.")
    box = play(bundle["box"], bodies, known, heads, report)
    if box.open:
        prices = _openings(bundle, box, report)
        _result(bundle, box, prices, report)
    for receipt in receipts:
        check_receipt(receipt, known, report, (leaves, box))
    rest = len(leaves) - len(bundle["bodies"])
    report.cannot(f"Isi {rest} catatan lain di log, yang bukan bagian berkas ini: pakai pasok-verify log.")


def _heads(bundle: Json, log: Key, report: Report) -> list[Any]:
    newest = read_heads([bundle["checkpoint"]], log, report)
    if any(head.size != bundle["size"] for head in newest):
        report.bad("head.size", f"kepala log terbaru berukuran {newest[0].size}, berkasnya {bundle['size']}")
    return newest + read_heads(bundle["heads"], log, report)


def good_bodies(shown: Json, leaves: Sequence[bytes], report: Report) -> dict[int, Json]:
    """The bodies that are those of the log and have their right form, by index."""
    found = {}
    for index, body in sorted((int(index), body) for index, body in shown.items()):
        report.counts["bodies"] += 1
        if index >= len(leaves) or leaf_hash(body) != leaves[index]:
            report.bad("leaf.hash", "isi catatan bukan yang tersimpan di log", leaf=index)
        elif bad := shape.body(body):
            report.bad("form.body", f"isi catatan{bad}", leaf=index)
        else:
            found[index] = body
    return found


def check_clock(bodies: dict[int, Json], report: Report) -> None:
    """`recorded_at` never decreases along the log."""
    last = None
    for index, body in sorted(bodies.items()):
        now = moment(body["recorded_at"])
        if last is not None and now < last:
            report.bad("deadline.recorded", "dicatat lebih awal daripada catatan sebelumnya", leaf=index)
        last = now


def play(name: str, bodies: dict[int, Json], known: Known, heads: Sequence[Any], report: Report) -> Box:
    """The order rules of one box, and the witnesses over its closing."""
    box = Box(name, report, known.custodians)
    report.counts["boxes"] += 1
    check_clock(bodies, report)
    for index, body in sorted(bodies.items()):
        box.play(index, body)
    report.counts["bids"] += len(box.bids)
    report.counts["promises"] += len(box.promises)
    if not box.open:
        report.bad("order.no-open", f"tidak ada catatan open untuk kotak {name[:80]}")
        return box
    if box.open["clock"] == "replay":
        report.note(f"Kotak {name} memakai jam cerita: latihan, bukan tender sungguhan.")
    counted = trusted(box.witnesses, known.witnesses, report)
    good = cosigners(heads, counted, report)
    check_times(bodies, good, report)
    if box.close < 0:
        report.cannot(f"Kotak {name} belum ditutup, atau penutupannya tidak ada di sini.")
        return box
    report.counts["counting"] += len(box.closed)
    check_quorum(box.close, box.quorum, good, report)
    return box


def _openings(bundle: Json, box: Box, report: Report) -> dict[int, str] | None:
    """Opens again every part that is shown; the totals of `harga`, or None when it cannot."""
    whose, prices = owners(box), None
    for part in bundle["envelopes"].keys() | bundle["releases"].keys():
        if part not in box.openings:
            report.bad(
                "envelope.early", "amplop ditunjukkan, padahal tidak ada berita pembukaannya", part=part
            )
        elif not bundle["full"] and part != "harga":
            report.bad("envelope.restricted", "berkas publik memuat dokumen yang terbatas", part=part)
    for part in box.openings:
        if part not in bundle["envelopes"]:
            if bundle["full"] or part == "harga":
                report.bad("envelope.missing", "sudah dibuka, tetapi tidak ada di berkas", part=part)
            else:
                report.cannot(f"Isi amplop {part}: terbatas, hanya di berkas lengkap untuk auditor.")
            continue
        opened = Part(box, part, whose, report)
        data = opened.envelopes(bundle["envelopes"][part], opened.releases(bundle["releases"].get(part, [])))
        if part == "harga":
            prices = {leaf: total(found) for leaf, found in data.items()}
    return prices


def total(data: Json) -> str:
    fields = data.get("fields")
    found = fields.get("total") if type(fields) is dict else None
    return str(found) if type(found) in (str, int) else ""


def _result(bundle: Json, box: Box, prices: dict[int, str] | None, report: Report) -> None:
    if bundle["result"] is None:
        report.cannot("Peringkat dan pemenang: belum ada dalam berkas ini.")
        return
    if prices is None:
        report.cannot("Harga: amplop harga belum dibuka.")
    check_result(bundle["result"], box, prices, report)
