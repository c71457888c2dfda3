"""Requests of persons about their own data."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from pasok.kernel.actor import CLOCK, Actor
from pasok.ledger.models import Subject
from pasok.people import reads as people
from pasok.people import vault
from pasok.suppliers.machine.privacy import data_request
from pasok.suppliers.rules import privacy as rules


class DataRequest(Subject):
    """What a person asks about his data, and the answer. Both are personal, so both are sealed."""

    machine = data_request

    person = models.CharField(max_length=60)  # actor id of who asks
    wish = models.CharField(max_length=10, choices=rules.WISHES)
    text = vault.SealedField()
    reply = vault.SealedField(blank=True)
    asked_at = models.DateTimeField()
    warned = models.BooleanField(default=False)
    late = models.BooleanField(default=False)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(data_request.states)), name="data_request_state_known"
            )
        ]

    def __str__(self) -> str:
        return self.get_wish_display()

    def save(self, *args: Any, **more: Any) -> None:
        super().save(*args, **(more | ({"force_insert": True} if vault.take_number(self) else {})))

    def get_absolute_url(self) -> str:
        return reverse("data-request", args=[self.pk])

    @property
    def key(self) -> str:
        return f"data_request:{self.pk}"

    @property
    def answer_by(self) -> datetime:
        return rules.answer_by(self.asked_at)

    def facts(self, actor: Actor, now: datetime) -> rules.RequestFacts:
        hats = {"clock"} if actor.id == CLOCK.id else set()
        lpse = people.hats(actor, on=timezone.localdate(now)) & {"lpse"} if actor.id != CLOCK.id else set()
        # nobody answers himself
        return rules.RequestFacts(
            state=self.state,
            now=now,
            hats=frozenset(hats | (lpse if actor.id != self.person else set())),
            asked_at=self.asked_at,
            warned=self.warned,
            late=self.late,
        )
