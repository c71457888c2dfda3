"""Look at one document in a process of its own. Never raises for what a stranger wrote."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from pasok.tenders.sandbox import cell
from pasok.tenders.sandbox.why import WHY

ROOT = Path(__file__).resolve().parents[3]
START = (
    "import json, sys; sys.path.insert(0, sys.argv[1]); from pasok.tenders.sandbox import look; "
    "look.main(json.loads(sys.argv[2]), int(sys.argv[3]))"
)
ANSWER = 1 << 16  # bytes; a longer one is not ours


@dataclass(frozen=True)
class Verdict:
    """`wrong`: codes of `why.WHY`, none for a fine file. `alone`: it had no network at all.

    `peak`: KiB of memory; `seconds`: of processor.
    """

    kind: str
    wrong: tuple[str, ...]
    peak: int = 0
    seconds: int = 0
    alone: bool = False


def inspect(path: Path, name: str, limit: int, *, seconds: float = cell.SECONDS) -> Verdict:
    """What is wrong with the file, which has at most `limit` bytes to be fine."""
    words = [sys.executable, "-I", "-S", "-c", START, str(ROOT), json.dumps(name), str(limit)]
    with path.open("rb") as file:
        process = subprocess.Popen(
            words,
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            close_fds=True,
        )
    late = Timer(seconds, process.kill)
    late.start()
    try:
        with process:
            said = process.stdout.read(ANSWER) if process.stdout else b""
            process.kill()
    finally:
        slow = not late.is_alive()
        late.cancel()
    return heard(said) or Verdict("unknown", ("slow" if slow else "crashed",))


def heard(said: bytes) -> Verdict | None:
    """The answer of the process; None when it is none. It may have been taken over: nothing is believed."""
    try:
        answer = json.loads(said)
        wrong = tuple(sorted({code for code in answer["wrong"] if code in WHY}))
        if len(wrong) != len(answer["wrong"]):
            return None
        took = int(answer["peak"]), int(answer["seconds"])
        return Verdict(str(answer["kind"])[:20], wrong, *took, bool(answer["alone"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
