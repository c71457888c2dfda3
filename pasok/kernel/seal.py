"""Canonical JSON and the hash chain. Pure functions over plain values."""

import hashlib
import json
from collections.abc import Mapping

GENESIS = "0" * 64


def canonical(value: object) -> bytes:
    """One spelling for one value: sorted keys, no spaces, UTF-8. Floats have no one spelling: refused."""
    refuse_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def refuse_floats(value: object) -> None:
    if isinstance(value, str | int):
        return  # nearly all of them
    if isinstance(value, float):
        raise TypeError(f"Bilangan pecahan biner tidak punya satu ejaan: {value}")
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"Kunci harus teks: {key!r}")
            refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            refuse_floats(inner)


def digest(value: object) -> str:
    """SHA-256 of the canonical form, 64 hex digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def link(previous: str, body: object) -> str:
    """The hash of `body` chained to the hash before it."""
    return hashlib.sha256(previous.encode() + b"\n" + canonical(body)).hexdigest()
