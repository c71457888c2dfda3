"""Questions to a box and to the log. Plain values out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pasok.kernel.tongue import say
from pasok.sampul import log, note, opening, proof, store, tree
from pasok.sampul.answers import Closing, Json, Opened, Receipt, Unreadable
from pasok.sampul.boxes import known, live_envelopes
from pasok.sampul.models import Box, Checkpoint, Envelope, Leaf, MemberKey

PAGE = 1000  # entries at most in one answer


@dataclass(frozen=True)
class BoxView:
    """A box, as others may know it."""

    key: str
    ocid: str
    k: int
    members: tuple[str, ...]  # actor ids
    parts: tuple[str, ...]
    clock: str
    closes_at: datetime
    open_index: int
    closed_index: int | None
    opened_index: int | None
    opened_at: datetime | None


@dataclass(frozen=True)
class Progress:
    """How far the members are. Before the box is open: only `enrolled`, k = n = 0."""

    k: int
    n: int
    enrolled: tuple[str, ...]  # actor ids with a key
    released: tuple[str, ...]  # actor ids that gave their shares back
    closed: bool
    opened: bool

    @property
    def ready(self) -> bool:
        """Enough members have released to try `acts.unseal`."""
        return self.closed and len(self.released) >= self.k


def box(key: str) -> BoxView | None:
    """The box, or None while it has not been opened for bids."""
    found = Box.objects.filter(key=key).first()
    if found is None:
        return None
    return BoxView(
        key=found.key,
        ocid=found.ocid,
        k=found.k,
        members=tuple(member["id"] for member in found.members),
        parts=tuple(found.parts),
        clock=found.clock,
        closes_at=found.closes_at,
        open_index=found.open_index,
        closed_index=found.closed_index,
        opened_index=found.opened_index,
        opened_at=found.opened_at,
    )


def leaf(index: int) -> Leaf:
    return Leaf.objects.get(index=index)


def note_of(size: int) -> str:
    """The signed checkpoint of the log when it had this size."""
    return Checkpoint.objects.get(size=size).note


def head_at(size: int) -> note.Head:
    """What the log signed of itself when it had this size: its name and root."""
    return note.verify(note_of(size), log.verifier_key())


def count_listed(key: str) -> int:
    """How many bids the closing line of a closed box lists."""
    return closing(known(key)).count


def checkpoint() -> str:
    """The newest signed checkpoint; empty text while the log is empty."""
    newest = Checkpoint.objects.order_by("size").last()
    return newest.note if newest else ""


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


def closing(found: Box) -> Closing:
    body = leaf(found.closed_index).body
    return Closing(found.closed_index, tuple(body["leaves"]), body["count"])


def contents(key: str, leaf_index: int) -> Opened | Unreadable:
    """One bid of an opened box, decrypted again from what is stored."""
    found = known(key)
    if found.opened_index is None or leaf_index not in closing(found).leaves:
        raise LookupError(f"{key}: penawaran {leaf_index} tidak terbuka.")
    return opening.contents(found, leaf(leaf_index))


def public_parameters(key: str) -> Json:
    """What a device needs to seal for this box, and to check it against the log."""
    found = known(key)
    first = leaf(found.open_index)
    size = log.size()
    later = Leaf.objects.filter(box=found, kind__in=("extend", "close", "opening"))
    return {
        "v": 1,
        "key": key,
        "closes_at": found.closes_at.isoformat(),
        "closed": found.closed_index is not None,
        "opened": found.opened_index is not None,
        "open": {
            "index": first.index,
            "leaf_hash": first.hash,
            "body": first.body,
            "path": inclusion(first.index, size),
        },
        "later": [{"index": one.index, "leaf_hash": one.hash, "body": one.body} for one in later],
        "checkpoint": note_of(size),
        "log": log.verifier_key(),
        "witnesses": [],
        "max_bytes": store.limit(),
    }


def shares_for(key: str, actor_id: str) -> Json | None:
    """One member's sealed shares of all live bids, after closing; None for anybody else or before."""
    found = Box.objects.filter(key=key, closed_index__isnull=False).first()
    if found is None or actor_id not in {member["id"] for member in found.members}:
        return None
    return {
        "v": 1,
        "box": key,
        "member": actor_id,
        "wrapped": MemberKey.objects.get(box=key, actor_id=actor_id).wrapped,
        "envelopes": [
            {
                "leaf": one.leaf_id,
                "part": one.part,
                "bidder": one.leaf.bidder,
                "key": one.commitment["key"],
                "sc": one.commitment["sc"][actor_id],
                "share": one.shares[actor_id],
            }
            for one in live_envelopes(found)
        ],
    }


def progress(key: str) -> Progress:
    """Who has made a key, who has released."""
    keys = MemberKey.objects.filter(box=key).order_by("pk")
    enrolled = tuple(keys.values_list("actor_id", flat=True))
    found = Box.objects.filter(key=key).first()
    if found is None:
        return Progress(0, 0, enrolled, (), False, False)
    members = [member["id"] for member in found.members]
    done = tuple(member for member in members if found.closed_index is not None and released(found, member))
    return Progress(
        found.k, len(members), enrolled, done, found.closed_index is not None, found.opened_index is not None
    )


def released(found: Box, actor_id: str) -> bool:
    return Envelope.objects.filter(leaf__box=found, releases__actor_id=actor_id).exists()


def entries(start: int, end: int) -> list[Json]:
    """Leaves start … end-1 (at most PAGE): hashes; with their bodies once their box has been opened."""
    found = Leaf.objects.filter(index__gte=start, index__lt=min(end, start + PAGE)).select_related("box")
    return [
        {
            "index": one.index,
            "leaf_hash": one.hash,
            "body": one.body if one.box.opened_index is not None else None,
        }
        for one in found
    ]


def inclusion(index: int, size: int) -> list[str]:
    """The path from a leaf up to the root of the tree of `size` leaves, hex. ValueError if it has none."""
    ranges = tree.inclusion_ranges(index, size)
    return [step.hex() for step in tree.hashes(ranges, log.nodes(tree.spots(ranges)))]


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
