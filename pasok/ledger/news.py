"""News goes up: each entry is told, after commit, to the readers that settings name."""

from django.conf import settings
from django.utils.module_loading import import_string
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from pasok.ledger.models import Entry


def read_out(entry: Entry) -> None:
    """Tell every reader. Each is idempotent by the entry's pk, so telling twice does no harm."""
    for reader in settings.READERS:
        import_string(reader)(entry)


@app.task(
    name="ledger.tell",
    queue="news",
    retry=RetryStrategy(max_attempts=8, exponential_wait=4),
    pass_context=False,
)
def tell(entry: int) -> None:
    read_out(Entry.objects.get(pk=entry))


def announce(entry: Entry) -> None:
    """Queue the news in the entry's own transaction: both are kept, or neither."""
    tell.defer(entry=entry.pk)
