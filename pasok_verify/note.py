"""C2SP signed-note, tlog-checkpoint and tlog-cosignature, with Ed25519."""

import base64
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from pasok_verify.canonical import Malformed, unbase64

LOG, WITNESS = 0x01, 0x04
NAME = re.compile(r"[^\s+]{1,200}")
LIMIT = 100_000  # characters of a note: a head with dozens of cosignatures is far below


@dataclass(frozen=True)
class Key:
    """A verifier key: `name+key id+base64(type || public key)`."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        return self.id_as(self.kind)

    def id_as(self, kind: int) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([kind]) + self.public).digest()[:4]

    def signed(self, message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def __str__(self) -> str:
        coded = base64.b64encode(bytes([self.kind]) + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{coded}"


def read_key(text: str, kind: int) -> Key:
    """Raises Malformed when the text is no Ed25519 verifier key of this type, or its id is not its own."""
    name, _, rest = text.partition("+")
    _, _, coded = rest.partition("+")
    raw = unbase64(coded)
    if len(raw) != 33 or raw[0] != kind or not NAME.fullmatch(name):
        raise Malformed(f"bukan kunci Ed25519 jenis {kind:02x}")
    key = Key(name, kind, raw[1:])
    if str(key) != text:
        raise Malformed("nomor kunci tidak cocok dengan kuncinya")
    return key


@dataclass(frozen=True)
class Line:
    """One signature line: who claims to sign, by which key id, and the bytes after the id."""

    name: str
    id: bytes
    blob: bytes


@dataclass(frozen=True)
class Note:
    text: str
    lines: tuple[Line, ...]

    def by(self, key: Key, kind: int) -> list[Line]:
        """The lines that claim to be by this key, used as this type."""
        return [line for line in self.lines if (line.name, line.id) == (key.name, key.id_as(kind))]

    def signed_by(self, key: Key) -> bool:
        """A good plain signature (type 0x01). Any bad line under this key spoils the note."""
        lines = self.by(key, LOG)
        return bool(lines) and all(key.signed(self.text.encode(), line.blob) for line in lines)

    def cosigned_by(self, key: Key) -> tuple[bool, int] | None:
        """(good, unix seconds) of this witness's cosignature; None when it has none here."""
        seen = None
        for line in self.by(key, WITNESS):
            when = int.from_bytes(line.blob[:8])
            message = f"cosignature/v1\ntime {when}\n{self.text}".encode()
            good = len(line.blob) == 72 and key.signed(message, line.blob[8:])
            seen = (good and (seen is None or seen[0]), when)
        return seen


def read_note(raw: str) -> Note:
    """Raises Malformed when it is no signed note."""
    body, gap, tail = raw.rpartition("\n\n")
    lines = tail.split("\n")
    if len(raw) > LIMIT or not gap or not body or lines[-1] or len(lines) < 2:
        raise Malformed("bukan catatan bertanda tangan")
    if any(character < " " and character != "\n" for character in raw):
        raise Malformed("catatan memuat huruf kendali")
    return Note(body + "\n", tuple(_line(line) for line in lines[:-1]))


def _line(text: str) -> Line:
    dash, _, rest = text.partition(" ")
    name, _, coded = rest.partition(" ")
    blob = unbase64(coded)
    if dash != "—" or not NAME.fullmatch(name) or len(blob) < 5:
        raise Malformed("baris tanda tangan rusak")
    return Line(name, blob[:4], blob[4:])


@dataclass(frozen=True)
class Checkpoint:
    origin: str
    size: int
    root: bytes
    note: Note


def read_checkpoint(raw: str) -> Checkpoint:
    """Three lines: origin, size, root. Raises Malformed."""
    note = read_note(raw)
    lines = note.text.split("\n")
    if len(lines) != 4 or not re.fullmatch(r"0|[1-9][0-9]{0,15}", lines[1]) or not lines[0]:
        raise Malformed("kepala log tidak terdiri dari tiga baris: nama, ukuran, akar")
    root = unbase64(lines[2])
    if len(root) != 32:
        raise Malformed("akar pohon bukan 32 bita")
    return Checkpoint(lines[0], int(lines[1]), root, note)
