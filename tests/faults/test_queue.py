"""F11: the queue brings every message twice, late and out of order. Everybody is told once."""

import random
from typing import Any

import pytest
from django.db import transaction

from pasok.ledger import news
from pasok.ledger.models import Entry
from pasok.notices import reader
from pasok.notices.models import Notice
from pasok.tenders.tests import builders
from tests.faults.conftest import Note
from tests.faults.crowd import Outcome
from tests.faults.houses import LONG, many

pytestmark = pytest.mark.django_db
SHUFFLES = many(2, 4)


class Rolled(Exception):
    """Takes the notices of one turn back."""


def told() -> list[tuple[int, int]]:
    return list(Notice.objects.order_by("person", "entry").values_list("person", "entry"))


def brought(order: list[int]) -> list[tuple[int, int]]:
    """Who is told of what when the queue brings these entries."""
    found: list[tuple[int, int]] = []
    try:
        with transaction.atomic():
            for entry in order:
                news.tell(entry)
            found = told()
            raise Rolled
    except Rolled:
        return found


def forgetful(**named: Any) -> tuple[Notice, bool]:
    """The control: whoever hears a thing again tells it again."""
    person, entry, known = named["person"], named["entry"], named["defaults"]
    heard = Notice.objects.filter(person=person, entry=entry)
    more = 1000000 * heard.count()
    counted.append((person.pk, entry.pk + more))
    return heard.first() or Notice.objects.create(person=person, entry=entry, **known), True


counted: list[tuple[int, int]] = []


def test_a_queue_that_repeats_itself_tells_everybody_once(
    note: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    builders.opened() if LONG else builders.announced()
    entries = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    once, luck, found = brought(entries), random.Random(11), Outcome(runs=SHUFFLES)
    assert once
    for _ in range(SHUFFLES):
        order = entries * 2
        luck.shuffle(order)
        heard = brought(order)
        found.double += len(heard) - len(set(heard))
        found.lost += len(set(once) ^ set(heard))
    found.acknowledged = len(once)
    monkeypatch.setattr(reader.Notice.objects, "get_or_create", forgetful)
    brought(entries * 2)
    control = Outcome(runs=1, acknowledged=len(once), double=len(counted) - len(once))
    note(
        "F11",
        "every message twice, late, out of order",
        "the reader does not know what it told",
        found,
        control,
    )
    assert found.harm == 0 and control.double
