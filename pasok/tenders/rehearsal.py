"""Plays the people of a tender through the doors: for the story, the replay, the demonstration and the tests.

Nothing here is a short cut. Each step is the act a person would do, with the device of that person in Python.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from pasok.kernel.actor import CLOCK, Actor
from pasok.kernel.money import plain
from pasok.sampul import acts as boxes
from pasok.sampul import device, envelope, store
from pasok.sampul import reads as sampul
from pasok.tenders import acts, handing
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.models import Bid, Tender
from pasok.tenders.rules import schedule
from pasok.tenders.rules.bids import STAGES
from pasok.tenders.rules.facts import Window

MINUTE = timedelta(minutes=1)
MEND = "Cocokkan tiap syarat di dokumen tender dengan berkas Anda sebelum menyegel penawaran."


@dataclass
class Committee:
    """A Pokja with the secret halves of its keys, as its members' phones hold them."""

    members: Sequence[Actor]
    identities: dict[str, str] = field(default_factory=dict)  # actor id -> age identity
    held: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # actor id -> releases, promised
    passphrase: str = ""  # locks the secret halves for the server to keep; without it only we hold them
    wrap: Callable[[str, str], str] = device.wrap_identity  # (identity, passphrase) -> what the server keeps
    custodian: Callable[[str], list[dict[str, Any]]] = lambda box: []  # what it gives of this box

    @property
    def chair(self) -> Actor:
        return self.members[0]

    def agree(self, tender: Tender, now: datetime) -> None:
        for member in self.members:
            acts.agree(tender, actor=member, now=now)

    def enroll(self, tender: Tender, now: datetime) -> None:
        for member in self.members:
            identity, recipient = envelope.make_member_key()
            self.identities[member.id] = identity
            wrapped = self.wrap(identity, self.passphrase) if self.passphrase else ""
            acts.enroll_key(tender, actor=member, recipient=recipient, wrapped=wrapped, now=now)

    def prepare(
        self,
        tender: Tender,
        now: datetime,
        *,
        windows: Mapping[str, Window] | None = None,
        reason: str = "",
        **document: Any,
    ) -> None:
        """From the PPK's proposal to the tender that only waits to be announced."""
        self.agree(tender, now)
        acts.accept(tender, actor=self.chair, now=now)
        acts.write_document(tender, actor=self.chair, now=now, **document)
        planned = windows or schedule.propose(now, tender.law_on, tender.zone)
        acts.set_schedule(tender, actor=self.chair, windows=planned, reason=reason, now=now)
        self.enroll(tender, now)
        self.agree(tender, now)

    def announce(self, tender: Tender, now: datetime, **prepared: Any) -> None:
        """From the PPK's proposal to the announcement at `now`. `prepared`: what `prepare` takes."""
        self.prepare(tender, now, **prepared)
        acts.publish(tender, actor=self.chair, now=now)

    def open(self, tender: Tender, now: datetime) -> None:
        """As many members as the box needs give their shares, and so does the custodian; the chair opens."""
        others, opens = self.custodian(tender.box_key), self.members[: tender.threshold]
        for member in opens:
            self.promise(tender, member, now)
        for one in others:
            digest = device.promise(one)
            boxes.promise(one["box"], holder=one["holder"], part=one["part"], digest=digest, now=now)
        for member in opens:
            self.release(tender, member, now)
        for one in others:
            boxes.reveal(one["box"], release=one, now=now)
        acts.open_bids(tender, actor=self.chair, now=now)

    def prove(self, tender: Tender, now: datetime) -> None:
        """The trial opening: every member's device opens what was sealed to it."""
        acts.try_keys(tender, actor=CLOCK, now=now)
        for member in self.members:
            asked = sampul.trial(tender.box_key, member.id) or {}
            secret = device.proved(self.identities[member.id], asked["sealed"])
            acts.prove_key(tender, actor=member, secret=secret, now=now)

    def promise(self, tender: Tender, member: Actor, now: datetime) -> None:
        """The member's device opens its shares, keeps them, and tells their digests."""
        self.held[member.id] = self.made(tender, member)
        promises = {one["part"]: device.promise(one) for one in self.held[member.id]}
        acts.promise(tender, actor=member, promises=promises, now=now)

    def release(self, tender: Tender, member: Actor, now: datetime) -> None:
        acts.release(tender, actor=member, releases=self.held[member.id], now=now)

    def made(self, tender: Tender, member: Actor) -> list[dict[str, Any]]:
        """What this member's device gives back of each part."""
        found = []
        for part in handing.PARTS:
            sheet = sampul.sheet(tender.box_key, part, member.id)
            if sheet is None:
                raise LookupError(f"{member.id} tidak memegang kunci {tender.box_key}")
            found.append(device.release(sheet, self.identities[member.id]))
        return found

    def judge(self, tender: Tender, now: datetime, fallen: Mapping[int, str] | None = None) -> None:
        """Every opened bid through every stage; those named in `fallen` (bid pk -> reason) fall."""
        for bid in tender.bids.filter(state="opened").order_by("price", "pk"):
            if fallen and bid.pk in fallen:
                bid_acts.fall(bid, actor=self.chair, reason=fallen[bid.pk], mend=MEND, now=now)
                continue
            for _ in STAGES:
                bid_acts.assess(bid, actor=self.chair, now=now)

    def decide(self, tender: Tender, now: datetime) -> None:
        self.agree(tender, now)
        acts.choose_winner(tender, actor=self.chair, now=now)
        acts.announce_winner(tender, actor=self.chair, now=now + MINUTE)


def seal(
    tender: Tender,
    supplier: str,
    total: Decimal,
    unit_prices: Mapping[int, Decimal] | None = None,
    files: Iterable[Mapping[str, Any]] = (),
    **answers: str,
) -> device.Bid:
    """What the bidder's device makes of an offer: sealed, its ciphertexts stored, ready to commit."""
    fields = {f"unit_price_{number}": plain(price) for number, price in (unit_prices or {}).items()}
    return sealed_as(tender, supplier, {"total": plain(total)}, {**answers, **fields}, list(files))


def sealed_as(tender: Tender, supplier: str, price: Any, fields: Any, files: Any) -> device.Bid:
    """Sealed and stored, whatever these say."""
    payload = {"harga": {"fields": price}, "dokumen": {"fields": fields, "files": files}}
    sealed = device.prepare_bid(sampul.public_parameters(tender.box_key), supplier, payload)
    for digest, ciphertext in sealed.ciphertexts.items():
        store.put(BytesIO(ciphertext), digest)
    return sealed


def register(tender: Tender, actor: Actor, now: datetime) -> Bid:
    acts.register(tender, actor=actor, now=now)
    return tender.bids.get(supplier_id=int(actor.supplier))


def offer(
    tender: Tender,
    actor: Actor,
    total: Decimal,
    now: datetime,
    unit_prices: Mapping[int, Decimal] | None = None,
    files: Iterable[Mapping[str, Any]] = (),
    **answers: str,
) -> tuple[Bid, dict[str, Any]]:
    """Register if need be, seal, send. Returns the bid and the answer with its receipt."""
    known = tender.bids.filter(supplier_id=int(actor.supplier)).first()
    bid = known or register(tender, actor, now)
    sealed = seal(tender, actor.supplier, total, unit_prices, files, **answers)
    send = bid_acts.replace if bid.state == "sealed" else bid_acts.submit
    answer = send(bid, actor=actor, idem=sealed.idem, leaf=sealed.leaf, envelopes=sealed.envelopes, now=now)
    return bid, answer


def a_paper(name: str, text: str) -> dict[str, Any]:
    """A small file as a phone would send it."""
    content = text.encode()
    return {
        "name": name,
        "type": "text/plain",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "base64": base64.b64encode(content).decode(),
    }
