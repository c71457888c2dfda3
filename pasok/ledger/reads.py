"""Questions to the book."""

from django.db import connection
from django.db.models import QuerySet

from pasok.ledger.models import Entry


def chain(key: str) -> QuerySet[Entry]:
    """The whole life of one subject, oldest first."""
    return Entry.objects.filter(subject=key).order_by("number")


def story(ocid: str) -> QuerySet[Entry]:
    """Everything that happened on one spine, in the order it was written."""
    return Entry.objects.filter(ocid=ocid).order_by("pk")


def feed(after: tuple[int, int] = (0, 0), limit: int = 100) -> list[Entry]:
    """The next entries after (transaction, pk), only up to the oldest transaction still open.

    Ordered by the writing transaction, so an entry that commits late never slips in behind a reader.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        horizon = cursor.fetchone()[0]
    transaction, pk = after
    return list(
        Entry.objects.filter(transaction__lt=horizon, transaction__gte=transaction)
        .exclude(transaction=transaction, pk__lte=pk)
        .order_by("transaction", "pk")[:limit]
    )
