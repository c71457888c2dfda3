"""How the secret of an envelope is dealt, joined again, and how a dealing is judged. Pure.

secret = s1 XOR s2. s1 is split among the members (any k) and, apart from them, among the recovery group;
every custodian gets s2 whole. Without custodians s2 is nothing but zeros.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pasok.sampul import shamir

Json = dict[str, Any]


class Missing(ValueError):
    """Too few shares: nothing can be said of the secret."""


@dataclass(frozen=True)
class Terms:
    """What a device must know of a box. All of it comes from a terms leaf, and is bound by its hash."""

    box: str
    hash: str  # leaf hash of the `open` or `rekey` leaf, hex
    k: int
    members: Mapping[str, str]  # holder -> age recipient
    parts: tuple[str, ...]
    custodians: Mapping[str, str] = field(default_factory=dict)
    recovery: Mapping[str, str] = field(default_factory=dict)
    recovery_k: int = 0

    @classmethod
    def of(cls, leaf: Mapping[str, Any]) -> "Terms":
        """From a terms leaf as others see it: {"body", "leaf_hash", …}."""
        said = leaf["body"]["terms"]
        group = said["recovery"] or {"k": 0, "members": []}
        members, custodians, recovery = (
            {one["id"]: one["recipient"] for one in ones}
            for ones in (said["members"], said["custodians"], group["members"])
        )
        return cls(
            box=leaf["body"]["box"],
            hash=leaf["leaf_hash"],
            k=said["k"],
            members=members,
            parts=tuple(said["parts"]),
            custodians=custodians,
            recovery=recovery,
            recovery_k=group["k"],
        )

    @property
    def holders(self) -> dict[str, str]:
        """Everybody who is dealt something: holder -> age recipient."""
        return {**self.members, **self.custodians, **self.recovery}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def deal(terms: Terms, secret: bytes) -> dict[str, bytes]:
    """holder -> what it is dealt of this secret."""
    s2 = secrets.token_bytes(len(secret)) if terms.custodians else bytes(len(secret))
    s1 = shamir.xor(secret, s2)
    dealt = dict(zip(terms.members, shamir.split(s1, len(terms.members), terms.k), strict=True))
    dealt |= dict.fromkeys(terms.custodians, s2)
    if terms.recovery:
        again = shamir.split(s1, len(terms.recovery), terms.recovery_k)
        dealt |= dict(zip(terms.recovery, again, strict=True))
    return dealt


def joined(terms: Terms, shares: Mapping[str, bytes]) -> bytes:
    """The secret from shares that match their commitments. Raises Missing, or shamir.BadShares."""
    s1 = half(terms, shares)
    if not terms.custodians:
        return s1
    halves = [shares[one] for one in terms.custodians if one in shares]
    if not halves:
        raise Missing("custodian")
    if len(halves[0]) != len(s1):
        raise shamir.BadShares("Bagian kunci tidak sepadan.")
    return shamir.xor(s1, halves[0])


def half(terms: Terms, shares: Mapping[str, bytes]) -> bytes:
    """s1: from the members if they are enough, else from the recovery group."""
    for group, k in ((terms.members, terms.k), (terms.recovery, terms.recovery_k)):
        given = [shares[one] for one in group if one in shares]
        if k and len(given) >= k:
            return shamir.combine(given[:k])
    raise Missing("members")


def honest(terms: Terms, sc: Mapping[str, str], dealt: Mapping[str, bytes], secret: bytes) -> bool:
    """Whether a dealing is what the log says, and gives this secret to whoever of the holders opens it."""
    if {holder: sha256(share) for holder, share in dealt.items()} != dict(sc):
        return False
    s2 = {dealt[one] for one in terms.custodians} or {bytes(len(secret))}
    if len(s2) != 1 or len(next(iter(s2))) != len(secret):
        return False
    s1 = shamir.xor(secret, next(iter(s2)))
    groups = [(terms.members, terms.k), (terms.recovery, terms.recovery_k)]
    return all(gives([dealt[one] for one in group], k, s1) for group, k in groups if group)


def gives(shares: list[bytes], k: int, secret: bytes) -> bool:
    return shamir.fit(shares, k) and shamir.combine(shares[:k]) == secret
