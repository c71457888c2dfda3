"""One envelope: its commitment, the shares that match, and the four rules of opening (section 6)."""

import re
from dataclasses import dataclass
from typing import Any

import pyrage

from pasok_verify import shamir
from pasok_verify.canonical import Malformed, digest, loads, sha256, unbase64

Json = dict[str, Any]
LENGTH = 74
IDENTITY = re.compile(rb"AGE-SECRET-KEY-1[0-9A-Z]{58}")


class Void(Exception):
    """The envelope does not open; `code` is the reason's short name, the message says it."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True)
class Sealed:
    """What the log says about one part of one bid: its leaf, the terms it was dealt by, its commitment."""

    leaf: int
    box: str
    terms_hash: str
    terms: Json
    bidder: str
    part: str
    commitment: Json

    @property
    def members(self) -> list[str]:
        return [person["id"] for person in self.terms["members"]]

    @property
    def custodians(self) -> list[str]:
        return [person["id"] for person in self.terms["custodians"]]

    @property
    def recovery(self) -> list[str]:
        return [person["id"] for person in (self.terms["recovery"] or {"members": []})["members"]]

    def matches(self, holder: str, share: str) -> bool:
        return share != "" and self.commitment["sc"].get(holder) == sha256(bytes.fromhex(share))

    def enough(self, shares: dict[str, str], recovering: bool) -> bool:
        return (not self.custodians or any(holder in shares for holder in self.custodians)) and any(
            sum(holder in shares for holder in group) >= k for group, k in self._groups(recovering)
        )

    def _groups(self, recovering: bool) -> list[tuple[list[str], int]]:
        groups = [(self.members, self.terms["k"])]
        return (
            [*groups, (self.recovery, self.terms["recovery"]["k"])]
            if recovering and self.recovery
            else groups
        )

    def opened(
        self, ciphertext: str, blobs: dict[str, str], shares: dict[str, str], recovering: bool
    ) -> Json:
        """`data` of the bid. `shares` are the released ones that match `sc`. Raises Void."""
        raw = self._stored(ciphertext, blobs)
        identity = self._identity(shares, recovering)
        try:
            text = loads(pyrage.decrypt(raw, [identity]))
        except pyrage.DecryptError:
            raise Void("age", "amplop tidak dapat dibuka dengan kuncinya sendiri") from None
        except Malformed as error:
            raise Void("text", f"isinya {error}") from None
        if type(text) is not dict or type(text.get("data")) is not dict or type(text.get("deal")) is not dict:
            raise Void("text", "isinya bukan satu objek JSON dengan data dan pembagian kunci")
        context = {
            "v": 2,
            "box": self.box,
            "terms": self.terms_hash,
            "bidder": self.bidder,
            "part": self.part,
        }
        for name, wanted in context.items():
            if type(text.get(name)) is not type(wanted) or text[name] != wanted:
                raise Void("context", f"isinya dibuat untuk {name} lain: {str(text.get(name))[:80]}")
        self._dealt(text["deal"], str(identity))
        return dict(text["data"])

    def _stored(self, ciphertext: str, blobs: dict[str, str]) -> bytes:
        """Rule 1."""
        try:
            raw = unbase64(ciphertext)
        except Malformed as error:
            raise Void("ct", f"naskah sandi {error}") from None
        if sha256(raw) != self.commitment["ct"]:
            raise Void("ct", "naskah sandi bukan yang dicatat di log")
        if digest(blobs) != self.commitment["shares"]:
            raise Void("blobs", "bungkusan pecahan kunci bukan yang dicatat di log")
        return raw

    def _identity(self, shares: dict[str, str], recovering: bool) -> "pyrage.x25519.Identity":
        """Rule 2."""
        if not self.enough(shares, recovering):
            raise Void("few", "pecahan kunci yang cocok tidak cukup")
        second = next((bytes.fromhex(shares[one]) for one in self.custodians if one in shares), bytes(LENGTH))
        for group, k in self._groups(recovering):
            held = [shamir.read(bytes.fromhex(shares[one]), LENGTH) for one in group if one in shares]
            good = [share for share in held if share]
            first = shamir.combine(good[:k], k)
            if first and len(second) == LENGTH and (found := self._key(first, second)):
                return found
        raise Void("key", "pecahan kunci tidak menyusun kunci amplop yang dicatat di log")

    def _key(self, first: bytes, second: bytes) -> "pyrage.x25519.Identity | None":
        secret = _xor(first, second)
        if not IDENTITY.fullmatch(secret):
            return None
        try:
            identity = pyrage.x25519.Identity.from_str(secret.decode())
        except pyrage.IdentityError:
            return None
        return identity if str(identity.to_public()) == self.commitment["key"] else None

    def _dealt(self, deal: Json, secret: str) -> None:
        """Rule 4: the dealing is good for every holder, whoever releases."""
        sealed = self.commitment["sc"]
        if deal.keys() != sealed.keys() or not all(_hex(share) for share in deal.values()):
            raise Void("deal", "pembagian kunci di dalamnya tidak menyebut tepat semua pemegang")
        dealt = {holder: bytes.fromhex(share) for holder, share in deal.items()}
        for holder, share in dealt.items():
            if sha256(share) != sealed[holder]:
                raise Void("deal", f"pecahan kunci {holder} di dalamnya bukan yang dicatat di log")
        seconds = {dealt[one] for one in self.custodians} or {bytes(LENGTH)}
        second = seconds.pop()
        if seconds or len(second) != LENGTH:
            raise Void("deal", "para penjaga tidak diberi bagian yang sama")
        first = _xor(secret.encode(), second)
        for group, k in self._groups(True):
            shares = [shamir.read(dealt[one], LENGTH) for one in group]
            if shamir.combine([share for share in shares if share], k) != first or None in shares:
                raise Void("deal", "pecahan kunci tidak terletak pada satu garis: dibagi dengan salah")


def _xor(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one) ^ int.from_bytes(other)).to_bytes(LENGTH)


def _hex(value: object) -> bool:
    return type(value) is str and re.fullmatch(r"([0-9a-f]{2}){1,512}", value) is not None
