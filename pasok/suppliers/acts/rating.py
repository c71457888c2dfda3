"""Ratings come home from contracts. Called inside the act of the contract, which keeps them in the book."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.law import lookup as law
from pasok.suppliers.models import Rating
from pasok.suppliers.rules import rating as rules


class Work(TypedDict):
    """What was rated: columns of Rating."""

    contract: str
    url: str
    title: str
    authority: str
    kind: str


def add_rating(
    supplier_id: int,
    *,
    scores: Mapping[str, int],
    days_late: int,
    note: str,
    at: datetime,
    **work: Unpack[Work],
) -> Rating:
    """Keep the rating of one contract: `scores` 1 to 3 for quality, cost, service; time is computed."""
    on = timezone.localdate(at)
    if any(score not in rules.SCORES for score in scores.values()):
        raise ValidationError(_("Nilai tiap unsur 1, 2, atau 3."))
    every = {**scores, "time": rules.timeliness(days_late, on)}
    return Rating.objects.create(
        supplier_id=supplier_id,
        scores=every,
        total=rules.total(every, on),
        days_late=days_late,
        note=note,
        rated_at=at,
        **work,
    )


def rate_at_fault(
    supplier_id: int, *, days_late: int, note: str, at: datetime, **work: Unpack[Work]
) -> Rating:
    """The rating of a contract that was ended by the fault of its supplier: the same for every criterion."""
    on = timezone.localdate(at)
    every = dict.fromkeys(rules.CRITERIA, law.rule("perf_score_on_provider_fault_termination", on=on).whole)
    return Rating.objects.create(
        supplier_id=supplier_id, scores=every, total=rules.total(every, on), days_late=days_late, note=note,
        rated_at=at, **work,
    )  # fmt: skip


def reply_to_rating(contract: str, text: str, at: datetime) -> None:
    """What the business says to it. Raises Rating.DoesNotExist."""
    rating = Rating.objects.get(contract=contract)
    rating.reply, rating.replied_at = text, at
    rating.save(update_fields=["reply", "replied_at"])
