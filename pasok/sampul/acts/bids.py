"""While a box takes bids, and its close. The moment inside the lock decides, nothing else."""

from datetime import datetime

from pasok.kernel.tongue import say
from pasok.sampul import log, reads, shapes, store
from pasok.sampul.answers import BadEnvelope, Closing, Json, NotYet, Receipt, Shut
from pasok.sampul.boxes import AGAIN, accepting, answered, in_time, judged, known, live, terms_by_hash
from pasok.sampul.dealing import Terms
from pasok.sampul.models import Box


def commit(
    key: str, *, bidder: str, idem: str, leaf: Json, envelopes: Json, now: datetime | None = None
) -> Receipt:
    """Log a sealed bid. The moment inside the lock decides whether it is in time, nothing else.

    The same `idem` with the same leaf gets the same receipt, at any time. A later bid of the same bidder
    replaces the earlier one. The ciphertexts must be in the store before.
    `envelopes`: part -> holder -> share sealed to it, base64.
    """
    shapes.check_idem(idem)
    box = known(key)
    shapes.check_commit(sealed_by(box, leaf), bidder, leaf, envelopes)
    if why := store.too_much([commitment["size"] for commitment in leaf["parts"].values()]):
        raise BadEnvelope(why)
    if not box.policy["hash_first"]:
        check_stored(leaf)
    with log.sequencer(AGAIN, {"box": box.pk, "bidder": bidder, "idem": idem}) as turn:
        box.closes_at, box.closed_index, box.terms_hash, repeated, before = turn.found
        if repeated and (again := answered(idem, box, "bid", bidder, {"bid": leaf})):
            return reads.receipt_of(again)
        at = in_time(box, now, turn.clock)
        if leaf["terms"] != box.terms_hash:
            raise BadEnvelope(say("Kunci panitia baru saja diganti. Muat ulang halaman, lalu segel lagi."))
        if leaf["replaces"] not in (None, before):
            raise BadEnvelope(say("Penawaran yang hendak diganti bukan penawaran Anda yang terakhir."))
        facts = {"bidder": bidder, "bid": leaf}
        sealed = [(part, leaf["parts"][part]["ct"], envelopes[part]) for part in box.parts]
        return turn.append("bid", box, facts, idem=idem, at=at, sealed=sealed)


def sealed_by(box: Box, leaf: Json) -> Terms:
    """The terms this bid names, if they are or were those of the box; else the newest."""
    named = leaf.get("terms") if isinstance(leaf, dict) else None
    return box.newest if named == box.terms_hash else terms_by_hash(box).get(str(named), box.newest)


def check_stored(leaf: Json) -> None:
    for part, commitment in leaf["parts"].items():
        if not store.holds(commitment["ct"], commitment["size"]):
            raise BadEnvelope(say("Sampul {part} belum sampai di penyimpanan. Kirim lagi.", part=part))


def withdraw(key: str, *, bidder: str, idem: str, now: datetime | None = None) -> Receipt:
    """Take the bidder's live bid back, before the deadline. It will never be opened."""
    shapes.check_idem(idem)
    with log.sequencer() as turn:
        if again := answered(idem, known(key), "withdraw", bidder, {}):
            return reads.receipt_of(again)
        box, at = accepting(key, now, turn.clock)
        index = live(box, bidder).get(bidder)
        if index is None:
            raise Shut(say("Tidak ada penawaran Anda yang dapat ditarik."))
        facts = {"bidder": bidder, "withdraws": index}
        written = turn.append("withdraw", box, facts, idem=idem, at=at)
        return written


def extend(
    key: str, *, closes_at: datetime, reason: str, evidence: Json | None = None, now: datetime | None = None
) -> Receipt:
    """Move the deadline to a later moment, while it has not passed; with a reason, in the log.

    `evidence`: what outside probes saw of an outage (docs/sampul-format.md section 8), where that is the
    reason.
    """
    with log.sequencer() as turn:
        box, at = accepting(key, now, turn.clock)
        if closes_at <= box.closes_at:
            raise Shut(say("Batas akhir pemasukan penawaran hanya boleh diundurkan."))
        if not reason.strip():
            raise Shut(say("Pengunduran batas akhir memerlukan alasan."))
        facts = {
            "from": box.closes_at.isoformat(),
            "closes_at": closes_at.isoformat(),
            "reason": reason,
            "evidence": evidence,
        }
        idem = f"extend:{key}:{closes_at.isoformat()}"
        written = turn.append("extend", box, facts, idem=idem, at=at)
        box.closes_at = closes_at
        box.save(update_fields=["closes_at"])
        return written


def close(key: str, *, now: datetime | None = None) -> Closing:
    """Close the box at or after its deadline. The leaf lists every live bid. Again: the same answer."""
    with log.sequencer() as turn:
        box = known(key)
        if box.closed_index is None:
            at = judged(box, now, turn.clock)
            if at < box.closes_at:
                raise NotYet(say("Batas akhir pemasukan penawaran belum lewat."))
            leaves = sorted(live(box).values())
            facts = {"leaves": leaves, "count": len(leaves)}
            written = turn.append("close", box, facts, idem=f"close:{key}", at=at)
            box.closed_index = written.index
            box.save(update_fields=["closed_index"])
        return reads.closing(box)
