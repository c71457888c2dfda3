"""All that anyone needs to check a box without us: docs/sampul-format.md section 7."""

import base64
import json
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pasok.kernel.tongue import say
from pasok.sampul import log, store, witnesses
from pasok.sampul.answers import Json, NotYet
from pasok.sampul.boxes import known, live_leaves
from pasok.sampul.models import Box, Leaf, Release

PIECE = 3 << 18  # bytes; a multiple of three, so that the pieces of base64 join


@dataclass(frozen=True)
class Sealed:
    """A ciphertext in the store, read when the bundle is written."""

    sha256: str


def written(found: Json) -> Iterator[str]:
    """The JSON text of a bundle, piece by piece: no ciphertext is ever whole in memory."""
    mark = secrets.token_hex(16)  # no bundle can know it, so no text in it looks like a ciphertext's place
    text = json.dumps(found, ensure_ascii=False, default=lambda one: mark + one.sha256)
    for number, piece in enumerate(re.split(f"{mark}(.{{64}})", text)):
        yield from coded(piece) if number % 2 else (piece,)


def coded(sha256: str) -> Iterator[str]:
    """A file of the store in base64; nothing when both copies are gone."""
    if file := store.stream(sha256):
        with file:
            while piece := file.read(PIECE):
                yield base64.b64encode(piece).decode()


def bundle(key: str, *, parts: Sequence[str], full: bool = False) -> Json:
    """The log up to now, the box's own leaves with their bodies, and the opened envelopes of these parts:
    to be `written`.

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
        shares = {row.holder: row.shares.get(str(leaf.index), "") for row in given}
        found[str(leaf.index)] = {
            "ciphertext": Sealed(one.ciphertext),
            "shares": one.shares,
            "released": {holder: share for holder, share in shares.items() if share},
        }
    return found
