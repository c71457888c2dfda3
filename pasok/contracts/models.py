"""Contracts: what was agreed, between whom, for how much."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from pasok.contracts import machine as table
from pasok.contracts import rules
from pasok.kernel.actor import Actor
from pasok.ledger.models import Subject
from pasok.people import reads as people
from pasok.suppliers import reads as suppliers


class Contract(Subject):
    """One contract with one supplier. It meets its tender on the spine, by ocid, and knows nothing of it."""

    machine = table.contract

    tender = models.CharField(max_length=70, blank=True)  # the slug of the tender, for the link
    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="contracts")
    agency = models.CharField(max_length=20, blank=True)
    satker = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=300)
    category = models.CharField(max_length=16, choices=rules.CATEGORIES, default="goods")
    kind = models.CharField(max_length=12, choices=rules.KINDS, default="lump_sum")
    value = models.DecimalField(max_digits=20, decimal_places=2)  # with VAT
    hps = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    small = models.BooleanField(default=False)  # the supplier was micro, small or a cooperative
    announced_on = models.DateField()  # whose law counts
    number = models.CharField(max_length=80, blank=True)
    sppbj_number = models.CharField(max_length=80, blank=True)
    sppbj_on = models.DateField(null=True, blank=True)
    sign_by = models.DateField(null=True, blank=True)
    delivery_days = models.PositiveIntegerField(null=True, blank=True)  # calendar days from the start order
    delivery_place = models.CharField(max_length=300, blank=True)
    terms = models.TextField(blank=True)
    lines = models.JSONField(default=list)  # number, description, unit, quantity, unit_price: all text
    accepted_on = models.DateField(null=True, blank=True)  # signed by the supplier
    signed_on = models.DateField(null=True, blank=True)  # signed by the PPK: the work begins
    bast_number = models.CharField(max_length=80, blank=True)
    handed_over_on = models.DateField(null=True, blank=True)
    cause = models.CharField(max_length=16, blank=True)  # of rules.CAUSES: why it ended before its work
    terminated_on = models.DateField(null=True, blank=True)
    guarantee = models.DecimalField(max_digits=20, decimal_places=2, default=0)  # performance, rupiah

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(table.contract.states)), name="contract_state_known"
            ),
            models.CheckConstraint(condition=Q(value__gt=0), name="contract_value_above_zero"),
            models.UniqueConstraint(
                fields=["tender", "supplier"],
                condition=~Q(tender="") & ~Q(state="cancelled"),
                name="one_contract_per_tender_and_supplier",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.supplier}"

    @property
    def key(self) -> str:
        return f"contract:{self.pk}"  # several contracts may share a spine

    def get_absolute_url(self) -> str:
        return reverse("contract", args=[self.pk])

    def facts(self, actor: Actor, now: datetime) -> rules.Facts:
        today, hats = timezone.localdate(now), self.hats(actor, now)
        signs = ("supplier" in hats and self.state == "draft") or ("ppk" in hats and self.state == "accepted")
        return rules.Facts(
            state=self.state,
            now=now,
            today=today,
            hats=hats,
            number=self.number,
            delivery_days=self.delivery_days,
            barred=self.barred(today) if signs else "",
            replied=suppliers.is_replied(self.key) if self.state in ("rated", "terminated") else False,
            rated=not self.cause or rules.CAUSES[self.cause].fault,
        )

    def barred(self, on: date) -> str:
        """Why its supplier may not sign that day; "" when nothing bars it."""
        bar = suppliers.is_barred(self.supplier_id, on)
        return bar.sentence(self.supplier.full_name) if bar else ""

    @property
    def due_on(self) -> date | None:
        """The last day of the work, once it is signed."""
        known = self.signed_on and self.delivery_days
        return rules.due_on(self.signed_on, self.delivery_days) if known else None

    def hats(self, actor: Actor, now: datetime) -> frozenset[str]:
        """The hats over this contract; the supplier's only for its own supplier."""
        worn = people.hats(
            actor, on=timezone.localdate(now), agency=self.agency, satker=self.satker, ocid=self.ocid
        )
        own = {"supplier"} if actor.supplier == str(self.supplier_id) else set()
        return worn - {"supplier"} | own
