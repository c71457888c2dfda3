"""Keeps the processes of `pasok serve` alive, and ends them in order. Own children only, by pid."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

WORKED = 60.0  # seconds of life after which an earlier fall is forgiven
LONGEST_WAIT = 30.0
GRACE = 20.0  # seconds to finish a request or a job before it is ended


@dataclass
class Child:
    """One process: `pasok NAME …`. It leaves by itself when its standard input, our end of a pipe, closes."""

    name: str
    words: list[str] = field(default_factory=list)
    program: tuple[str, ...] = (sys.executable, "-m", "pasok.site.cli")
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = 0.0  # seconds before the next start; doubles with each quick death
    again_at: float = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(
            [*self.program, self.name, *self.words],
            stdin=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the supervisor, which then ends them in order
            env={**os.environ, "PASOK_PREPARED": "1", "PASOK_SUPERVISED": "1"},
        )
        self.started = time.monotonic()

    def look_after(self) -> None:
        """Start it when it is not there and its time has come."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again_at:
                self.start()
        elif (code := self.process.poll()) is not None:
            self.wait = 0.2 if now - self.started > WORKED else min(max(self.wait * 2, 0.2), LONGEST_WAIT)
            print(f"Proses {self.name} berhenti (kode {code}); dimulai lagi.", file=sys.stderr, flush=True)
            self.let_go()
            self.again_at = now + self.wait

    def let_go(self) -> None:
        if self.process and self.process.stdin:
            self.process.stdin.close()
        self.process = None

    def wait_for_end(self, until: float) -> None:
        """Wait until the monotonic instant `until`, then insist."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.let_go()


def end_all(family: list[Child]) -> None:
    """Ask all to end, then wait for each."""
    until = time.monotonic() + GRACE
    for child in family:
        if child.process:
            child.process.terminate()
    for child in family:
        child.wait_for_end(until)


def leave_with_parent() -> None:
    """In a child: end when the supervisor is gone, even if it was killed without a chance to say so."""
    if os.environ.get("PASOK_SUPERVISED") == "1":
        threading.Thread(target=wait_for_end_of_input, daemon=True).start()


def wait_for_end_of_input() -> None:
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def leave_with(parent: int) -> None:
    """In a grandchild, which has no pipe to the supervisor: end when `parent` is no longer the parent."""
    threading.Thread(target=wait_for_new_parent, args=(parent,), daemon=True).start()


def wait_for_new_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
