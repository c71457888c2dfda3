"""How one gets in: verified telephones and one-time codes; who helps whom, and who works for whom."""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse

from pasok.accounts import machine as tables
from pasok.accounts import rules
from pasok.kernel.actor import Actor
from pasok.ledger.models import Subject
from pasok.people import reads as people
from pasok.people.models import today
from pasok.people.vault import BlindField, SealedField, take_number


class Phone(models.Model):
    """The number at which a person proved to be reached. One number, one person."""

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="verified_phone")
    number = SealedField()  # "+628123456789"
    number_blind = BlindField(of="number", unique=True)
    verified_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"telepon {self.pk}"

    def save(self, *args: object, **more: object) -> None:
        take_number(self)
        super().save(*args, **more)


class Code(models.Model):
    """A one-time code that was sent. Neither the code nor the contact is kept, only their fingerprints."""

    purpose = models.CharField(max_length=16)
    contact = models.CharField(max_length=64)
    about = models.CharField(max_length=60, blank=True)  # "consent:3": for nothing else
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    spent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index("contact", "made_at", name="codes_to_a_contact")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.made_at:%Y-%m-%d %H:%M}"


class Consent(Subject):
    """An owner lets a facilitator register and fill one business, until a day, and never bid for it."""

    machine = tables.consent

    helper = models.ForeignKey("people.Person", models.PROTECT, related_name="helps")
    body = models.CharField(max_length=150)  # whom the helper serves: a dinas, a university, a cooperative
    owner = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="helped_by")
    owner_name = models.CharField(max_length=150)  # as the helper typed it
    number = SealedField()  # the owner's telephone
    allowed = models.JSONField(default=list)
    until = models.DateTimeField()
    supplier = models.CharField(max_length=20, blank=True, db_index=True)  # pk as text
    link = models.CharField(max_length=64, unique=True)  # fingerprint of the link that the owner was sent

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(tables.consent.states)), name="consent_state")
        ]

    def __str__(self) -> str:
        return f"izin {self.pk}"

    @property
    def key(self) -> str:
        return f"consent:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("helping")

    @property
    def named(self) -> str:
        return self.owner.name if self.owner else self.owner_name

    @property
    def last_day(self) -> date:
        """The day that still counts: `until` is its midnight."""
        return today(self.until - timedelta(seconds=1))

    @property
    def asks(self) -> list[str]:
        """What is allowed, in words, in the order in which it is told."""
        return [label for name, label in rules.ALLOWED.items() if name in self.allowed]

    def facts(self, actor: Actor, now: datetime) -> rules.ConsentFacts:
        """Before it is given, the owner is whoever proved the number: then `give_consent` names the actor."""
        owner = self.owner.actor.id if self.owner else actor.id
        person = people.person(owner)
        hats = {"owner"} if actor.id == owner and (self.owner or proven(self, actor)) else set()
        if actor.id == self.helper.actor.id:
            hats |= people.hats_anywhere(actor, today(now)) & {"facilitator"}
        return rules.ConsentFacts(
            state=self.state,
            now=now,
            hats=frozenset(hats | ({"clock"} if actor.id == "clock" else set())),
            until=self.until,
            helper=self.helper.actor.id,
            owner=owner,
            official=person is not None and people.is_official(person),
            allowed=frozenset(self.allowed),
            supplier=self.supplier,
        )


def proven(consent: Consent, actor: Actor) -> bool:
    """The actor's proven number is the one that was asked."""
    row = Phone.objects.filter(person__pk=actor.id.partition(":")[2] or 0).first()
    return row is not None and row.number == consent.number


class Delegation(Subject):
    """A right over a business that its owner gave to one of the staff. Its spine is the business's."""

    machine = tables.delegation

    supplier = models.CharField(max_length=20, db_index=True)  # pk as text
    business = models.CharField(max_length=220)  # its name when the invitation was written
    right = models.CharField(max_length=4, choices=rules.RIGHTS)
    name = models.CharField(max_length=150)  # whom the owner means
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="delegations")
    code = models.CharField(max_length=64, unique=True)  # fingerprint of the code of the invitation
    until = models.DateTimeField()  # of the invitation

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(tables.delegation.states)), name="delegation_state"
            ),
            models.UniqueConstraint("person", condition=Q(state="active"), name="one_business_per_staff"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_right_display()}"

    @property
    def key(self) -> str:
        return f"delegation:{self.pk}"

    def facts(self, actor: Actor, now: datetime) -> rules.DelegationFacts:
        hats = {"person"} if actor.id.startswith("person:") else set()
        hats |= {"owner"} if actor.owns and actor.supplier == self.supplier else set()
        hats |= {"staff"} if self.person and actor.id == self.person.actor.id else set()
        hats |= {"clock"} if actor.id == "clock" else set()
        return rules.DelegationFacts(state=self.state, now=now, hats=frozenset(hats), until=self.until)


class Recovery(Subject):
    """A lost account on its way to a new telephone."""

    machine = tables.recovery

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="recoveries")
    number = SealedField()  # the new telephone
    proven = models.BooleanField(default=False)  # it answered with the code
    opened_by = models.CharField(max_length=40)  # "person:7"
    seen = models.JSONField(default=list)
    lapses_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)  # the end of the owner's wait
    link = models.CharField(max_length=64, unique=True)  # fingerprint of the owner's link that stops it

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(tables.recovery.states)), name="recovery_state"
            ),
            models.UniqueConstraint(
                "person", condition=Q(state__in=("opened", "confirmed")), name="one_running_recovery"
            ),
        ]

    def __str__(self) -> str:
        return f"pemulihan {self.pk}"

    @property
    def key(self) -> str:
        return f"recovery:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("recovery", args=[self.pk])

    def facts(self, actor: Actor, now: datetime) -> rules.RecoveryFacts:
        hats = people.hats(actor, on=today(now)) & {"lpse", "clock"}
        return rules.RecoveryFacts(
            state=self.state,
            now=now,
            hats=hats | ({"person"} if actor.id == self.person.actor.id else set()),
            me=actor.id,
            opened_by=self.opened_by,
            proven=self.proven,
            lapses_at=self.lapses_at,
            until=self.until,
        )
