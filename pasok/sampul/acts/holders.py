"""Who holds the keys of a box: enrolling, trying, replacing; and the stock of keys that custodians leave."""

import base64
import secrets
from collections.abc import Sequence
from datetime import datetime

import pyrage
from django.conf import settings

from pasok.kernel.tongue import say
from pasok.sampul import log, note, reads, shapes
from pasok.sampul.answers import BadEnvelope, Json, Receipt, Shut
from pasok.sampul.boxes import accepting
from pasok.sampul.dealing import sha256
from pasok.sampul.models import Box, CustodianKey, Leaf, MemberKey, Trial

STATEMENT = "sampul/custodian/v2"  # the first line of what a custodian signs
STOCK = 500  # keys of one custodian that may wait here unused


def enroll(key: str, *, actor_id: str, name: str, recipient: str, wrapped: str = "") -> None:
    """A member hands in the public half of the key made for this box; until it opens, again and again.

    `recipient`: age1…; `wrapped`: the identity under the member's own passphrase (age, base64), or empty.
    """
    with log.sequencer():
        if Box.objects.filter(key=key).exists():
            raise Shut(say("Kunci panitia tidak dapat diganti setelah tender diumumkan."))
        take(key, actor_id, name, recipient, wrapped)


def take(key: str, actor_id: str, name: str, recipient: str, wrapped: str) -> None:
    """Keep a member's key for this box. Raises BadEnvelope where it is none, or not fresh."""
    if not shapes.recipient(recipient):
        raise BadEnvelope(say("Kunci ini tidak terbaca. Buat kunci sekali lagi."))
    others = MemberKey.objects.filter(recipient=recipient).exclude(box=key, actor_id=actor_id)
    if others.exists() or CustodianKey.objects.filter(recipient=recipient).exists():
        raise BadEnvelope(say("Kunci ini sudah dipakai. Setiap tender memerlukan kunci baru."))
    MemberKey.objects.update_or_create(
        box=key, actor_id=actor_id, defaults={"name": name, "recipient": recipient, "wrapped": wrapped}
    )


def rekey(
    key: str,
    *,
    replaced: str,
    actor_id: str,
    name: str,
    recipient: str,
    wrapped: str = "",
    reason: str,
    now: datetime | None = None,
) -> Receipt:
    """Before the deadline: another key, or another person, in the place of member `replaced`; in the log.

    Bids sealed before stay sealed to the old key, which the others can still open without it.
    """
    with log.sequencer() as turn:
        box, at = accepting(key, now, turn.clock)
        if replaced not in box.members or (actor_id != replaced and actor_id in box.members):
            raise Shut(say("Hanya kunci seorang anggota tender ini yang dapat diganti."))
        if not reason.strip():
            raise Shut(say("Penggantian kunci memerlukan alasan."))
        take(key, actor_id, name, recipient, wrapped)
        fresh = {"id": actor_id, "name": name, "recipient": recipient}
        members = [fresh if one["id"] == replaced else one for one in box.terms["members"]]
        box.terms = {**box.terms, "members": members}
        facts = {"terms": box.terms, "replaced": replaced, "by": actor_id, "reason": reason}
        written = turn.append("rekey", box, facts, idem=f"rekey:{key}:{recipient}", at=at)
        box.terms_hash = written.leaf_hash
        box.save(update_fields=["terms", "terms_hash"])
        return written


def try_keys(key: str, *, now: datetime | None = None) -> int:
    """Begin a trial opening: something is sealed to each member's key. Returns its leaf."""
    with log.sequencer() as turn:
        box, at = accepting(key, now, turn.clock)
        texts = {one["id"]: secrets.token_bytes(32) for one in box.terms["members"]}
        facts = {"secrets": {member: sha256(text) for member, text in texts.items()}}
        number = Trial.objects.filter(box=box).count()
        leaf = turn.append("trial", box, facts, idem=f"trial:{key}:{number}", at=at)
        sealed = {one["id"]: sealed_to(one["recipient"], texts[one["id"]]) for one in box.terms["members"]}
        box.trial_index = leaf.index
        box.save(update_fields=["trial_index"])
        Trial.objects.create(box=box, leaf=leaf.index, sealed=sealed)
        return leaf.index


def sealed_to(recipient: str, text: bytes) -> str:
    return base64.b64encode(pyrage.encrypt(text, [pyrage.x25519.Recipient.from_str(recipient)])).decode()


def prove(key: str, *, actor_id: str, secret: str, now: datetime | None = None) -> None:
    """A member's key still opens: the secret of the newest trial, hex. Twice changes nothing."""
    with log.sequencer() as turn:
        box, at = accepting(key, now, turn.clock)
        trial = Trial.objects.filter(box=box).order_by("leaf").last()
        asked = Leaf.objects.get(index=trial.leaf).body["secrets"] if trial else {}
        if trial is None or actor_id not in asked:
            raise Shut(say("Tidak ada uji buka untuk Anda saat ini."))
        try:
            good = sha256(bytes.fromhex(secret)) == asked[actor_id]
        except ValueError:
            good = False
        if not good:
            raise BadEnvelope(
                say("Kunci Anda tidak membuka sampul uji. Pakai kunci yang Anda buat untuk tender ini.")
            )
        idem = f"tried:{key}:{trial.leaf}:{actor_id}"
        if not Leaf.objects.filter(idem=idem).exists():
            facts = {"member": actor_id, "trial": trial.leaf, "secret": secret}
            turn.append("tried", box, facts, idem=idem, at=at)


def stock(statements: Sequence[str]) -> Json:
    """A custodian leaves fresh keys, each in a note signed by its own key. Answers how many wait unused.

    Raises BadEnvelope; then none is kept.
    """
    found = []
    for statement in statements:
        holder, recipient = stated(statement)
        if MemberKey.objects.filter(recipient=recipient).exists():
            raise BadEnvelope(say("Kunci ini sudah dipakai. Setiap tender memerlukan kunci baru."))
        found.append(CustodianKey(holder=holder, recipient=recipient, statement=statement))
    if sum(reads.custodian_stock().values()) + len(found) > STOCK:
        raise Shut(say("Persediaan kunci penjaga sudah cukup."))
    CustodianKey.objects.bulk_create(found, ignore_conflicts=True)
    return reads.custodian_stock()


def stated(statement: str) -> tuple[str, str]:
    """(holder, recipient) of a custodian's signed statement. Raises BadEnvelope."""
    for verifier in settings.CUSTODIANS:
        name = verifier.split("+")[0]
        try:
            first, recipient = note.text_of(statement, verifier).split("\n")[:2]
        except (note.BadNote, ValueError):
            continue
        if first == STATEMENT and shapes.recipient(recipient):
            return f"custodian:{name}", recipient
    raise BadEnvelope(say("Pernyataan kunci ini tidak ditandatangani lembaga penjaga yang dikenal."))
