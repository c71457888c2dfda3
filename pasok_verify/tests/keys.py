"""Key pairs, signed notes, dealt shares: the writing side, from docs/sampul-format.md alone."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Json = dict[str, Any]


def canon(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


@dataclass(frozen=True)
class Signer:
    """A log, witness or custodian with its Ed25519 key."""

    name: str
    kind: int
    seed: bytes

    @property
    def key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def id(self, kind: int) -> bytes:
        public = self.key.public_key().public_bytes_raw()
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]

    @property
    def verifier(self) -> str:
        coded = b64(bytes([self.kind]) + self.key.public_key().public_bytes_raw())
        return f"{self.name}+{self.id(self.kind).hex()}+{coded}"

    def line(self, text: str) -> str:
        """A plain signature, type 0x01."""
        return f"— {self.name} {b64(self.id(1) + self.key.sign(text.encode()))}\n"

    def note(self, text: str) -> str:
        return f"{text}\n{self.line(text)}"

    def cosignature(self, text: str, when: int) -> str:
        signature = self.key.sign(f"cosignature/v1\ntime {when}\n{text}".encode())
        return f"— {self.name} {b64(self.id(4) + when.to_bytes(8) + signature)}\n"


def signer(name: str, kind: int = 1) -> Signer:
    return Signer(name, kind, secrets.token_bytes(32))


def gf(a: int, b: int) -> int:
    product = 0
    for bit in range(8):
        if b >> bit & 1:
            product ^= a << bit
    for bit in range(14, 7, -1):
        if product >> bit & 1:
            product ^= 0x11B << (bit - 8)
    return product


def deal(secret: bytes, k: int, n: int) -> list[bytes]:
    """n shares, any k of which give the secret: y… then x."""
    rows = [bytes(secret), *(secrets.token_bytes(len(secret)) for _ in range(k - 1))]
    shares = []
    for x in range(1, n + 1):
        ys = bytearray(len(secret))
        for row in reversed(rows):
            ys = bytearray(gf(y, x) ^ byte for y, byte in zip(ys, row, strict=True))
        shares.append(bytes(ys) + bytes([x]))
    return shares


@dataclass(frozen=True)
class Holder:
    """One who can be dealt a share, with his age identity."""

    id: str
    secret: str

    @property
    def recipient(self) -> str:
        return str(pyrage.x25519.Identity.from_str(self.secret).to_public())

    @property
    def person(self) -> Json:
        return {"id": self.id, "name": self.id, "recipient": self.recipient}


def holder(name: str) -> Holder:
    return Holder(name, str(pyrage.x25519.Identity.generate()))


def seal_to(recipient: str, raw: bytes) -> bytes:
    sealed: bytes = pyrage.encrypt(raw, [pyrage.x25519.Recipient.from_str(recipient)])
    return sealed


def open_with(secret: str, raw: bytes) -> bytes:
    opened: bytes = pyrage.decrypt(raw, [pyrage.x25519.Identity.from_str(secret)])
    return opened
