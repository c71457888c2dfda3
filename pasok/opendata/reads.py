"""Questions to open data: one release, the releases of a process, its record, the feed."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from pasok.opendata import merge, validate
from pasok.opendata.models import Release

Cursor = tuple[int, int]
BEGINNING: Cursor = (0, 0)


def releases_of(ocid: str) -> QuerySet[Release]:
    """The releases of one process, oldest first."""
    return Release.objects.filter(ocid=ocid).order_by("date", "entry")


def record(ocid: str) -> dict[str, Any] | None:
    """All releases of one process and the state they lead to; None if there is none."""
    releases = [release.plain for release in releases_of(ocid)]
    if not releases:
        return None
    compiled = merge.compiled(releases, validate.schema())
    return {"ocid": ocid, "releases": releases, "compiledRelease": compiled}


def feed(after: Cursor = BEGINNING, limit: int = 100) -> list[Release]:
    """The next releases after (transaction, pk), only up to the oldest transaction still open.

    The order is that of the publishing transactions. A release that is made late, or commits late, comes
    later in the feed and is never slipped in behind a reader.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        horizon = cursor.fetchone()[0]
    transaction, pk = after
    rows = Release.objects.filter(transaction__lt=horizon, transaction__gte=transaction)
    return list(rows.exclude(transaction=transaction, pk__lte=pk).order_by("transaction", "pk")[:limit])
