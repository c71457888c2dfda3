"""Hears the news of the book and tells the people it concerns."""

from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from pasok.kernel import tongue
from pasok.ledger.models import Entry
from pasok.notices import rules
from pasok.notices.groups import scene
from pasok.notices.mail import mail
from pasok.notices.models import Notice
from pasok.pages.words import when
from pasok.people.models import Person


def read(entry: Entry) -> None:
    """Tell everybody once. Reading the entry again tells nobody again; notice and mail are kept together."""
    words = rules.words().get(f"{entry.machine}.{entry.act}", ())
    if not words:
        return
    things = scene(entry)
    with transaction.atomic():
        told: set[int] = set()
        for word in words:
            for person, known in things.group(word.to):
                if person.pk in told or (not word.own and entry.actor["id"] == f"person:{person.pk}"):
                    continue
                told.add(person.pk)
                tell(person, entry, word, {"about": things.about} | known, things.url)


def tell(person: Person, entry: Entry, word: rules.Word, known: dict[str, Any], url: str) -> None:
    """One notice, and its letter in the same transaction. Invented people have no mailbox."""
    times = {name: at for name in rules.MOMENTS if (at := known.get(name))}
    known = {"about": known["about"], "place": known.get("place")}
    with timezone.override(ZoneInfo(person.time_zone)), tongue.writing():
        told = rules.Happening(data=entry.data, **known, **{name: when(at) for name, at in times.items()})
        text = rules.bare(rules.text(word, told))
    notice, new = Notice.objects.get_or_create(
        person=person,
        entry=entry,
        defaults={
            "subject": entry.subject,
            "title": word.title,
            "text": text,
            "known": known | {name: at.isoformat() for name, at in times.items()},
            "url": url,
            "at": entry.at,
        },
    )
    if new and not person.demo:
        mail.defer(notice=notice.pk)
