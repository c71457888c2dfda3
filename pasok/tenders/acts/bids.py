"""One function per act of the bid's machine."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from pasok.kernel import seal
from pasok.kernel.actor import Actor
from pasok.kernel.machine import Refused
from pasok.kernel.money import plain
from pasok.kernel.tongue import mark
from pasok.ledger.performing import performing
from pasok.sampul import acts as sampul
from pasok.sampul import reads as sealed
from pasok.tenders import handing, papers
from pasok.tenders import machine as table
from pasok.tenders.models import Assessment, Bid
from pasok.tenders.rules import offer, prices
from pasok.tenders.rules.bids import STAGES


def submit(
    bid: Bid,
    *,
    actor: Actor,
    idem: str,
    leaf: Mapping[str, Any],
    envelopes: Mapping[str, Any],
    now: datetime | None = None,
) -> dict[str, Any]:
    """Commit a sealed bid to the log. The same `idem` again gives the same receipt, at any time."""
    return send("submit", bid, actor, idem, leaf, envelopes, now)


def replace(
    bid: Bid,
    *,
    actor: Actor,
    idem: str,
    leaf: Mapping[str, Any],
    envelopes: Mapping[str, Any],
    now: datetime | None = None,
) -> dict[str, Any]:
    """A later envelope takes the place of the earlier one; both stay in the log, only the last is opened."""
    return send("replace", bid, actor, idem, leaf, envelopes, now)


def send(
    name: str,
    bid: Bid,
    actor: Actor,
    idem: str,
    leaf: Mapping[str, Any],
    envelopes: Mapping[str, Any],
    now: datetime | None,
) -> dict[str, Any]:
    box, bidder = bid.tender.box_key, str(bid.supplier_id)
    if actor.supplier == bidder and (again := sealed.receipt_for(box, bidder=bidder, idem=idem)):
        return receipt(bid, again)
    with performing(table.bid, name, bid, actor=actor, now=now) as deed:
        handing.hold(bid.tender)
        bid.qualification = handing.declared(bidder)
        with handing.refusing(table.bid, name):  # from here on the whole log waits for this transaction
            given = sampul.commit(
                box,
                bidder=bidder,
                idem=idem,
                leaf=dict(leaf),
                envelopes=dict(envelopes),
                now=handing.moment(bid.tender, deed.at),
            )
        bid.leaf, bid.submitted_at = given.index, given.at
        deed.note(leaf=given.index, leaf_hash=given.leaf_hash)
    return receipt(bid, given)


def receipt(bid: Bid, given: Any) -> dict[str, Any]:
    return {"receipt": given.plain(), "fingerprint": given.fingerprint, "location": bid.get_absolute_url()}


def withdraw(bid: Bid, *, actor: Actor, now: datetime | None = None) -> None:
    """Before the deadline; the envelope is never opened."""
    with performing(table.bid, "withdraw", bid, actor=actor, now=now) as deed:
        handing.hold(bid.tender)
        with handing.refusing(table.bid, "withdraw"):
            given = sampul.withdraw(
                bid.tender.box_key,
                bidder=str(bid.supplier_id),
                idem=seal.digest(["withdraw", bid.key, bid.leaf]),
                now=handing.moment(bid.tender, deed.at),
            )
        bid.leaf = None
        deed.note(leaf=given.index)


def unseal(bid: Bid, *, actor: Actor, parts: Mapping[str, Any], now: datetime | None = None) -> None:
    """Write what the envelope held, corrected by the law. Junk falls; so does a price above the HPS."""
    try:
        held = offer.parse(offer.joined(parts))
    except offer.BadOffer as bad:
        return spoil(bid, actor=actor, reason=str(bad), now=now)
    tender = bid.tender
    bill = handing.bill(tender)
    fixed = prices.correct(tender.contract_kind, held.total, bill, held.unit_prices, tender.vat_pct)
    if why := offer.no_price(fixed.total):
        return spoil(bid, actor=actor, reason=why, now=now)
    with performing(table.bid, "unseal", bid, actor=actor, now=now) as deed:
        bid.offered, bid.price, bid.notes = held.total, fixed.total, list(fixed.notes)
        bid.unit_prices = {str(n): plain(p) for n, p in held.unit_prices.items()}
        bid.answers, bid.tkdn = held.answers, held.tkdn
        with handing.refusing(table.bid, "unseal"):
            bid.documents = [papers.keep(paper) for paper in held.files]
        papers.look_later(bid)
        deed.note(offered=plain(held.total), price=plain(fixed.total), notes=bid.notes)
    if prices.above_hps(bid.price, tender.hps):
        exceed(bid, actor=actor, now=now)
    return None


def exceed(bid: Bid, *, actor: Actor, now: datetime | None = None) -> None:
    """The HPS is the ceiling: the law leaves no choice."""
    with performing(table.bid, "exceed", bid, actor=actor, now=now) as deed:
        bid.fallen_stage = "price"
        bid.fallen_reason = mark("Harga penawaran terkoreksi di atas HPS (Perpres 16/2018 Ps 26(5)b).")
        bid.mend = mark("Jumlahkan kembali harga Anda dengan PPN. Penawaran di atas HPS selalu gugur.")
        deed.note(stage=bid.fallen_stage, reason=bid.fallen_reason)


def spoil(bid: Bid, *, actor: Actor, reason: str, now: datetime | None = None) -> None:
    with performing(table.bid, "spoil", bid, actor=actor, now=now) as deed:
        bid.fallen_reason = reason
        bid.mend = mark("Isi penawaran di halaman ini, lalu segel dan kirim. Simpan tanda terimanya.")
        deed.note(reason=reason)


def assess(bid: Bid, *, actor: Actor, note: str = "", now: datetime | None = None) -> None:
    """The next stage is passed (sistem gugur: one after the other)."""
    with performing(table.bid, "assess", bid, actor=actor, now=now) as deed:
        stage = bid.stages_left[0]
        Assessment.objects.create(bid=bid, stage=stage, note=note, at=deed.at)
        deed.note(stage=stage, note=note)


def clarify(bid: Bid, *, actor: Actor, reason: str, now: datetime | None = None) -> None:
    """What the bidder explained, above all a price far below the HPS. It changes no price and no verdict."""
    with performing(table.bid, "clarify", bid, actor=actor, now=now) as deed:
        deed.note(reason=reason, price=plain(bid.price))


def fall(
    bid: Bid, *, actor: Actor, reason: str, mend: str = "", stage: str = "", now: datetime | None = None
) -> None:
    """A stage is failed, with the reason the bidder will read: the next one if none is named.

    A stage that was passed by mistake may be named; it and those after it then count as not judged.
    `mend` is read by the bidder alone: the book keeps only that it was written.
    """
    with performing(table.bid, "fall", bid, actor=actor, now=now) as deed:
        stage = stage or next(iter(bid.stages_left), "")
        if stage not in (*bid.passed, *bid.stages_left[:1]) and (act := table.bid.act("fall")):
            raise Refused(act, (_("Pilih tahap yang sudah atau sedang dinilai."),))
        order = list(STAGES)
        bid.assessments.filter(stage__in=order[order.index(stage) :]).delete()
        bid.fallen_stage, bid.fallen_reason, bid.mend = stage, reason, mend
        deed.note(stage=stage, reason=reason, advised=bool(mend))


def advise(bid: Bid, *, actor: Actor, mend: str, now: datetime | None = None) -> None:
    """What the bidder should do better next time, in plain words, for the bidder alone."""
    with performing(table.bid, "advise", bid, actor=actor, now=now) as deed:
        bid.mend = mend
        deed.note(advised=True)


def reinstate(bid: Bid, *, actor: Actor, reason: str, now: datetime | None = None) -> None:
    """The verdict is taken back; its stage is judged again."""
    with performing(table.bid, "reinstate", bid, actor=actor, now=now) as deed:
        deed.note(stage=bid.fallen_stage, reason=reason)
        bid.fallen_stage, bid.fallen_reason, bid.mend = "", "", ""
