"""Sanctions decided here, and the national list as another system publishes it."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.ledger.models import Subject
from pasok.people import reads as people
from pasok.suppliers.machine.blacklist import sanction as table
from pasok.suppliers.rules import sanction as rules

#: who reads a matter that is not decided yet
INSIDE = frozenset(
    {"ppk", "pokja", "procurement_officer", "ukpbj", "pa", "kpa", "auditor", "lpse", "supplier"}
)


class NationalEntry(models.Model):
    """One row of the national blacklist as last imported: facts of another system, never an act here."""

    name = models.CharField(max_length=250)
    name_key = models.CharField(max_length=250, db_index=True)
    individual = models.BooleanField(default=False)
    npwp = models.CharField(max_length=40, blank=True)  # as published: nearly always masked
    number_key = models.CharField(max_length=64, blank=True, db_index=True)  # hash of an NPWP that is whole
    province = models.CharField(max_length=120, blank=True)
    regency = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=250, blank=True)  # of the decision
    origin = models.CharField(max_length=120, blank=True)
    article = models.CharField(max_length=250, blank=True)
    deed = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the last day, where the list tells it
    status = models.CharField(max_length=24)  # of the list: PUBLISHED, EXPIRED, CANCELED, CANCELED_TEMPORARY
    package = models.TextField(blank=True)
    authority = models.CharField(max_length=250, blank=True)
    satker = models.CharField(max_length=250, blank=True)
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "name", "npwp", "number", "starts_on", name="one_national_entry_per_decision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("blacklist-national", args=[self.pk])


class Sanction(Subject):
    """One business, one deed, one decision. Its spine is the business; until decided few may read it."""

    machine = table

    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="sanctions")
    ground = models.CharField(max_length=24, blank=True)
    origin = models.CharField(max_length=16, default="ordinary")
    happened_on = models.DateField()
    evidence = models.TextField(blank=True)
    package = models.CharField(max_length=60, blank=True)  # ocid
    title = models.CharField(max_length=500, blank=True)  # of the package or contract
    agency = models.ForeignKey("people.Agency", models.PROTECT, null=True, related_name="+")
    satker = models.CharField(max_length=40, blank=True)
    pokja = models.CharField(max_length=20, blank=True)
    proposed_by = models.CharField(max_length=40, blank=True)  # actor id
    hearing_until = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)
    favours = models.BooleanField(null=True)  # APIP: to sanction or not
    number = models.CharField(max_length=250, blank=True)  # of the decision
    decided_on = models.DateField(null=True)
    until = models.DateField(null=True)  # the last day
    authority = models.CharField(max_length=250, blank=True)
    stayed_on = models.DateField(null=True)
    court = models.CharField(max_length=250, blank=True)
    keys = ArrayField(models.CharField(max_length=64), default=list)  # hashes of NIB and NPWP when decided
    national = models.ForeignKey(NationalEntry, models.PROTECT, null=True, related_name="recognised")

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(table.states)), name="sanction_state_known"),
        ]
        indexes = [
            models.Index("next_due", name="sanction_next_due", condition=Q(next_due__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.supplier}: {self.ground}"

    @property
    def key(self) -> str:
        return f"sanction:{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("sanction", args=[self.pk])

    @property
    def is_public(self) -> bool:
        """Decided, and so for everybody to read; also after its end."""
        return self.state in {*rules.STANDING, "stayed", "ended"}

    @property
    def zone(self) -> str:
        return self.agency.time_zone if self.agency else timezone.get_default_timezone_name()

    def facts(self, actor: Actor, now: datetime) -> rules.SanctionFacts:
        return rules.SanctionFacts(
            state=self.state,
            now=now,
            hats=self.hats(actor, now),
            me=actor.id,
            ground=self.ground,
            origin=self.origin,
            proposed_by=self.proposed_by,
            evidence=self.evidence,
            happened_on=self.happened_on,
            hearing_until=self.hearing_until,
            recommended=self.favours is not None,
            until=self.until,
            zone=self.zone,
            recognised=self.national_id is not None,
        )

    def hats(self, actor: Actor, now: datetime) -> frozenset[str]:
        """Offices over the agency, satker, package or Pokja it comes from; the supplier's own users."""
        worn = people.hats(
            actor,
            on=timezone.localdate(now),
            agency=self.agency_id or "",
            satker=self.satker,
            ocid=self.package,
            pokja=self.pokja,
        )
        own = {"supplier"} if actor.supplier == str(self.supplier_id) else set()
        return worn - {"supplier"} | own


class SanctionedPerson(models.Model):
    """Somebody who led or owned the business when it was decided: known by the hash of the NIK only."""

    sanction = models.ForeignKey(Sanction, models.CASCADE, related_name="persons")
    nik_hash = models.CharField(max_length=64, db_index=True)
    role = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint("sanction", "nik_hash", name="one_sanction_per_person_and_decision")
        ]

    def __str__(self) -> str:
        return f"{self.sanction_id} {self.role}"
