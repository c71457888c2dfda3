"""The embedded database: killed, raced, mistaken for another; what was committed stays."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from pasok.site import binaries, embedded, postgres
from pasok.site.binaries import CannotStart
from pasok.site.postgres import Cluster


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A short path, for a socket's sake, that root's stand-in may enter."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="pk-", dir=memory))
    yield folder
    Cluster(folder).stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def running(home: Path) -> Cluster:
    cluster = Cluster(home)
    cluster.start()
    return cluster


def query(cluster: Cluster, sql: str) -> list[tuple[object, ...]]:
    with psycopg.connect(host=str(cluster.run), user="pasok", dbname="pasok") as session:
        done = session.execute(sql)
        return done.fetchall() if done.description else []


def kill_all(cluster: Cluster) -> None:
    """The postmaster and all its children, at once, with nobody told."""
    children = [int(str(pid)) for (pid,) in query(cluster, "select pid from pg_stat_activity")]
    for pid in [cluster.pid(), *children]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def test_a_committed_row_survives_kill_9_of_everything(running: Cluster) -> None:
    query(running, "create table if not exists kept (word text)")
    query(running, "insert into kept values ('dijanjikan')")
    kill_all(running)
    assert running.start() is True
    assert query(running, "select word from kept") == [("dijanjikan",)]


def test_a_pid_file_that_names_another_process_does_not_stop_it(running: Cluster) -> None:
    running.stop()
    (running.data / "postmaster.pid").write_text(f"{os.getpid()}\n{running.data}\n")
    assert running.pid() == 0
    assert running.start() is True


def test_starting_what_runs_changes_nothing(running: Cluster) -> None:
    before = running.pid()
    assert running.start() is False
    assert running.pid() == before


def test_of_two_starts_at_once_one_starts_it(running: Cluster) -> None:
    running.stop()
    with ThreadPoolExecutor(2) as both:
        started = list(both.map(lambda cluster: cluster.start(), [Cluster(running.home) for _ in range(2)]))
    assert sorted(started) == [False, True]


def test_the_last_user_out_stops_it(running: Cluster) -> None:
    running.stop()
    with embedded.in_use(running.home) as first:
        with embedded.in_use(running.home) as second:
            assert second.pid() == first.pid() != 0
        assert first.pid()
    assert not running.pid()


def test_only_the_user_who_runs_it_may_enter_the_socket(running: Cluster) -> None:
    assert running.run.stat().st_mode & 0o077 == 0


def test_data_of_another_major_version_is_refused_with_what_to_do(running: Cluster) -> None:
    running.stop()
    mark = running.data / "PG_VERSION"
    ours = mark.read_text()
    mark.write_text("13\n")
    with pytest.raises(CannotStart, match=r"dibuat oleh PostgreSQL 13.*pg_dump dari PostgreSQL 13"):
        running.start()
    mark.write_text(ours)
    assert running.start() is True


def test_a_birth_that_was_interrupted_is_begun_again(tmp_path: Path, home: Path) -> None:
    cluster = Cluster(home / "b", durable=False)
    (cluster.base / "data.new" / "base").mkdir(parents=True)
    try:
        assert cluster.start() is True
        assert not (cluster.base / "data.new").exists()
    finally:
        cluster.stop()


def test_a_deep_checkout_still_gets_a_short_socket() -> None:
    home = Path("/srv") / ("dalam/" * 30)
    assert len(str(postgres.socket_folder(home) / postgres.SOCKET)) <= postgres.LONGEST_SOCKET


def test_a_machine_without_a_server_that_runs_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(binaries, "wheel", lambda: None)
    monkeypatch.setattr(binaries, "of_machine", lambda: [Path("/nowhere")])
    with pytest.raises(CannotStart, match="Pasang PostgreSQL 16 atau yang lebih baru, atau isi DATABASE_URL"):
        binaries.folder.__wrapped__()
