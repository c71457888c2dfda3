"""Verifications of businesses by the LPSE, and claims to imported records."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse

from pasok.accounts.marks import fingerprint
from pasok.desk import machine as tables
from pasok.desk import rules
from pasok.kernel.actor import Actor
from pasok.ledger.models import Subject
from pasok.people import reads as people
from pasok.people.models import today
from pasok.people.vault import SealedField


class Registration(Subject):
    """One business before the desk: once for all LPSE. Its spine is the business's."""

    machine = tables.registration

    supplier = models.OneToOneField("suppliers.Supplier", models.PROTECT, related_name="registration")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()  # the service standard of the day it was asked
    reasons = models.JSONField(default=list)  # keys of REASONS and GRAVE
    note = models.CharField(max_length=500, blank=True)
    proposed_by = models.CharField(max_length=40, blank=True)  # who would refuse: "person:7"
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    seen = models.JSONField(default=list)  # keys of SEEN
    mark = models.CharField(max_length=64, blank=True)  # what was verified, as a fingerprint

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(tables.registration.states)), name="registration_state"
            )
        ]

    def __str__(self) -> str:
        return f"verifikasi {self.pk}"

    @property
    def key(self) -> str:
        return f"registration:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("registration", args=[self.pk])

    def present_mark(self) -> str:
        """The fingerprint of what the business says of itself now."""
        return profile_mark(self.supplier.profile())

    def facts(self, actor: Actor, now: datetime) -> rules.RegistrationFacts:
        own = actor.supplier == str(self.supplier_id) and actor.owns
        hats = people.hats(actor, on=today(now)) & {"lpse"}
        return rules.RegistrationFacts(
            state=self.state,
            now=now,
            hats=hats | ({"owner"} if own else set()),
            me=actor.id,
            proposed_by=self.proposed_by,
            ready=self.supplier.state == "ready",
            changed=self.state != "verified" or self.mark != self.present_mark(),
        )


def profile_mark(profile: object) -> str:
    """Everything a profile holds but its state."""
    return fingerprint("profile", *(f"{k}={v!r}" for k, v in sorted(vars(profile).items()) if k != "state"))


class Claim(Subject):
    """Somebody says that an imported record is his business. Its spine is the record's."""

    machine = tables.claim

    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="claims")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="claims")
    nib = models.CharField(max_length=13)
    npwp = SealedField(blank=True)
    agrees = models.JSONField(
        default=dict
    )  # {"nib": true, "npwp": null, "name": false}: null, nothing to compare
    contact = SealedField(blank=True)  # where the code went: of the licence register, never of the claimant
    way = models.CharField(max_length=8, blank=True)
    reasons = models.JSONField(default=list)
    decided_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(tables.claim.states)), name="claim_state"),
            models.UniqueConstraint(
                "supplier", "person", condition=Q(state__in=("asked", "proven")), name="one_open_claim"
            ),
        ]

    def __str__(self) -> str:
        return f"klaim {self.pk}"

    @property
    def key(self) -> str:
        return f"claim:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.pk])

    def facts(self, actor: Actor, now: datetime) -> rules.ClaimFacts:
        hats = people.hats(actor, on=today(now)) & {"lpse"}
        agreed = sum(value is True for value in self.agrees.values())
        return rules.ClaimFacts(
            state=self.state,
            now=now,
            hats=hats | ({"claimant"} if actor.id == self.person.actor.id else set()),
            contact=bool(self.contact),
            unclaimed=self.supplier.state == "unclaimed",
            proofs=agreed + (self.state == "proven"),
        )
