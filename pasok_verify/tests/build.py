"""A log with one box, and its bundle: written from docs/sampul-format.md alone, independent of the server."""

import base64
import hashlib
import json
import secrets
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

import pyrage

from pasok_verify.tests.keys import Json, Signer, b64, canon, deal, holder, open_with, seal_to, sha, signer

START = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


def leaf(body: Json) -> bytes:
    return hashlib.sha256(b"\x00sampul/v2\n" + canon(body)).digest()


def mth(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, as it is written there."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + mth(leaves[:split]) + mth(leaves[split:])).digest()


def path(index: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 9162, 2.1.3.1, as it is written there."""
    if len(leaves) < 2:
        return []
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    if index < split:
        return [*path(index, leaves[:split]), mth(leaves[split:])]
    return [*path(index - split, leaves[split:]), mth(leaves[:split])]


class World:
    """The keys of everybody, the log so far, and one box that is played by its methods."""

    def __init__(
        self, name: str = "tender:ocds-uji-1", parts: tuple[str, ...] = ("dokumen", "harga")
    ) -> None:
        self.box, self.parts = name, parts
        self.log = signer("log.pasok.example")
        self.witnesses = [signer(f"saksi-{n}.example", 4) for n in "abc"]
        self.members = [holder(f"person:{n}") for n in range(1, 6)]
        self.custodian_key = signer("inspektorat")
        self.custodian = holder("custodian:inspektorat")
        self.recovery = [holder(f"recovery:{n}") for n in ("lkpp", "arsip", "apip")]
        self.now, self.closes_at = START, START + timedelta(days=3)
        self.leaves: list[bytes] = []
        self.bodies: dict[int, Json] = {}
        self.heads: list[str] = []
        self.envelopes: dict[str, dict[int, Json]] = {part: {} for part in parts}
        self.texts: dict[tuple[int, str], Json] = {}
        self.releases: dict[str, list[Json]] = {part: [] for part in parts}
        self.terms_leaf = -1
        self.receipts: dict[int, Json] = {}

    # the log

    def stranger(self, count: int = 1) -> None:
        """Leaves of other boxes."""
        self.leaves += [secrets.token_bytes(32) for _ in range(count)]

    def put(self, kind: str, **fields: Any) -> int:
        self.now += timedelta(minutes=1)
        common = {"v": 2, "kind": kind, "box": self.box, "clock": "real", "nonce": secrets.token_hex(32)}
        body = {**common, "at": self.now.isoformat(), "recorded_at": self.now.isoformat(), **fields}
        index = len(self.leaves)
        self.leaves.append(leaf(body))
        self.bodies[index] = body
        if kind in {"bid", "withdraw"}:
            self.receipts[index] = self.receipt(index)
        return index

    def text(self, size: int, leaves: list[bytes] | None = None) -> str:
        root = b64(mth((leaves or self.leaves)[:size]))
        return f"{self.log.name}\n{size}\n{root}\n"

    def head(self, size: int, witnesses: tuple[int, ...] = (0, 1), leaves: list[bytes] | None = None) -> str:
        text, when = self.text(size, leaves), int(self.now.timestamp()) + 5
        return self.log.note(text) + "".join(self.witnesses[n].cosignature(text, when) for n in witnesses)

    def receipt(self, index: int) -> Json:
        body, leaves = self.bodies[index], self.leaves[: index + 1]
        return {
            "v": 2,
            "kind": "receipt",
            "index": index,
            "body": deepcopy(body),
            "leaf_hash": leaf(body).hex(),
            "path": [step.hex() for step in path(index, leaves)],
            "checkpoint": self.log.note(self.text(index + 1)),
            "log": self.log.verifier,
        }

    # before the deadline

    def terms(self) -> Json:
        statement = self.custodian_key.note(f"sampul/custodian/v2\n{self.custodian.recipient}\n")
        return {
            "k": 3,
            "members": [member.person for member in self.members],
            "custodians": [{**self.custodian.person, "statement": statement}],
            "recovery": {"k": 2, "members": [one.person for one in self.recovery]},
            "parts": list(self.parts),
        }

    def open(self, **changes: Any) -> int:
        policy = {"hash_first": False, "re_supply": True, "auto_extend": True, "custodian": True}
        fields = {
            "ocid": "ocds-uji-1",
            "closes_at": self.closes_at.isoformat(),
            "documents_sha256": sha(b"dokumen pemilihan"),
            "terms": self.terms(),
            "witnesses": {"keys": [witness.verifier for witness in self.witnesses], "quorum": 2},
            "policy": policy,
            "programs": {"age.js": sha(b"age.js")},
        }
        self.terms_leaf = self.put("open", **(fields | changes))
        return self.terms_leaf

    def rekey(self, place: int) -> int:
        old = self.members[place]
        self.members[place] = holder("person:9")
        said = {"terms": self.terms(), "replaced": old.id, "by": "person:9", "reason": "kunci hilang"}
        self.terms_leaf = self.put("rekey", **said)
        return self.terms_leaf

    def trial(self) -> int:
        secret = secrets.token_bytes(32)
        index = self.put("trial", secrets={self.members[0].id: sha(secret)})
        return self.put("tried", member=self.members[0].id, trial=index, secret=secret.hex())

    def holders(self, terms: Json) -> list[str]:
        groups = (terms["members"], terms["custodians"], (terms["recovery"] or {"members": []})["members"])
        return [person["id"] for group in groups for person in group]

    def dealt(self, secret: str, terms: Json) -> dict[str, bytes]:
        second = secrets.token_bytes(74) if terms["custodians"] else bytes(74)
        first = bytes(a ^ b for a, b in zip(secret.encode(), second, strict=True))
        members = [person["id"] for person in terms["members"]]
        shares = dict(zip(members, deal(first, terms["k"], len(members)), strict=True))
        shares |= {person["id"]: second for person in terms["custodians"]}
        if terms["recovery"]:
            group = [person["id"] for person in terms["recovery"]["members"]]
            shares |= dict(zip(group, deal(first, terms["recovery"]["k"], len(group)), strict=True))
        return shares

    def bid(
        self, bidder: str, data: dict[str, Json], replaces: int | None = None, twist: Json | None = None
    ) -> int:
        """Seals every part. `twist` is what a bad device does; see `sealed` and `written`."""
        body, terms_hash = self.bodies[self.terms_leaf], self.leaves[self.terms_leaf].hex()
        parts, index = {}, len(self.leaves)
        for part in self.parts:
            context = {"v": 2, "box": self.box, "terms": terms_hash, "bidder": bidder, "part": part}
            parts[part] = self.sealed(index, body["terms"], context, data[part], twist or {})
        bid = {
            "v": 2,
            "box": self.box,
            "terms": terms_hash,
            "bidder": bidder,
            "replaces": replaces,
            "parts": parts,
        }
        return self.put("bid", bidder=bidder, bid=bid)

    def sealed(self, index: int, terms: Json, context: Json, data: Json, twist: Json) -> Json:
        """The commitment of one envelope, which is kept. Twists: misdeal, key, sealed_to, size."""
        identity = str(pyrage.x25519.Identity.generate())
        key = str(pyrage.x25519.Identity.from_str(identity).to_public())
        shares, recipients = self.dealt(identity, terms), self._recipients(terms)
        if "misdeal" in twist:
            shares[twist["misdeal"]] = secrets.token_bytes(74) + shares[twist["misdeal"]][74:]
        text = {**context, "nonce": secrets.token_hex(32), "data": data, "~pad": ""}
        text["deal"] = {holder: share.hex() for holder, share in shares.items()}
        ciphertext = seal_to(twist.get("sealed_to", key), written(text, twist))
        blobs = {
            holder: b64(seal_to(recipients[holder], canon({**context, "key": key, "share": share.hex()})))
            for holder, share in shares.items()
        }
        self.envelopes[context["part"]][index] = {
            "ciphertext": b64(ciphertext),
            "shares": blobs,
            "released": {},
        }
        self.texts[(index, context["part"])] = text
        return {
            "ct": sha(ciphertext),
            "size": twist.get("size", len(ciphertext)),
            "key": twist.get("key", key),
            "shares": sha(canon(blobs)),
            "sc": {holder: sha(share) for holder, share in shares.items()},
        }

    def _recipients(self, terms: Json) -> dict[str, str]:
        groups = (terms["members"], terms["custodians"], (terms["recovery"] or {"members": []})["members"])
        return {person["id"]: person["recipient"] for group in groups for person in group}

    def withdraw(self, bidder: str, index: int) -> int:
        return self.put("withdraw", bidder=bidder, withdraws=index)

    def extend(self, hours: int, evidence: Json | None = None, reason: str = "gangguan") -> int:
        before, self.closes_at = self.closes_at, self.closes_at + timedelta(hours=hours)
        said = {"from": before.isoformat(), "closes_at": self.closes_at.isoformat()}
        return self.put("extend", **said, reason=reason, evidence=evidence)

    def probe(self, witness: Signer, hour: datetime, looks: str, site: str = "https://pasok.example") -> str:
        text = f"sampul/probe/v2\n{site}\n{int(hour.timestamp())}\n{looks}\n"
        return witness.note(text)

    # after it

    def close(self, leaves: list[int]) -> int:
        self.now = max(self.now, self.closes_at)
        return self.put("close", leaves=leaves, count=len(leaves))

    def identities(self) -> dict[str, str]:
        people = [*self.members, self.custodian, *self.recovery]
        return {person.id: person.secret for person in people}

    def release(self, part: str, holder: str, leaves: list[int]) -> Json:
        """What an honest opener makes of the blobs."""
        shares = {}
        for index in leaves:
            blob = self.envelopes[part][index]["shares"].get(holder)
            if blob is None:  # sealed before this holder took another's place
                shares[str(index)] = ""
                continue
            told = json.loads(open_with(self.identities()[holder], base64.b64decode(blob)))
            good = sha(bytes.fromhex(told["share"])) == self.bodies[index]["bid"]["parts"][part]["sc"][holder]
            shares[str(index)] = told["share"] if good else ""
        nonce = secrets.token_hex(32)
        return {"v": 2, "box": self.box, "part": part, "holder": holder, "nonce": nonce, "shares": shares}

    def give(self, part: str, holders: list[str], leaves: list[int]) -> None:
        """Promises of all, then reveals of all."""
        made = [self.release(part, holder, leaves) for holder in holders]
        for release in made:
            if not release["holder"].startswith("recovery:"):
                self.put("promise", part=part, holder=release["holder"], digest=sha(canon(release)))
        for release in made:
            self.put("reveal", part=part, holder=release["holder"], digest=sha(canon(release)))
        self.releases[part] += made

    def opening(self, part: str, leaves: list[int], unreadable: dict[int, str] | None = None) -> int:
        void = unreadable or {}
        for index in leaves:
            given = {one["holder"]: one["shares"].get(str(index), "") for one in self.releases[part]}
            self.envelopes[part][index]["released"] = {who: share for who, share in given.items() if share}
        opened = {str(n): sha(canon(self.texts[(n, part)]["data"])) for n in leaves if n not in void}
        return self.put(
            "opening", part=part, opened=opened, unreadable={str(n): why for n, why in void.items()}
        )

    def bundle(self, full: bool, result: Json | None) -> Json:
        shown = [part for part in self.parts if full or part == "harga"]
        opened = {body["part"]: body for body in self.bodies.values() if body["kind"] == "opening"}
        envelopes = {
            part: {
                n: self.envelopes[part][int(n)]
                for n in [*opened[part]["opened"], *opened[part]["unreadable"]]
            }
            for part in shown
        }
        return deepcopy(
            {
                "v": 2,
                "kind": "bundle",
                "box": self.box,
                "full": full,
                "log": self.log.verifier,
                "size": len(self.leaves),
                "leaves": [one.hex() for one in self.leaves],
                "checkpoint": self.head(len(self.leaves)),
                "heads": self.heads,
                "bodies": {str(index): body for index, body in self.bodies.items()},
                "envelopes": envelopes,
                "releases": {part: self.releases[part] for part in shown},
                "result": result,
            }
        )


def written(text: Json, twist: Json) -> bytes:
    """Padded to 4096 bytes. Twists: another context, raw JSON for `data` or `deal`, a `tail`."""
    text = text | {name: twist[name] for name in ("v", "box", "terms", "bidder", "part") if name in twist}
    pad = "0" * (-len(canon(text)) % 4096)
    raw = canon(text | {"~pad": pad}).decode()
    for name in ("data", "deal"):
        if name in twist:
            raw = raw.replace(f'"{name}":' + canon(text[name]).decode(), f'"{name}":{twist[name]}')
    return raw.encode() + bytes(twist.get("tail", b""))
