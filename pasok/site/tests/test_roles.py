"""The application adds to the book and cannot change it, not even by taking the guards away."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from pasok.ledger.audit import audit
from pasok.ledger.models import Entry
from pasok.site import grants

pytestmark = pytest.mark.django_db


def an_entry() -> Entry:
    now = timezone.now()
    empty = {
        "machine": "package",
        "ocid": "x",
        "act": "create",
        "previous": "0",
        "hash": "1",
        "signature": "-",
    }
    return Entry.objects.create(subject="package:x", number=1, actor={}, at=now, recorded_at=now, **empty)


def refusal(sql: str) -> str:
    """What the database says when it does not do it."""
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return str(refused.value)


@pytest.mark.usefixtures("as_application")
@pytest.mark.parametrize("table", grants.WRITTEN_ONCE)
@pytest.mark.parametrize("verb", ["delete from {}", "truncate {}", "update {} set id = id", "drop table {}"])
def test_what_is_written_once_stays(table: str, verb: str) -> None:
    sql = verb.format(table).replace("id = id", f"{first_column(table)} = {first_column(table)}")
    assert "permission denied" in refusal(sql) or "must be owner" in refusal(sql)


def first_column(table: str) -> str:
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, table)[0].name


@pytest.mark.usefixtures("as_application")
@pytest.mark.parametrize(
    "sql",
    [
        "alter table ledger_entry disable trigger all",
        "drop trigger ledger_entry_immutable on ledger_entry",
        "create table mine (x int)",
        "set session_replication_role = replica",
        "delete from django_migrations",
    ],
)
def test_the_guards_cannot_be_taken_away(sql: str) -> None:
    assert any(word in refusal(sql) for word in ("permission denied", "must be owner"))


@pytest.mark.usefixtures("as_application")
def test_the_application_writes_the_book_and_audits_it() -> None:
    an_entry()
    assert audit().entries == 1


@pytest.mark.usefixtures("as_application")
def test_the_doctor_can_tell_who_could_change_the_book() -> None:
    with connection.cursor() as cursor:
        assert not grants.can_change(cursor, "ledger_entry")
        assert grants.can_change(cursor, "django_session")
        cursor.execute("reset role")
        assert grants.can_change(cursor, "ledger_entry")


@pytest.mark.usefixtures("as_application")
def test_the_application_cannot_give_itself_more() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "grant update on ledger_entry to pasok_app"
        )  # PostgreSQL only warns, and gives nothing
        assert not grants.can_change(cursor, "ledger_entry")


def test_rights_are_given_again_without_harm() -> None:
    assert grants.apply()
    assert grants.apply()
