"""Tenders, what hangs on them, and bids. No verbs: every change is an act."""

from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.law.methods import Method, method
from pasok.ledger.models import Subject
from pasok.tenders import gathering
from pasok.tenders import machine as table
from pasok.tenders.rules.evaluation import CAUSES
from pasok.tenders.rules.facts import Facts

MONEY = {"max_digits": 20, "decimal_places": 2}


class Tender(Subject):
    """One selection for one or several RUP packages. A re-tender is a tender of its own on the same spine."""

    machine = table.tender

    slug = models.CharField(max_length=64, unique=True)
    version = models.PositiveSmallIntegerField(default=1)
    repeats = models.ForeignKey("self", models.PROTECT, null=True, related_name="repeated_by")
    title = models.CharField("nama paket", max_length=500)
    packages = models.JSONField(default=list)  # ocids of the RUP packages; the first is the spine
    method = models.CharField(max_length=40)
    category = models.CharField(max_length=20)
    agency = models.ForeignKey("people.Agency", models.PROTECT, related_name="+")
    satker = models.ForeignKey("people.Satker", models.PROTECT, null=True, related_name="+")
    ppk = models.CharField(max_length=40)  # actor id
    pokja = models.ForeignKey("people.Pokja", models.PROTECT, related_name="+")
    zone = models.CharField(max_length=40, default=settings.TIME_ZONE)
    pagu = models.DecimalField(**MONEY)
    hps = models.DecimalField("HPS", **MONEY, null=True)
    hps_set_on = models.DateField(null=True)
    vat_pct = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0))
    contract_kind = models.CharField(max_length=20, default="lump_sum")
    lines = models.JSONField(default=list)  # the bill of quantities, as the PPK handed it over
    terms = models.JSONField(default=dict)  # the draft contract's terms, likewise
    small_only = models.BooleanField(default=False)
    document = models.JSONField(default=dict)  # the tender document's own fields
    breach_reason = models.TextField(blank=True)
    announced_at = models.DateTimeField(null=True)
    clock = models.CharField(max_length=8, default="real")  # "replay": a past told again, said so in the log
    rounds = models.PositiveSmallIntegerField(
        default=1
    )  # boxes opened so far; more than one after an extension
    winner = models.ForeignKey("Bid", models.PROTECT, null=True, related_name="+")
    chosen_at = models.DateTimeField(null=True)
    standstill_until = models.DateTimeField(null=True)
    sppbj_number = models.CharField(max_length=80, blank=True)
    sppbj_on = models.DateField(null=True)
    fail_cause = models.CharField(max_length=24, blank=True)
    fail_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-announced_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(table.tender.states)), name="tender_state_known"
            ),
            models.UniqueConstraint("ocid", "version", name="one_tender_per_version"),
        ]
        indexes = [models.Index("next_due", name="tender_next_due", condition=Q(next_due__isnull=False))]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("tender", args=[self.slug])

    @property
    def key(self) -> str:
        return f"tender:{self.slug}"

    @property
    def box_key(self) -> str:
        """The name of the sealed box that now counts; a new one after an extension without bids."""
        return self.box_of(self.rounds)

    def box_of(self, turn: int) -> str:
        return self.key if turn == 1 else f"{self.key}/{turn}"

    @property
    def rules(self) -> Method:
        return method(self.method)

    @property
    def law_on(self) -> date:
        """The day whose law counts."""
        return timezone.localdate(self.announced_at) if self.announced_at else timezone.localdate()

    @property
    def threshold(self) -> int:
        """Members who must give their share: more than half."""
        return len(self.members) // 2 + 1

    @cached_property
    def members(self) -> dict[str, str]:
        """The Pokja now: actor id -> name."""
        return gathering.members(self)

    @property
    def cause_label(self) -> str:
        return CAUSES[self.fail_cause].label if self.fail_cause else ""

    def facts(self, actor: Actor, now: datetime) -> Facts:
        return gathering.facts(self, actor, now)


class Stage(models.Model):
    """One of the twelve windows of the schedule."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=24)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("tender", "code", name="one_window_per_stage")]

    def __str__(self) -> str:
        return f"{self.tender_id} {self.code}"


class StageChange(models.Model):
    """A later change of one window: old and new, with the reason, public for ever."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="stage_changes")
    code = models.CharField(max_length=24)
    old_starts_at = models.DateTimeField()
    old_ends_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"


class Agreement(models.Model):
    """A member's approval of one matter exactly as it stood: it lapses when the fingerprint changes."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="agreements")
    member = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("tender", "member", "fingerprint", name="one_agreement_per_matter")
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.fingerprint[:8]}"


class Question(models.Model):
    """A question of a participant; who asked is never shown to rivals."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="questions")
    bid = models.ForeignKey("Bid", models.PROTECT, related_name="+")
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Amendment(models.Model):
    """A numbered change to the tender document."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("tender", "number", name="one_amendment_per_number")]

    def __str__(self) -> str:
        return f"Adendum {self.number}"
