"""An imported record finds its owner: numbers that agree, a code to its own contact, an officer."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pasok.accounts import acts as accounts
from pasok.accounts import reads as accounts_reads
from pasok.desk import rules
from pasok.desk.machine import claim as machine
from pasok.desk.models import Claim
from pasok.kernel.actor import Actor
from pasok.ledger.performing import born, performing
from pasok.people import reads as people
from pasok.people.vault import take_number
from pasok.suppliers import acts as suppliers
from pasok.suppliers import reads

WORDS = (
    "{{code}}: kode bahwa Anda sendiri mengklaim usaha Anda di situs pengadaan. Berlaku {{minutes}} menit. "
    "Bukan Anda? Abaikan."
)


def ask_claim(
    supplier_id: int | str, *, actor: Actor, nib: str, npwp: str = "", now: datetime | None = None
) -> Claim:
    """Claim an unclaimed record. What contradicts the record is refused at once, with a sentence.

    Raises ValidationError. The code goes to the contact of the licence register, never to one typed here.
    """
    supplier, person = reads.supplier(supplier_id), people.person(actor.id)
    if person is None or supplier.state != "unclaimed":
        raise ValidationError(_("Catatan ini tidak dapat diklaim."))
    if person.supplier or people.is_official(person):
        raise ValidationError(_("Akun Anda sudah mewakili usaha lain atau memegang peran di instansi."))
    if reads.has_nib(nib, besides=supplier.pk):
        raise ValidationError({"nib": _("NIB ini sudah terdaftar di sini dengan usaha lain.")})
    if Claim.objects.filter(supplier=supplier, person=person, state__in=("asked", "proven")).exists():
        raise ValidationError(_("Klaim Anda atas catatan ini sudah berjalan."))
    found = reads.licence(nib)
    agrees = compared(supplier, nib, npwp, found)
    if agrees["nib"] is False or agrees["npwp"] is False:
        raise ValidationError(_("NIB atau NPWP tidak cocok dengan catatan ini."))
    way, contact = contact_of(found)
    row = Claim(ocid=supplier.ocid, supplier=supplier, person=person, nib=nib, npwp=npwp, agrees=agrees)
    row.way, row.contact = way, contact
    take_number(row)
    with born(machine, row, actor=actor, now=now) as deed:
        deed.note(agrees=agrees, contact=way)
        if contact:
            accounts.send_code("claim", way, contact, _(WORDS).format(), about=row.key, now=now)
    return row


def compared(supplier: Any, nib: str, npwp: str, found: Any) -> dict[str, bool | None]:
    """What agrees, what contradicts, and where there is nothing to compare. NPWP by its blind index."""
    theirs = found.npwp if found else ""
    same_npwp = reads.by_npwp(npwp).filter(pk=supplier.pk).exists() if npwp and supplier.npwp else None
    return {
        "nib": supplier.nib == nib if supplier.nib else None,
        "npwp": same_npwp,
        "register": theirs == npwp if theirs and npwp else None,
        "name": rules.bare_name(found.name) == rules.bare_name(supplier.name) if found else None,
    }


def contact_of(found: Any) -> tuple[str, str]:
    """By which way the business itself can be asked; empty: an officer must see the originals."""
    ways = accounts_reads.phone_ways()
    if found and found.phone and ways:
        return ways[0], found.phone
    return ("email", found.email) if found and found.email else ("", "")


def prove_contact(claim: Claim, *, actor: Actor, now: datetime | None = None) -> None:
    """The code came back: the caller has tried it."""
    with performing(machine, "prove_contact", claim, actor=actor, now=now):
        pass


def accept_claim(claim: Claim, *, actor: Actor, now: datetime | None = None) -> None:
    """The claimant becomes the owner; the record becomes a profile to complete."""
    with transaction.atomic(), performing(machine, "accept_claim", claim, actor=actor, now=now) as deed:
        suppliers.hand_over(
            claim.supplier, actor=actor, person=claim.person, nib=claim.nib, npwp=claim.npwp, now=now
        )
        claim.decided_by = actor.name
        deed.note(person=claim.person.actor.id)


def refuse_claim(
    claim: Claim, *, actor: Actor, reasons: Iterable[str], note: str = "", now: datetime | None = None
) -> None:
    with performing(machine, "refuse_claim", claim, actor=actor, now=now) as deed:
        claim.reasons, claim.decided_by = list(reasons), actor.name
        words = [*(rules.WHY_NOT[reason] for reason in claim.reasons), note]
        deed.note(reasons=claim.reasons, reason=" ".join(words).strip())


def withdraw_claim(claim: Claim, *, actor: Actor, now: datetime | None = None) -> None:
    with performing(machine, "withdraw_claim", claim, actor=actor, now=now):
        pass
