"""One receipt, alone and offline, or against the leaves of a bundle (section 5)."""

from collections.abc import Sequence
from typing import Any, Protocol

from pasok_verify import shape
from pasok_verify.box import Box
from pasok_verify.canonical import leaf_hash
from pasok_verify.heads import read_heads
from pasok_verify.note import Key
from pasok_verify.report import Report
from pasok_verify.tree import included, roots

Json = dict[str, Any]


class Keys(Protocol):
    @property
    def log(self) -> Key: ...


def check_receipt(
    receipt: Any, known: Keys, report: Report, log: tuple[Sequence[bytes], Box] | None = None
) -> None:
    report.counts["receipts"] += 1
    if bad := shape.receipt(receipt):
        report.bad("receipt.form", f"tanda terima{bad}")
        return
    index, body = receipt["index"], receipt["body"]
    place: Json = {"leaf": index}
    if leaf_hash(body).hex() != receipt["leaf_hash"]:
        report.bad("receipt.hash", "isinya bukan isi yang diberi sidik jari itu", **place)
    if receipt["log"] != str(known.log):
        report.bad("receipt.key", "kunci log di tanda terima bukan kunci log yang Anda berikan", **place)
    heads = read_heads([receipt["checkpoint"]], known.log, report)
    path = [bytes.fromhex(text) for text in receipt["path"]]
    leaf = bytes.fromhex(receipt["leaf_hash"])
    if any(head.size != index + 1 for head in heads):
        report.bad("receipt.size", "kepala lognya bukan kepala tepat sesudah catatan ini", **place)
    elif heads and not included(leaf, index, index + 1, path, heads[0].root):
        report.bad("receipt.path", "jalur buktinya tidak menuju akar di kepala log", **place)
    if bad := shape.body(body):
        report.bad("receipt.form", f"isinya{bad}", **place)
        return
    place["bidder"] = body.get("bidder", "")
    if body["kind"] not in {"bid", "withdraw"}:
        report.bad("receipt.kind", f"ini catatan {body['kind']}, bukan penawaran", **place)
    _tell(receipt, report)
    if log is None:
        report.cannot("Apakah log ini yang dilihat semua orang: periksa dengan --bundle sesudah pembukaan.")
    elif heads:
        _in_log(receipt, heads[0].root, log, place, report)


def _tell(receipt: Json, report: Report) -> None:
    body, mark = receipt["body"], receipt["leaf_hash"][:32]
    what = "Penawaran" if body["kind"] == "bid" else "Penarikan"
    report.note(
        f"{what} peserta {body.get('bidder', '')} untuk {body['box']}, catatan {receipt['index']}, "
        f"dicatat {body['recorded_at']}."
    )
    report.note("Sidik jari: " + " ".join(mark[at : at + 4] for at in range(0, 32, 4)))


def _in_log(
    receipt: Json, root: bytes, log: tuple[Sequence[bytes], Box], place: Json, report: Report
) -> None:
    """The log that everybody sees holds this leaf at this place, after the same leaves."""
    (leaves, box), index = log, receipt["index"]
    if index >= len(leaves) or leaves[index].hex() != receipt["leaf_hash"]:
        report.bad("receipt.denied", "log yang ditunjukkan tidak memuat catatan ini di tempatnya", **place)
    elif roots(leaves, [index + 1])[index + 1] != root:
        report.bad("receipt.fork", "log sebelum catatan ini lain dari yang dilihat peserta", **place)
    elif receipt["body"]["box"] != box.name:
        report.note(f"Tanda terima ini untuk kotak {receipt['body']['box']}, bukan {box.name}.")
    elif receipt["body"]["kind"] == "bid" and index not in box.bids:
        report.bad(
            "receipt.hidden", "catatan ini ada di log, tetapi berkas bukti menyembunyikan isinya", **place
        )
    elif receipt["body"]["kind"] == "bid":
        why = {"replaced": "sudah diganti peserta", "withdrawn": "sudah ditarik peserta"}.get(
            box.last.get(index, "")
        )
        report.note(
            f"Catatan {index} " + (why or ("dihitung" if index in box.closed else "tidak dihitung")) + "."
        )
