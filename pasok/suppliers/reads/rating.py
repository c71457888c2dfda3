"""Questions to the ratings of finished work."""

from django.db.models import QuerySet
from django.utils import timezone

from pasok.kernel.tongue import say
from pasok.suppliers.models import Rating
from pasok.suppliers.rules import rating as rules

Record = rules.Record


def ratings(supplier_id: int | str) -> QuerySet[Rating]:
    """The ratings of a business, the newest first. Public."""
    return Rating.objects.filter(supplier_id=int(supplier_id))


def rating_of(contract: str) -> Rating | None:
    """The rating of the contract with that key."""
    return Rating.objects.filter(contract=contract).first()


def shown_rating(rating: Rating) -> dict[str, object]:
    """One rating in the shapes of the template `suppliers/rating.html`."""
    on = timezone.localdate(rating.rated_at)
    parts = [
        (say(words), rating.scores[name], say(rules.SCORES.get(rating.scores[name], rules.WORST)))
        for name, (words, _) in rules.CRITERIA.items()
    ]
    return {"rating": rating, "parts": parts, "category": rules.category(rating.total, on)}


def is_replied(contract: str) -> bool:
    return Rating.objects.filter(contract=contract, replied_at__isnull=False).exists()


def record(supplier_id: int | str) -> Record:
    """What may be said of all of them together today."""
    totals = list(ratings(supplier_id).values_list("total", flat=True))
    return rules.record(totals, timezone.localdate())
