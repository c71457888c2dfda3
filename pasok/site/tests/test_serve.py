"""`pasok serve`, whole: its parts are killed and come back; asked to end, it leaves nothing behind."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pasok.site.postgres import Cluster
from pasok.site.serve import PortTaken, answers, check_port

PATIENCE = 120
PROC = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc to find its own children")


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(pid: int) -> dict[str, int]:
    """The children of one process that we started: name of the command -> pid."""
    found = {}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        words = Path(f"/proc/{child}/cmdline").read_bytes().decode().split("\0")
        if "pasok.site.cli" in words:
            found[words[words.index("pasok.site.cli") + 1]] = int(child)
    return found


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="pk-"))
    yield folder
    Cluster(folder).stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server(home: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    environment = {**os.environ, "PASOK_HOME": str(home), "DEMO": "0", "REPLAY": "0"}
    command = [sys.executable, "-m", "pasok.site.cli", "serve", "--port", str(port)]
    with (home / "said").open("w") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said, text=True)
        yield process, port
        process.kill()
        process.wait()


@PROC
def test_killed_parts_come_back_and_nothing_stays_after_the_end(
    home: Path, server: tuple[subprocess.Popen[str], int]
) -> None:
    process, port = server
    until(lambda: "Pasok siap" in (home / "said").read_text())
    before = children(process.pid)
    assert set(before) == {"clock", "web", "worker"}
    cluster = Cluster(home)
    for pid in [*before.values(), cluster.pid()]:
        os.kill(pid, signal.SIGKILL)
    until(cluster.answers)
    until(lambda: set(children(process.pid)) == set(before) and answers("127.0.0.1", port))
    assert not set(children(process.pid).values()) & set(before.values())
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    assert not cluster.pid() and not answers("127.0.0.1", port)
    assert re.search(r"Proses \w+ berhenti .* dimulai lagi", (home / "said").read_text())


def test_a_taken_port_is_told_with_another_to_take() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"make run PORT={port + 1}"):
            check_port("127.0.0.1", port)
