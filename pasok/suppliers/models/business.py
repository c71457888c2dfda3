"""Businesses, what they may do, and who stands behind them."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from pasok.accounts.reads import stands
from pasok.kernel.actor import Actor
from pasok.ledger.models import Subject
from pasok.people import reads as people
from pasok.people import vault
from pasok.people.models import today
from pasok.suppliers import rules
from pasok.suppliers.machine import business as table


class Supplier(Subject):
    """A business: one that bids here, or one that another system told us of."""

    machine = table.supplier

    name = models.CharField(max_length=200)  # without the legal form, or as the other system wrote it
    form = models.CharField(max_length=16, choices=rules.FORMS)
    nib = models.CharField(max_length=13, blank=True)
    npwp = vault.SealedField(blank=True)  # digits only; never in the ledger
    npwp_blind = vault.BlindField(of="npwp")
    scale = models.CharField(max_length=8, blank=True, choices=rules.SCALES)
    capital = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    yearly_sales = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    region_code = models.CharField(max_length=13, blank=True)  # Kemendagri
    region_name = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=300, blank=True)
    established_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(table.supplier.states)), name="supplier_state_known"
            ),
            models.UniqueConstraint(fields=["nib"], condition=~Q(nib=""), name="one_supplier_per_nib"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def key(self) -> str:
        return self.ocid  # "supplier:7": a business is its own spine

    def get_absolute_url(self) -> str:
        return reverse("supplier", args=[self.pk])

    @property
    def full_name(self) -> str:
        return rules.full_name(self.name, self.form)

    @property
    def is_umk(self) -> bool:
        return rules.is_umk(self.scale, self.form)

    @property
    def masked_npwp(self) -> str:
        """Enough to recognise one's own number, too little to learn another's NIK by."""
        return f"•••• {self.npwp[-3:]}" if self.npwp else ""

    def profile(self) -> rules.Profile:
        """The frozen values that rules and tenders look at. Two queries, none if prefetched."""
        return rules.Profile(
            id=self.pk,
            name=self.name,
            form=self.form,
            nib=self.nib,
            npwp=self.npwp,
            scale=self.scale,
            region_code=self.region_code,
            region_name=self.region_name,
            address=self.address,
            established_on=self.established_on,
            capital=self.capital,
            yearly_sales=self.yearly_sales,
            permits=tuple(permit.plain() for permit in self.permits.all()),
            officers=tuple(officer.plain() for officer in self.officers.all()),
            state=self.state,
        )

    def facts(self, actor: Actor, now: datetime) -> rules.Facts:
        return rules.Facts(
            state=self.state,
            now=now,
            today=timezone.localdate(now),
            hats=self.hats(actor),
            profile=self.profile(),
        )

    def hats(self, actor: Actor) -> frozenset[str]:
        """Over a business only its own people act, in their right; whoever it lets help; and the importer."""
        pk = str(self.pk)
        own = {"supplier"} if actor.supplier == pk and actor.right != "bid" else set()
        own |= {"owner"} if actor.supplier == pk and actor.owns else set()
        own |= {"supplier"} if actor.fills == pk and stands(actor.consent) else set()
        if self.state == "unclaimed":
            own |= people.hats(actor, on=today()) & {"lpse"}
        return frozenset(own | ({"importer"} if actor.id == "system:import" else set()))


class Permit(models.Model):
    """A line of business in the NIB."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="permits")
    kbli = models.CharField(max_length=6)
    edition = models.CharField(max_length=4, choices=rules.EDITIONS, default="2020")
    title = models.CharField(max_length=250, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kbli", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "kbli", "edition"], name="one_permit_per_kbli")
        ]

    def __str__(self) -> str:
        return f"{self.kbli} {self.title}".strip()

    def plain(self) -> rules.Permit:
        return rules.Permit(self.kbli, self.edition, self.title, self.valid_until)


class Officer(models.Model):
    """Who owns or runs the business. The NIK itself is never kept, and the name never leaves this table."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="officers")
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=12, choices=rules.ROLES)
    nik_hash = models.CharField(max_length=64, blank=True, db_index=True)
    share_pct = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    beneficial = models.BooleanField(default=False)  # pemilik manfaat

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"

    def plain(self) -> rules.Officer:
        return rules.Officer(self.role, self.nik_hash, self.share_pct, self.beneficial)


class ExternalId(models.Model):
    """The number another system knows a business by."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="external_ids")
    scheme = models.CharField(max_length=40)  # "kd_penyedia"
    code = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="one_supplier_per_external_id")
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"
