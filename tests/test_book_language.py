"""What the book and the rows keep is Indonesian, whatever language the person who acts has chosen."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext

from pasok.ledger.models import Entry
from pasok.ledger.news import read_out
from pasok.site.stories import demo, regency

CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"
#: a life of each kind, with its letters and its refusals
SCENES = ("questioned", "moved", "too_dear", "all_fell", "upheld", "contracted")
TEXTS = models.CharField | models.TextField | models.JSONField
PARTS = re.compile(r"%\(\w+\)s|\{\w*\}|%%")
SHORT = 12  # letters; shorter words may be the same in both languages


def english() -> Iterator[str]:
    """Of every sentence in English the longest run of words without a part in it."""
    for entry in polib.pofile(str(CATALOGUE)):
        for said in (entry.msgstr, *entry.msgstr_plural.values()):
            run = max(PARTS.split(said), key=len).strip()
            if len(run) >= SHORT and run not in entry.msgid:
                yield run


def kept() -> str:
    """Every text of every row of the house, as one."""
    rows: list[str] = []
    for model in apps.get_models():
        if model.__module__.startswith("pasok."):
            texts = [field.name for field in model._meta.concrete_fields if isinstance(field, TEXTS)]
            rows += map(str, model.objects.values_list(*texts)) if texts else []
    return "\n".join(rows)


@pytest.mark.django_db
def test_the_book_is_indonesian_when_an_english_reader_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    things = {thing.scene: thing for thing in regency.things() if thing.scene in SCENES}
    monkeypatch.setattr(regency, "things", lambda: iter(things.values()))  # fewer of them, all of them real
    with translation.override("en"):
        assert gettext("Masuk") == "Sign in"
        demo.lay_out(lambda text: None, most=len(things))
        for entry in Entry.objects.order_by("pk"):
            read_out(entry)
    stored = kept()
    assert len(things) == len(SCENES)
    assert len(stored) > 100_000, "there is something to read"
    assert [run for run in english() if run in stored] == []
