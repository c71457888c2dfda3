"""A box, everybody's devices, and what must be true of them, kept beside the real thing. For test_machine.py.

The database's clock stands still here and is moved by hand: a schema before `pg_catalog` in the search path
holds another `clock_timestamp`, so that the code under test asks exactly what it always asks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection

from pasok.kernel import seal as plain
from pasok.sampul import acts, answers, device, envelope, log, note, reads, witnesses
from pasok.sampul.acts.boxes import POLICY
from pasok.sampul.acts.holders import STATEMENT
from pasok.sampul.answers import Json, Receipt
from pasok.sampul.dealing import Terms, sha256
from pasok.sampul.tests.story import NOON
from pasok_witness.witness import Witness

KEY = "tender:ocds-pasok0-0001"
APIP = Ed25519PrivateKey.from_private_bytes(b"7" * 32)
KEEPER, LAST = "custodian:apip.kab", ("recovery:lkpp", "recovery:arsip", "recovery:apip")
MEMBERS, K = ("person:1", "person:2", "person:3"), 2
CLOCK = """
create schema elsewhere;
create function elsewhere.clock_timestamp() returns timestamptz language sql
    as $$ select current_setting('elsewhere.now')::timestamptz $$;
set local search_path to elsewhere, pg_catalog, public;
"""


def another_clock() -> None:
    """From here to the end of the transaction the database asks the hand that moves the clock."""
    with connection.cursor() as cursor:
        cursor.execute(CLOCK)


@dataclass(eq=False)
class Sent:
    """A sealed bid on the device of its bidder; `leaf` once it was taken."""

    bidder: str
    bid: device.Bid
    prices: dict[str, Json]  # part -> what is inside
    terms: Terms
    copied: bool = False  # somebody else's envelope under an own name
    leaf: int = -1


@dataclass
class World:
    """What has happened so far, by its own account."""

    folder: Path
    parts: tuple[str, ...]
    guarded: bool  # a custodian and a recovery group are dealt in
    quorum: int
    now: datetime = NOON
    deadline: datetime = NOON + timedelta(days=2)
    identities: dict[str, str] = field(default_factory=dict)
    enrolled: set[str] = field(default_factory=set)
    members: tuple[str, ...] = ()
    opened_for_bids: bool = False
    closed_at: int = -1
    late: int = 0  # refusals after the deadline: a story does not consist of them
    sealed: list[Sent] = field(default_factory=list)
    live: dict[str, Sent] = field(default_factory=dict)
    counting: dict[str, Sent] = field(default_factory=dict)  # `live` at the close
    receipts: list[Receipt] = field(default_factory=list)
    withdrawals: dict[str, tuple[str, Receipt]] = field(default_factory=dict)  # idem -> bidder, answer
    extensions: int = 0
    rekeys: int = 0
    trials: list[tuple[int, set[str]]] = field(default_factory=list)
    seen: int = 0  # size of the log that enough witnesses have signed
    admitted: dict[str, list[int]] = field(default_factory=dict)
    recovering: set[str] = field(default_factory=set)
    made: dict[tuple[str, str], Json] = field(default_factory=dict)  # part, holder -> its release
    promised: dict[tuple[str, str], str] = field(default_factory=dict)
    released: dict[tuple[str, str], Json] = field(default_factory=dict)
    results: dict[str, dict[int, Any]] = field(default_factory=dict)  # part -> what was opened

    def __post_init__(self) -> None:
        self.tell(self.now)
        settings.CLOCK_TOLERANCE = 1e9  # the guard of the clocks has tests of its own
        settings.CUSTODIANS = [note.verifier_key("apip.kab", APIP)] if self.guarded else []
        settings.RECOVERY = None
        if self.guarded:
            group = [{"id": one, "name": one, "recipient": self.new_key(one)} for one in LAST]
            settings.RECOVERY = {"k": 2, "members": group}
            acts.stock([note.sign_text(f"{STATEMENT}\n{self.new_key(KEEPER)}\n", "apip.kab", APIP)])
        self.witnesses = [
            Witness(f"saksi{n}.example", log.verifier_key(), self.folder / str(n)) for n in (1, 2)
        ]
        settings.WITNESSES = [one.verifier for one in self.witnesses]
        settings.WITNESS_QUORUM = self.quorum

    # the hand on the clock, and the keys

    def tell(self, now: datetime) -> None:
        self.now = now
        with connection.cursor() as cursor:
            cursor.execute("select set_config('elsewhere.now', %s, true)", [now.isoformat()])

    def new_key(self, holder: str) -> str:
        self.identities[holder], recipient = envelope.make_member_key()
        return recipient

    def attempt(self, refused: Sequence[type[Exception]], act: Callable[[], Any]) -> Any:
        """Do it. It must be refused by one of these and leave nothing; be done, where there is none."""
        before = log.size()
        try:
            answer = act()
        except answers.Refusal as refusal:
            assert isinstance(refusal, tuple(refused)), f"refused: {refusal.sentence}"
            assert refusal.sentence.endswith((".", "!")) and log.size() == before, (
                "I14: a refusal leaves no leaf"
            )
            self.late += self.closed or self.now >= self.deadline
            return None
        assert not refused, "taken, although it had to be refused"
        return answer

    # what the rules say must happen

    @property
    def closed(self) -> bool:
        return self.closed_at >= 0

    @property
    def witnessed(self) -> bool:
        return self.closed and (self.quorum == 0 or self.seen > self.closed_at)

    def shut(self) -> list[type[Exception]]:
        """Why nothing that belongs before the close is taken now; empty while it is."""
        if not self.opened_for_bids or self.closed:
            return [answers.Shut]
        return [answers.Late] if self.now >= self.deadline else []

    def terms(self) -> Terms:
        return Terms.of(reads.public_parameters(KEY)["terms"])

    def listed(self, part: str) -> list[int]:
        return self.admitted.get(part, sorted(one.leaf for one in self.counting.values()))

    def keepers(self) -> list[str]:
        return [*self.members, *([KEEPER] if self.guarded else [])]

    def promises_enough(self, part: str) -> bool:
        given = {holder for at, holder in self.promised if at == part}
        members = len(given & set(self.members)) >= K or part in self.recovering
        return members and (not self.guarded or KEEPER in given)

    def outcome(self, part: str, one: Sent) -> str:
        """What unsealing must make of this bid: open, void (never), or wait (until more holders come)."""
        shares = {
            holder: got["shares"][str(one.leaf)] for (at, holder), got in self.released.items() if at == part
        }
        good = {holder for holder, share in shares.items() if share}
        if self.suffices(good, one.terms, recovering=True):
            return "open"
        hopeful = good | (set(one.terms.holders) - set(shares))
        return "wait" if self.suffices(hopeful, one.terms, recovering=part in self.recovering) else "void"

    @staticmethod
    def suffices(holders: set[str], terms: Terms, *, recovering: bool) -> bool:
        members = len(holders & set(terms.members)) >= K
        group = recovering and len(holders & set(terms.recovery)) >= 2
        return (members or group) and (not terms.custodians or KEEPER in holders)

    # what devices do

    def open_box(self) -> None:
        if not self.opened_for_bids:
            self.deadline = self.now + timedelta(days=2)
        acts.open_box(
            KEY, ocid="ocds-pasok0-0001", k=K, members=MEMBERS, parts=self.parts, closes_at=self.deadline,
            documents_sha256="0" * 64, policy=POLICY | {"custodian": self.guarded},
        )  # fmt: skip
        self.opened_for_bids, self.members = True, MEMBERS

    def seal(self, bidder: str, price: int, replaces: int | None) -> Sent:
        inside = {part: {"fields": {"total": str(price), "bagian": part}} for part in self.parts}
        parameters = reads.public_parameters(KEY)
        bid = device.prepare_bid(parameters, bidder, inside, replaces=replaces, log=log.verifier_key())
        self.sealed.append(Sent(bidder, bid, inside, Terms.of(parameters["terms"])))
        return self.sealed[-1]

    def copy(self, one: Sent, thief: str) -> Sent:
        """The sealed bytes of one bidder, sent by another under an own name."""
        leaf = {**one.bid.leaf, "bidder": thief, "replaces": None}
        bid = device.Bid(plain.digest(leaf), leaf, one.bid.envelopes, one.bid.ciphertexts)
        self.sealed.append(Sent(thief, bid, one.prices, one.terms, copied=True))
        return self.sealed[-1]

    def trial_secret(self, member: str) -> str | None:
        """What the member's device reads out of the newest trial; None where its key is not the one."""
        found = reads.trial(KEY, member)
        try:
            return device.proved(self.identities[member], found["sealed"]) if found else None
        except envelope.Closed:
            return None

    def look(self, who: Sequence[int]) -> None:
        """These witnesses see the newest head; each signs it after a proof that it continues its last."""
        size = log.size()
        for one in (self.witnesses[place] for place in who):
            known = one.tree.size
            proof = reads.consistency(known, size) if 0 < known < size else []
            added = [entry["leaf_hash"] for entry in reads.entries(known, size)]
            line = one.cosign(reads.checkpoint(), proof, added, int(self.now.timestamp()))
            witnesses.add(f"{reads.checkpoint()}{line}\n", now=self.now)
        if sum(one.tree.size == size for one in self.witnesses) >= self.quorum > 0:
            self.seen = size

    def release(self, part: str, holder: str, lie: bool) -> Json | None:
        """What this holder's device makes of its sheet; None where it refuses to release anything."""
        if (part, holder) in self.made:
            return self.made[part, holder]
        sheet = reads.sheet(KEY, part, holder)
        assert sheet is None or self.closed, "the sealed shares are shown after the close, not before"
        if sheet is None or holder not in self.identities:
            return None
        try:
            made = device.release(sheet, self.identities[holder], witnesses=settings.WITNESSES)
        except device.Untrue:
            assert not self.witnessed, "the device refuses only what witnesses have not seen"
            return None
        except envelope.Closed:
            own = str(pyrage.x25519.Identity.from_str(self.identities[holder]).to_public())
            assert all(own != one.terms.holders.get(holder) for one in self.counting.values())
            return None
        assert self.witnessed, "I3: no share leaves a device before witnesses have seen the close"
        if lie and made["shares"]:
            leaf = next(iter(made["shares"]))
            made = {**made, "shares": {**made["shares"], leaf: sha256(made["nonce"].encode())}}
        self.made[part, holder] = made
        return made
