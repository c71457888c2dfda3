"""Everything that writes to a box. Called by the rooms above inside their own transaction.

Plain values in, frozen values and exceptions out (all in answers.py). A Refusal means nothing was written.
An answer may be shown to people only after the caller's transaction has committed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings

from pasok.kernel.tongue import count, say
from pasok.sampul import log, reads, shapes, store
from pasok.sampul.answers import (
    BadEnvelope,
    Closing,
    Json,
    Late,
    NotYet,
    Opened,
    Ready,
    Receipt,
    Shut,
    Unreadable,
    WrongShare,
)
from pasok.sampul.boxes import accepting, answered, closed, judged, known, live, live_envelopes, live_leaves
from pasok.sampul.envelope import sha256
from pasok.sampul.models import Box, Envelope, MemberKey, Release
from pasok.sampul.opening import contents


def enroll(key: str, *, actor_id: str, name: str, recipient: str, wrapped: str = "") -> None:
    """A member hands in the public half of the key made for this box; until it opens, again and again.

    `recipient`: age1…; `wrapped`: the identity under the member's own passphrase (age, base64), or empty.
    """
    if not shapes.recipient(recipient):
        raise BadEnvelope(say("Kunci ini tidak terbaca. Buat kunci sekali lagi."))
    with log.sequencer():
        if Box.objects.filter(key=key).exists():
            raise Shut(say("Kunci panitia tidak dapat diganti setelah tender diumumkan."))
        if MemberKey.objects.filter(recipient=recipient).exclude(box=key, actor_id=actor_id).exists():
            raise BadEnvelope(say("Kunci ini sudah dipakai. Setiap tender memerlukan kunci baru."))
        MemberKey.objects.update_or_create(
            box=key, actor_id=actor_id, defaults={"name": name, "recipient": recipient, "wrapped": wrapped}
        )


def open_box(
    key: str,
    *,
    ocid: str,
    k: int,
    members: Sequence[str],
    parts: Sequence[str] = ("penawaran",),
    closes_at: datetime,
    documents_sha256: str,
    clock: str = "real",
    now: datetime | None = None,
) -> Ready:
    """Open the box for bids. `members`: actor ids, all enrolled; any k of them, k >= 2, will open it.

    `clock="replay"` lets the told `now` judge lateness: only where DEMO or REPLAY is set; each leaf says so.
    """
    if clock != "real" and not (settings.DEMO or settings.REPLAY):
        raise Shut(say("Waktu yang diceritakan ulang hanya boleh pada pemasangan untuk latihan."))
    if not 2 <= k <= len(set(members)) <= 255 or not parts:
        raise Shut(
            say("Kotak tidak dapat dibuka: {k} dari {members} anggota.", k=k, members=len(set(members)))
        )
    with log.sequencer() as instant:
        if Box.objects.filter(key=key).exists():
            raise Shut(say("Kotak penawaran tender ini sudah ada."))
        box = Box(key=key, ocid=ocid, k=k, parts=list(parts), clock=clock, closes_at=closes_at)
        at = judged(box, now, instant)
        if closes_at <= at:
            raise Late(say("Batas akhir pemasukan penawaran sudah lewat."))
        box.members = enrolled(key, members)
        box.open_index = log.size()
        box.save(force_insert=True)
        facts = {
            "ocid": ocid,
            "k": k,
            "members": box.members,
            "parts": list(parts),
            "closes_at": closes_at.isoformat(),
            "documents_sha256": documents_sha256,
            "custodian": None,
            "recovery": None,
            "witnesses": [],
        }
        leaf = log.append("open", box, facts, idem=f"open:{key}", at=at, clock=instant)
        box.open_hash = leaf.hash
        box.save(update_fields=["open_hash"])
        return Ready(leaf.index, reads.note_of(leaf.index + 1))


def enrolled(key: str, members: Sequence[str]) -> list[Json]:
    """The members as the `open` leaf names them, in the given order, each once."""
    keys = {one.actor_id: one for one in MemberKey.objects.filter(box=key)}
    if missing := [member for member in members if member not in keys]:
        raise Shut(count("{n} anggota belum membuat kunci untuk tender ini.", len(missing)))
    return [
        {"id": member, "name": keys[member].name, "recipient": keys[member].recipient}
        for member in dict.fromkeys(members)
    ]


def commit(
    key: str, *, bidder: str, idem: str, leaf: Json, envelopes: Json, now: datetime | None = None
) -> Receipt:
    """Log a sealed bid. The moment inside the lock decides whether it is in time, nothing else.

    The same `idem` with the same leaf gets the same receipt, at any time. A later bid of the same bidder
    replaces the earlier one. The ciphertexts must be in the store before.
    `envelopes`: part -> member -> share sealed to that member, base64.
    """
    shapes.check_idem(idem)
    box = known(key)
    shapes.check_commit(box.terms, bidder, leaf, envelopes)
    if why := store.too_much([commitment["size"] for commitment in leaf["parts"].values()]):
        raise BadEnvelope(why)
    for part, commitment in leaf["parts"].items():
        if not store.holds(commitment["ct"], commitment["size"]):
            raise BadEnvelope(say("Sampul {part} belum sampai di penyimpanan. Kirim lagi.", part=part))
    with log.sequencer() as instant:
        if again := answered(idem, box, "bid", bidder, {"bid": leaf}):
            return reads.receipt_of(again)
        box, at = accepting(key, now, instant)
        if leaf["replaces"] not in (None, live(box, bidder).get(bidder)):
            raise BadEnvelope(say("Penawaran yang hendak diganti bukan penawaran Anda yang terakhir."))
        facts = {"bidder": bidder, "bid": leaf}
        written = log.append("bid", box, facts, idem=idem, at=at, clock=instant)
        Envelope.objects.bulk_create(
            Envelope(leaf=written, part=part, ciphertext=leaf["parts"][part]["ct"], shares=envelopes[part])
            for part in box.parts
        )
        return reads.receipt_of(written)


def withdraw(key: str, *, bidder: str, idem: str, now: datetime | None = None) -> Receipt:
    """Take the bidder's live bid back, before the deadline. It will never be opened."""
    shapes.check_idem(idem)
    with log.sequencer() as instant:
        if again := answered(idem, known(key), "withdraw", bidder, {}):
            return reads.receipt_of(again)
        box, at = accepting(key, now, instant)
        index = live(box, bidder).get(bidder)
        if index is None:
            raise Shut(say("Tidak ada penawaran Anda yang dapat ditarik."))
        facts = {"bidder": bidder, "withdraws": index}
        written = log.append("withdraw", box, facts, idem=idem, at=at, clock=instant)
        return reads.receipt_of(written)


def extend(key: str, *, closes_at: datetime, reason: str, now: datetime | None = None) -> Receipt:
    """Move the deadline to a later moment, while it has not passed; with a reason, in the log."""
    with log.sequencer() as instant:
        box, at = accepting(key, now, instant)
        if closes_at <= box.closes_at:
            raise Shut(say("Batas akhir pemasukan penawaran hanya boleh diundurkan."))
        if not reason.strip():
            raise Shut(say("Pengunduran batas akhir memerlukan alasan."))
        facts = {"from": box.closes_at.isoformat(), "closes_at": closes_at.isoformat(), "reason": reason}
        idem = f"extend:{key}:{closes_at.isoformat()}"
        written = log.append("extend", box, facts, idem=idem, at=at, clock=instant)
        box.closes_at = closes_at
        box.save(update_fields=["closes_at"])
        return reads.receipt_of(written)


def close(key: str, *, now: datetime | None = None) -> Closing:
    """Close the box at or after its deadline. The leaf lists every live bid. Again: the same answer."""
    with log.sequencer() as instant:
        box = known(key)
        if box.closed_index is None:
            at = judged(box, now, instant)
            if at < box.closes_at:
                raise NotYet(say("Batas akhir pemasukan penawaran belum lewat."))
            leaves = sorted(live(box).values())
            facts = {"leaves": leaves, "count": len(leaves)}
            leaf = log.append("close", box, facts, idem=f"close:{key}", at=at, clock=instant)
            box.closed_index = leaf.index
            box.save(update_fields=["closed_index"])
        return reads.closing(box)


def release(
    key: str, *, actor_id: str, shares: Mapping[int | str, Mapping[str, str]], now: datetime | None = None
) -> None:
    """A member gives back the shares of all live bids at once, after closing. Once and for all.

    `shares`: leaf -> part -> hex; empty text where the bidder dealt this member no good share.
    """
    with log.sequencer():
        box = closed(key)
        if actor_id not in {member["id"] for member in box.members}:
            raise Shut(say("Anda bukan pemegang kunci tender ini."))
        if box.opened_index is not None:
            raise Shut(say("Penawaran sudah dibuka."))
        given = {(str(leaf), part): share for leaf, parts in shares.items() for part, share in parts.items()}
        envelopes = {(str(one.leaf_id), one.part): one for one in live_envelopes(box)}
        if set(given) != set(envelopes):
            raise BadEnvelope(say("Bagian kunci harus dilepas untuk semua penawaran sekaligus."))
        if reads.released(box, actor_id):
            raise Shut(say("Anda sudah melepas bagian kunci Anda."))
        for spot, one in envelopes.items():
            check_share(actor_id, one, given[spot])
        Release.objects.bulk_create(
            Release(envelope=one, actor_id=actor_id, share=given[spot]) for spot, one in envelopes.items()
        )


def check_share(actor_id: str, one: Envelope, share: str) -> None:
    """A share is what the bidder committed to, or nothing. Raises WrongShare, which names the member."""
    try:
        fits = share == "" or sha256(bytes.fromhex(share)) == one.commitment["sc"][actor_id]
    except (TypeError, ValueError):
        fits = False
    if not fits:
        raise WrongShare(
            say(
                "Bagian kunci dari {actor_id} untuk penawaran {leaf_id} ({part}) berbeda dari janji di log.",
                actor_id=actor_id,
                leaf_id=one.leaf_id,
                part=one.part,
            ),
            actor_id,
            one.leaf_id,
            one.part,
        )


def unseal(key: str, *, now: datetime | None = None) -> dict[int, Opened | Unreadable]:
    """Open every live bid; leaf -> what was in it, or why it cannot be read. Again: the same answer.

    Raises NotYet until k members have released. One unreadable bid never holds up the others.
    """
    box = closed(key)
    found = {leaf.index: contents(box, leaf) for leaf in live_leaves(box)}
    with log.sequencer() as instant:
        box = closed(key)
        if box.opened_index is None:
            opened = {str(i): one.digests for i, one in found.items() if isinstance(one, Opened)}
            unread = {str(i): one.reason for i, one in found.items() if isinstance(one, Unreadable)}
            facts = {"opened": opened, "unreadable": unread}
            at = judged(box, now, instant)
            leaf = log.append("opening", box, facts, idem=f"opening:{key}", at=at, clock=instant)
            box.opened_index, box.opened_at = leaf.index, at
            box.save(update_fields=["opened_index", "opened_at"])
    return found
