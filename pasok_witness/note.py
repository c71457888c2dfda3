"""Signed notes, checkpoints and cosignatures: C2SP `signed-note`, `tlog-checkpoint`, `tlog-cosignature`."""

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

NOTE, COSIGNATURE = b"\x01", b"\x04"  # kinds of signature in the C2SP registry
MARK = "— "


class Bad(ValueError):
    """No note, or not signed by the key it should be."""


@dataclass(frozen=True)
class Head:
    """The log `origin` had `size` leaves with this root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def key_id(kind: bytes, name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + kind + public).digest()[:4]


def verifier_key(kind: bytes, name: str, private: Ed25519PrivateKey) -> str:
    public = private.public_key().public_bytes_raw()
    return f"{name}+{key_id(kind, name, public).hex()}+{base64.b64encode(kind + public).decode()}"


def parsed_key(kind: bytes, verifier: str) -> tuple[str, bytes]:
    """Name and public key of a verifier key of this kind. Raises Bad."""
    try:
        name, mark, encoded = verifier.strip().split("+", 2)
        blob = base64.b64decode(encoded, validate=True)
    except ValueError as error:
        raise Bad("kunci tidak terbaca") from error
    if blob[:1] != kind or len(blob) != 33 or key_id(kind, name, blob[1:]).hex() != mark:
        raise Bad("kunci tidak terbaca")
    return name, blob[1:]


def head_of(signed: str, verifier: str) -> Head:
    """The head in a note that this log's key signed. Raises Bad."""
    name, public = parsed_key(NOTE, verifier)
    text, gap, lines = signed.partition("\n\n")
    if not gap or not any(good(line, name, public, f"{text}\n") for line in lines.splitlines()):
        raise Bad("kepala log tidak ditandatangani kunci log")
    try:
        origin, size, encoded = text.split("\n")
        root = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error) as error:
        raise Bad("isi kepala log tidak terbaca") from error
    if (
        origin != name
        or not (size.isascii() and size.isdecimal())
        or str(int(size)) != size
        or len(root) != 32
    ):
        raise Bad("isi kepala log tidak terbaca")
    return Head(origin, int(size), root)


def good(line: str, name: str, public: bytes, text: str) -> bool:
    """Whether this is our key's line, and a good one."""
    words = line.split(" ")
    try:
        blob = base64.b64decode(words[2], validate=True)
        if words[:2] != ["—", name] or blob[:4] != key_id(NOTE, name, public):
            return False
        Ed25519PublicKey.from_public_bytes(public).verify(blob[4:], text.encode())
    except (ValueError, IndexError, InvalidSignature):
        return False
    return True


def cosigned(text: str, name: str, private: Ed25519PrivateKey, time: int) -> str:
    """The witness's line under a checkpoint's three lines."""
    signature = private.sign(f"cosignature/v1\ntime {time}\n{text}".encode())
    mark = key_id(COSIGNATURE, name, private.public_key().public_bytes_raw())
    return f"{MARK}{name} {base64.b64encode(mark + struct.pack('>Q', time) + signature).decode()}"


def signed(text: str, name: str, private: Ed25519PrivateKey) -> str:
    """A plain signed note over any text that ends with a line feed."""
    mark = key_id(NOTE, name, private.public_key().public_bytes_raw())
    return f"{text}\n{MARK}{name} {base64.b64encode(mark + private.sign(text.encode())).decode()}\n"
