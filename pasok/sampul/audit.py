"""The whole log, read again from its bodies: every hash, every root, every signature, every clock."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db.models.expressions import RawSQL

from pasok.sampul import log, note, proof, tree
from pasok.sampul.models import Checkpoint, Leaf, Node


def audit() -> list[str]:
    """The first thing that is wrong with the log, as a sentence; empty when all is as it was signed."""
    return next(([what] for what in broken()), [])


def broken() -> Iterator[str]:
    nodes: dict[tree.Spot, bytes] = {}
    verifier, before, index = log.verifier_key(), None, -1
    heads = Checkpoint.objects.order_by("size").iterator(chunk_size=2000)
    stored = as_made()
    for index, leaf in enumerate(Leaf.objects.order_by("index").iterator(chunk_size=2000)):
        if leaf.index != index:
            yield f"Daun {index} hilang dari log."
        hash_ = proof.leaf(leaf.body)
        if hash_.hex() != leaf.hash or leaf.body["kind"] != leaf.kind:
            yield f"Daun {index} diubah setelah ditulis."
        if before and leaf.recorded_at < before:
            yield f"Waktu daun {index} mundur."
        if (leaf.at, leaf.recorded_at) != tuple(
            datetime.fromisoformat(leaf.body[name]) for name in ("at", "recorded_at")
        ):
            yield f"Waktu daun {index} diubah setelah ditulis."
        made = tree.grown(index, hash_, nodes)
        if any(next(stored, None) != one for one in made.items()):
            yield f"Simpul pohon untuk daun {index} diubah atau hilang."
        nodes |= made
        nodes = {spot: nodes[spot] for spot in tree.peaks(0, index + 1)}
        before = leaf.recorded_at
        head = note.Head(settings.LOG_ORIGIN, index + 1, tree.root(index + 1, nodes))
        if not signed(next(heads, None), head, verifier):
            yield f"Kepala log {index + 1} tidak menandatangani isi ini: daun ditulis ulang atau dipotong."
    if extra := next(heads, None):
        yield f"Daun {extra.size - 1} hilang dari akhir log: kepala log {extra.size} pernah ditandatangani."
    if over := next(stored, None):
        yield f"Simpul pohon {over[0]} tidak berasal dari daun mana pun."


def as_made() -> Iterator[tuple[tree.Spot, bytes]]:
    """The stored nodes, in the order in which the leaves made them."""
    in_order = Node.objects.order_by(RawSQL("(position + 1) << level", []), "level")
    rows = in_order.values_list("level", "position", "hash").iterator(chunk_size=2000)
    return (((level, position), bytes(value)) for level, position, value in rows)


def signed(held: Checkpoint | None, head: note.Head, verifier: str) -> bool:
    try:
        return held is not None and bytes(held.root) == head.root and note.verify(held.note, verifier) == head
    except note.BadNote:
        return False
