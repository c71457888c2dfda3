"""Hears the news of the book and tells the people it concerns."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

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
                tell(person, entry, word, rules.Happening(things.about, entry.data), known, things.url)


def tell(
    person: Person, entry: Entry, word: rules.Word, plain: rules.Happening, known: dict[str, object], url: str
) -> None:
    """One notice, and its letter in the same transaction. Invented people have no mailbox."""
    with timezone.override(ZoneInfo(person.time_zone)):
        moments = {name: when(at) for name in ("closes_at", "standstill_until") if (at := known.get(name))}
        text = rules.text(word, replace(plain, place=known.get("place"), **moments))
    notice, new = Notice.objects.get_or_create(
        person=person,
        entry=entry,
        defaults={
            "subject": entry.subject,
            "title": word.title,
            "text": text,
            "url": url,
            "at": entry.at,
        },
    )
    if new and not person.demo:
        mail.defer(notice=notice.pk)
