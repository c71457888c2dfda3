"""Questions about telephones, consents and staff."""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from pasok.accounts import machine as tables
from pasok.accounts.channels import BY_PHONE, open_ways
from pasok.accounts.marks import fingerprint
from pasok.accounts.models import Consent, Delegation, Phone, Recovery
from pasok.kernel.actor import Actor
from pasok.people.models import Person
from pasok.people.reads import hats_anywhere


def phone_ways() -> list[str]:
    """The ways to a telephone that this installation has; none: nobody is offered one."""
    return open_ways(*BY_PHONE)


def person_by_phone(number: str, *, active: bool = True) -> Person | None:
    """Whose proven number this is ("+628…")."""
    marks = Phone._meta.get_field("number_blind").found(number)
    rows = Phone.objects.filter(number_blind__in=marks).select_related("person")
    row = (rows.filter(person__is_active=True) if active else rows).first()
    return row.person if row else None


def phone_of(person: Person) -> str:
    """The proven number of a person, or nothing. To reach them: never shown whole or written down."""
    row = Phone.objects.filter(person=person).first()
    return row.number if row else ""


def consent(pk: int | str) -> Consent | None:
    return Consent.objects.select_related("owner", "helper").filter(pk=int(pk)).first()


def consent_by_link(secret: str) -> Consent | None:
    """The consent whose owner holds this link."""
    found = Consent.objects.select_related("owner", "helper")
    return found.filter(link=fingerprint("link", secret)).first()


def stands(consent_pk: str, allowed: str = "fill", now: datetime | None = None) -> bool:
    """Whether a consent allows that ("": anything at all) now. Staff who fill by right have none."""
    if not consent_pk:
        return True
    row = Consent.objects.filter(pk=int(consent_pk), state="given", until__gt=now or timezone.now()).first()
    return row is not None and row.helper.is_active and (not allowed or allowed in row.allowed)


def standing_in(actor: Actor, consent_pk: str) -> Actor:
    """The facilitator, now acting under that consent; unchanged when it does not stand or is another's."""
    row = consent(consent_pk)
    if row is None or row.helper.actor.id != actor.id or not stands(consent_pk, ""):
        return actor
    if "facilitator" not in hats_anywhere(actor) or row.owner is None:
        return actor
    helped = {"helped": row.owner.actor.id, "helped_name": row.owner.name}
    return replace(actor, supplier="", right="fill", fills=row.supplier, consent=str(row.pk), **helped)


def consents_of(actor: Actor) -> list[Consent]:
    """What a facilitator asked for or holds, the newest first; the ended ones last."""
    kind, _, pk = actor.id.partition(":")
    if kind != "person":
        return []
    rows = Consent.objects.filter(helper=int(pk)).select_related("owner", "helper")
    return sorted(rows, key=lambda row: tables.consent.states[row.state].final)


def consents_over(actor: Actor) -> list[Consent]:
    """Who helps this owner now."""
    kind, _, pk = actor.id.partition(":")
    if kind != "person":
        return []
    return list(Consent.objects.filter(owner=int(pk), state="given").select_related("helper"))


def staff_of(supplier: str) -> list[Delegation]:
    """The invitations and rights of a business that are not over."""
    found = Delegation.objects.filter(supplier=supplier, state__in=("invited", "active"))
    return list(found.select_related("person"))


def delegation(pk: int | str) -> Delegation | None:
    return Delegation.objects.filter(pk=int(pk)).first()


def delegation_of(actor: Actor) -> Delegation | None:
    """The right by which this member of staff works."""
    kind, _, pk = actor.id.partition(":")
    return Delegation.objects.filter(person=int(pk), state="active").first() if kind == "person" else None


def recoveries() -> list[Recovery]:
    """What runs at the desk, the newest first."""
    return list(Recovery.objects.filter(state__in=("opened", "confirmed")).select_related("person"))


def recovery(pk: int | str) -> Recovery | None:
    return Recovery.objects.select_related("person").filter(pk=int(pk)).first()


def recovery_by_link(secret: str) -> Recovery | None:
    """The recovery that the holder of this link may stop."""
    return Recovery.objects.select_related("person").filter(link=fingerprint("stop", secret)).first()
