"""While bids may come, and the opening."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.kernel.machine import Refused
from pasok.kernel.money import plain
from pasok.kernel.tongue import mark
from pasok.ledger.performing import Deed, born, performing
from pasok.sampul import acts as sampul
from pasok.sampul.answers import Opened
from pasok.sampul.answers import Shut as WrongHolder
from pasok.tenders import handing, letters
from pasok.tenders import machine as table
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.acts.preparation import document_digest
from pasok.tenders.models import Amendment, Bid, Question, StageChange, Tender


def refuse(act: str, sentence: str) -> Refused:
    """A refusal that depends on what was typed, in the same form as a guard's."""
    found = table.tender.act(act)
    if found is None:
        raise LookupError(act)
    return Refused(found, (sentence,))


def register(
    tender: Tender, *, actor: Actor, pact: bool = True, now: datetime | None = None
) -> dict[str, str]:
    """Take part: the bid is born, its first entry holds the signed integrity pact."""
    with performing(table.tender, "register", tender, actor=actor, now=now) as deed:
        if not pact:
            raise refuse("register", _("Pakta integritas perlu disetujui untuk menjadi peserta."))
        bid = Bid(ocid=tender.ocid, tender=tender, supplier_id=int(actor.supplier), registered_at=deed.at)
        with born(table.bid, bid, actor=actor, now=deed.at) as birth:
            birth.note(integrity_pact=True)
        deed.note(bid=bid.pk)
    return {"location": bid.get_absolute_url()}


def ask(tender: Tender, *, actor: Actor, text: str, now: datetime | None = None) -> None:
    """A question; rivals read it without the name."""
    with performing(table.tender, "ask", tender, actor=actor, now=now) as deed:
        bid = tender.bids.get(supplier_id=int(actor.supplier))
        question = Question.objects.create(tender=tender, bid=bid, text=text, asked_at=deed.at)
        deed.note(question=question.pk)


def answer(tender: Tender, *, actor: Actor, question: int, text: str, now: datetime | None = None) -> None:
    with performing(table.tender, "answer", tender, actor=actor, now=now) as deed:
        asked = tender.questions.filter(pk=question, answer="").first()
        if asked is None:
            raise refuse("answer", _("Pertanyaan itu tidak ada atau sudah dijawab."))
        asked.answer, asked.answered_at = text, deed.at
        asked.save()
        deed.note(question=asked.pk)


def amend(tender: Tender, *, actor: Actor, text: str, now: datetime | None = None) -> None:
    """A numbered amendment; registered participants are told."""
    with performing(table.tender, "amend", tender, actor=actor, now=now) as deed:
        number = tender.amendments.count() + 1
        Amendment.objects.create(tender=tender, number=number, text=text, at=deed.at)
        deed.note(number=number, text=text)
        letters.issue("announcement", tender, deed, actor)


def change_schedule(
    tender: Tender,
    *,
    actor: Actor,
    stage: str,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    now: datetime | None = None,
) -> None:
    """Move one window that has not ended. Old and new time and the reason are public for ever.

    The bid deadline only moves later and only before it has come: the log takes it as an extension.
    """
    with performing(table.tender, "change_schedule", tender, actor=actor, now=now) as deed:
        row = tender.stages.filter(code=stage).first()
        if row is None:
            raise refuse("change_schedule", _("Pilih tahap yang ada dalam jadwal."))
        if row.ends_at <= deed.at:
            raise refuse("change_schedule", _("Tahap ini sudah selesai, jadi tidak dapat diubah."))
        if starts_at > ends_at or ends_at <= deed.at:
            raise refuse("change_schedule", _("Waktu selesai harus sesudah waktu mulai dan belum lewat."))
        moved = ["bid_submission", "document_download"] if stage == "bid_submission" else [stage]
        if stage in {"bid_submission", "document_download"} and ends_at < row.ends_at:
            raise refuse("change_schedule", _("Batas akhir penawaran hanya dapat dimundurkan."))
        if stage == "bid_submission":
            with handing.refusing(table.tender, "change_schedule"):
                sampul.extend(
                    tender.box_key, closes_at=ends_at, reason=reason, now=handing.moment(tender, deed.at)
                )
        for each in tender.stages.filter(code__in=moved):
            StageChange.objects.create(
                tender=tender, code=each.code, old_starts_at=each.starts_at, old_ends_at=each.ends_at,
                starts_at=starts_at if each == row else each.starts_at, ends_at=ends_at, reason=reason,
                at=deed.at,
            )  # fmt: skip
            each.starts_at, each.ends_at = starts_at if each == row else each.starts_at, ends_at
            each.save()
        if stage == "standstill" and tender.standstill_until:
            tender.standstill_until = max(tender.standstill_until, ends_at)
        deed.note(stage=stage, starts_at=starts_at.isoformat(), ends_at=ends_at.isoformat(), reason=reason)
        letters.issue("announcement", tender, deed, actor)


def try_keys(tender: Tender, *, actor: Actor, now: datetime | None = None) -> None:
    """A day before the deadline each member gets something to open: lost keys are found in time."""
    with performing(table.tender, "try_keys", tender, actor=actor, now=now) as deed:
        with handing.refusing(table.tender, "try_keys"):
            leaf = sampul.try_keys(tender.box_key, now=handing.moment(tender, deed.at))
        deed.note(leaf=leaf)


def prove_key(tender: Tender, *, actor: Actor, secret: str, now: datetime | None = None) -> None:
    """What the trial sealed to this member, opened by the member's device."""
    with performing(table.tender, "prove_key", tender, actor=actor, now=now) as deed:
        at = handing.moment(tender, deed.at)
        with handing.refusing(table.tender, "prove_key"):
            sampul.prove(tender.box_key, actor_id=actor.id, secret=secret, now=at)


def rekey(
    tender: Tender,
    *,
    actor: Actor,
    recipient: str,
    wrapped: str = "",
    reason: str,
    now: datetime | None = None,
) -> None:
    """A member lost the key: bids from now on are sealed to the new one. Those sealed before need the
    other members.
    """
    with performing(table.tender, "rekey", tender, actor=actor, now=now) as deed:
        with handing.refusing(table.tender, "rekey"):
            given = sampul.rekey(
                tender.box_key, replaced=actor.id, actor_id=actor.id, name=actor.name, recipient=recipient,
                wrapped=wrapped, reason=reason, now=handing.moment(tender, deed.at),
            )  # fmt: skip
        deed.note(leaf=given.index, recipient=recipient, reason=reason)


def close(tender: Tender, *, actor: Actor, now: datetime | None = None) -> None:
    """At the deadline the log takes the list of every bid that counts; nothing can be added after it."""
    with performing(table.tender, "close", tender, actor=actor, now=now) as deed:
        with handing.refusing(table.tender, "close"):
            closing = sampul.close(tender.box_key, now=handing.moment(tender, deed.at))
        deed.note(bids=closing.count, leaf=closing.index)


def extend_submission(
    tender: Tender, *, actor: Actor, ends_at: datetime, reason: str, now: datetime | None = None
) -> None:
    """Nobody bid: one more round with a new box, for which every member made a fresh key (Ps 51(2)b)."""
    with performing(table.tender, "extend_submission", tender, actor=actor, now=now) as deed:
        if ends_at <= deed.at:
            raise refuse("extend_submission", _("Batas akhir yang baru harus di masa depan."))
        tender.rounds += 1
        with handing.refusing(table.tender, "extend_submission"):
            handing.open_box(tender, ends_at, document_digest(tender), deed.at)
        move_deadline(tender, ends_at, reason, deed.at)
        deed.note(closes_at=ends_at.isoformat(), reason=reason)
        letters.issue("announcement", tender, deed, actor)


def move_deadline(tender: Tender, ends_at: datetime, reason: str, at: datetime) -> None:
    """The windows that end with the deadline, in the schedule; the box has its own."""
    for row in tender.stages.filter(code__in=["bid_submission", "document_download"]):
        StageChange.objects.create(
            tender=tender, code=row.code, old_starts_at=row.starts_at, old_ends_at=row.ends_at,
            starts_at=row.starts_at, ends_at=ends_at, reason=reason, at=at,
        )  # fmt: skip
        row.ends_at = ends_at
        row.save()


def promise(
    tender: Tender, *, actor: Actor, promises: Mapping[str, str], now: datetime | None = None
) -> None:
    """A member fixes what it will give back of each part, by its digest: before any share is shown."""
    with performing(table.tender, "promise", tender, actor=actor, now=now) as deed:
        at = handing.moment(tender, deed.at)
        with handing.refusing(table.tender, "promise"):
            for part, digest in promises.items():
                sampul.promise(tender.box_key, holder=actor.id, part=part, digest=digest, now=at)
        deed.note(promises=dict(promises))


def release(
    tender: Tender, *, actor: Actor, releases: Sequence[Mapping[str, Any]], now: datetime | None = None
) -> None:
    """A member gives the shares of every envelope, as promised; each is checked against the log."""
    with performing(table.tender, "release", tender, actor=actor, now=now) as deed:
        at = handing.moment(tender, deed.at)
        with handing.refusing(table.tender, "release"):
            for one in releases:
                if one.get("holder") != actor.id:
                    raise WrongHolder(_("Bagian kunci ini bukan milik Anda."))
                sampul.reveal(tender.box_key, release=one, now=at)
        deed.note(parts=[one["part"] for one in releases])


def recover(tender: Tender, *, actor: Actor, reason: str, now: datetime | None = None) -> None:
    """Too many members lost their keys: the recovery group's shares count too, for everybody to see."""
    with performing(table.tender, "recover", tender, actor=actor, now=now) as deed:
        at = handing.moment(tender, deed.at)
        with handing.refusing(table.tender, "recover"):
            for part in handing.PARTS:
                sampul.recover(tender.box_key, part=part, reason=reason, actor_id=actor.id, now=at)
        deed.note(reason=reason)


def open_bids(tender: Tender, *, actor: Actor, now: datetime | None = None) -> None:
    """Join the shares, open every bid that counts, correct the arithmetic, and publish the prices."""
    with performing(table.tender, "open_bids", tender, actor=actor, now=now) as deed:
        with handing.refusing(table.tender, "open_bids"):
            found = sampul.unseal(tender.box_key, now=handing.moment(tender, deed.at))
        for bid in tender.bids.filter(state="sealed").order_by("leaf"):
            what = found.get(bid.leaf)
            if isinstance(what, Opened):
                bid_acts.unseal(bid, actor=actor, parts=what.parts, now=deed.at)
            else:
                reason = what.reason if what else mark("Penawaran tidak ada dalam daftar penutupan log.")
                bid_acts.spoil(bid, actor=actor, reason=reason, now=deed.at)
        minutes(tender, deed)
        letters.issue("opening", tender, deed, actor)


def minutes(tender: Tender, deed: Deed) -> None:
    rows = tender.bids.filter(leaf__isnull=False).exclude(state="withdrawn").order_by("leaf")
    deed.note(
        bids=[
            {
                "bid": bid.pk,
                "supplier": bid.supplier_id,
                "leaf": bid.leaf,
                "offered": plain(bid.offered) if bid.offered is not None else None,
                "price": plain(bid.price) if bid.price is not None else None,
                "fallen": bid.fallen_reason,
            }
            for bid in rows
        ]
    )
