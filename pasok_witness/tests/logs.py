"""A log in memory, honest or not, to test a witness with. Its tree is the server's."""

import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pasok.sampul import note, proof, tree
from pasok_witness.witness import Witness

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
NAME = "pasok.example/log"
VERIFIER = note.verifier_key(NAME, KEY)
NOON = 1_800_000_000


class Log:
    """Leaves, and everything that can be asked about them at any size."""

    def __init__(self, *leaves: bytes):
        self.bodies: list[dict[str, object]] = []
        self.leaves = list(leaves)

    def branch(self) -> "Log":
        other = Log(*self.leaves)
        other.bodies = list(self.bodies)
        return other

    def add(self, count: int = 1) -> "Log":
        for _ in range(count):
            body = {"v": 2, "kind": "bid", "nonce": secrets.token_hex(32), "bidder": "7"}
            self.bodies.append(body)
            self.leaves.append(tree.leaf_hash(b"sampul/v2\n" + proof.seal.canonical(body)))
        return self

    def nodes(self, size: int) -> dict[tree.Spot, bytes]:
        made: dict[tree.Spot, bytes] = {}
        for index, leaf in enumerate(self.leaves[:size]):
            made |= tree.grown(index, leaf, made)
        return made

    def note(self, size: int | None = None, key: Ed25519PrivateKey = KEY) -> str:
        size = len(self.leaves) if size is None else size
        return note.sign(note.Head(NAME, size, tree.root(size, self.nodes(size))), key)

    def proof(self, first: int, second: int | None = None) -> list[str]:
        second = len(self.leaves) if second is None else second
        if not 0 < first <= second:
            return []
        return [one.hex() for one in tree.hashes(tree.consistency_ranges(first, second), self.nodes(second))]

    def from_(self, start: int, end: int | None = None) -> list[str]:
        return [one.hex() for one in self.leaves[start:end]]

    def receipt(self, index: int) -> dict[str, object]:
        size = index + 1
        path = tree.hashes(tree.inclusion_ranges(index, size), self.nodes(size))
        return {
            "v": 2,
            "kind": "receipt",
            "index": index,
            "body": self.bodies[index],
            "leaf_hash": self.leaves[index].hex(),
            "path": [one.hex() for one in path],
            "checkpoint": self.note(size),
            "log": VERIFIER,
        }


def a_witness(folder: Path, name: str = "saksi.kampus.example") -> Witness:
    return Witness(name, VERIFIER, folder)


def shown(witness: Witness, log: Log, now: int = NOON, size: int | None = None) -> str:
    """The witness looks at this log now."""
    at = witness.tree.size
    return witness.cosign(log.note(size), log.proof(at, size), log.from_(at, size), now)
