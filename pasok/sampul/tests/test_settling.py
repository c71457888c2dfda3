"""What is ordered is not yet on the disk: nobody is shown it before it is."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from pasok.sampul import acts, answers, bundle, log, reads, witnesses
from pasok.sampul.tests.story import AFTER, KEY, Committee, a_bid, a_box, opened, send

pytestmark = pytest.mark.django_db(transaction=True)
CAREFUL = "show synchronous_commit"


def asked(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.fixture
def flushes(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """One for each wait for the disk: whether inside a transaction, where it would be worth nothing."""
    seen: list[bool] = []
    monkeypatch.setattr(log, "flush", lambda: seen.append(connection.in_atomic_block))
    return seen


def committee() -> Committee:
    given = a_box()
    send(KEY, a_bid(given, "7"))
    opened(given)
    return given


READS: dict[str, Callable[[], object]] = {
    "newest head": reads.checkpoint,
    "receipt again": lambda: reads.receipt(KEY, 1),
    "head of a size": lambda: reads.head_at(2),
    "for witnesses": lambda: witnesses.cosigned(2),
    "parameters": lambda: reads.public_parameters(KEY),
    "sheet": lambda: reads.sheet(KEY, "penawaran", "person:1"),
    "bundle": lambda: bundle.bundle(KEY, parts=["penawaran"]),
    "page": lambda: Client().get("/sampul/kotak/tidak-ada.json"),
}


def test_whoever_reads_a_head_waits_for_the_disk(flushes: list[bool]) -> None:
    committee()
    for name, read in READS.items():
        flushes.clear()
        with transaction.atomic():
            read()
            assert flushes == [], name
        assert flushes and not any(flushes), name


@pytest.fixture
def careful() -> Iterator[None]:
    """As servers are that are no tests'."""
    with connection.cursor() as cursor:
        cursor.execute("set synchronous_commit = on")
        yield
        cursor.execute("reset synchronous_commit")


@pytest.mark.usefixtures("careful")
def test_an_act_waits_for_the_disk_when_its_transaction_is_over_and_the_lock_is_free(
    flushes: list[bool],
) -> None:
    bid = a_bid(a_box(), "7")
    flushes.clear()
    with transaction.atomic():
        send(KEY, bid)
        assert asked(CAREFUL) == "off" and flushes == []
    assert flushes == [False] and asked(CAREFUL) == "on"
    assert asked("select count(*) from pg_locks where locktype = 'advisory'") == 0
    flushes.clear()
    acts.close(KEY, now=AFTER)
    assert flushes == [False]


@pytest.mark.usefixtures("careful")
def test_a_refused_act_leaves_the_transaction_as_careful_as_it_was(flushes: list[bool]) -> None:
    bid = a_bid(a_box(), "7", replaces=5)
    flushes.clear()
    with transaction.atomic():
        with pytest.raises(answers.BadEnvelope):
            send(KEY, bid)
        assert asked(CAREFUL) == "on"
    assert flushes == []


@pytest.mark.usefixtures("careful")
def test_the_wait_is_real() -> None:
    asked("select pg_logical_emit_message(false, 'sampul', 'something that nobody has flushed')")
    place = asked("select pg_current_wal_insert_lsn()")
    assert not asked(f"select pg_current_wal_flush_lsn() >= '{place}'::pg_lsn")
    log.flush()
    assert asked(f"select pg_current_wal_flush_lsn() >= '{place}'::pg_lsn")
