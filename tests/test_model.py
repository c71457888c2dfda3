"""The protocol as a state machine (docs/model): all its states are right, and every seeded fault is found."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

MODEL = Path(__file__).resolve().parent.parent / "docs" / "model" / "sampul.pml"
BUGS = [int(number) for number in re.findall(r"-DBUG=(\d+)", MODEL.read_text())]

pytestmark = pytest.mark.skipif(
    not (shutil.which("spin") and shutil.which("cc")), reason="no Spin or no C compiler: see deploy/spinner"
)


def searched(what: str, folder: Path) -> str:
    """What the search of all states says; it stops at the first error."""
    for command in (
        ["spin", what, "-a", str(MODEL)],
        ["cc", "-O0" if "BUG" in what else "-O2", "-w", "-o", "pan", "pan.c"],
        ["./pan", "-a", "-m10000"],
    ):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=True)
    return done.stdout


@pytest.mark.parametrize(
    ("what", "endless"),
    [("-DKEYS=0", ["Witness", "Members"]), ("-DKEYS=1", ["Witness", "Members", "Rescuers"])],
    ids=["two bidders", "a rekey and a recovery"],
)
def test_no_order_of_steps_breaks_the_protocol(what: str, endless: list[str], tmp_path: Path) -> None:
    said = searched(what, tmp_path)
    assert "errors: 0" in said and "Search not completed" not in said and "depth too small" not in said
    idle = re.findall(r"unreached in proctype (\w+)\n\t\S+\.pml:", said)
    assert idle == endless, "they have no end; any other line that never ran proves nothing"
    states = re.search(r"([\d.e+]+) states, stored", said)
    assert states and float(states[1]) > 100_000


@pytest.mark.parametrize("bug", BUGS)
def test_a_seeded_fault_is_found(bug: int, tmp_path: Path) -> None:
    assert "errors: 1" in searched(f"-DBUG={bug}", tmp_path)


def test_the_page_names_every_fault() -> None:
    page = (MODEL.parent / "README.md").read_text()
    assert len(BUGS) >= 7 and list(range(1, len(BUGS) + 1)) == BUGS
    assert all(f"| {bug} |" in page for bug in BUGS)
