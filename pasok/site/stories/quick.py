"""An age file under a passphrase that everybody may read: made in no time, because there is nothing to guess.

age makes scrypt work for a second on purpose. The demonstration prints its passphrase and makes many keys.
"""

import base64
import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

LABEL = b"age-encryption.org/v1/scrypt"
WORK = 10  # 2**10 rounds, where age takes about 2**18
ONLY = bytes(11) + b"\x01"  # the nonce of a payload's only chunk


def wrap(identity: str, passphrase: str) -> str:
    """`identity` under `passphrase`, base64: age opens it as it opens any other (age-encryption.org/v1)."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    hard = hashlib.scrypt(passphrase.encode(), salt=LABEL + salt, n=1 << WORK, r=8, p=1, dklen=32)
    body = ChaCha20Poly1305(hard).encrypt(bytes(12), file_key, None)
    header = f"age-encryption.org/v1\n-> scrypt {bare(salt)} {WORK}\n{bare(body)}\n---".encode()
    mac = hmac.digest(derived(file_key, b"", b"header"), header, "sha256")
    payload = ChaCha20Poly1305(derived(file_key, nonce, b"payload")).encrypt(ONLY, identity.encode(), None)
    return base64.b64encode(header + f" {bare(mac)}\n".encode() + nonce + payload).decode()


def derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256, one block."""
    return hmac.digest(hmac.digest(salt or bytes(32), key, "sha256"), info + b"\x01", "sha256")


def bare(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")
