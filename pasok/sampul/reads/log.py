"""Questions to the log: its leaves, its signed heads, its proofs, its receipts. Plain values out."""

from collections.abc import Iterable, Mapping
from typing import Any

from pasok.kernel.tongue import say
from pasok.sampul import log, note, proof, tree
from pasok.sampul.answers import Json, Receipt
from pasok.sampul.models import Checkpoint, Leaf

PAGE = 1000  # entries at most in one answer


def leaf(index: int) -> Leaf:
    return Leaf.objects.get(index=index)


def note_of(size: int) -> str:
    """The signed checkpoint of the log when it had this size."""
    found = Checkpoint.objects.get(size=size)
    log.settle()
    return found.note


def head_at(size: int) -> note.Head:
    """What the log signed of itself when it had this size: its name and root."""
    return note.verify(note_of(size), log.verifier_key())


def checkpoint() -> str:
    """The newest signed checkpoint; empty text while the log is empty."""
    newest = Checkpoint.objects.order_by("size").last()
    log.settle()
    return newest.note if newest else ""


def proved(one: Leaf, size: int) -> Json:
    """A leaf with its body and the proof that it is in the tree of this size."""
    return {"index": one.index, "leaf_hash": one.hash, "body": one.body, "path": inclusion(one.index, size)}


def receipt(key: str, leaf_index: int) -> Receipt:
    """The receipt of one leaf of this box: always the same, in the tree that ended with it."""
    return receipt_of(Leaf.objects.get(index=leaf_index, box__key=key))


def receipt_for(key: str, *, bidder: str, idem: str) -> Receipt | None:
    """What this very submission was answered before, if it was: for a retry after the door has shut."""
    one = Leaf.objects.filter(box__key=key, bidder=bidder, idem=idem, kind="bid").first()
    return receipt_of(one) if one else None


def receipt_of(one: Leaf) -> Receipt:
    return Receipt(
        index=one.index,
        at=one.at,
        body=one.body,
        leaf_hash=one.hash,
        path=tuple(inclusion(one.index, one.index + 1)),
        checkpoint=note_of(one.index + 1),
        log=log.verifier_key(),
    )


def entries(start: int, end: int) -> list[Json]:
    """Leaves start … end-1 (at most PAGE): hashes; with their bodies once their box has been opened."""
    found = Leaf.objects.filter(index__gte=start, index__lt=min(end, start + PAGE)).select_related("box")
    return [
        {
            "index": one.index,
            "leaf_hash": one.hash,
            "body": one.body if one.box.opened_at is not None else None,
        }
        for one in found
    ]


def line_of(fingerprint: str) -> int | None:
    """The line whose leaf hash begins with this fingerprint (hex); None if there is none."""
    found = Leaf.objects.filter(hash__startswith=fingerprint).values_list("index", flat=True)
    return found.first() if fingerprint else None


def inclusion(index: int, size: int) -> list[str]:
    """The path from a leaf up to the root of the tree of `size` leaves, hex. ValueError if it has none."""
    return inclusions([index], size)[index]


def inclusions(indexes: Iterable[int], size: int) -> dict[int, list[str]]:
    """The paths of many leaves, by their index."""
    ranges = {index: tree.inclusion_ranges(index, size) for index in indexes}
    have = log.nodes({spot for path in ranges.values() for spot in tree.spots(path)})
    return {index: [step.hex() for step in tree.hashes(path, have)] for index, path in ranges.items()}


def consistency(first: int, second: int) -> list[str]:
    """The proof that the log of `first` leaves is a prefix of that of `second`, hex. ValueError if none."""
    ranges = tree.consistency_ranges(first, second)
    return [step.hex() for step in tree.hashes(ranges, log.nodes(tree.spots(ranges)))]


def check_receipt(receipt: Mapping[str, Any]) -> list[str]:
    """What is wrong with a receipt: Indonesian sentences; an empty list is good.

    First by its own proof, then against the log as it stands today.
    """
    if found := proof.wrong(receipt, log.verifier_key()):
        return found
    held = Leaf.objects.filter(index=receipt["index"]).first()
    if held is None:
        return [say("Log ini tidak lagi memuat penawaran pada tanda terima. Laporkan: log telah dipotong.")]
    head = note.verify(receipt["checkpoint"], log.verifier_key())
    signed = Checkpoint.objects.filter(size=head.size).first()
    if held.hash != receipt["leaf_hash"] or signed is None or bytes(signed.root) != head.root:
        return [say("Log ini berisi hal lain daripada tanda terima. Laporkan: log telah ditulis ulang.")]
    return []
