"""Secrets at rest: texts and small files sealed with the newest key of a ring, opened with any of them.

A sealed text reads `v1.<key id>.<base64url of nonce, ciphertext, tag>`: AES-256-GCM. `where` names the place
it belongs to ("table:column:row"); moved to another place it does not open. Pure: where keys come from is the
caller's business.
"""

import base64
import hmac
import os
import re
from dataclasses import dataclass
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORM = "v1"
NONCE = 12
LENGTH = 32
ID = re.compile(r"[0-9a-z]{4,16}")


class Unreadable(Exception):
    """No key of the ring opens it: the key is gone, or it was changed, or it belongs to another place."""


@dataclass(frozen=True)
class Keyring:
    """Keys by id, the newest last: it writes, all of them read."""

    keys: tuple[tuple[str, bytes], ...]

    def __post_init__(self) -> None:
        if not self.keys or len(dict(self.keys)) != len(self.keys):
            raise ValueError("Gelang kunci kosong, atau dua kunci bernama sama.")
        for name, key in self.keys:
            if not ID.fullmatch(name) or len(key) != LENGTH:
                raise ValueError(f"Kunci {name!r} tidak sah: nama 4-16 huruf kecil atau angka, isi 32 bita.")

    @property
    def newest(self) -> str:
        return self.keys[-1][0]

    def seal(self, text: str, where: str) -> str:
        """The text, sealed for one place with the newest key."""
        name, key = self.keys[-1]
        nonce = os.urandom(NONCE)
        sealed = nonce + AESGCM(derived(key, "seal")).encrypt(nonce, text.encode(), place(name, where))
        return f"{FORM}.{name}.{base64.urlsafe_b64encode(sealed).decode().rstrip('=')}"

    def open(self, sealed: str, where: str) -> str:
        """The text again. Raises Unreadable."""
        name = key_of(sealed)
        key = dict(self.keys).get(name)
        if key is None:
            raise Unreadable(f"Kunci {name!r} tidak ada pada gelang kunci.")
        coded = sealed.split(".", 2)[2]
        try:
            raw = base64.b64decode(coded + "=" * (-len(coded) % 4), altchars=b"-_", validate=True)
            opened = AESGCM(derived(key, "seal")).decrypt(raw[:NONCE], raw[NONCE:], place(name, where))
        except (InvalidTag, ValueError) as error:
            raise Unreadable(f"Isi tersegel di {where} berubah, atau bukan milik tempat itu.") from error
        return opened.decode()

    def blind(self, text: str, where: str) -> str:
        """The fingerprint a sealed text is found by, with the newest key: 64 hex digits. "" for ""."""
        return fingerprint(self.keys[-1][1], text, where)

    def blinds(self, text: str, where: str) -> tuple[str, ...]:
        """The fingerprint with every key: what a search looks for while keys are being rotated."""
        return tuple(fingerprint(key, text, where) for _, key in self.keys)


def key_of(sealed: str) -> str:
    """The id of the key that sealed it. Raises Unreadable when it is no sealed text."""
    parts = sealed.split(".")
    if len(parts) != 3 or parts[0] != FORM:
        raise Unreadable("Ini bukan isi tersegel.")
    return parts[1]


def place(name: str, where: str) -> bytes:
    return f"{FORM}:{name}:{where}".encode()


def fingerprint(key: bytes, text: str, where: str) -> str:
    return hmac.digest(derived(key, "blind"), f"{where}:{text}".encode(), "sha256").hex() if text else ""


@cache
def derived(key: bytes, use: str) -> bytes:
    """One master key, one key for each use."""
    return HKDF(SHA256(), LENGTH, salt=None, info=f"pasok {use}".encode()).derive(key)


def seal_file(content: bytes) -> tuple[bytes, str]:
    """The content sealed with a key of its own, and that key as text: seal it, then keep it in the row."""
    key, nonce = os.urandom(LENGTH), os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, None), base64.b64encode(key).decode()


def open_file(sealed: bytes, key: str) -> bytes:
    """The content again. Raises Unreadable."""
    try:
        return AESGCM(base64.b64decode(key)).decrypt(sealed[:NONCE], sealed[NONCE:], None)
    except (InvalidTag, ValueError) as error:
        raise Unreadable("Berkas tersegel berubah, atau kuncinya lain.") from error


def read_ring(text: str) -> Keyring:
    """A ring from its file: a line for each key, "id base64", the newest last. Raises ValueError."""
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if any(len(line) != 2 for line in lines):
        raise ValueError("Setiap baris gelang kunci berisi nama dan kunci.")
    return Keyring(tuple((name, base64.b64decode(key, validate=True)) for name, key in lines))


def new_line() -> str:
    """A fresh key as a line of the ring's file."""
    return f"{os.urandom(4).hex()} {base64.b64encode(os.urandom(LENGTH)).decode()}\n"
