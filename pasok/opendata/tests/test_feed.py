"""The feed loses nothing, whoever is slow."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction

from pasok.ledger.models import Entry
from pasok.opendata import reader, reads
from pasok.opendata.models import Release
from pasok.planning.tests.builders import a_school_furniture_package
from pasok.planning.tests.builders import an_office as an_agency

pytestmark = pytest.mark.django_db(transaction=True)


def public_entries() -> list[Entry]:
    package = a_school_furniture_package(an_agency())
    return list(Entry.objects.filter(subject=package.key, number__gte=3).order_by("pk"))


def drained(limit: int = 2) -> list[int]:
    """Everything the feed gives to a client that follows its cursor."""
    cursor, seen = reads.BEGINNING, []
    while page := reads.feed(cursor, limit):
        seen += [release.entry_id for release in page]
        cursor = page[-1].transaction, page[-1].pk
    return seen


def test_a_client_that_follows_the_cursor_sees_every_release_once() -> None:
    entries = public_entries()
    for entry in entries:
        reader.read(entry)
    assert drained() == [entry.pk for entry in entries]


def test_a_release_still_uncommitted_holds_the_feed_and_is_not_lost() -> None:
    """Another worker has published but not committed; what came after it waits, so that nobody passes it."""
    first, second, *_ = public_entries()
    written, go_on = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            reader.read(first)
            written.set()
            go_on.wait(20)
        connection.close()

    worker = Thread(target=slow)
    worker.start()
    assert written.wait(20)
    reader.read(second)
    assert Release.objects.filter(entry=second).exists()
    during = drained()
    go_on.set()
    worker.join()
    assert during == []
    assert drained() == [first.pk, second.pk]


def test_a_release_made_late_comes_later_and_is_not_slipped_in_behind_the_reader() -> None:
    first, second, *_ = public_entries()
    reader.read(second)
    seen = reads.feed()
    reader.read(first)
    cursor = seen[-1].transaction, seen[-1].pk
    assert [release.entry_id for release in (*seen, *reads.feed(cursor))] == [second.pk, first.pk]
