"""Strict reading and canonical writing of JSON, and digests (docs/sampul-format.md, sections 1 and 2)."""

import base64
import binascii
import functools
import hashlib
import json
import re
from datetime import datetime
from typing import Any, NoReturn

LEAF = b"\x00sampul/v2\n"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)


class Malformed(ValueError):
    """It is not what the format says; the message is an Indonesian clause that says why."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("ada nama yang muncul dua kali dalam satu objek")
    if not "".join(found).isascii():
        raise Malformed("ada nama yang bukan huruf ASCII")
    return found


def _no_float(text: str) -> NoReturn:
    raise Malformed(f"ada angka pecahan: {text[:20]}")


def loads(raw: bytes) -> Any:
    """One JSON value in UTF-8: no floats, no name twice, ASCII names, nothing after it. Raises Malformed."""
    try:
        text = raw.decode()
        value = json.loads(text, object_pairs_hook=_pairs, parse_float=_no_float, parse_constant=_no_float)
    except Malformed:
        raise
    except (ValueError, RecursionError) as error:
        raise Malformed(f"bukan JSON yang baik ({type(error).__name__}: {str(error)[:80]})") from None
    if "\\ud" in text or "\\uD" in text:
        canonical(value)  # half of a surrogate pair cannot be written again
    return value


def canonical(value: Any) -> bytes:
    """Keys sorted, no spaces, UTF-8 unescaped. Raises Malformed for what cannot be written so."""
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    except (ValueError, TypeError, RecursionError) as error:
        raise Malformed(f"tidak dapat ditulis baku ({type(error).__name__})") from None


def sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def digest(value: Any) -> str:
    return sha256(canonical(value))


def leaf_hash(body: Any) -> bytes:
    return hashlib.sha256(LEAF + canonical(body)).digest()


def unbase64(text: str) -> bytes:
    """Standard alphabet, padded, and no second spelling of the same bytes. Raises Malformed."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("bukan base64") from None
    if base64.b64encode(raw) != text.encode():
        raise Malformed("bukan base64 baku")
    return raw


@functools.lru_cache(maxsize=4096)
def moment(text: str) -> datetime:
    """ISO 8601 with offset. Raises Malformed."""
    if not MOMENT.fullmatch(text):
        raise Malformed("bukan waktu ISO 8601 dengan zona")
    try:
        found = datetime.fromisoformat(text)
        found.timestamp()
    except (ValueError, OverflowError):
        raise Malformed("bukan waktu ISO 8601 dengan zona") from None
    return found
