"""What the desk brings to the front page: the officers' work, and where one's own business stands."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from pasok.desk import reads
from pasok.desk.machine import claim as claims
from pasok.desk.machine import registration as machine
from pasok.kernel.actor import Actor
from pasok.pages.parts import Task
from pasok.people import reads as people


def tasks(actor: Actor, now: datetime) -> Iterator[Task]:
    if actor.owns:
        yield from owners(actor)
    elif actor.agency and "lpse" in people.hats_anywhere(actor):
        yield from officers(actor)


def officers(actor: Actor) -> Iterator[Task]:
    """Every case that waits for the desk; one's own proposal waits for somebody else."""
    for row in reads.waiting():
        state = machine.states[row.state]
        told = {
            "title": row.supplier.full_name,
            "url": row.get_absolute_url(),
            "state": state,
            "due": row.due_at,
        }
        if row.state == "waiting":
            yield Task(**told, todo=_("Verifikasi usaha"), act="registration.verify")
        elif row.proposed_by == actor.id:
            yield Task(**told, waits=_("Menunggu pemeriksaan kedua petugas lain"))
        else:
            yield Task(**told, todo=_("Periksa usulan penolakan"), act="registration.confirm_rejection")

    for claim in reads.claims_waiting():
        told = {"title": claim.supplier.full_name, "url": claim.get_absolute_url()}
        told["state"] = claims.states[claim.state]
        if claim.contact and claim.state == "asked":
            yield Task(**told, waits=_("Menunggu kode dari pemohon"))
        else:
            yield Task(**told, todo=_("Periksa klaim"), act="claim.accept_claim")


def owners(actor: Actor) -> Iterator[Task]:
    row = reads.registration_of(actor.supplier)
    if row is None or row.state == "verified":
        return
    told = {
        "title": _("Verifikasi usaha Anda"),
        "url": row.get_absolute_url(),
        "state": machine.states[row.state],
        "typed": False,
    }
    if row.state in ("returned", "rejected"):
        yield Task(**told, todo=_("Perbaiki yang diminta LPSE"), why=_("Sebabnya tertulis di halamannya."))
    else:
        yield Task(**told, waits=_("Menunggu LPSE. Sementara itu Anda sudah dapat menawar."), due=row.due_at)


def verified_block(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """Beside the work of a business: whether it is verified."""
    row = reads.registration_of(request.actor.supplier) if request.actor.supplier else None
    return ("desk/home_verified.html", {"row": row}) if row else None
