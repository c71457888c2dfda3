"""A box as its acts see it: which one, whether it still takes bids, which bids count, which may be opened."""

from datetime import datetime

from pasok.kernel.tongue import say
from pasok.sampul.answers import BadEnvelope, Json, Late, NotYet, Shut
from pasok.sampul.dealing import Terms
from pasok.sampul.models import Box, Leaf

AGAIN = """
select closes_at, closed_index, terms_hash, exists (select from sampul_leaf where idem = %(idem)s), (
  select case kind when 'bid' then index end from sampul_leaf
  where box_id = box.id and bidder = %(bidder)s and kind in ('bid', 'withdraw') order by index desc limit 1
)
from sampul_box box where id = %(box)s
"""


def known(key: str) -> Box:
    box = next(iter(Box.objects.raw("select * from sampul_box where key = %s", [key])), None)
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
    return box, in_time(box, now, instant)


def in_time(box: Box, now: datetime | None, instant: datetime) -> datetime:
    """The judging time, if the box, as it was read inside the lock, still takes bids at that time."""
    if box.closed_index is not None:
        raise Shut(say("Kotak penawaran sudah ditutup."))
    at = judged(box, now, instant)
    if at >= box.closes_at:
        raise Late(say("Batas akhir pemasukan penawaran sudah lewat."))
    return at


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


def listed(box: Box, part: str) -> list[int]:
    """The leaves whose envelope of this part may be opened: the admitted ones, or all that `close` lists."""
    admitted = Leaf.objects.filter(box=box, kind="admit", body__part=part).first()
    return list((admitted or Leaf.objects.get(index=box.closed_index)).body["leaves"])


def live_leaves(box: Box, part: str) -> list[Leaf]:
    return list(Leaf.objects.filter(index__in=listed(box, part)).prefetch_related("envelopes"))


def terms_by_hash(box: Box) -> dict[str, Terms]:
    """Leaf hash -> terms, of every terms leaf of the box: a bid is opened by those it was sealed by."""
    leaves = Leaf.objects.filter(box=box, kind__in=("open", "rekey"))
    return {leaf.hash: Terms.of({"body": leaf.body, "leaf_hash": leaf.hash}) for leaf in leaves}


def whole_part(box: Box, part: str) -> str:
    """The part, if the box has it and it has not been opened. Raises Shut."""
    if part not in box.parts:
        raise Shut(say("Tender ini tidak punya bagian itu."))
    if part in box.openings:
        raise Shut(say("Penawaran sudah dibuka."))
    return part
