"""Bimtek, the seats in them, what is handed out and what is asked. No verbs."""

from datetime import date, datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pasok.coaching import machine as table
from pasok.coaching import rules
from pasok.kernel.actor import Actor
from pasok.ledger.models import Subject
from pasok.people import reads as people

OFF = ("waiting", "withdrawn")  # seats that take no place


class Bimtek(Subject):
    """One event of guidance: online or in a hall, with so many places. It is its own spine."""

    machine = table.bimtek

    agency = models.ForeignKey("people.Agency", models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    about = models.TextField()  # what is taught
    mode = models.CharField(max_length=8, choices=rules.MODES, default="hall")
    link = models.URLField(max_length=300, blank=True)  # of the room online: shown only to whom has a place
    address = models.CharField(max_length=300, blank=True)
    region_code = models.CharField(max_length=13, blank=True)  # Kemendagri
    region_name = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField()
    sectors = ArrayField(models.CharField(max_length=2), default=list, blank=True)  # divisions of KBLI 2020
    speakers = models.TextField(blank=True)  # one a line
    contact = models.CharField(max_length=200, blank=True)  # of the organiser's desk, for everybody
    announced_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(table.bimtek.states)), name="bimtek_state_known"
            ),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="bimtek_ends_after_start"),
        ]
        indexes = [models.Index("next_due", name="bimtek_next_due", condition=Q(next_due__isnull=False))]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        return self.ocid  # "bimtek:7"

    def get_absolute_url(self) -> str:
        return reverse("bimtek", args=[self.pk])

    @property
    def taken(self) -> int:
        """Places that somebody has."""
        return self.seats.exclude(state__in=OFF).count()

    def hats(self, actor: Actor, now: datetime) -> frozenset[str]:
        """Of the organiser's office; and "participant" for whoever has a seat or waits for one."""
        worn = people.hats(actor, on=day_of(now), agency=self.agency_id)
        mine = self.seats.exclude(state="withdrawn").filter(person=person_pk(actor)).exists()
        return worn | ({"participant"} if mine else set())

    def facts(self, actor: Actor, now: datetime) -> rules.Facts:
        return rules.Facts(
            state=self.state,
            now=now,
            hats=self.hats(actor, now),
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            announced_at=self.announced_at,
            reminded_at=self.reminded_at,
            mode=self.mode,
            link=self.link,
            address=self.address,
            capacity=self.capacity,
            materials=self.materials.count(),
            open_questions=self.questions.filter(answered_at=None).count(),
        )


class Seat(Subject):
    """One person's part in one bimtek, from asking for a place to the certificate.

    Whoever has an account is known by it. Of whoever has none only the name is kept, given at the desk.
    """

    machine = table.seat

    event = models.ForeignKey(Bimtek, models.PROTECT, related_name="seats")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="bimtek_seats")
    guest = models.CharField(max_length=150, blank=True)  # the name of who has no account
    sector = models.CharField(max_length=2, blank=True)
    region_code = models.CharField(max_length=13, blank=True)
    region_name = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField()
    certificate = models.CharField(max_length=64, blank=True)  # fingerprint of the paper
    offered = models.CharField(max_length=8, blank=True)  # the step that was offered last, of NEXT_STEPS
    offered_at = models.DateTimeField(null=True, blank=True)
    left_alone = models.BooleanField(default=False)  # the participant wants no more of it

    class Meta:
        ordering = ["pk"]  # the order of the waiting list
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(table.seat.states)), name="seat_state_known"),
            models.UniqueConstraint(
                "event", "person", condition=~Q(state="withdrawn"), name="one_seat_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}/{self.pk}"

    @property
    def key(self) -> str:
        return f"seat:{self.pk}"

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.guest

    def get_absolute_url(self) -> str:
        return reverse("seat", args=[self.pk])

    @property
    def turn(self) -> int:
        """The place in the waiting list, from one."""
        return self.event.seats.filter(state="waiting", pk__lte=self.pk).count()

    def hats(self, actor: Actor, now: datetime) -> frozenset[str]:
        worn = people.hats(actor, on=day_of(now), agency=self.event.agency_id)
        pk = person_pk(actor)
        mine = {"participant"} if pk is not None and pk == self.person_id else set()
        free = {"bearer"} if pk is not None and self.person_id is None else set()
        return worn | mine | free

    def facts(self, actor: Actor, now: datetime) -> rules.SeatFacts:
        return rules.SeatFacts(
            state=self.state,
            now=now,
            hats=self.hats(actor, now),
            event=self.event.state,
            certified=bool(self.certificate),
            offered=self.offered,
            left_alone=self.left_alone,
        )


class Question(models.Model):
    """What a participant asked. Everybody reads it; who asked is not shown."""

    event = models.ForeignKey(Bimtek, models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Material(models.Model):
    """A file to take home. Its bytes lie under their fingerprint."""

    event = models.ForeignKey(Bimtek, models.CASCADE, related_name="materials")
    title = models.CharField(max_length=150)
    name = models.CharField(max_length=150)  # of the file
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("event", "sha256", name="one_material_once")]

    def __str__(self) -> str:
        return self.title


def day_of(now: datetime) -> date:
    return people.today(now)


def person_pk(actor: Actor) -> int | None:
    kind, _, pk = actor.id.partition(":")
    return int(pk) if kind == "person" else None
