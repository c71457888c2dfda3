"""The whole log, read again from its bodies: every hash, every root, every signature, every clock."""

from collections.abc import Iterator

from django.conf import settings

from pasok.sampul import log, note, proof, tree
from pasok.sampul.models import Checkpoint, Leaf


def audit() -> list[str]:
    """The first thing that is wrong with the log, as a sentence; empty when all is as it was signed."""
    return next(([what] for what in broken()), [])


def broken() -> Iterator[str]:
    nodes: dict[tree.Spot, bytes] = {}
    verifier, before, index = log.verifier_key(), None, -1
    heads = Checkpoint.objects.order_by("size").iterator(chunk_size=2000)
    for index, leaf in enumerate(Leaf.objects.order_by("index").iterator(chunk_size=2000)):
        if leaf.index != index:
            yield f"Daun {index} hilang dari log."
        hash_ = proof.leaf(leaf.body)
        if hash_.hex() != leaf.hash or leaf.body["kind"] != leaf.kind:
            yield f"Daun {index} diubah setelah ditulis."
        if before and leaf.recorded_at < before:
            yield f"Waktu daun {index} mundur."
        nodes |= tree.grown(index, hash_, nodes)
        nodes = {spot: nodes[spot] for spot in tree.peaks(0, index + 1)}
        before = leaf.recorded_at
        head = note.Head(settings.LOG_ORIGIN, index + 1, tree.root(index + 1, nodes))
        if not signed(next(heads, None), head, verifier):
            yield f"Kepala log {index + 1} tidak menandatangani isi ini: daun ditulis ulang atau dipotong."
    if extra := next(heads, None):
        yield f"Daun {extra.size - 1} hilang dari akhir log: kepala log {extra.size} pernah ditandatangani."


def signed(held: Checkpoint | None, head: note.Head, verifier: str) -> bool:
    try:
        return held is not None and note.verify(held.note, verifier) == head
    except note.BadNote:
        return False
