"""A rehearsal of one business: everything is real except that nobody buys."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse

from pasok.kernel.actor import Actor
from pasok.ledger.models import Subject
from pasok.tenders import machine as table
from pasok.tenders.models.tender import MONEY
from pasok.tenders.rules.practice import Facts, Sheet, sheet


class Practice(Subject):
    """One try at one exercise. `keys`: the house's own identities; what is practised is nobody's secret."""

    machine = table.practice

    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="+")
    exercise = models.CharField(max_length=24)
    began_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    vat_pct = models.DecimalField(max_digits=5, decimal_places=2)
    clock = models.CharField(max_length=8, default="real")  # "replay": told again, as of a tender
    keys = models.JSONField(default=dict)  # member -> age identity
    leaf = models.BigIntegerField(null=True)  # index in the public log
    offered = models.DecimalField(**MONEY, null=True)  # all below is empty until the opening
    price = models.DecimalField(**MONEY, null=True)
    unit_prices = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    papers = models.PositiveSmallIntegerField(default=0)
    place = models.PositiveSmallIntegerField(null=True)
    fallen_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(table.practice.states)), name="practice_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_id}: {self.exercise}"

    def get_absolute_url(self) -> str:
        return reverse("practice", args=[self.pk])

    @property
    def key(self) -> str:
        return f"practice:{self.pk}"

    @property
    def box_key(self) -> str:
        return f"latihan:{self.pk}"

    @property
    def sheet(self) -> Sheet:
        return sheet(self.exercise, self.vat_pct)

    @property
    def tender(self) -> "Offered":
        """What the form of an offer asks of a tender."""
        return Offered(self)

    def facts(self, actor: Actor, now: datetime) -> Facts:
        own = bool(actor.supplier) and actor.supplier == str(self.supplier_id)
        hats = frozenset({"owner"}) if own else frozenset({"clock"} if actor.id == "clock" else ())
        return Facts(state=self.state, now=now, hats=hats, closes_at=self.closes_at)


class Offered:
    """The exercise in the shape of a tender, for the form that is shared with real bids."""

    def __init__(self, practice: Practice) -> None:
        self.box_key, self.lines = practice.box_key, practice.sheet.lines
        self.hps, self.vat_pct = practice.sheet.hps, practice.vat_pct
