"""One function per act of a practice. The box, the log, the opening and the arithmetic are the real ones."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from pasok.kernel import seal
from pasok.kernel.actor import Actor
from pasok.kernel.machine import Refused
from pasok.kernel.money import plain
from pasok.kernel.tongue import mark, say
from pasok.law import lookup as law
from pasok.ledger.performing import born, performing
from pasok.sampul import acts as sampul
from pasok.sampul import device, envelope
from pasok.sampul import reads as sealed
from pasok.sampul.answers import Opened
from pasok.tenders import handing
from pasok.tenders import machine as table
from pasok.tenders.acts.bids import receipt
from pasok.tenders.models import Practice
from pasok.tenders.rules import offer, prices
from pasok.tenders.rules.practice import place
from pasok.tenders.rules.practice import table as exercises

HOUSE = ("house:1", "house:2")  # the Pokja of a practice: it opens by itself at the deadline
RUNNING = ("open", "sealed")


def begin(exercise: str, *, actor: Actor, now: datetime | None = None, clock: str = "real") -> Practice:
    """A box of one's own for one exercise. One practice at a time; anybody with a business may.

    Raises Refused for an unknown exercise, for who has no business, and while another one runs.
    """
    if not actor.supplier:
        raise refuse("submit", say("Daftarkan usaha Anda dahulu, lalu mulai latihan."))
    if exercise not in exercises():
        raise refuse("submit", say("Latihan ini tidak ada. Pilih salah satu dari daftar."))
    if Practice.objects.filter(supplier_id=int(actor.supplier), state__in=RUNNING).exists():
        raise refuse("submit", say("Selesaikan dahulu latihan Anda yang masih berjalan."))
    began = now or timezone.now()
    practice = Practice(
        ocid=f"supplier:{actor.supplier}", supplier_id=int(actor.supplier), exercise=exercise, clock=clock,
        began_at=began, closes_at=began + timedelta(minutes=settings.PRACTICE_MINUTES),
        vat_pct=law.rule("vat_effective_non_luxury", on=timezone.localdate(began)).number,
    )  # fmt: skip
    with born(table.practice, practice, actor=actor, now=now) as deed:
        make_box(practice, deed.at)
        deed.note(exercise=exercise)
    return practice


def make_box(practice: Practice, at: datetime) -> None:
    for number, member in enumerate(HOUSE, start=1):
        practice.keys[member], recipient = envelope.make_member_key()
        name = f"Latihan {number}"
        sampul.enroll(practice.box_key, actor_id=member, name=name, recipient=recipient)
    practice.save(update_fields=["keys"])
    sampul.open_box(
        practice.box_key,
        ocid=practice.ocid,
        k=len(HOUSE),
        members=HOUSE,
        parts=handing.PARTS,
        alone=True,
        closes_at=practice.closes_at,
        documents_sha256=seal.digest({"exercise": practice.exercise}),
        clock=practice.clock,
        now=handing.moment(practice, at),
    )


def submit(practice: Practice, *, actor: Actor, now: datetime | None = None, **sent: Any) -> dict[str, Any]:
    return send("submit", practice, actor, now, **sent)


def replace(practice: Practice, *, actor: Actor, now: datetime | None = None, **sent: Any) -> dict[str, Any]:
    return send("replace", practice, actor, now, **sent)


def send(
    name: str,
    practice: Practice,
    actor: Actor,
    now: datetime | None,
    *,
    idem: str,
    leaf: Mapping[str, Any],
    envelopes: Mapping[str, Any],
) -> dict[str, Any]:
    """As for a bid: the same `idem` again gives the same receipt, at any time."""
    box, bidder = practice.box_key, str(practice.supplier_id)
    if actor.supplier == bidder and (again := sealed.receipt_for(box, bidder=bidder, idem=idem)):
        return receipt(practice, again)
    with performing(table.practice, name, practice, actor=actor, now=now) as deed:
        with handing.refusing(table.practice, name):
            given = sampul.commit(
                box, bidder=bidder, idem=idem, leaf=dict(leaf), envelopes=dict(envelopes),
                now=handing.moment(practice, deed.at),
            )  # fmt: skip
        practice.leaf = given.index
        deed.note(leaf=given.index, leaf_hash=given.leaf_hash)
    return receipt(practice, given)


def open_bid(practice: Practice, *, actor: Actor, now: datetime | None = None) -> None:
    """Close the box, join the house's shares, read the offer and set it beside the rivals."""
    with performing(table.practice, "open_bid", practice, actor=actor, now=now) as deed:
        at = handing.moment(practice, deed.at)
        with handing.refusing(table.practice, "open_bid"):
            sampul.close(practice.box_key, now=at)
            give_shares(practice, at)
            found = sampul.unseal(practice.box_key, now=at)
        what = found.get(practice.leaf or -1)
        if isinstance(what, Opened):
            weigh(practice, what.parts)
        else:
            practice.fallen_reason = what.reason if what else mark("Penawaran latihan tidak ada di log.")
        deed.note(place=practice.place, fallen=practice.fallen_reason)


def give_shares(practice: Practice, at: datetime | None) -> None:
    key = practice.box_key
    made = [
        device.release(sealed.sheet(key, part, member) or {}, identity)
        for part in handing.PARTS
        for member, identity in practice.keys.items()
    ]
    for one in made:
        sampul.promise(key, holder=one["holder"], part=one["part"], digest=device.promise(one), now=at)
    for one in made:
        sampul.reveal(key, release=one, now=at)


def weigh(practice: Practice, parts: Mapping[str, Any]) -> None:
    """Corrected as the law says; above the HPS it falls; else its place among the rivals."""
    sheet = practice.sheet
    try:
        held = offer.parse(offer.joined(parts))
    except offer.BadOffer as bad:
        practice.fallen_reason = str(bad)
        return
    fixed = prices.correct("unit_price", held.total, sheet.bill, held.unit_prices, practice.vat_pct)
    practice.offered, practice.price, practice.notes = held.total, fixed.total, list(fixed.notes)
    practice.unit_prices = {str(n): plain(p) for n, p in held.unit_prices.items()}
    practice.papers = len(held.files)
    if why := offer.no_price(fixed.total):
        practice.price, practice.fallen_reason = None, why
    elif prices.above_hps(fixed.total, sheet.hps):
        practice.fallen_reason = mark("Harga penawaran terkoreksi di atas HPS (Perpres 16/2018 Ps 26(5)b).")
    else:
        practice.place = place(fixed.total, sheet.rivals)


def lapse(practice: Practice, *, actor: Actor, now: datetime | None = None) -> None:
    with (
        performing(table.practice, "lapse", practice, actor=actor, now=now) as deed,
        handing.refusing(table.practice, "lapse"),
    ):
        sampul.close(practice.box_key, now=handing.moment(practice, deed.at))


def refuse(name: str, sentence: str) -> Refused:
    act = table.practice.act(name)
    if act is None:
        raise LookupError(name)
    return Refused(act, (sentence,))
