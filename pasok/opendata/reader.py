"""Hears the news of the book and publishes it."""

import json

from pasok.ledger.models import Entry
from pasok.opendata import build, validate
from pasok.opendata.models import Release


class Unfit(ValueError):
    """A release that does not keep to the standard is not published; the job fails and says why."""


def read(entry: Entry) -> None:
    """Publish the entry once, if it is public. Reading it again changes nothing."""
    if Release.objects.filter(entry=entry).exists():
        return
    made = build.release(entry)
    if made is None:
        return
    if wrong := validate.problems(made):
        raise Unfit(f"{entry}: {'; '.join(wrong)}")
    Release.objects.bulk_create(
        [
            Release(
                entry=entry,
                ocid=made["ocid"],
                release_id=made["id"],
                date=entry.at,
                tags=made["tag"],
                body=json.dumps(made, ensure_ascii=False, separators=(",", ":")),
            )
        ],
        ignore_conflicts=True,  # two workers on one entry: the first one wins
    )
