"""A log on paper: one box with all kinds of holders, in memory. For programs that are not the server."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pasok.sampul import cosign, device, envelope, note, proof, tree

BOX = "tender:ocds-pasok0-0001"
ORIGIN = "contoh.example/log"
Json = dict[str, Any]


@dataclass
class Paper:
    """Leaves, the nodes over them, and everybody's private keys."""

    members: int = 3
    k: int = 2
    custodian: bool = True
    recovery: bool = True
    witnesses: int = 2
    quorum: int = 2
    parts: tuple[str, ...] = ("harga", "dokumen")
    leaves: list[Json] = field(default_factory=list)
    nodes: dict[Any, bytes] = field(default_factory=dict)
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    eyes: dict[str, Ed25519PrivateKey] = field(default_factory=dict)
    identities: dict[str, str] = field(default_factory=dict)
    blobs: dict[int, dict[str, dict[str, str]]] = field(
        default_factory=dict
    )  # leaf -> part -> holder -> blob

    def __post_init__(self) -> None:
        self.eyes = {f"saksi-{n}.example": Ed25519PrivateKey.generate() for n in range(1, self.witnesses + 1)}
        terms = {
            "k": self.k,
            "members": [self.holder(f"person:{n}") for n in range(1, self.members + 1)],
            "custodians": [self.holder("custodian:apip") | {"statement": ""}] if self.custodian else [],
            "recovery": {"k": 2, "members": [self.holder(f"recovery:{n}") for n in "abc"]} if self.recovery
            else None,
            "parts": list(self.parts),
        }  # fmt: skip
        witnesses = {"keys": self.witness_keys, "quorum": self.quorum}
        self.append("open", terms=terms, witnesses=witnesses, closes_at="2026-03-07T05:00:00+00:00")

    @property
    def witness_keys(self) -> list[str]:
        return [cosign.verifier_key(name, key) for name, key in self.eyes.items()]

    def holder(self, name: str) -> Json:
        self.identities[name], recipient = envelope.make_member_key()
        return {"id": name, "name": name, "recipient": recipient}

    def append(self, kind: str, box: str = BOX, **facts: Any) -> int:
        body = {"v": 2, "kind": kind, "box": box, "nonce": secrets.token_hex(32), **facts}
        index = len(self.leaves)
        self.nodes |= tree.grown(index, proof.leaf(body), self.nodes)
        self.leaves.append(body)
        return index

    def checkpoint(self, *, seen_by: int | None = None) -> str:
        size = len(self.leaves)
        text = note.Head(ORIGIN, size, tree.root(size, self.nodes))
        eyes = list(self.eyes.items())[:seen_by]
        signed = note.sign(text, self.key)
        return signed + "".join(cosign.sign(text.text, name, key, 1772859600) + "\n" for name, key in eyes)

    def shown(self, index: int) -> Json:
        ranges = tree.inclusion_ranges(index, len(self.leaves))
        path = [step.hex() for step in tree.hashes(ranges, self.nodes)]
        body = self.leaves[index]
        return {"index": index, "leaf_hash": proof.leaf(body).hex(), "body": body, "path": path}

    @property
    def parameters(self) -> Json:
        terms = max(i for i, body in enumerate(self.leaves) if body["kind"] in ("open", "rekey"))
        return {
            "v": 2, "key": BOX, "open": self.shown(0), "terms": self.shown(terms),
            "checkpoint": self.checkpoint(),
            "closes_at": "2026-03-07T05:00:00+00:00", "log": self.log, "later": [], "max_bytes": 1 << 26,
        }  # fmt: skip

    @property
    def log(self) -> str:
        return note.verifier_key(ORIGIN, self.key)

    def take(self, leaf: Json, envelopes: Json) -> int:
        """A bid arrives."""
        index = self.append("bid", bidder=leaf["bidder"], bid=leaf)
        self.blobs[index] = envelopes
        return index

    def bid(self, bidder: str, price: str = "1000") -> int:
        made = device.prepare_bid(self.parameters, bidder, {"harga": {"fields": {"total": price}}})
        return self.take(made.leaf, made.envelopes)

    def close(self) -> int:
        bids = [i for i, body in enumerate(self.leaves) if body["kind"] == "bid"]
        return self.append("close", leaves=bids, count=len(bids))

    def sheet(self, holder: str, part: str = "harga", *, seen_by: int | None = None) -> Json:
        """bagian.json."""
        close = max(i for i, body in enumerate(self.leaves) if body["kind"] == "close")
        hashes = {self.shown(i)["leaf_hash"]: self.shown(i) for i in range(len(self.leaves))}
        bids = [
            {
                "leaf": i, **self.shown(i), "terms": hashes[self.leaves[i]["bid"]["terms"]],
                "share": self.blobs[i][part][holder],
            }
            for i in self.leaves[close]["leaves"]
        ]  # fmt: skip
        return {
            "v": 2, "box": BOX, "part": part, "holder": holder, "wrapped": "", "open": self.shown(0),
            "close": self.shown(close), "checkpoint": self.checkpoint(seen_by=seen_by), "log": self.log,
            "promised": [], "ready": False, "bids": bids,
        }  # fmt: skip
