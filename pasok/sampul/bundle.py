"""All that anyone needs to check a box without us: docs/sampul-format.md section 7."""

import base64
from collections.abc import Sequence

from pasok.kernel.tongue import say
from pasok.sampul import log, store, witnesses
from pasok.sampul.answers import Json, NotYet
from pasok.sampul.boxes import known, live_leaves
from pasok.sampul.models import Box, Leaf, Release


def bundle(key: str, *, parts: Sequence[str], full: bool = False) -> Json:
    """The log up to now, the box's own leaves with their bodies, and the opened envelopes of these parts.

    Raises NotYet before a part was opened: until then only hashes are public.
    """
    box, size = known(key), log.size()
    if box.opened_at is None:
        raise NotYet(say("Bukti terbuka setelah penawaran dibuka."))
    shown = [part for part in parts if part in box.openings]
    covering = witnesses.covered(box.closed_index, box.witnesses["keys"], box.witnesses["quorum"])
    return {
        "v": 2,
        "kind": "bundle",
        "box": key,
        "full": full,
        "log": log.verifier_key(),
        "size": size,
        "leaves": list(Leaf.objects.order_by("index").values_list("hash", flat=True)[:size]),
        "checkpoint": witnesses.cosigned(size),
        "heads": [covering] if covering else [],
        "bodies": {str(leaf.index): leaf.body for leaf in Leaf.objects.filter(box=box, index__lt=size)},
        "envelopes": {part: envelopes(box, part) for part in shown},
        "releases": {part: [one.plain() for one in releases(box, part)] for part in shown},
    }


def releases(box: Box, part: str) -> list[Release]:
    return list(Release.objects.filter(box=box, part=part).select_related("box"))


def envelopes(box: Box, part: str) -> Json:
    """leaf -> its ciphertext, the sealed shares, and the shares that were released."""
    given, found = releases(box, part), {}
    for leaf in live_leaves(box, part):
        one = next(one for one in leaf.envelopes.all() if one.part == part)
        ciphertext = store.get(one.ciphertext)
        shares = {row.holder: row.shares.get(str(leaf.index), "") for row in given}
        found[str(leaf.index)] = {
            "ciphertext": base64.b64encode(ciphertext).decode() if ciphertext else "",
            "shares": one.shares,
            "released": {holder: share for holder, share in shares.items() if share},
        }
    return found
