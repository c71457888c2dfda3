"""Every write to contracts."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.contracts import letter, rules
from pasok.contracts.machine import CREATE
from pasok.contracts.machine import contract as machine
from pasok.contracts.models import Contract
from pasok.kernel.actor import Actor
from pasok.kernel.days import shown_day
from pasok.kernel.machine import Refused
from pasok.kernel.money import plain
from pasok.ledger.performing import born, performing
from pasok.people import reads as people
from pasok.suppliers import acts as suppliers_acts
from pasok.suppliers import reads as suppliers

LINE = ("number", "description", "unit", "quantity", "unit_price")


class Terms(TypedDict, total=False):
    """Columns that a draft keeps as they are given."""

    agency: str
    satker: str
    sppbj_number: str
    kind: str  # "lump_sum", "unit_price" or "combined"
    delivery_days: int | None
    delivery_place: str
    small: bool


def draft(
    *,
    ocid: str,
    supplier: int | str,
    value: Decimal,
    title: str,
    actor: Actor,
    announced_on: date,
    now: datetime | None = None,
    tender: str = "",
    lines: Iterable[Mapping[str, object]] = (),
    sppbj_on: date | None = None,
    category: str = "goods",
    hps: Decimal | None = None,
    **terms: Unpack[Terms],
) -> Contract:
    """Draft the contract with the supplier of that id; asked again for one tender, give the same one.

    `value` and `hps` in rupiah with VAT; `lines` of number, description, unit, quantity and unit_price, each
    kept as text. The performance guarantee and the last day to sign follow from the law of `announced_on`.
    """
    known = Contract.objects.filter(tender=tender, supplier_id=int(supplier), state="draft")
    if tender and (found := known.first()):
        return found
    if bar := suppliers.is_barred(supplier, timezone.localdate(now)):
        raise Refused(CREATE, (bar.sentence(suppliers.names([supplier])[int(supplier)]),))
    contract = Contract(
        ocid=ocid,
        tender=tender,
        supplier_id=int(supplier),
        title=title,
        category=category,
        value=value,
        hps=hps,
        announced_on=announced_on,
        sppbj_on=sppbj_on,
        sign_by=rules.sign_by(sppbj_on, announced_on) if sppbj_on else None,
        lines=[{name: str(line.get(name, "")) for name in LINE} for line in lines],
        guarantee=rules.performance_guarantee(value, hps, category, announced_on).value,
        **terms,
    )
    with born(machine, contract, actor=actor, now=now) as deed:
        deed.note(tender=tender, supplier=str(supplier), title=title, value=plain(value), **_told(contract))
        letter.issue(contract, deed, actor)
    return contract


def revise_draft(contract: Contract, *, actor: Actor, now: datetime | None = None, **columns: object) -> None:
    """Complete the draft: number, kind, SPPBJ, delivery, terms. `columns` are columns of Contract."""
    with performing(machine, "revise_draft", contract, actor=actor, now=now) as deed:
        changed = sorted(name for name, value in columns.items() if getattr(contract, name) != value)
        for name in changed:
            setattr(contract, name, columns[name])
        day = contract.sppbj_on
        contract.accepted_on = None  # what was signed has changed: the supplier signs anew
        contract.sign_by = rules.sign_by(day, contract.announced_on) if day else None
        deed.note(changed=changed, **_told(contract))
        letter.issue(contract, deed, actor)


def cancel_draft(contract: Contract, *, reason: str, actor: Actor, now: datetime | None = None) -> None:
    """Give the draft up, with the reason that everybody may read."""
    with performing(machine, "cancel_draft", contract, actor=actor, now=now) as deed:
        deed.note(reason=reason)


def accept_draft(contract: Contract, *, actor: Actor, now: datetime | None = None) -> None:
    """The supplier signs the draft exactly as it stands; a later change of it makes this lapse."""
    with performing(machine, "accept_draft", contract, actor=actor, now=now) as deed:
        contract.accepted_on = timezone.localdate(deed.at)
        deed.note(**_told(contract), value=plain(contract.value))


def sign(contract: Contract, *, actor: Actor, now: datetime | None = None) -> None:
    """The PPK signs after the supplier: from this day the work counts."""
    with performing(machine, "sign", contract, actor=actor, now=now) as deed:
        contract.signed_on = timezone.localdate(deed.at)
        due = contract.due_on
        deed.note(signed_on=contract.signed_on.isoformat(), due_on=due.isoformat() if due else "")


def hand_over(
    contract: Contract, *, bast_number: str, handed_over_on: date, actor: Actor, now: datetime | None = None
) -> None:
    """The work was received, by the minutes of that number and day (BAST)."""
    with performing(machine, "hand_over", contract, actor=actor, now=now) as deed:
        if not contract.signed_on or not contract.signed_on <= handed_over_on <= timezone.localdate(deed.at):
            raise ValidationError(
                {
                    "handed_over_on": _(
                        "Tanggal serah terima sesudah tanda tangan kontrak dan tidak melewati hari ini."
                    )
                }
            )
        contract.bast_number, contract.handed_over_on = bast_number, handed_over_on
        late = rules.days_late(contract.due_on, handed_over_on) if contract.due_on else 0
        deed.note(bast=bast_number, handed_over_on=handed_over_on.isoformat(), days_late=late)


def terminate(
    contract: Contract,
    *,
    cause: str,
    notified_on: date,
    reason: str,
    actor: Actor,
    now: datetime | None = None,
) -> None:
    """End it before its work. `cause`: of rules.CAUSES; `notified_on`: when the supplier was told in writing.

    A supplier at fault is rated with nothing at once. Raises ValidationError before the day the law allows.
    """
    with performing(machine, "terminate", contract, actor=actor, now=now) as deed:
        today, why = timezone.localdate(deed.at), rules.CAUSES[cause]
        _in_time(contract, why, notified_on, today)
        contract.cause, contract.terminated_on = cause, today
        deed.note(cause=cause, article=why.article, reason=reason)
        deed.note(notified_on=notified_on.isoformat(), terminated_on=today.isoformat())
        if why.fault:
            rating = suppliers_acts.rate_at_fault(
                contract.supplier_id,
                days_late=rules.days_late(contract.due_on, today) if contract.due_on else 0,
                note=reason,
                at=deed.at,
                **_work(contract),
            )
            deed.note(scores=rating.scores, total=str(rating.total))


def _in_time(contract: Contract, why: rules.Cause, notified_on: date, today: date) -> None:
    if why.after_due and contract.due_on and today <= contract.due_on:
        late = _("Waktu pekerjaan masih berjalan sampai {day}. Tunggu sampai lewat, atau pilih sebab lain.")
        raise ValidationError({"cause": late.format(day=shown_day(contract.due_on))})
    if not contract.signed_on or not contract.signed_on <= notified_on <= today:
        raise ValidationError(
            {"notified_on": _("Tanggal surat sesudah tanda tangan kontrak dan tidak melewati hari ini.")}
        )
    first = rules.earliest_end(notified_on, contract.announced_on)
    if today < first:
        early = _("Kontrak dapat diputus mulai {day}. Sampai hari itu penyedia masih boleh memperbaiki.")
        raise ValidationError({"notified_on": early.format(day=shown_day(first))})


def _work(contract: Contract) -> suppliers_acts.Work:
    """What is rated."""
    agency = people.agency(contract.agency)
    return {
        "contract": contract.key,
        "url": contract.get_absolute_url(),
        "title": contract.title,
        "authority": agency.name if agency else contract.agency,
        "kind": contract.category,
    }


def rate(
    contract: Contract,
    *,
    quality: int,
    cost: int,
    service: int,
    note: str = "",
    actor: Actor,
    now: datetime | None = None,
) -> None:
    """The PPK's rating, by the criteria and weights of the law; how timely it was follows from the dates."""
    with performing(machine, "rate", contract, actor=actor, now=now) as deed:
        late = rules.days_late(contract.due_on, contract.handed_over_on) if contract.due_on else 0
        rating = suppliers_acts.add_rating(
            contract.supplier_id,
            days_late=late,
            scores={"quality": quality, "cost": cost, "service": service},
            note=note,
            at=deed.at,
            **_work(contract),
        )
        deed.note(scores=rating.scores, total=str(rating.total), days_late=late)


def reply_rating(contract: Contract, *, text: str, actor: Actor, now: datetime | None = None) -> None:
    """The supplier's answer, shown beside the rating for as long as the rating is."""
    with performing(machine, "reply_rating", contract, actor=actor, now=now) as deed:
        suppliers_acts.reply_to_rating(contract.key, text, deed.at)


def _told(contract: Contract) -> dict[str, object]:
    """What the book says of a contract beside its value."""
    return {
        "number": contract.number,
        "kind": contract.kind,
        "sppbj": contract.sppbj_number,
        "sppbj_on": contract.sppbj_on.isoformat() if contract.sppbj_on else "",
        "sign_by": contract.sign_by.isoformat() if contract.sign_by else "",
        "guarantee": plain(contract.guarantee),
    }
