"""Hears the news of the book and keeps the listings true."""

from pasok.ledger.models import Entry
from pasok.opportunities import listing


def read(entry: Entry) -> None:
    """Mend the listings the entry touches, from what is true now: reading it twice changes nothing."""
    if listing.tells(entry.machine, entry.act):
        for ocid in listing.together(entry.ocid):
            listing.lay(ocid)
