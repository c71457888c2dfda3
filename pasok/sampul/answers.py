"""What the room answers and how it refuses: frozen values and Indonesian sentences. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Json = dict[str, Any]


class Refusal(Exception):
    """Not done, and nothing written. `sentence` is whole, Indonesian, for the person who tried."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


class Late(Refusal):
    """After the deadline, by the clock inside the sequencer's lock."""


class Shut(Refusal):
    """The box is not in the condition this needs: not open yet, closed already, opened already."""


class NotYet(Refusal):
    """Too early: before the deadline, or before enough members released their shares."""


class BadEnvelope(Refusal):
    """The shape of what was sent is wrong; the sentence says where."""


class WrongShare(Refusal):
    """A holder's share differs from what the bidder committed to. `holder` names who sent it."""

    def __init__(self, sentence: str, holder: str, leaf: int, part: str):
        super().__init__(sentence)
        self.holder, self.leaf, self.part = holder, leaf, part


class WrongClock(Refusal):
    """The database's clock ran back, or stands apart from the other clocks: it may judge nobody now."""


class LogBroken(Exception):
    """The log contradicts itself. Nothing more is signed until a person has looked."""


@dataclass(frozen=True)
class Ready:
    """A box was opened for bids."""

    index: int  # of the `open` leaf
    checkpoint: str  # signed note


@dataclass(frozen=True)
class Receipt:
    """A proof, not a message: whoever holds it can show that the leaf is in the log."""

    index: int
    at: datetime
    body: Json  # what was logged; its hash is the leaf
    leaf_hash: str
    path: tuple[str, ...]  # inclusion proof in the tree of index + 1 leaves, from the leaf up, hex
    checkpoint: str  # signed note of that tree
    log: str  # verifier key

    def plain(self) -> Json:
        """As the bidder keeps it: JSON."""
        return {
            "v": 2,
            "kind": "receipt",
            "index": self.index,
            "body": self.body,
            "leaf_hash": self.leaf_hash,
            "path": list(self.path),
            "checkpoint": self.checkpoint,
            "log": self.log,
        }

    @property
    def fingerprint(self) -> str:
        """128 bits of the leaf hash in groups of four: short enough to print and to read out."""
        return " ".join(self.leaf_hash[i : i + 4] for i in range(0, 32, 4))


@dataclass(frozen=True)
class Closing:
    """A box was closed: these leaves, and no others, will be opened."""

    index: int
    leaves: tuple[int, ...]
    count: int


@dataclass(frozen=True)
class Opened:
    """One bid, open: what the bidder sealed, per part."""

    index: int
    bidder: str
    parts: Mapping[str, Json]


@dataclass(frozen=True)
class Unreadable:
    """One bid that cannot be opened, and why, in a sentence for the minutes."""

    index: int
    bidder: str
    reason: str
