"""A replay killed with its database, again and again: what it said was done stays done, and it goes on."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pasok.archive.tests.tables import TENDER, put
from pasok.site.postgres import Cluster
from tests.test_replay import firm

CODES = [f"100100{number}0000" for number in range(10, 16)]
KILLS = 3
DONE = re.compile(r"^\[\d+/\d+\] (\d+) Kontrak dirancang", re.M)


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="pk-"))
    yield folder
    Cluster(folder).stop()
    shutil.rmtree(folder, ignore_errors=True)


def tables(folder: Path) -> Path:
    put(folder, "tender.csv", *({**TENDER, "kd_tender": code} for code in CODES))
    rows = [
        firm(code, number, f"4{number}0000000", won=number == 1) for code in CODES for number in range(1, 5)
    ]
    put(folder, "peserta.csv", *rows)
    return folder


def command(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "pasok.site.cli", *words]


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "PASOK_HOME": str(home), "DJANGO_SETTINGS_MODULE": "pasok.site.settings"}


def kill_all(home: Path, process: subprocess.Popen[str]) -> None:
    """kill -9 of the replay and of the postmaster it started; the kernel takes the backends with it."""
    postmaster = Cluster(home).pid()
    process.send_signal(signal.SIGKILL)
    if postmaster:
        os.kill(postmaster, signal.SIGKILL)
    process.wait()


def test_nothing_acknowledged_is_lost(home: Path, tmp_path: Path) -> None:
    folder, luck, said = tables(tmp_path), random.Random(46), set()
    for _ in range(KILLS):
        log = home / "said"
        with log.open("w") as out:
            process = subprocess.Popen(
                command(home, "replay", str(folder)), env=environment(home), stdout=out, stderr=out, text=True
            )
            end = time.monotonic() + 120
            seen = len(DONE.findall(log.read_text()))
            while process.poll() is None and len(DONE.findall(log.read_text())) < seen + 1:
                assert time.monotonic() < end, log.read_text()[-2000:]
                time.sleep(0.05)
            time.sleep(luck.random() / 2)
            kill_all(home, process)
        said |= set(DONE.findall(log.read_text()))
    run = subprocess.run(
        command(home, "replay", str(folder), "--json"),
        env=environment(home), capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    found = json.loads(run.stdout)
    assert (found["tenders"], found["same"], found["different"]) == (len(CODES), len(CODES), [])
    assert said <= set(DONE.findall(run.stderr))
    audit = subprocess.run(
        command(home, "audit", "--json"), env=environment(home), capture_output=True, text=True, timeout=120
    )
    assert json.loads(audit.stdout)["findings"] == []
