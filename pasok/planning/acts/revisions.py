"""Changes after the announcement (kaji ulang RUP). Each is announced again and kept in the log. Ps 22(5)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.kernel.money import money, plain, rupiah
from pasok.ledger.performing import Deed, performing
from pasok.planning.acts.plan import PLANNED, assign, give_birth
from pasok.planning.acts.rows import Rows, put_funding, put_locations, refuse, snapshot
from pasok.planning.machine import package as machine
from pasok.planning.models import Package, Revision


def revise(
    package: Package,
    *,
    actor: Actor,
    reason: str,
    now: datetime | None = None,
    funding: Rows | None = None,
    locations: Rows | None = None,
    **planned: Any,
) -> None:
    """One to one: the same package in a new version. Fields of PLANNED, funding and locations may change.

    With one fund source and no `funding`, its amount follows the new pagu.
    """
    with performing(machine, "revise", package, actor=actor, now=now) as deed:
        before = snapshot(package)
        assign(package, planned)
        follow_pagu(package, funding)
        if locations is not None:
            put_locations(package, locations)
        package.version += 1
        log(package, "one_to_one", actor, deed, reason, before=before, new=package.ocid)
        deed.note(**snapshot(package))


def follow_pagu(package: Package, funding: Rows | None) -> None:
    """The fund sources must still add up to the pagu."""
    if funding is not None:
        put_funding(package, funding)
    elif package.funding.count() == 1:
        package.funding.update(amount=package.pagu)
    if sum((f.amount for f in package.funding.all()), Decimal(0)) != package.pagu:
        refuse(
            "revise", _("Jumlah sumber dana belum sama dengan pagu {pagu}.").format(pagu=rupiah(package.pagu))
        )


def split(
    package: Package,
    *,
    actor: Actor,
    parts: Sequence[Mapping[str, Any]],
    reason: str,
    now: datetime | None = None,
) -> list[Package]:
    """One to many: drafts take its place, each with `title` and `pagu` (and other fields of PLANNED).

    Together they may not exceed its pagu. The drafts are announced one by one, by the usual door.
    """
    with performing(machine, "split", package, actor=actor, now=now) as deed:
        total = sum((money(part["pagu"]) for part in parts), Decimal(0))
        if len(parts) < 2:
            refuse("split", _("Pecahan memerlukan paling sedikit dua paket."))
        if total > package.pagu:
            refuse(
                "split",
                _("Jumlah pagu {total} melebihi pagu paket asal {pagu}.").format(
                    total=rupiah(total), pagu=rupiah(package.pagu)
                ),
            )
        children = born_from(package, parts, actor, deed.at)
        for child in children:
            log(package, "one_to_many", actor, deed, reason, before=snapshot(package), new=child.ocid)
        deed.note(parts=[{"ocid": c.ocid, "title": c.title, "pagu": plain(c.pagu)} for c in children])
    return children


def born_from(
    package: Package, parts: Sequence[Mapping[str, Any]], actor: Actor, at: datetime
) -> list[Package]:
    """The drafts, with the parent's plan and a share of its funds, taken source by source."""
    left = [[f, f.amount] for f in package.funding.all()]
    places = list(package.locations.values("region_code", "name", "detail"))
    children = []
    for part in parts:
        planned = {name: getattr(package, name) for name in PLANNED} | dict(part)
        child = Package(
            agency=package.agency,
            satker=package.satker,
            ppk=package.ppk,
            small_business_reserved=package.small_business_reserved,
            reason_not_reserved=package.reason_not_reserved,
            **planned,
        )
        funding = share(left, money(child.pagu))
        children.append(
            give_birth(child, actor=actor, now=at, funding=funding, locations=places, replaces=package.ocid)
        )
    return children


def share(left: list[list[Any]], wanted: Decimal) -> list[dict[str, Any]]:
    """Take `wanted` rupiah from the sources in turn; `left` shrinks."""
    taken = []
    for source in left:
        part = min(wanted, source[1])
        if part > 0:
            row = source[0]
            taken.append(
                {
                    "source": row.source,
                    "year": row.year,
                    "account_code": row.account_code,
                    "amount": part,
                    "origin": row.origin,
                }
            )
            source[1] -= part
            wanted -= part
    return taken


def cancel(package: Package, *, actor: Actor, reason: str, now: datetime | None = None) -> None:
    """Take it out of the plan; it may be revived."""
    with performing(machine, "cancel", package, actor=actor, now=now) as deed:
        log(package, "cancel", actor, deed, reason, before=snapshot(package))


def revive(package: Package, *, actor: Actor, reason: str, now: datetime | None = None) -> None:
    """Put a cancelled package back into the plan."""
    with performing(machine, "revive", package, actor=actor, now=now) as deed:
        log(package, "revive", actor, deed, reason, before=snapshot(package), new=package.ocid)


def log(
    package: Package,
    kind: str,
    actor: Actor,
    deed: Deed,
    reason: str,
    *,
    before: dict[str, object],
    new: str = "",
) -> None:
    """One row of the revision log, and the reason beside the act."""
    if not reason.strip():
        refuse({"one_to_one": "revise", "one_to_many": "split"}.get(kind, kind), _("Tulis alasannya."))
    after = snapshot(package)
    Revision.objects.create(
        package=package,
        kind=kind,
        old_ocid=package.ocid,
        new_ocid=new,
        before={
            name: value for name, value in before.items() if value != after[name] or kind != "one_to_one"
        },
        after={name: value for name, value in after.items() if value != before[name]},
        reason=reason.strip(),
        at=deed.at,
        by=actor.id,
    )
    deed.note(reason=reason.strip())
