"""Questions to a box: what it is, what it holds once it is open. Plain values out."""

from dataclasses import dataclass
from datetime import datetime

from pasok.sampul import log, opening, store
from pasok.sampul.answers import Closing, Json
from pasok.sampul.boxes import known, listed
from pasok.sampul.models import Box, Envelope, Leaf
from pasok.sampul.reads.log import leaf, note_of, proved


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
    trial_index: int | None  # of the newest trial opening
    opened_index: int | None  # of the newest `opening` leaf
    opened: tuple[str, ...]  # parts
    opened_at: datetime | None
    custodians: tuple[str, ...]  # names
    witnesses: tuple[str, ...]  # names
    quorum: int  # of witnesses that must have seen the close


def box(key: str) -> BoxView | None:
    """The box, or None while it has not been opened for bids."""
    found = Box.objects.filter(key=key).first()
    if found is None:
        return None
    return BoxView(
        key=found.key,
        ocid=found.ocid,
        k=found.terms["k"],
        members=found.members,
        parts=found.parts,
        clock=found.clock,
        closes_at=found.closes_at,
        open_index=found.open_index,
        closed_index=found.closed_index,
        trial_index=found.trial_index,
        opened_index=max(found.openings.values(), default=None),
        opened=tuple(found.openings),
        opened_at=found.opened_at,
        custodians=tuple(one["name"] for one in found.terms["custodians"]),
        witnesses=tuple(key.split("+")[0] for key in found.witnesses.get("keys", ())),
        quorum=found.witnesses.get("quorum", 0),
    )


def closing(found: Box) -> Closing:
    body = leaf(found.closed_index).body
    return Closing(found.closed_index, tuple(body["leaves"]), body["count"])


def count_listed(key: str) -> int:
    """How many bids the closing line of a closed box lists."""
    return closing(known(key)).count


def contents(key: str, leaf_index: int, part: str) -> Json:
    """One part of one bid of an opened box, decrypted again. Raises LookupError, Closed."""
    found = known(key)
    if part not in found.openings or leaf_index not in listed(found, part):
        raise LookupError(f"{key}: {part} penawaran {leaf_index} tidak terbuka.")
    one = Envelope.objects.select_related("leaf").get(leaf=leaf_index, part=part)
    return opening.contents(one.leaf, one, opening.given(found, part))


def public_parameters(key: str) -> Json:
    """What a device needs to seal for this box, and to check it against the log."""
    found, size = known(key), log.size()
    later = Leaf.objects.filter(box=found, kind__in=("extend", "rekey", "close", "admit", "opening"))
    return {
        "v": 2,
        "key": key,
        "closes_at": found.closes_at.isoformat(),
        "closed": found.closed_index is not None,
        "opened": sorted(found.openings),
        "open": proved(leaf(found.open_index), size),
        "terms": proved(Leaf.objects.get(box=found, hash=found.terms_hash), size),
        "later": [{"index": one.index, "leaf_hash": one.hash, "body": one.body} for one in later],
        "checkpoint": note_of(size),
        "log": log.verifier_key(),
        "max_bytes": store.limit(),
        "max_file_bytes": store.file_limit(),
    }
