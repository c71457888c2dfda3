"""The ledger's own hand: an Ed25519 key that the database never sees.

A chain alone can be rewritten by whoever owns the database. A signature over each link cannot.
"""

import base64
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings


@cache
def key(path: str) -> Ed25519PrivateKey:
    """The private key at `path` (32 bytes, base64). Made by `pasok` at set-up, kept outside the database."""
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(Path(path).read_text()))


def sign(text: str) -> str:
    """Signature of `text`, base64."""
    return base64.b64encode(key(str(settings.LEDGER_KEY_FILE)).sign(text.encode())).decode()


def holds(text: str, signature: str) -> bool:
    try:
        key(str(settings.LEDGER_KEY_FILE)).public_key().verify(base64.b64decode(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
