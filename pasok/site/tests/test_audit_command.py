"""`pasok audit` reads the book and the log; either one touched, it says where and ends with 1."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from pasok.tenders.tests import builders

pytestmark = pytest.mark.django_db


def said() -> str:
    out = StringIO()
    call_command("audit", stdout=out)
    return out.getvalue()


def test_an_untouched_house_is_whole() -> None:
    builders.announced()
    assert "Tidak ada temuan" in said()


def test_a_leaf_changed_by_the_owner_is_found() -> None:
    builders.announced()
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(
            "update sampul_leaf set body = jsonb_set(body, '{at}', '\"2020-01-01\"') where index = 0"
        )
        cursor.execute("set local session_replication_role = origin")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("audit", stdout=out)
    assert ended.value.code == 1 and "Daun 0" in out.getvalue()
