"""From a leaf's body to a proof that it is in the log. Pure: the part of a receipt anyone can redo."""

from collections.abc import Mapping, Sequence
from typing import Any

from pasok.kernel import seal
from pasok.kernel.tongue import say
from pasok.sampul import note, tree

PREFIX = b"sampul/v%d\n"  # no other signed or hashed thing starts so
RECEIPT = {"v", "kind", "index", "body", "leaf_hash", "path", "checkpoint", "log"}


def leaf(body: Mapping[str, object]) -> bytes:
    """The leaf hash of a body. The nonce in it blinds: the hash tells nothing of the body."""
    return tree.leaf_hash(PREFIX % version(body) + seal.canonical(body))


def version(body: Mapping[str, object]) -> int:
    """2; or 1, for what older installations wrote."""
    return 1 if body.get("v") == 1 else 2


def holds(leaf_hash: str, index: int, path: Sequence[str], head: note.Head) -> bool:
    """Whether the path (hex, from the leaf up) leads from the leaf to the signed root."""
    steps = [bytes.fromhex(step) for step in path]
    return tree.verify_inclusion(bytes.fromhex(leaf_hash), index, head.size, steps, head.root)


def wrong(receipt: Mapping[str, Any], log: str) -> list[str]:
    """What is wrong with a receipt, by the verifier key `log`: Indonesian sentences; empty is good."""
    if not isinstance(receipt, Mapping) or set(receipt) != RECEIPT or receipt["v"] != 2:
        return [say("Ini bukan tanda terima Sampul versi 2.")]
    if receipt["kind"] != "receipt" or receipt["log"] != log:
        return [say("Isi tanda terima rusak.")]
    try:
        same = leaf(receipt["body"]).hex() == receipt["leaf_hash"]
        head = note.verify(receipt["checkpoint"], log)
        inside = holds(receipt["leaf_hash"], receipt["index"], receipt["path"], head)
        inside = inside and all(
            step == step.lower() for step in receipt["path"]
        )  # one spelling, so none slips
    except note.BadNote as bad:
        return [str(bad)]
    except (TypeError, ValueError, AttributeError, RecursionError):
        return [say("Isi tanda terima rusak.")]
    found = []
    if not same:
        found.append(say("Isi tanda terima berbeda dari sidik jarinya."))
    if not inside:
        found.append(say("Bukti bahwa penawaran ada di log tidak cocok."))
    return found
