"""Signed checkpoints: the C2SP formats `signed-note`, `tlog-checkpoint`. Pure functions.

example.id/log
42
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.id/log <base64 of key id and Ed25519 signature>
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from pasok.kernel.tongue import say

ED25519 = b"\x01"  # the signature type of the C2SP registry
MARK = "— "  # em dash and a space open every signature line


class BadNote(ValueError):
    """A checkpoint that is not one, or not signed by the key it should be."""


@dataclass(frozen=True)
class Head:
    """What a checkpoint says: the log named `origin` had `size` leaves and this root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def key_id(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def verifier_key(name: str, private: Ed25519PrivateKey) -> str:
    """`name+key id+base64`: what others need to check this log's checkpoints."""
    public = private.public_key().public_bytes_raw()
    return f"{name}+{key_id(name, public).hex()}+{base64.b64encode(ED25519 + public).decode()}"


def sign(head: Head, private: Ed25519PrivateKey) -> str:
    """The signed checkpoint, whole."""
    return sign_text(head.text, head.origin, private)


def verify(note: str, verifier: str) -> Head:
    """The head in the note if the verifier's key signed it. Raises BadNote otherwise."""
    head = parsed_head(text_of(note, verifier))
    if head.origin != parsed_key(verifier)[0]:
        raise BadNote(say("Kepala log berasal dari log lain."))
    return head


def text_of(note: str, verifier: str) -> str:
    """The text of a signed note, if the verifier's key signed it. Raises BadNote otherwise.

    Lines of keys we do not know are passed over, as the format asks: those are the witnesses' places.
    """
    name, public = parsed_key(verifier)
    text, gap, signatures = note.partition("\n\n")
    text += "\n"
    if not gap or not signatures.endswith("\n"):
        raise BadNote(say("Catatan kepala log tidak lengkap."))
    if not any([valid(line, name, public, text) for line in signatures[:-1].split("\n")]):
        raise BadNote(say("Kepala log tidak ditandatangani kunci log ini."))
    return text


def sign_text(text: str, name: str, private: Ed25519PrivateKey) -> str:
    """A signed note over this text, which ends in a line break."""
    mark = key_id(name, private.public_key().public_bytes_raw())
    signature = base64.b64encode(mark + private.sign(text.encode())).decode()
    return f"{text}\n{MARK}{name} {signature}\n"


def parsed_key(verifier: str) -> tuple[str, bytes]:
    try:
        name, mark, key = verifier.split("+", 2)
        kind = base64.b64decode(key, validate=True)
    except (ValueError, AttributeError) as error:
        raise BadNote(say("Kunci log tidak dapat dibaca.")) from error
    if kind[:1] != ED25519 or len(kind) != 33 or key_id(name, kind[1:]).hex() != mark:
        raise BadNote(say("Kunci log tidak dapat dibaca."))
    return name, kind[1:]


def parsed_head(text: str) -> Head:
    lines = text.split("\n")
    try:
        origin, size, root = lines[0], lines[1], base64.b64decode(lines[2], validate=True)
    except (IndexError, binascii.Error) as error:
        raise BadNote(say("Isi kepala log tidak dapat dibaca.")) from error
    plain = size.isascii() and size.isdecimal() and (size == "0" or size[0] != "0")
    if not origin or not plain or len(root) != 32 or "" in lines[:-1]:
        raise BadNote(say("Isi kepala log tidak dapat dibaca."))
    return Head(origin, int(size), root)


def valid(line: str, name: str, public: bytes, text: str) -> bool:
    """Whether this line is our key's good signature. A bad one in our name is an error, not a stranger."""
    words = line.removeprefix(MARK).split(" ")
    if not line.startswith(MARK) or len(words) != 2:
        raise BadNote(say("Baris tanda tangan kepala log tidak dapat dibaca."))
    try:
        blob = base64.b64decode(words[1], validate=True)
    except ValueError as error:
        raise BadNote(say("Baris tanda tangan kepala log tidak dapat dibaca.")) from error
    if base64.b64encode(blob).decode() != words[1]:  # else some bits of the text could change unseen
        raise BadNote(say("Baris tanda tangan kepala log tidak dapat dibaca."))
    if words[0] != name or blob[:4] != key_id(name, public):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(blob[4:], text.encode())
    except InvalidSignature as error:
        raise BadNote(say("Tanda tangan kepala log tidak cocok.")) from error
    return True
