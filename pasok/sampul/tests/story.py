"""One small committee, one box, its bidders: the plain builders of this room's tests."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pasok.sampul import acts, device, reads, store
from pasok.sampul.answers import Receipt
from pasok.sampul.dealing import Terms
from pasok.sampul.envelope import make_member_key

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
DEADLINE = NOON + timedelta(days=5)
AFTER = DEADLINE + timedelta(minutes=1)
KEY = "tender:ocds-pasok0-0001"


@dataclass
class Committee:
    """The holders of a box and their identities, which only they have."""

    key: str
    identities: dict[str, str]

    @property
    def parameters(self) -> dict[str, Any]:
        return reads.public_parameters(self.key)

    @property
    def terms(self) -> Terms:
        return Terms.of(self.parameters["terms"])

    def made(self, holder: str, part: str) -> dict[str, Any]:
        """The release that this holder's device makes of one part."""
        sheet = reads.sheet(self.key, part, holder)
        assert sheet is not None
        return device.release(sheet, self.identities[holder])

    def promise(self, *releases: dict[str, Any]) -> None:
        for one in releases:
            digest = device.promise(one)
            acts.promise(self.key, holder=one["holder"], part=one["part"], digest=digest, now=AFTER)

    def release(self, *holders: str, parts: tuple[str, ...] = ()) -> None:
        """All promise, then all reveal."""
        box = reads.box(self.key)
        assert box is not None
        given = [self.made(holder, part) for part in parts or box.parts for holder in holders]
        self.promise(*(one for one in given if not one["holder"].startswith("recovery:")))
        for one in given:
            acts.reveal(self.key, release=one, now=AFTER)


def a_box(
    key: str = KEY,
    *,
    clock: str = "replay",
    parts: tuple[str, ...] = ("penawaran",),
    closes_at: datetime = DEADLINE,
    members: int = 3,
    k: int = 2,
) -> Committee:
    identities = {}
    for number in range(1, members + 1):
        identity, recipient = make_member_key()
        identities[f"person:{number}"] = identity
        acts.enroll(key, actor_id=f"person:{number}", name=f"Anggota {number}", recipient=recipient)
    acts.open_box(
        key,
        ocid=key.split(":")[1],
        k=k,
        members=list(identities),
        parts=parts,
        closes_at=closes_at,
        documents_sha256="0" * 64,
        clock=clock,
        now=NOON,
    )
    return Committee(key, identities)


def a_bid(committee: Committee, bidder: str, price: str = "1000", **changes: Any) -> device.Bid:
    payload = {part: {"harga": price} for part in committee.parameters["open"]["body"]["terms"]["parts"]}
    return device.prepare_bid(committee.parameters, bidder, payload, **changes)


def stored(bid: device.Bid) -> device.Bid:
    for sha256, ciphertext in bid.ciphertexts.items():
        store.put(io.BytesIO(ciphertext), sha256)
    return bid


def send(key: str, bid: device.Bid, now: datetime | None = NOON) -> Receipt:
    stored(bid)
    return acts.commit(
        key, bidder=bid.leaf["bidder"], idem=bid.idem, leaf=bid.leaf, envelopes=bid.envelopes, now=now
    )


def opened(committee: Committee, *members: str) -> dict[int, Any]:
    """Close, release by these members (the first two if none is named), unseal."""
    acts.close(committee.key, now=AFTER)
    committee.release(*(members or ("person:1", "person:2")))
    return acts.unseal(committee.key, now=AFTER)
