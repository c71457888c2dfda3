"""Cosignatures of witnesses on checkpoints: C2SP `tlog-cosignature`, Ed25519. Pure.

A witness says: at this second I had seen this head, and it was consistent with all heads before it.
"""

import base64
import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from pasok.kernel.tongue import say
from pasok.sampul.note import MARK, BadNote

KIND = b"\x04"  # timestamped Ed25519 cosignature, in the C2SP registry


@dataclass(frozen=True)
class Cosignature:
    """One witness's line under a checkpoint, found good."""

    witness: str
    time: int  # unix seconds, by the witness's own clock
    line: str


def key_id(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + KIND + public).digest()[:4]


def verifier_key(name: str, private: Ed25519PrivateKey) -> str:
    """`name+key id+base64(0x04 || public key)`: how a witness is named in settings and in `open` leaves."""
    public = private.public_key().public_bytes_raw()
    return f"{name}+{key_id(name, public).hex()}+{base64.b64encode(KIND + public).decode()}"


def parsed_key(verifier: str) -> tuple[str, bytes]:
    """Name and public key. Raises BadNote."""
    try:
        name, mark, key = verifier.split("+", 2)
        kind = base64.b64decode(key, validate=True)
    except (ValueError, AttributeError) as error:
        raise BadNote(say("Kunci saksi tidak dapat dibaca.")) from error
    if kind[:1] != KIND or len(kind) != 33 or key_id(name, kind[1:]).hex() != mark:
        raise BadNote(say("Kunci saksi tidak dapat dibaca."))
    return name, kind[1:]


def message(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def sign(text: str, name: str, private: Ed25519PrivateKey, time: int) -> str:
    """The witness's line for a checkpoint's text (its three lines)."""
    mark = key_id(name, private.public_key().public_bytes_raw())
    blob = mark + struct.pack(">Q", time) + private.sign(message(text, time))
    return f"{MARK}{name} {base64.b64encode(blob).decode()}"


def found(note: str, verifiers: Iterable[str]) -> dict[str, Cosignature]:
    """Witness -> its good cosignature, for those of `verifiers` that have one under this note.

    A bad line is no cosignature; nothing is raised: whoever needs a quorum counts.
    """
    text, _, signatures = note.partition("\n\n")
    lines = [words for line in signatures.split("\n") if len(words := line.split(" ")) == 3]
    good = {}
    for name, public in map(parsed_key, verifiers):
        for mark, who, encoded in lines:
            time = signed_at(f"{text}\n", name, public, encoded) if who == name else None
            if time is not None:
                good[name] = Cosignature(name, time, f"{mark} {who} {encoded}")
    return good


def signed_at(text: str, name: str, public: bytes, encoded: str) -> int | None:
    """The second of a good cosignature; None for any other line."""
    try:
        blob = base64.b64decode(encoded, validate=True)
        if len(blob) != 76 or blob[:4] != key_id(name, public):
            return None
        time = int(struct.unpack(">Q", blob[4:12])[0])
        Ed25519PublicKey.from_public_bytes(public).verify(blob[12:], message(text, time))
    except (ValueError, InvalidSignature):
        return None
    return time


def marked(line: str) -> bytes:
    """The key id that a line carries; nothing is checked."""
    return base64.b64decode(line.split(" ")[2])[:4]
