"""Opening a box for bids: who will hold its keys, who watches, what holds for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings

from pasok.kernel.tongue import count, say
from pasok.sampul import log, programs, witnesses
from pasok.sampul.answers import Json, Late, Ready, Shut
from pasok.sampul.boxes import judged
from pasok.sampul.models import Box, CustodianKey, MemberKey

POLICY = {"hash_first": False, "re_supply": True, "auto_extend": True, "custodian": False}


def open_box(
    key: str,
    *,
    ocid: str,
    k: int,
    members: Sequence[str],
    parts: Sequence[str] = ("penawaran",),
    closes_at: datetime,
    documents_sha256: str,
    policy: Mapping[str, bool] = POLICY,
    alone: bool = False,
    clock: str = "real",
    now: datetime | None = None,
) -> Ready:
    """Open the box for bids. `members`: actor ids, all enrolled; any k of them, k >= 2, will open it.

    The installation's custodians and recovery group are dealt in, and its witnesses are asked for, unless
    the box stands `alone` (a rehearsal that the house plays by itself). `policy["custodian"]`: one must be.
    `clock="replay"` lets the told `now` judge lateness: only where DEMO or REPLAY is set; each leaf says so.
    """
    check_asked(clock, k, members, parts)
    with log.sequencer() as turn:
        if Box.objects.filter(key=key).exists():
            raise Shut(say("Kotak penawaran tender ini sudah ada."))
        asked = {"keys": [], "quorum": 0} if alone else witnesses.terms(clock)
        box = Box(key=key, ocid=ocid, clock=clock, closes_at=closes_at, policy=dict(policy), witnesses=asked)
        at = judged(box, now, turn.clock)
        if closes_at <= at:
            raise Late(say("Batas akhir pemasukan penawaran sudah lewat."))
        box.terms = {
            "k": k,
            "members": enrolled(key, members),
            "custodians": [] if alone else custodians(key, required=policy["custodian"]),
            "recovery": None if alone else settings.RECOVERY,
            "parts": list(parts),
        }
        box.open_index = log.size()
        box.save(force_insert=True)
        facts = {"ocid": ocid, "closes_at": closes_at.isoformat(), "documents_sha256": documents_sha256}
        written = turn.append("open", box, {**facts, **said(box)}, idem=f"open:{key}", at=at)
        box.terms_hash = written.leaf_hash
        box.save(update_fields=["terms_hash"])
        return Ready(written.index, written.checkpoint)


def check_asked(clock: str, k: int, members: Sequence[str], parts: Sequence[str]) -> None:
    """Raises Shut where no box could stand like this."""
    if clock != "real" and not (settings.DEMO or settings.REPLAY):
        raise Shut(say("Waktu yang diceritakan ulang hanya boleh pada pemasangan untuk latihan."))
    if not 2 <= k <= len(set(members)) <= 255 or not parts:
        raise Shut(
            say("Kotak tidak dapat dibuka: {k} dari {members} anggota.", k=k, members=len(set(members)))
        )


def said(box: Box) -> Json:
    """What the `open` leaf says beside the tender's own facts."""
    return {
        "terms": box.terms,
        "witnesses": box.witnesses,
        "policy": box.policy,
        "programs": programs.hashes(),
    }


def enrolled(key: str, members: Sequence[str]) -> list[Json]:
    """The members as the `open` leaf names them, in the given order, each once."""
    keys = {one.actor_id: one for one in MemberKey.objects.filter(box=key)}
    if missing := [member for member in members if member not in keys]:
        raise Shut(count("{n} anggota belum membuat kunci untuk tender ini.", len(missing)))
    return [
        {"id": member, "name": keys[member].name, "recipient": keys[member].recipient}
        for member in dict.fromkeys(members)
    ]


def custodians(key: str, *, required: bool) -> list[Json]:
    """One fresh key of each custodian of this installation that has left any; it is used up. Raises Shut."""
    found: list[Json] = []
    for verifier in settings.CUSTODIANS:
        name = verifier.split("+")[0]
        fresh = CustodianKey.objects.filter(holder=f"custodian:{name}", box="").order_by("pk").first()
        if fresh:
            fresh.box = key
            fresh.save(update_fields=["box"])
            found.append(
                {"id": fresh.holder, "name": name, "recipient": fresh.recipient, "statement": fresh.statement}
            )
    if (required or settings.CUSTODIANS) and not found:
        raise Shut(
            say(
                "Lembaga penjaga belum menitipkan kunci, jadi kotak belum dapat dibuka. "
                "Hubungi LPSE: program penjaga perlu berjalan."
            )
        )
    return found
