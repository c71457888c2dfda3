"""Items of a profile, and the papers that prove them: photos and scans, sealed on disk."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from pasok.kernel.actor import CLOCK, Actor
from pasok.ledger.models import Subject
from pasok.people import reads as people
from pasok.people import vault
from pasok.suppliers import machine as table
from pasok.suppliers import rules


class Item(Subject):
    """One thing of a profile. What is personal is in `secret`; both hold plain texts by field name."""

    machine = table.item

    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, related_name="items")
    kind = models.CharField(max_length=16, choices=[(k.name, k.label) for k in rules.KINDS.values()])
    data = models.JSONField(default=dict)
    secret = vault.SealedJSON(blank=True)
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=12, choices=rules.SOURCES, default="typed")
    helper = models.CharField(max_length=150, blank=True)  # the facilitator who filled it, as he was named
    helped = models.CharField(max_length=150, blank=True)  # and the owner who let him
    contract = models.CharField(max_length=80, blank=True)  # "contract:7", which this job came from
    contract_url = models.CharField(max_length=120, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)  # told with a proof: the desk's time runs
    checked_by = models.CharField(max_length=150, blank=True)  # an official's name, as it was
    checked_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)  # what an official asked to be mended

    class Meta:
        ordering = ["kind", "-pk"]
        indexes = [models.Index("asked_at", condition=Q(state="noted"), name="unchecked_items")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(table.item.states)), name="item_state_known"),
            models.UniqueConstraint("contract", condition=~Q(contract=""), name="one_item_per_contract"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def save(self, *args: Any, **more: Any) -> None:
        super().save(*args, **(more | ({"force_insert": True} if vault.take_number(self) else {})))

    @property
    def key(self) -> str:
        return f"item:{self.pk}"

    @property
    def kind_of(self) -> rules.Kind:
        return rules.KINDS[self.kind]

    @property
    def values(self) -> dict[str, str]:
        """Every field as it was told, the sealed ones too."""
        return {**self.data, **self.secret}

    def get_absolute_url(self) -> str:
        return reverse("profile-item", args=[self.pk])

    @property
    def section_url(self) -> str:
        """The page of the profile that lists it."""
        return reverse("profile-section", args=[self.supplier_id, self.kind_of.section])

    def facts(self, actor: Actor, now: datetime) -> rules.ItemFacts:
        return rules.ItemFacts(
            state=self.state,
            now=now,
            today=timezone.localdate(now, ZoneInfo(settings.TIME_ZONE)),
            zone=ZoneInfo(settings.TIME_ZONE),
            hats=self.hats(actor, now),
            kind=self.kind,
            valid_until=self.valid_until,
            reminded_on=self.reminded_on,
            reminders=tuple(settings.REMIND_DAYS),
            proofs=self.proofs.count(),
            contract=bool(self.contract),
        )

    def hats(self, actor: Actor, now: datetime) -> frozenset[str]:
        """Its own business, the LPSE, the clock."""
        if actor.id == CLOCK.id:
            return frozenset({"clock"})
        own = self.supplier.hats(actor) & {"supplier"}
        return own | (people.hats(actor, on=timezone.localdate(now)) & {"lpse"})


class Leftover(models.Model):
    """A sealed file whose key is gone already: its bytes are taken out of the store next."""

    sha256 = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.sha256[:8]


class Paper(models.Model):
    """A photo or scan. The file is sealed with a key of its own; without this row nobody can open it."""

    supplier = models.ForeignKey("suppliers.Supplier", models.CASCADE, null=True, related_name="papers")
    item = models.ForeignKey("suppliers.Item", models.CASCADE, null=True, related_name="proofs")
    person = models.CharField(max_length=60)  # actor id of who sent it
    kind = models.CharField(max_length=8, blank=True, choices=rules.PAPERS)
    type = models.CharField(max_length=40)  # "image/jpeg"
    size = models.PositiveIntegerField()  # bytes before sealing
    sha256 = models.CharField(max_length=64)  # of the sealed file
    unlock = vault.SealedField()  # its key
    read = vault.SealedJSON(blank=True)  # what was read on it, until its owner has confirmed
    confirmed = models.BooleanField(default=False)  # its owner has confirmed what was read
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index("at", condition=Q(item=None), name="loose_papers")]

    def __str__(self) -> str:
        return f"{self.type} {self.sha256[:8]}"

    def save(self, *args: Any, **more: Any) -> None:
        super().save(*args, **(more | ({"force_insert": True} if vault.take_number(self) else {})))

    def get_absolute_url(self) -> str:
        return reverse("paper", args=[self.pk])

    @property
    def is_photo(self) -> bool:
        return self.type.startswith("image/")
