"""A box as its acts see it: which one, whether it still takes bids, which bids count."""

from datetime import datetime

from django.db.models import QuerySet

from pasok.kernel.tongue import say
from pasok.sampul.answers import BadEnvelope, Json, Late, NotYet, Shut
from pasok.sampul.models import Box, Envelope, Leaf


def known(key: str) -> Box:
    box = Box.objects.filter(key=key).first()
    if box is None:
        raise Shut(say("Kotak penawaran tender ini belum dibuka."))
    return box


def closed(key: str) -> Box:
    box = known(key)
    if box.closed_index is None:
        raise NotYet(say("Kotak penawaran belum ditutup."))
    return box


def accepting(key: str, now: datetime | None, instant: datetime) -> tuple[Box, datetime]:
    """The box and the judging time, if it still takes bids at that time. Only inside the lock."""
    box = known(key)
    if box.closed_index is not None:
        raise Shut(say("Kotak penawaran sudah ditutup."))
    at = judged(box, now, instant)
    if at >= box.closes_at:
        raise Late(say("Batas akhir pemasukan penawaran sudah lewat."))
    return box, at


def judged(box: Box, now: datetime | None, instant: datetime) -> datetime:
    """The time that counts: the database's own; in a replay the told one."""
    return now if box.clock == "replay" and now else instant


def answered(idem: str, box: Box, kind: str, bidder: str, facts: Json) -> Leaf | None:
    """The leaf this idempotency key already wrote, if it is the very same request."""
    leaf = Leaf.objects.filter(idem=idem).first()
    if leaf is None:
        return None
    same = leaf.box_id == box.pk and leaf.kind == kind and leaf.bidder == bidder
    if not same or any(leaf.body[name] != value for name, value in facts.items()):
        raise BadEnvelope(say("Nomor pengiriman ini sudah dipakai untuk isi lain."))
    return leaf


def live(box: Box, *bidders: str) -> dict[str, int]:
    """bidder -> index of the bid that counts: the last one, unless it was withdrawn. Of these, or of all."""
    last = Leaf.objects.filter(box=box, kind__in=("bid", "withdraw")).order_by("bidder", "-index")
    if bidders:
        last = last.filter(bidder__in=bidders)
    rows = last.distinct("bidder").values_list("bidder", "index", "kind")
    return {bidder: index for bidder, index, kind in rows if kind == "bid"}


def live_leaves(box: Box) -> list[Leaf]:
    """The bids that the close leaf lists: those that will be opened, and no others."""
    listed = Leaf.objects.get(index=box.closed_index).body["leaves"]
    return list(Leaf.objects.filter(index__in=listed).prefetch_related("envelopes__releases"))


def live_envelopes(box: Box) -> QuerySet[Envelope]:
    listed = Leaf.objects.get(index=box.closed_index).body["leaves"]
    return Envelope.objects.filter(leaf__in=listed).select_related("leaf")
