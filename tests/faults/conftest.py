"""Each worker takes one backup of the tests' own database; every experiment begins from a copy of it."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pasok.site.postgres import Cluster
from tests.faults import table
from tests.faults.crowd import Outcome
from tests.faults.houses import LONG, Street, copied, workplace

Note = Callable[[str, str, str, Outcome, Outcome], None]


@pytest.fixture(scope="session")
def street(cluster: Cluster, django_db_setup: None) -> Iterator[Street]:
    home = workplace()
    home.chmod(0o711)
    seed = Cluster(home / "seed")
    seed.base.mkdir()
    copied(cluster, seed)
    yield Street(home, seed.data)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def note(capsys: pytest.CaptureFixture[str]) -> Iterator[Note]:
    """Write a line of the table: (number, fault, what the control does wrong, outcome, control's outcome)."""
    began = time.monotonic()

    def write(number: str, fault: str, wrong: str, outcome: Outcome, control: Outcome) -> None:
        line = table.Line(number, fault, wrong, outcome, control, time.monotonic() - began)
        table.lines.append(line)
        with capsys.disabled():
            print(f"\n{line.text}")

    yield write


def pytest_sessionfinish(session: pytest.Session) -> None:
    if LONG and table.lines:  # what failed shows its harm
        table.write(Path(session.config.rootpath) / "docs" / "faults.md")
