"""What this machine lets an experiment do: mount, FUSE, another clock. Else it is left out, and says so."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import pytest

PYTHONS = ("/usr/bin/python3",)
LAZY = Path(__file__).with_name("lazyfs.py")


def needed(there: object, what: str) -> None:
    if not there:
        pytest.skip(f"not on this machine: {what} (make faults installs what it may)")


@cache
def fuse_python() -> str | None:
    """A Python that has fusepy; Debian's own, where deploy/faults put it."""
    for python in PYTHONS:
        with suppress(OSError):
            if (
                Path("/dev/fuse").exists()
                and not subprocess.run([python, "-c", "import fusepy"], capture_output=True).returncode
            ):
                return python
    return None


@cache
def faketime() -> Path | None:
    return next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))), None)


class Mount:
    """A file system whose owner can be killed, with all that it had not been told to sync."""

    def __init__(self, root: Path, at: Path, mode: str = "lazy"):
        self.root, self.at, self.mode = root, at, mode
        self.at.mkdir(exist_ok=True)
        self.mount()

    def mount(self) -> None:
        python = fuse_python()
        assert python
        self.process = subprocess.Popen([python, str(LAZY), str(self.root), str(self.at), self.mode])
        until = time.monotonic() + 20
        while not os.path.ismount(self.at):
            assert self.process.poll() is None and time.monotonic() < until, "FUSE does not mount"
            time.sleep(0.02)

    def cut(self) -> None:
        """The power is gone: what was only in the file system's memory is nowhere."""
        self.process.kill()
        self.process.wait()
        subprocess.run(["umount", "-l", str(self.at)], check=True)

    def end(self) -> None:
        subprocess.run(["umount", "-l", str(self.at)], capture_output=True)
        self.process.kill()
        self.process.wait()


@contextmanager
def mounted(root: Path, at: Path, mode: str = "lazy") -> Iterator[Mount]:
    needed(fuse_python() and os.geteuid() == 0, "FUSE with fusepy, and root")
    mount = Mount(root, at, mode)
    try:
        yield mount
    finally:
        mount.end()


@contextmanager
def small_disk(at: Path, megabytes: int) -> Iterator[Path]:
    """A disk of its own with little room."""
    at.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0711", "tmpfs", str(at)], capture_output=True
    )
    needed(done.returncode == 0, "the right to mount")
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


@contextmanager
def clock_of_server(file: Path, shift: str = "+0") -> Iterator[None]:
    """Servers that are started in the body see the clock that `file` says, such as "-2h"."""
    library = faketime()
    needed(library, "libfaketime")
    file.write_text(shift)
    file.chmod(0o644)
    told = {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(file),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in told.items():
            patch.setenv(name, value)
        yield
