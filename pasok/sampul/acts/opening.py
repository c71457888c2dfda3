"""After the close: promises, reveals, the opening. Nobody chooses after seeing what others gave."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from pasok.kernel import seal
from pasok.kernel.tongue import say
from pasok.sampul import log, opening, reads, shapes, witnesses
from pasok.sampul.answers import BadEnvelope, Json, NotYet, Opened, Shut, Unreadable
from pasok.sampul.boxes import closed, judged, live_leaves, whole_part
from pasok.sampul.envelope import Closed
from pasok.sampul.models import Box, Leaf, Promise, Release


def admit(key: str, *, part: str, leaves: Sequence[int], now: datetime | None = None) -> None:
    """Only these envelopes of this part will be opened: those of bids that failed stay shut for ever."""
    with log.sequencer() as turn:
        box = closed(key)
        whole_part(box, part)
        if part == box.parts[0] or not set(leaves) <= set(reads.closing(box).leaves):
            raise Shut(say("Hanya penawaran dalam daftar penutupan yang dapat lanjut ke bagian berikutnya."))
        if (
            Promise.objects.filter(box=box, part=part).exists()
            or Leaf.objects.filter(box=box, kind="admit", body__part=part).exists()
        ):
            raise Shut(say("Daftar penawaran untuk bagian ini sudah tetap."))
        facts = {"part": part, "leaves": sorted(set(leaves)), "count": len(set(leaves))}
        turn.append("admit", box, facts, idem=f"admit:{key}:{part}", at=judged(box, now, turn.clock))


def recover(key: str, *, part: str, reason: str, actor_id: str, now: datetime | None = None) -> None:
    """The recovery group is called: from here on its shares count too. For everybody to see."""
    with log.sequencer() as turn:
        box = closed(key)
        whole_part(box, part)
        if not box.terms["recovery"]:
            raise Shut(say("Tender ini tidak punya kelompok pemulihan."))
        if not reason.strip():
            raise Shut(say("Pemulihan memerlukan alasan."))
        facts = {"part": part, "reason": reason, "by": actor_id}
        if not Leaf.objects.filter(box=box, kind="recover", body__part=part).exists():
            idem = f"recover:{key}:{part}"
            turn.append("recover", box, facts, idem=idem, at=judged(box, now, turn.clock))


def promise(key: str, *, holder: str, part: str, digest: str, now: datetime | None = None) -> None:
    """A member or custodian says by a digest what it will reveal: once, and for good."""
    if not isinstance(digest, str) or not shapes.HASH.fullmatch(digest):
        raise BadEnvelope(say("Janji pelepasan kunci tidak terbaca."))
    with log.sequencer() as turn:
        box = closed(key)
        whole_part(box, part)
        check_holder(box, holder, {**box.newest.members, **box.newest.custodians})
        if witnesses.covered(box.closed_index, box.witnesses["keys"], box.witnesses["quorum"]) is None:
            raise NotYet(
                say("Penutupan belum disaksikan oleh cukup saksi. Tunggu beberapa menit, lalu coba lagi.")
            )
        before = Promise.objects.filter(box=box, part=part, holder=holder).first()
        if before and before.digest != digest:
            raise Shut(say("Anda sudah menyatakan bagian kunci Anda; pernyataan itu tidak dapat diganti."))
        if before is None:
            facts = {"part": part, "holder": holder, "digest": digest}
            idem = f"promise:{key}:{part}:{holder}"
            turn.append("promise", box, facts, idem=idem, at=judged(box, now, turn.clock))
            Promise.objects.create(box=box, part=part, holder=holder, digest=digest)


def reveal(key: str, *, release: Mapping[str, object], now: datetime | None = None) -> None:
    """A holder shows what it promised, once enough have promised. Again: nothing changes.

    Raises WrongShare, which names the holder and the bid, where a share is not what the bidder committed to.
    """
    part, holder = str(release.get("part")), str(release.get("holder"))
    with log.sequencer() as turn:
        box = closed(key)
        if Release.objects.filter(box=box, part=part, holder=holder).exists():
            return
        whole_part(box, part)
        if release.get("box") != key:
            raise BadEnvelope(say("Bagian kunci ini dibuat untuk tender lain."))
        check_promised(box, part, holder, seal.digest(release))
        wanted = {str(leaf.index): leaf for leaf in live_leaves(box, part)}
        sc = {i: leaf.body["bid"]["parts"][part]["sc"].get(holder, "") for i, leaf in wanted.items()}
        shapes.check_release(set(wanted), sc, release)
        facts = {"part": part, "holder": holder, "digest": seal.digest(release)}
        idem = f"reveal:{key}:{part}:{holder}"
        turn.append("reveal", box, facts, idem=idem, at=judged(box, now, turn.clock))
        Release.objects.create(
            box=box, part=part, holder=holder, nonce=release["nonce"], shares=release["shares"]
        )


def check_promised(box: Box, part: str, holder: str, digest: str) -> None:
    """Enough have promised, and this is what this one promised; or the recovery group was called."""
    if holder in box.newest.recovery:
        if not Leaf.objects.filter(box=box, kind="recover", body__part=part).exists():
            raise NotYet(say("Kelompok pemulihan belum dipanggil untuk tender ini."))
        return
    check_holder(box, holder, {**box.newest.members, **box.newest.custodians})
    own = Promise.objects.filter(box=box, part=part, holder=holder).first()
    if own is None or own.digest != digest:
        raise BadEnvelope(say("Bagian kunci ini bukan yang Anda nyatakan sebelumnya."))
    if (left := reads.promises_left(box, part)) is not None:
        raise NotYet(left)


def check_holder(box: Box, holder: str, among: Mapping[str, str]) -> None:
    if holder not in among:
        raise Shut(say("Anda bukan pemegang kunci tender ini."))


def unseal(
    key: str, *, parts: Sequence[str] = (), now: datetime | None = None
) -> dict[int, Opened | Unreadable]:
    """Open these parts (all, if none is named); leaf -> what was in it, or why it cannot be read. Again:
    the same.

    Raises NotYet until enough holders have released. One unreadable bid never holds up the others; a bid
    of which one
    part is unreadable is unreadable.
    """
    box = closed(key)
    found: dict[int, Opened | Unreadable] = {}
    for part in parts or box.parts:
        opened, unread = open_part(box, part)
        record(key, part, opened, unread, now)
        for leaf, data in opened.items():
            before = found.get(leaf.index)
            if not isinstance(before, Unreadable):
                found[leaf.index] = Opened(
                    leaf.index, leaf.bidder, {**(before.parts if before else {}), part: data}
                )
        found |= {leaf.index: Unreadable(leaf.index, leaf.bidder, why) for leaf, why in unread.items()}
    return found


def open_part(box: Box, part: str) -> tuple[dict[Leaf, Json], dict[Leaf, str]]:
    """What each live bid sealed in this part; and why some cannot be read."""
    have, opened, unread = opening.given(box, part), {}, {}
    for leaf in live_leaves(box, part):
        one = next(one for one in leaf.envelopes.all() if one.part == part)
        try:
            opened[leaf] = opening.contents(leaf, one, have)
        except Closed as why:
            unread[leaf] = str(why)
    return opened, unread


def record(
    key: str, part: str, opened: Mapping[Leaf, Json], unread: Mapping[Leaf, str], now: datetime | None
) -> None:
    """The `opening` leaf of a part, once."""
    with log.sequencer() as turn:
        box = closed(key)
        if part in box.openings:
            return
        at = judged(box, now, turn.clock)
        facts = {
            "part": part,
            "opened": {str(leaf.index): seal.digest(data) for leaf, data in opened.items()},
            "unreadable": {str(leaf.index): why for leaf, why in unread.items()},
        }
        leaf = turn.append("opening", box, facts, idem=f"opening:{key}:{part}", at=at)
        box.openings = {**box.openings, part: leaf.index}
        box.opened_at = box.opened_at or at
        box.save(update_fields=["openings", "opened_at"])
