"""The only door through which a subject is born and changes state."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from pasok.kernel.actor import CLOCK, Actor
from pasok.kernel.machine import Machine
from pasok.ledger.models import Entry, Subject, append
from pasok.ledger.news import announce


@dataclass
class Deed:
    """What is being done: when, and the facts to keep beside it."""

    at: datetime
    data: dict[str, object] = field(default_factory=dict)
    entry: Entry | None = None

    def note(self, **facts: object) -> None:
        """Facts to keep in the ledger beside the act. Plain JSON values; money as text; no floats."""
        self.data.update(facts)


@contextmanager
def performing(
    machine: Machine, name: str, subject: Subject, *, actor: Actor, now: datetime | None = None
) -> Iterator[Deed]:
    """Lock, check, let the body work, move the state, write the ledger. All or nothing.

    `now` is given only where a past is told again (replay, story) or by the clock; else it is the present.
    Raises Refused with the reasons; then nothing was written.
    """
    deed = Deed(at=now or timezone.now())
    act = machine.act(name)
    if act is None:
        raise LookupError(f"{machine.name} tidak mengenal tindakan {name!r}")
    with transaction.atomic():
        subject.refresh_from_db(from_queryset=type(subject)._default_manager.select_for_update(of=("self",)))
        machine.check(act, subject.facts(actor, deed.at))
        yield deed
        subject.state = act.target or subject.state
        write(machine, act.name, subject, actor, deed)


@contextmanager
def born(machine: Machine, subject: Subject, *, actor: Actor, now: datetime | None = None) -> Iterator[Deed]:
    """Save a new subject in its initial state with entry number one. The body may add its parts."""
    deed = Deed(at=now or timezone.now())
    with transaction.atomic():
        subject.state = machine.initial
        subject.save(force_insert=True)
        yield deed
        write(machine, "create", subject, actor, deed)


def write(machine: Machine, act: str, subject: Subject, actor: Actor, deed: Deed) -> None:
    clocked = any(act.due for act in machine.acts)  # facts are dear: not gathered where the clock has no act
    due = machine.due(subject.facts(CLOCK, deed.at)) if clocked else []
    subject.next_due = due[0][0] if due else None
    deed.entry = append(subject, machine, act, actor, deed.at, deed.data)
    subject.head, subject.entries = deed.entry.hash, deed.entry.number
    subject.save()
    announce(deed.entry)
