"""The desk: verify, send back, refuse with a second look; and how a business comes before it."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from pasok.desk import rules
from pasok.desk.machine import registration as machine
from pasok.desk.models import Registration
from pasok.kernel.actor import Actor
from pasok.kernel.machine import Refused
from pasok.ledger.performing import born, performing
from pasok.suppliers import reads as suppliers
from pasok.suppliers.reads.desk import due_at


def declared(supplier_id: int | str, *, actor: Actor, now: datetime | None = None) -> Registration | None:
    """A profile was declared: it comes before the desk, again if something changed. Safe to repeat."""
    supplier, at = suppliers.supplier(supplier_id), now or timezone.now()
    row = Registration.objects.filter(supplier=supplier).first()
    if row is None:
        row = Registration(ocid=supplier.ocid, supplier=supplier, asked_at=at, due_at=due_at(at))
        with born(machine, row, actor=actor, now=at):
            pass
        return row
    if row.state in ("waiting", "doubted") or (row.decided_at and at <= row.decided_at):
        return row  # it is looked at already, or an old piece of news is read late
    try:
        ask_again(row, actor=actor, now=at)
    except Refused:  # nothing changed, or it is a draft again by now
        return None
    return row


def ask_again(registration: Registration, *, actor: Actor, now: datetime | None = None) -> None:
    """The clock of the service starts anew; what was said before stays readable in the history."""
    with performing(machine, "ask_again", registration, actor=actor, now=now) as deed:
        registration.asked_at, registration.due_at = deed.at, due_at(deed.at)
        registration.reasons, registration.note, registration.proposed_by = [], "", ""


def verify(
    registration: Registration, *, actor: Actor, seen: Iterable[str] = (), note: str = "",
    now: datetime | None = None,
) -> None:  # fmt: skip
    """The papers agree. It holds for every LPSE, until the profile changes."""
    with performing(machine, "verify", registration, actor=actor, now=now) as deed:
        registration.seen, registration.note = sorted(seen), note
        registration.reasons, registration.mark = [], registration.present_mark()
        decided(registration, actor, deed.at)
        deed.note(seen=registration.seen, late=deed.at > registration.due_at)


def send_back(
    registration: Registration, *, actor: Actor, reasons: Iterable[str], note: str = "",
    now: datetime | None = None,
) -> None:  # fmt: skip
    with performing(machine, "send_back", registration, actor=actor, now=now) as deed:
        said(registration, reasons, note)
        decided(registration, actor, deed.at)
        deed.note(reasons=registration.reasons, reason=in_words(registration))


def propose_rejection(
    registration: Registration, *, actor: Actor, reasons: Iterable[str], note: str = "",
    now: datetime | None = None,
) -> None:  # fmt: skip
    """Refusing takes two: this is the first."""
    with performing(machine, "propose_rejection", registration, actor=actor, now=now) as deed:
        said(registration, reasons, note)
        registration.proposed_by = actor.id
        deed.note(reasons=registration.reasons)


def confirm_rejection(registration: Registration, *, actor: Actor, now: datetime | None = None) -> None:
    with performing(machine, "confirm_rejection", registration, actor=actor, now=now) as deed:
        decided(registration, actor, deed.at)
        deed.note(reasons=registration.reasons, reason=in_words(registration))


def decline_rejection(
    registration: Registration, *, actor: Actor, note: str = "", now: datetime | None = None
) -> None:
    with performing(machine, "decline_rejection", registration, actor=actor, now=now) as deed:
        proposer, registration.proposed_by = registration.proposed_by, ""
        registration.reasons, registration.note = [], note
        deed.note(proposer=proposer, reason=note)


def said(registration: Registration, reasons: Iterable[str], note: str) -> None:
    registration.reasons, registration.note = list(reasons), note


def decided(registration: Registration, actor: Actor, at: datetime) -> None:
    registration.decided_by, registration.decided_at = actor.name, at


def in_words(registration: Registration) -> str:
    """The reasons as sentences, in the language of the book."""
    known = rules.REASONS | rules.GRAVE
    return " ".join([*(known[reason] for reason in registration.reasons), registration.note]).strip()
