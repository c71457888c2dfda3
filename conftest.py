"""Every test run has a PostgreSQL of its own, thrown away at the end."""

import base64
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.postgresql.operations import DatabaseOperations

from pasok.kernel.keyring import new_line
from pasok.site.postgres import OWNER, Cluster

SHARED = Path(__file__).resolve().parent.parent / "shared"


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    if lent := os.environ.get("LENT_CLUSTER"):  # of bench/mutation.py, for many runs
        yield Cluster(Path(lent), durable=False)
        return
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    home = Path(tempfile.mkdtemp(prefix="pasok-", dir=memory))
    cluster = Cluster(home, durable=False)
    cluster.start()
    yield cluster
    cluster.stop()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    cluster: Cluster, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    connections.settings["default"] |= {"HOST": str(cluster.run), "USER": OWNER, "PORT": "", "PASSWORD": ""}


@pytest.fixture(scope="session", autouse=True)
def emptied_between_tests() -> Iterator[None]:
    """Tests that commit are cleaned up by truncation, which the book's own trigger forbids everybody else."""

    def flush(self: DatabaseOperations, sql_list: list[str]) -> None:
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")
            for sql in sql_list:
                cursor.execute(sql)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush)
        yield


@pytest.fixture
def as_application(db: None) -> Iterator[None]:
    """The body works with the rights of the running application, not with those of the owner."""
    with connection.cursor() as cursor:
        cursor.execute("set role pasok_app")
        yield
        with suppress(DatabaseError):  # a failed transaction takes the role away by itself
            cursor.execute("reset role")


@pytest.fixture(scope="session", autouse=True)
def keys(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keys and files of this run alone."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("LEDGER_KEY_FILE", "LOG_KEY_FILE"):
        path = folder / name.lower()
        path.write_text(base64.b64encode(os.urandom(32)).decode())
        setattr(settings, name, path)
    settings.VAULT_KEYS_FILE = folder / "vault.keys"
    settings.VAULT_KEYS_FILE.write_text(new_line())
    settings.FILES = folder / "files"


@pytest.fixture
def shared() -> Path:
    """The folder of real data beside the repository; without it the test is skipped and says so."""
    if not SHARED.exists():
        pytest.skip("no ../shared beside the repository: real data not available")
    return SHARED
