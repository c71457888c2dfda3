"""What the register brings to the front page: the next step of one's own profile."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.kernel.machine import State
from pasok.pages.parts import Task
from pasok.people import reads as people
from pasok.suppliers import reads, rules
from pasok.suppliers.machine import supplier as machine
from pasok.suppliers.rules import complete

#: a part of a whole profile, and the act that fills it
FILLED_BY = {
    complete.has_nib: "edit_identity",
    complete.has_npwp: "edit_identity",
    complete.has_standing_permit: "set_permits",
    complete.has_scale: "edit_identity",
    complete.has_place: "edit_identity",
    complete.has_head: "set_officers",
    complete.officers_have_nik: "set_officers",
    complete.names_beneficial_owner: "set_officers",
    complete.shares_fit: "set_officers",
}


def tasks(actor: Actor, now: datetime) -> Iterator[Task]:
    """Enrol; then the first thing the profile lacks; then the declaration. Nothing once it stands."""
    if not actor.business:
        yield from enrolling(actor)
        return
    supplier = reads.supplier(actor.business)
    facts = supplier.facts(actor, now)
    open_acts = {offer.act.name: offer.act for offer in machine.offers(facts) if not offer.reasons}
    lacks = ((FILLED_BY[guard], why) for _label, guard in rules.COMPLETE if (why := guard(facts)))
    name, why = next(lacks, ("declare", ""))
    if act := open_acts.get(name):
        url = supplier.get_absolute_url()
        yield Task(
            supplier.full_name, url, supplier.status, _(act.label), act=f"supplier.{act.name}", why=why
        )


def enrolling(actor: Actor) -> Iterator[Task]:
    """Whoever came in and neither serves an agency nor speaks for a business came to sell."""
    if actor.id.startswith("person:") and not actor.agency and not people.hats_anywhere(actor):
        state = State(_("Belum terdaftar"), ocds="", tone="wait")
        why = _("NIB, bidang usaha, dan pengurus. Sekali isi, dipakai di semua tender.")
        url = reverse("supplier-new")
        yield Task(_("Usaha Anda"), url, state, _("Daftarkan usaha Anda"), why=why, typed=False)


def profile_block(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """How whole one's own profile is, what it lacks, and what will soon lapse."""
    actor, now = request.actor, timezone.now()
    if not actor.business:
        return None
    supplier = reads.supplier(actor.business)
    parts = rules.completeness(supplier.facts(actor, now))
    lacking = [why for _label, why in parts if why]
    return "suppliers/home_profile.html", {
        "supplier": supplier,
        "parts": len(parts),
        "filled": len(parts) - len(lacking),
        "lacking": lacking[:3],
        "warnings": rules.warnings(supplier.profile(), timezone.localdate(now)),
    }
