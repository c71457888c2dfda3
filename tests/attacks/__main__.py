"""`make attacks`: every attack on the server, every mutated bundle, and what each is refused or named by.

python -m tests.attacks [--bundles]      only the mutated bundles
"""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from tempfile import TemporaryDirectory

from pasok_verify.tests import test_files
from pasok_verify.tests.forge import ALL
from pasok_verify.tests.test_mutations import MODULES, judged

ROOT = Path(__file__).resolve().parent.parent.parent
SERVER = ("pasok/sampul/tests/test_attacks.py", "pasok/tenders/tests/test_hostile_bids.py")
OTHER = (
    "pasok_verify/tests/test_files.py",
    "pasok_verify/tests/test_receipts.py",
    "pasok_verify/tests/test_cli.py",
)


def line(good: bool, attack: str, reason: str) -> None:
    print(f"{'held' if good else 'FAILED':<7}{attack[:88]:<90}{reason}")


def bundles() -> int:
    """The mutated bundles before the verifier: each by exactly its own codes."""
    failed = 0
    for change in sorted(ALL, key=lambda change: change.hook.__module__):
        found, own = judged(change), next(iter(change.codes))
        good = found.codes() == change.codes
        failed += not good
        line(good, change.name, ", ".join(sorted(found.codes())) or f"not found, wanted {own}")
    return failed


def server(*files: str) -> int:
    """Tests that attack: the reason is what each one's name says, for it asserts that very refusal."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junit-xml={report}", *files]
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        cases = list(ET.parse(report).iter("testcase")) if report.exists() else []
    failed = not cases
    for case in cases:
        good = case.find("failure") is None and case.find("error") is None
        failed += not good
        line(good, case.get("name", "").removeprefix("test_").replace("_", " "), case.get("classname", ""))
    return failed


if __name__ == "__main__":
    assert MODULES and test_files
    failures = bundles()
    print(f"\n{len(ALL)} mutated bundles, {failures} not named by their own reason\n")
    if "--bundles" not in sys.argv:
        failures += server(*SERVER, *OTHER)
    sys.exit(1 if failures else 0)
