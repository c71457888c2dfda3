"""Where a package meets its tender. Called by the room that runs the selection, in its own transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.kernel.money import plain
from pasok.ledger.performing import performing
from pasok.planning.acts.rows import refuse
from pasok.planning.machine import package as machine
from pasok.planning.models import Package
from pasok.planning.rules import packaging


def begin_selection(
    package: Package,
    *,
    actor: Actor,
    tender: str,
    others: Sequence[Package] = (),
    reason: str = "",
    pokja: str = "",
    now: datetime | None = None,
) -> None:
    """Hand the package, and `others` bought with it in one tender, over to the selection.

    tender: its key ("tender:ocds-…") · pokja: Pokja.pk as text, whose members then wear the hat here ·
    reason: why small packages are merged, where the bundling test asks for it (Ps 20(2)c).
    All packages of one selection come from one agency and are of one kind.
    """
    members = [package, *others]
    with transaction.atomic():
        held = Package.objects.select_for_update().filter(pk__in=[member.pk for member in members])
        pieces = [member.piece() for member in held.order_by("pk")]
        caution = packaging.bundling(pieces, package.on(now))
        for member in sorted(members, key=lambda each: each.pk):
            with performing(machine, "begin_selection", member, actor=actor, now=now) as deed:
                if (member.agency_id, member.kind) != (package.agency_id, package.kind):
                    refuse(
                        "begin_selection", _("Paket yang digabung harus dari satu instansi dan satu jenis.")
                    )
                if caution and not reason.strip():
                    refuse("begin_selection", _("{caution} Tulis alasannya.").format(caution=caution.text))
                member.selection_of, member.pokja, member.lead_ocid = tender, pokja, package.ocid
                deed.note(
                    tender=tender,
                    packages=[each.ocid for each in members],
                    lead=package.ocid,
                    title=member.title,
                    pagu=plain(member.pagu),
                    hps_total=plain(member.hps_total) if member.hps_total is not None else None,
                    method=member.method,
                    reason=reason.strip(),
                )


def end_selection(package: Package, *, actor: Actor, reason: str = "", now: datetime | None = None) -> None:
    """Give the package and those bought with it back to the plan: the selection failed or was stopped."""
    with transaction.atomic():
        for member in together(package):
            with performing(machine, "end_selection", member, actor=actor, now=now) as deed:
                deed.note(tender=member.selection_of, reason=reason.strip())
                member.selection_of = member.lead_ocid = ""


def conclude(package: Package, *, actor: Actor, contract: str = "", now: datetime | None = None) -> None:
    """The selection led to a contract; `contract` is its key."""
    with transaction.atomic():
        for member in together(package):
            with performing(machine, "conclude", member, actor=actor, now=now) as deed:
                deed.note(tender=member.selection_of, contract=contract)


def together(package: Package) -> list[Package]:
    """The packages of one selection, in the order in which they are locked; `package` is one of them."""
    if not package.selection_of:
        return [package]
    found = Package.objects.filter(selection_of=package.selection_of).order_by("pk")
    return [package if member.pk == package.pk else member for member in found]
