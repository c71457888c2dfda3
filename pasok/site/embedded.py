"""Who uses the embedded database: first in starts it, last out stops it; a killed one does not count."""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pasok.site import keys
from pasok.site.postgres import Cluster

PACKAGE = Path(__file__).resolve().parents[1]


@contextmanager
def in_use(home: Path) -> Iterator[Cluster]:
    """The database runs while the body does, and goes on for as long as anybody else is in such a body."""
    cluster = Cluster(home)
    with cluster.alone():
        users = (cluster.base / "users").open("a")
        fcntl.flock(users, fcntl.LOCK_SH)
        if cluster.start_alone() and cluster.base != cluster.home:
            print(
                f"Data disimpan di {cluster.base}, karena folder ini tertutup bagi pengguna lain.",
                file=sys.stderr,
            )
    try:
        yield cluster
    finally:
        with cluster.alone(), users:
            if last_out(users.fileno()):
                cluster.stop_alone()


def last_out(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def edition(cluster: Cluster) -> str:
    """The migrations of this checkout and the birth of this data folder, as one word."""
    parts = hashlib.sha256(str((cluster.data / "PG_VERSION").stat().st_mtime_ns).encode())
    for path in [*sorted(PACKAGE.glob("*/migrations/0*.py")), PACKAGE / "site" / "grants.py"]:
        parts.update(str(path.relative_to(PACKAGE)).encode() + path.read_bytes())
    return parts.hexdigest()


def prepare(cluster: Cluster) -> None:
    """Keys, tables and roles, unless this edition has them already."""
    keys.make(cluster.home / "keys")
    mark = cluster.home / "edition"
    now = edition(cluster)
    if not mark.exists() or mark.read_text() != now:
        environment = {**os.environ, "PASOK_ROLE": "owner", "PASOK_PREPARED": "1"}
        subprocess.run(
            [sys.executable, "-m", "pasok.site.cli", "migrate", "--verbosity", "0"],
            check=True,
            env=environment,
        )
        mark.write_text(now)
