"""The book cannot be changed, not even by the owner of the database, without the audit saying so."""

import pytest
from django.db import DatabaseError, connection, transaction

from pasok.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "sql", ["update ledger_entry set act='x'", "delete from ledger_entry", "truncate ledger_entry cascade"]
)
def test_the_table_refuses_to_forget(sql: str) -> None:
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert Entry.objects.count() == 0
