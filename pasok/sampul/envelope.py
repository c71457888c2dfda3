"""One sealed envelope, on the bidder's device and on a member's. Pure; age does the encryption.

The bidder deals the key: a throw-away age identity seals the text, its secret is split among the members,
each share sealed to one member. What stops copying and moving a sealed bid stands inside the seals.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import pyrage

from pasok.kernel import seal as plain
from pasok.sampul import shamir

V = 1
STEP = 4096  # sealed texts are padded to multiples of this: the size tells little
Json = dict[str, Any]


class Closed(ValueError):
    """An envelope or a share that does not open; the message is an Indonesian sentence saying why."""


@dataclass(frozen=True)
class Terms:
    """What a device must know of a box. All of it comes from the `open` leaf, and is bound by its hash."""

    box: str
    open: str  # leaf hash of the `open` leaf, hex
    k: int
    members: Mapping[str, str]  # actor id -> age recipient
    parts: tuple[str, ...]

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> "Terms":
        """From the public parameters of a box (`reads.public_parameters`)."""
        body = parameters["open"]["body"]
        members = {member["id"]: member["recipient"] for member in body["members"]}
        return cls(body["box"], parameters["open"]["leaf_hash"], body["k"], members, tuple(body["parts"]))


@dataclass(frozen=True)
class Envelope:
    """One part, sealed."""

    part: str
    ciphertext: bytes
    key: str  # age recipient of the throw-away identity: commits to the secret
    sc: Mapping[str, str]  # member -> SHA-256 of the share dealt to them
    shares: Mapping[str, str]  # member -> the share sealed to them, base64

    def commitment(self) -> Json:
        """What the leaf says of this part."""
        return {
            "ct": sha256(self.ciphertext),
            "size": len(self.ciphertext),
            "key": self.key,
            "shares": plain.digest(self.shares),
            "sc": dict(self.sc),
        }


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def make_member_key() -> tuple[str, str]:
    """A fresh (identity, recipient) for one member of one box. The identity never leaves the device bare."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def seal(box: Mapping[str, Any], bidder: str, part: str, data: Json) -> Envelope:
    """Seal `data` (JSON without floats) for one part of the box with these public parameters."""
    terms = Terms.of(box)
    one = pyrage.x25519.Identity.generate()
    key = str(one.to_public())
    dealt = shamir.split(str(one).encode(), len(terms.members), terms.k)
    deal = dict(zip(terms.members, dealt, strict=True))
    text = {
        **context(terms, bidder, part),
        "nonce": secrets.token_hex(32),
        "deal": {member: share.hex() for member, share in deal.items()},
        "data": data,
    }
    return Envelope(
        part=part,
        ciphertext=pyrage.encrypt(padded(text), [one.to_public()]),
        key=key,
        sc={member: sha256(share) for member, share in deal.items()},
        shares={
            member: wrapped(terms, bidder, part, key, share, terms.members[member])
            for member, share in deal.items()
        },
    )


def context(terms: Terms, bidder: str, part: str) -> Json:
    """Whose envelope, for which part of which box: repeated inside every seal."""
    return {"v": V, "box": terms.box, "open": terms.open, "bidder": bidder, "part": part}


def padded(text: Json) -> bytes:
    """Canonical JSON, filled up inside `~pad` to a multiple of STEP bytes."""
    bare = plain.canonical({**text, "~pad": ""})
    return plain.canonical({**text, "~pad": "0" * (-len(bare) % STEP)})


def wrapped(terms: Terms, bidder: str, part: str, key: str, share: bytes, recipient: str) -> str:
    text = plain.canonical({**context(terms, bidder, part), "key": key, "share": share.hex()})
    return base64.b64encode(pyrage.encrypt(text, [pyrage.x25519.Recipient.from_str(recipient)])).decode()


def unwrap_share(identity: str, box: Mapping[str, Any], envelope: Mapping[str, Any]) -> bytes:
    """A member's device: the share out of one sealed share. Raises Closed when it must not be released.

    `envelope`: {"leaf", "part", "bidder", "key", "sc", "share"}, the member's line of `reads.shares_for`.
    """
    terms = Terms.of(box)
    what = f"bagian kunci penawaran {envelope['leaf']}"
    try:
        blob = base64.b64decode(envelope["share"], validate=True)
        text = parsed(pyrage.decrypt(blob, [pyrage.x25519.Identity.from_str(identity)]))
        share = bytes.fromhex(text["share"])
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError, KeyError, TypeError) as error:
        raise Closed(f"Kunci Anda tidak membuka {what}.") from error
    expected = {**context(terms, envelope["bidder"], envelope["part"]), "key": envelope["key"]}
    if {name: value for name, value in text.items() if name != "share"} != expected:
        raise Closed(f"Isi {what} dibuat untuk sampul lain.")
    if sha256(share) != envelope["sc"]:
        raise Closed(f"Isi {what} berbeda dari janji di log.")
    return share


def open_envelope(
    terms: Terms,
    bidder: str,
    part: str,
    commitment: Mapping[str, Any],
    ciphertext: bytes,
    shares: list[bytes],
) -> Json:
    """The sealed data, after every check. `shares`: k or more, each already equal to its commitment.

    Raises Closed with the reason. The same answer comes from any k good shares: an envelope whose dealing
    was not honest for all members is void, whoever opens it.
    """
    if sha256(ciphertext) != commitment["ct"]:
        raise Closed("Berkas sampul berbeda dari yang dijanjikan di log.")
    try:
        one = pyrage.x25519.Identity.from_str(shamir.combine(shares[: terms.k]).decode())
    except (shamir.BadShares, pyrage.IdentityError, UnicodeDecodeError) as error:
        raise Closed("Bagian kunci tidak menghasilkan kunci: penawar membaginya dengan salah.") from error
    if str(one.to_public()) != commitment["key"]:
        raise Closed("Kunci yang didapat bukan kunci yang dijanjikan di log.")
    try:
        text = parsed(pyrage.decrypt(ciphertext, [one]))
    except (pyrage.DecryptError, ValueError) as error:
        raise Closed("Isi sampul rusak dan tidak dapat dibaca.") from error
    if {name: text.get(name) for name in context(terms, bidder, part)} != context(terms, bidder, part):
        raise Closed("Isi sampul dibuat untuk tender, bagian, atau penawar lain.")
    check_deal(terms, commitment, text.get("deal"), str(one).encode())
    data = text.get("data")
    if not isinstance(data, dict):
        raise Closed("Isi sampul bukan data penawaran.")
    return data


def check_deal(terms: Terms, commitment: Mapping[str, Any], deal: Any, secret: bytes) -> None:
    """The bidder wrote down every share dealt: they match the log and any k of them give this secret."""
    try:
        dealt = {member: bytes.fromhex(share) for member, share in dict(deal or {}).items()}
    except (TypeError, ValueError) as error:
        raise Closed("Catatan pembagian kunci di dalam sampul rusak.") from error
    shares = list(dealt.values())
    honest = (
        {member: sha256(share) for member, share in dealt.items()} == commitment["sc"]
        and shamir.fit(shares, terms.k)
        and shamir.combine(shares[: terms.k]) == secret
    )
    if not honest:
        raise Closed("Penawar membagi kunci dengan tidak jujur: tidak setiap anggota dapat membukanya.")


def parsed(data: bytes) -> Json:
    """JSON from a stranger: one object, no floats, no endless nesting. Raises ValueError."""
    try:
        value = json.loads(data, parse_float=refused, parse_constant=refused)
        plain.canonical(value)  # what has no canonical form has no place in the opening's record
    except (RecursionError, TypeError, UnicodeError) as error:
        raise ValueError("bukan JSON yang sah") from error
    if not isinstance(value, dict):
        raise ValueError("bukan objek JSON")
    return value


def refused(number: str) -> NoReturn:
    raise ValueError(f"bilangan {number} tidak punya satu ejaan")
