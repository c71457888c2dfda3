"""Owner and staff: invited by a code, with a right; ended by the owner or by the staff themselves."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.accounts import machine as tables
from pasok.accounts.marks import fingerprint
from pasok.accounts.models import Delegation
from pasok.kernel.actor import Actor
from pasok.kernel.machine import WRONG_HAT, Act, Refused, hats
from pasok.kernel.tongue import say
from pasok.ledger.performing import born, performing
from pasok.people import acts as people_acts
from pasok.people import reads as people

SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is mistaken for another
inviting = Act(
    name="invite", source=("invited",), by=hats("owner"), label="Undang staf", past="mengundang staf"
)


def invite(
    *, actor: Actor, business: str, name: str, right: str, now: datetime | None = None
) -> tuple[Delegation, str]:
    """An invitation of the actor's own business, and its code, which is shown this once."""
    if not actor.owns:
        raise Refused(inviting, (say(WRONG_HAT),))
    code = "".join(secrets.choice(SIGNS) for _place in range(settings.INVITATION_SIGNS))
    row = Delegation(
        ocid=f"supplier:{actor.supplier}", supplier=actor.supplier, business=business, name=name, right=right,
        code=fingerprint("invitation", code),
        until=(now or timezone.now()) + timedelta(days=settings.INVITATION_DAYS),
    )  # fmt: skip
    with born(tables.delegation, row, actor=actor, now=now) as deed:
        deed.note(right=right)
    return row, code


def accept_invitation(code: str, *, actor: Actor, now: datetime | None = None) -> Delegation:
    """Join the business that the code names. Raises ValidationError: no such code; Refused: may not."""
    wanted = fingerprint("invitation", "".join(code.upper().split()).replace("-", ""))
    row = Delegation.objects.filter(code=wanted, state="invited").first()
    person = people.person(actor.id)
    if row is None or person is None:
        raise ValidationError({"code": _("Kode ini tidak dikenal atau sudah dipakai.")})
    with performing(tables.delegation, "accept_invitation", row, actor=actor, now=now) as deed:
        people_acts.link_supplier(person, row.supplier, right=row.right)
        row.person = person
        deed.note(right=row.right, person=actor.id)
    return row


def end_delegation(delegation: Delegation, *, actor: Actor, now: datetime | None = None) -> None:
    """At once: the account speaks for nobody any more."""
    with performing(tables.delegation, "end_delegation", delegation, actor=actor, now=now) as deed:
        if delegation.person and delegation.person.supplier == delegation.supplier:
            people_acts.link_supplier(delegation.person, "")
        deed.note(person=delegation.person.actor.id if delegation.person else "")


def lapse_invitation(delegation: Delegation, *, actor: Actor, now: datetime | None = None) -> None:
    with performing(tables.delegation, "lapse_invitation", delegation, actor=actor, now=now):
        pass
