"""The book: an immutable, chained, signed entry per act; the papers acts issue; the base of every life."""

from datetime import UTC, datetime

from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone

from pasok.kernel import seal
from pasok.kernel.actor import Actor
from pasok.kernel.machine import Machine
from pasok.ledger import signing


class TransactionId(models.Func):
    """The 64-bit id of the writing transaction: the feed's commit-safe horizon is measured by it."""

    function = "pg_current_xact_id"
    output_field = models.TextField()


class Entry(models.Model):
    """One act, done. Written once; never changed (a trigger and a role see to it). Chained per subject."""

    subject = models.CharField(max_length=80)  # "tender:ocds-x1y2z3-0001"
    number = models.PositiveIntegerField()
    machine = models.CharField(max_length=40)
    ocid = models.CharField(max_length=60, db_index=True)
    act = models.CharField(max_length=40)
    actor = models.JSONField()  # id, name, agency, supplier: as they were
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=88)
    transaction = models.BigIntegerField(
        db_default=Cast(Cast(TransactionId(), models.TextField()), models.BigIntegerField()), editable=False
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("subject", "number", name="one_entry_per_number"),
            models.UniqueConstraint("subject", "previous", name="no_fork"),
        ]
        indexes = [models.Index("transaction", "id", name="feed_order")]

    def __str__(self) -> str:
        return f"{self.subject}#{self.number} {self.act}"

    @property
    def body(self) -> dict[str, object]:
        """What the hash covers."""
        return {
            "subject": self.subject,
            "number": self.number,
            "machine": self.machine,
            "ocid": self.ocid,
            "act": self.act,
            "actor": self.actor,
            "at": self.at.astimezone(UTC).isoformat(),  # one spelling, whatever zone it came in
            "recorded_at": self.recorded_at.astimezone(UTC).isoformat(),
            "data": self.data,
        }


class Sheet(models.Model):
    """One official paper as it was issued: the data it is made of. Written by its act, then never changed.

    The PDF is set anew from `data` whenever it is read; the signed entry of the act names the fingerprint.
    """

    fingerprint = models.CharField(max_length=64, primary_key=True)  # SHA-256 of the canonical data
    kind = models.CharField(max_length=24)
    subject = models.CharField(max_length=80)
    number = models.PositiveIntegerField()  # of the entry that issued it
    at = models.DateTimeField()  # of the act
    url = models.CharField(max_length=120)  # page of the subject
    data = models.JSONField()

    class Meta:
        ordering = ["subject", "number"]
        constraints = [
            models.UniqueConstraint("subject", "number", "kind", name="one_sheet_per_entry_and_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.fingerprint[:8]}"


class Subject(models.Model):
    """Anything with a life: its state, its next appointment with the clock, and the head of its chain.

    A subclass sets `machine` and gives `key` and `facts(actor, now)`. Only `performing` and `born` write
    these five columns.
    """

    machine: Machine

    ocid = models.CharField(max_length=60, db_index=True)
    state = models.CharField(max_length=24)
    next_due = models.DateTimeField(null=True, editable=False)
    head = models.CharField(max_length=64, editable=False)
    entries = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    @property
    def key(self) -> str:
        return f"{self.machine.name}:{self.ocid}"

    @property
    def status(self) -> object:
        """The row of the machine's table for the present state: label, tone, OCDS status."""
        return self.machine.states[self.state]


def append(
    subject: Subject, machine: Machine, act: str, actor: Actor, at: datetime, data: dict[str, object]
) -> Entry:
    """Write the next link. The caller holds the subject's row lock, so the chain cannot fork."""
    entry = Entry(
        subject=subject.key,
        number=subject.entries + 1,
        machine=machine.name,
        ocid=subject.ocid,
        act=act,
        actor=actor.plain(),
        at=at,
        recorded_at=timezone.now(),
        data=data,
        previous=subject.head or seal.GENESIS,
    )
    entry.hash = seal.link(entry.previous, entry.body)
    entry.signature = signing.sign(entry.hash)
    entry.save(force_insert=True)
    return entry
