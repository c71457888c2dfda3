"""Every write to contracts."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict, Unpack

from pasok.contracts import letter, rules
from pasok.contracts.machine import contract as machine
from pasok.contracts.models import Contract
from pasok.kernel.actor import Actor
from pasok.kernel.money import plain
from pasok.ledger.performing import born, performing

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
        contract.sign_by = rules.sign_by(day, contract.announced_on) if day else None
        deed.note(changed=changed, **_told(contract))
        letter.issue(contract, deed, actor)


def cancel_draft(contract: Contract, *, reason: str, actor: Actor, now: datetime | None = None) -> None:
    """Give the draft up, with the reason that everybody may read."""
    with performing(machine, "cancel_draft", contract, actor=actor, now=now) as deed:
        deed.note(reason=reason)


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
