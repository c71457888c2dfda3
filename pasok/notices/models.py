"""What a person was told."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from pasok.notices import rules
from pasok.pages.words import when


class Notice(models.Model):
    """One entry of the book, told to one person, once."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="notices")
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80)
    title = models.CharField(max_length=120)
    text = models.TextField()  # as it was written: in Indonesian, with the titles and moments of that day
    known = models.JSONField(default=dict)  # what this reader knew then: about, closes_at, place …
    url = models.CharField(max_length=200)  # within this site
    at = models.DateTimeField()  # of the act
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint("person", "entry", name="one_notice_per_person_and_entry")]
        indexes = [models.Index("person", condition=Q(read_at=None), name="unread_notices")]

    def __str__(self) -> str:
        return self.title

    @property
    def said(self) -> str:
        """The text in the reader's language, as safe HTML: what people typed stays as they typed it."""
        written = rules.words().get(f"{self.entry.machine}.{self.entry.act}", ())
        word = next((word for word in written if word.title == self.title), None)
        if word is None or not self.known:
            return format_html('<span lang="id">{}</span>', self.text)
        told = escape(rules.text(word, rules.Happening(data=self.entry.data, **self.moments())))
        return mark_safe(told.replace(rules.TYPED[0], '<span lang="id">').replace(rules.TYPED[1], "</span>"))

    def moments(self) -> dict[str, Any]:
        """What the reader knew, the moments in the words and the zone of who reads now."""
        times = {name: self.known[name] for name in rules.MOMENTS if self.known.get(name)}
        return self.known | {name: when(datetime.fromisoformat(at)) for name, at in times.items()}
