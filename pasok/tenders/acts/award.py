"""From the standstill to the drafted contract."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.contracts import acts as contracts
from pasok.kernel.actor import Actor
from pasok.kernel.money import plain
from pasok.ledger.performing import performing
from pasok.planning import acts as planning
from pasok.planning import reads as packages_of
from pasok.tenders import letters
from pasok.tenders import machine as table
from pasok.tenders.acts.competition import refuse
from pasok.tenders.acts.evaluation import undo_choice
from pasok.tenders.models import Sanggah, Tender


def file_sanggah(
    tender: Tender, *, actor: Actor, ground: str, text: str, now: datetime | None = None
) -> None:
    with performing(table.tender, "file_sanggah", tender, actor=actor, now=now) as deed:
        bid = tender.bids.get(supplier_id=int(actor.supplier))
        filed = Sanggah.objects.create(tender=tender, bid=bid, ground=ground, text=text, filed_at=deed.at)
        deed.note(sanggah=filed.pk, ground=ground)


def answer_sanggah(
    tender: Tender,
    *,
    actor: Actor,
    sanggah: int,
    accepted: bool,
    text: str,
    now: datetime | None = None,
) -> None:
    """Right or not right, with the answer; an accepted one stops the award."""
    with performing(table.tender, "answer_sanggah", tender, actor=actor, now=now) as deed:
        filed = tender.sanggah_set.filter(pk=sanggah, accepted=None).first()
        if filed is None:
            raise refuse("answer_sanggah", _("Sanggah itu tidak ada atau sudah dijawab."))
        filed.accepted, filed.answer, filed.answered_at = accepted, text, deed.at
        filed.save()
        deed.note(sanggah=filed.pk, accepted=accepted)


def re_evaluate(tender: Tender, *, actor: Actor, reason: str, now: datetime | None = None) -> None:
    """An accepted sanggah about the evaluation: judge again. The sanggah stays on record, answered."""
    with performing(table.tender, "re_evaluate", tender, actor=actor, now=now) as deed:
        undo_choice(tender)
        deed.note(reason=reason)


def end_standstill(tender: Tender, *, actor: Actor, now: datetime | None = None) -> None:
    with performing(table.tender, "end_standstill", tender, actor=actor, now=now) as deed:
        deed.note(sanggah=tender.sanggah_set.count())


def issue_sppbj(
    tender: Tender, *, actor: Actor, number: str, on: date | None = None, now: datetime | None = None
) -> None:
    """The PPK's letter of appointment to the winner that now stands."""
    with performing(table.tender, "issue_sppbj", tender, actor=actor, now=now) as deed:
        tender.sppbj_number, tender.sppbj_on = number, on or timezone.localdate(deed.at)
        deed.note(
            number=number,
            on=tender.sppbj_on.isoformat(),
            supplier=tender.winner.supplier_id,
            price=plain(tender.winner.price),
        )
        letters.issue("appointment", tender, deed, actor)


def pass_to_reserve(tender: Tender, *, actor: Actor, reason: str, now: datetime | None = None) -> None:
    """The winner withdrew: the next reserve stands in its place (Ps 78(2) for the one who left)."""
    with performing(table.tender, "pass_to_reserve", tender, actor=actor, now=now) as deed:
        left = tender.winner
        tender.winner = tender.bids.filter(state="opened", rank__gt=left.rank).order_by("rank").first()
        tender.sppbj_number, tender.sppbj_on = "", None
        deed.note(left=left.supplier_id, supplier=tender.winner.supplier_id, reason=reason)


def draft_contract(tender: Tender, *, actor: Actor, now: datetime | None = None) -> dict[str, str]:
    """Downwards only: contracts gets plain values and never learns where they came from but by the ocid."""
    with performing(table.tender, "draft_contract", tender, actor=actor, now=now) as deed:
        winner = tender.winner
        contract = contracts.draft(
            ocid=tender.ocid,
            tender=tender.slug,
            supplier=winner.supplier_id,
            value=winner.price,
            title=tender.title,
            actor=actor,
            now=deed.at,
            lines=priced(tender),
            agency=tender.agency_id,
            satker=str(tender.satker_id or ""),
            announced_on=tender.law_on,
            sppbj_number=tender.sppbj_number,
            sppbj_on=tender.sppbj_on,
            kind=tender.contract_kind,
            category=tender.category,
            small=tender.small_only,
            delivery_days=tender.terms.get("delivery_days"),
            hps=tender.hps,
        )
        lead = packages_of.package(tender.packages[0])
        planning.conclude(lead, actor=actor, contract=contract.key, now=deed.at)
        deed.note(contract=contract.pk, supplier=winner.supplier_id, value=plain(winner.price))
    return {"location": contract.get_absolute_url()}


def priced(tender: Tender) -> list[dict[str, object]]:
    """The bill of quantities at the winner's unit prices."""
    prices = tender.winner.unit_prices
    return [{**line, "unit_price": prices.get(str(line["number"]), "")} for line in tender.lines]
