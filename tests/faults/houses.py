"""A database server for one experiment: with all tables, on its own folder, and free to be destroyed."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from pasok.site.postgres import OWNER, Cluster

LONG = os.environ.get("FAULTS") == "long"


def many(short: int, long: int) -> int:
    """How often, in the short form of an experiment and in the long one."""
    return long if LONG else short


def workplace() -> Path:
    """A new folder: in memory when it must be quick, on the disk of this machine in the long form."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) and not LONG else None
    return Path(tempfile.mkdtemp(prefix="pf-", dir=memory))


def copied(source: Cluster, target: Cluster, *more: str) -> None:
    """The target's data is a backup of the running source, taken while people work."""
    target.lay_folders()
    target.data.mkdir(mode=0o700)
    if target.who:
        os.chown(target.data, int(str(target.who["user"])), -1)
    words = ("-h", source.run, "-U", OWNER, "-D", target.data, "-c", "fast", "-X", "fetch", "--no-sync")
    target.do("pg_basebackup", *words, *more)


class House:
    """A cluster of its own and a folder of files, which Django uses while the body of `lived_in` runs."""

    def __init__(self, home: Path, seed: Path | None, **wrong: object):
        """`wrong`: settings of the server, for a control that must fail."""
        self.home, self.files = home, home / "files"
        home.mkdir(exist_ok=True)
        home.chmod(0o711)
        self.cluster = Cluster(home)
        if seed:
            subprocess.run(["cp", "-a", str(seed), str(self.cluster.data)], check=True)
        self.configure(**wrong)

    def configure(self, **settings: object) -> None:
        if settings:
            with (self.cluster.data / "postgresql.auto.conf").open("a") as file:
                file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    @contextmanager
    def lived_in(self) -> Iterator["House"]:
        before = dict(connections.settings["default"])
        kept = settings.FILES, settings.FILES_MIRROR
        session = connections["default"]  # of the test, in its own transaction: it waits
        del connections["default"]
        connections.settings["default"].update(HOST=str(self.cluster.run), OPTIONS={"connect_timeout": 2})
        settings.FILES, settings.FILES_MIRROR = self.files, None
        self.cluster.start()
        try:
            yield self
        finally:
            connections["default"].close()
            connections["default"] = session
            connections.settings["default"].update(before)
            settings.FILES, settings.FILES_MIRROR = kept
            self.cluster.stop()

    def kill(self) -> None:
        """SIGKILL for every process of the server; the postmaster is stopped first, to bear no more."""
        number = self.cluster.pid()
        os.kill(number, signal.SIGSTOP)
        found = subprocess.run(["pgrep", "-P", str(number)], capture_output=True, text=True)
        for process in [number, *map(int, found.stdout.split())]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while self.cluster.pid():
            time.sleep(0.01)

    def checkpoint(self) -> None:
        """All until now is on the disk, whatever is set wrong."""
        with self.cluster.connect() as session:
            session.execute("checkpoint")

    def restart(self) -> float:
        """Seconds until it answers again."""
        began = time.monotonic()
        self.cluster.start()
        connection.close()
        return time.monotonic() - began


class Street:
    """Makes houses from one seed, and pulls them down."""

    def __init__(self, home: Path, seed: Path):
        self.home, self.seed, self.built = home, seed, 0

    @contextmanager
    def house(self, home: Path | None = None, **wrong: object) -> Iterator[House]:
        self.built += 1
        house = House(home or self.home / str(self.built), self.seed, **wrong)
        try:
            with house.lived_in():
                yield house
        finally:
            shutil.rmtree(house.home, ignore_errors=True)
