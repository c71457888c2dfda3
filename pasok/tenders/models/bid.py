"""Bids and what hangs on them. No verbs: every change is an act."""

from datetime import datetime
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse

from pasok.kernel.actor import Actor
from pasok.kernel.tongue import mark
from pasok.ledger.models import Subject
from pasok.tenders import gathering
from pasok.tenders import machine as table
from pasok.tenders.models.tender import MONEY, Tender
from pasok.tenders.rules.bids import STAGES
from pasok.tenders.rules.facts import BidFacts


class Bid(Subject):
    """One supplier's part in one tender, from registration to verdict."""

    machine = table.bid

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="bids")
    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    leaf = models.BigIntegerField(null=True, db_index=True)  # index in the public log
    submitted_at = models.DateTimeField(null=True)
    qualification = models.JSONField(default=dict)  # the profile as declared when the bid was sent
    offered = models.DecimalField(**MONEY, null=True)  # all below is empty until the opening
    price = models.DecimalField(**MONEY, null=True)  # after arithmetic correction
    unit_prices = models.JSONField(default=dict)  # line number -> unit price
    notes = models.JSONField(default=list)
    answers = models.JSONField(default=dict)  # the technical and administrative answers
    documents = models.JSONField(default=list)  # name, size, sha256
    tkdn = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0))
    fallen_stage = models.CharField(max_length=20, blank=True)
    fallen_reason = models.TextField(blank=True)
    mend = models.TextField(blank=True)  # what to do better next time, for the bidder alone
    rank = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(table.bid.states)), name="bid_state_known"),
            models.UniqueConstraint("tender", "supplier", name="one_bid_per_supplier"),
        ]

    def __str__(self) -> str:
        return f"{self.tender_id}/{self.supplier_id}"

    def get_absolute_url(self) -> str:
        return reverse("bid", args=[self.pk])

    @property
    def key(self) -> str:
        return f"bid:{self.pk}"

    @property
    def passed(self) -> list[str]:
        """Codes of the stages judged "lulus", in the order they were."""
        return [a.stage for a in self.assessments.all()]

    @property
    def stages_left(self) -> tuple[str, ...]:
        done = set(self.passed)
        return tuple(code for code in STAGES if code not in done)

    @property
    def fallen_label(self) -> str:
        return STAGES.get(self.fallen_stage, mark("Pembukaan"))

    def facts(self, actor: Actor, now: datetime) -> BidFacts:
        return gathering.bid_facts(self, actor, now)


class Assessment(models.Model):
    """One stage of one bid, passed, with the Pokja's note."""

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="assessments")
    stage = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("bid", "stage", name="one_assessment_per_stage")]

    def __str__(self) -> str:
        return f"{self.bid_id} {self.stage}"


class Sanggah(models.Model):
    """An objection of a bidder, and the Pokja's answer."""

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="sanggah_set")
    bid = models.ForeignKey(Bid, models.PROTECT, related_name="+")
    ground = models.CharField(max_length=24)
    text = models.TextField()
    filed_at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.bid_id}: {self.text[:60]}"
