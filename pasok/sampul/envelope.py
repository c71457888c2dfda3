"""One sealed envelope, on the bidder's device and on a holder's. Pure; age does the encryption.

The bidder deals the key: a throw-away age identity seals the text, its secret is dealt among the holders
(dealing.py), each share sealed to one holder. What stops copying and moving a sealed bid stands inside the
seals.
"""

import base64
import hashlib
import io
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import pyrage

from pasok.kernel import seal as plain
from pasok.sampul import dealing, shamir
from pasok.sampul.dealing import Json, Terms, sha256

V = 2
HEX = re.compile(r"([0-9a-f]{2})*")
File = io.BufferedReader | io.BytesIO  # what can be read again from its beginning
STEP = 4096  # sealed texts are padded to multiples of this: the size tells little


class Closed(ValueError):
    """An envelope or a share that does not open; the message is an Indonesian sentence saying why."""


@dataclass(frozen=True)
class Envelope:
    """One part, sealed."""

    part: str
    ciphertext: bytes
    key: str  # age recipient of the throw-away identity: commits to the secret
    sc: Mapping[str, str]  # holder -> SHA-256 of the share dealt to it
    shares: Mapping[str, str]  # holder -> the share sealed to it, base64

    def commitment(self) -> Json:
        """What the leaf says of this part."""
        return {
            "ct": sha256(self.ciphertext),
            "size": len(self.ciphertext),
            "key": self.key,
            "shares": plain.digest(self.shares),
            "sc": dict(self.sc),
        }


def make_member_key() -> tuple[str, str]:
    """A fresh (identity, recipient) for one holder of one box. The identity never leaves the device bare."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def seal(terms: Terms, bidder: str, part: str, data: Json) -> Envelope:
    """Seal `data` (JSON without floats) for one part of a box with these terms."""
    one = pyrage.x25519.Identity.generate()
    key = str(one.to_public())
    deal = dealing.deal(terms, str(one).encode())
    text = {
        **context(terms, bidder, part),
        "nonce": secrets.token_hex(32),
        "deal": {holder: share.hex() for holder, share in deal.items()},
        "data": data,
    }
    return Envelope(
        part=part,
        ciphertext=pyrage.encrypt(padded(text), [one.to_public()]),
        key=key,
        sc={holder: sha256(share) for holder, share in deal.items()},
        shares={
            holder: wrapped(terms, bidder, part, key, deal[holder], recipient)
            for holder, recipient in terms.holders.items()
        },
    )


def context(terms: Terms, bidder: str, part: str) -> Json:
    """Whose envelope, for which part of which box, by which terms: repeated inside every seal."""
    return {"v": V, "box": terms.box, "terms": terms.hash, "bidder": bidder, "part": part}


def padded(text: Json) -> bytes:
    """Canonical JSON, filled up inside `~pad`, which is sorted last, to a multiple of STEP bytes."""
    bare = memoryview(plain.canonical({**text, "~pad": ""}))
    return b"".join((bare[:-2], b"0" * (-len(bare) % STEP), bare[-2:]))


def wrapped(terms: Terms, bidder: str, part: str, key: str, share: bytes, recipient: str) -> str:
    text = plain.canonical({**context(terms, bidder, part), "key": key, "share": share.hex()})
    return base64.b64encode(pyrage.encrypt(text, [pyrage.x25519.Recipient.from_str(recipient)])).decode()


def unwrap_share(
    identity: str, terms: Terms, bidder: str, part: str, commitment: Mapping[str, Any], holder: str, blob: str
) -> bytes:
    """A holder's device: the share out of one share blob. Raises Closed when it must not be released."""
    what = f"bagian kunci penawaran {bidder}"
    try:
        sealed = base64.b64decode(blob, validate=True)
        text = parsed(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)]))
        share = bytes.fromhex(text["share"])
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError, KeyError, TypeError) as error:
        raise Closed(f"Kunci Anda tidak membuka {what}.") from error
    expected = {**context(terms, bidder, part), "key": commitment["key"]}
    if {name: value for name, value in text.items() if name != "share"} != expected:
        raise Closed(f"Isi {what} dibuat untuk sampul lain.")
    if sha256(share) != commitment["sc"][holder]:
        raise Closed(f"Isi {what} berbeda dari janji di log.")
    return share


def open_envelope(
    terms: Terms,
    bidder: str,
    part: str,
    commitment: Mapping[str, Any],
    ciphertext: File,
    shares: Mapping[str, bytes],
) -> Json:
    """The sealed data, after every check. `ciphertext` is read twice from its beginning, never whole;
    `shares`: holder -> share, each already equal to its commitment.

    Raises Closed with the reason. The same answer comes from any good shares: an envelope whose dealing
    was not honest for all holders is void, whoever opens it.
    """
    ciphertext.seek(0)
    if hashlib.file_digest(ciphertext, "sha256").hexdigest() != commitment["ct"]:
        raise Closed("Berkas sampul berbeda dari yang dijanjikan di log.")
    try:
        one = pyrage.x25519.Identity.from_str(dealing.joined(terms, shares).decode())
    except dealing.Missing as error:
        raise Closed("Bagian kunci yang dilepas belum cukup.") from error
    except (shamir.BadShares, pyrage.IdentityError, UnicodeDecodeError) as error:
        raise Closed("Bagian kunci tidak menghasilkan kunci: penawar membaginya dengan salah.") from error
    if str(one.to_public()) != commitment["key"]:
        raise Closed("Kunci yang didapat bukan kunci yang dijanjikan di log.")
    ciphertext.seek(0)
    text = decrypted(ciphertext, one)
    if {name: text.get(name) for name in context(terms, bidder, part)} != context(terms, bidder, part):
        raise Closed("Isi sampul dibuat untuk tender, bagian, atau penawar lain.")
    check_deal(terms, commitment, text.get("deal"), str(one).encode())
    data = text.get("data")
    if not isinstance(data, dict):
        raise Closed("Isi sampul bukan data penawaran.")
    return data


def decrypted(ciphertext: File, one: pyrage.x25519.Identity) -> Json:
    """The text. Raises Closed when that is no fault of the disk; else what the disk said."""
    source, clear = Source(ciphertext), io.BytesIO()
    try:
        pyrage.decrypt_io(source, clear, [one])
        return parsed(clear.getvalue())
    except (pyrage.DecryptError, OSError, ValueError) as error:
        if source.failed:
            raise source.failed from None
        raise Closed("Isi sampul rusak dan tidak dapat dibaca.") from error


class Source:
    """A file that remembers why it could not be read: age tells that and a wrong seal in the same words,
    and an honest bid would be void for ever because a disk faltered."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.failed: Exception | None = None

    def read(self, size: int = -1, /) -> bytes:
        try:
            return self.file.read(size)
        except Exception as error:
            self.failed = error
            raise


def check_deal(terms: Terms, commitment: Mapping[str, Any], deal: Any, secret: bytes) -> None:
    """Every share dealt is written down inside: it matches the log and gives this secret."""
    try:
        if not isinstance(deal, dict) or not all(HEX.fullmatch(share) for share in deal.values()):
            raise ValueError("bukan bagian kunci")
        dealt = {holder: bytes.fromhex(share) for holder, share in deal.items()}
        honest = dealing.honest(terms, commitment["sc"], dealt, secret)
    except (TypeError, ValueError) as error:
        raise Closed("Catatan pembagian kunci di dalam sampul rusak.") from error
    if not honest:
        raise Closed("Penawar membagi kunci dengan tidak jujur: tidak setiap pemegang dapat membukanya.")


def parsed(data: bytes) -> Json:
    """JSON from a stranger: one object that every reader reads alike, no floats, no endless nesting.

    Raises ValueError.
    """
    try:
        value = json.loads(
            data.decode(), object_pairs_hook=named, parse_float=refused, parse_constant=refused
        )
        plain.canonical(value)  # what has no canonical form has no place in the opening's record
    except (RecursionError, TypeError, UnicodeError) as error:
        raise ValueError("bukan JSON yang sah") from error
    if not isinstance(value, dict):
        raise ValueError("bukan objek JSON")
    return value


def named(pairs: list[tuple[str, Any]]) -> Json:
    """No name twice, and none that another language would sort elsewhere."""
    found = dict(pairs)
    if len(found) != len(pairs) or not all(name.isascii() for name in found):
        raise ValueError("nama ganda atau bukan ASCII")
    return found


def refused(number: str) -> NoReturn:
    raise ValueError(f"bilangan {number} tidak punya satu ejaan")
