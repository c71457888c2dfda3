"""The embedded PostgreSQL: data under one folder, a socket and no network, safe to kill at any moment."""

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from pasok.site import binaries
from pasok.site.binaries import CannotStart

OWNER = "pasok"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 103  # a socket's path may have 107 bytes on Linux, 103 on macOS
PATIENCE = 90  # seconds for a recovery after a crash


def digest(path: Path) -> str:
    return hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:12]


def base(home: Path) -> Path:
    """Where data can live: `home`; or a folder of the system, for root in a checkout closed to others."""
    kept = home / "data"
    owned = kept.exists() and kept.stat().st_uid != 0  # whoever runs on it already can reach it
    if os.geteuid() != 0 or owned or binaries.reachable(home):
        return home
    return Path("/var/lib/pasok") / digest(home)


def socket_folder(home: Path) -> Path:
    """The folder of the socket. A socket's path is short by law of the kernel, a checkout's path is not."""
    folder = base(home) / "run"
    if len(str(folder / SOCKET).encode()) <= LONGEST_SOCKET:
        return folder
    return Path(tempfile.gettempdir()) / f"pasok-{digest(home)}"


class Cluster:
    """A PostgreSQL server of our own. As root it runs as `nobody`, or as whoever owns the data already.

    `home`: folder of everything. `durable=False` gives up safety for speed: for tests only.
    """

    def __init__(self, home: Path, *, durable: bool = True):
        self.home, self.durable = home.absolute(), durable
        self.base = base(self.home)
        self.data, self.run = self.base / "data", socket_folder(self.home)
        self.log = self.base / "postgres.log"

    @property
    def who(self) -> dict[str, Any]:
        """As whom the programs run: ourselves, or somebody without power when we are root."""
        if os.geteuid() != 0:
            return {}
        owner = self.data.stat().st_uid if self.data.exists() else 0
        user = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def do(self, program: str, *words: object) -> None:
        """Run one of PostgreSQL's programs to its end; what it says goes into the exception."""
        tools = binaries.folder()
        tools = binaries.copied(tools, self.base) if self.who else tools
        command = [str(tools / program), *map(str, words)]
        # Its own session: a Ctrl-C in the terminal is for us, not for a database that others may use.
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(
                command,
                cwd=self.base,
                stdout=said,
                stderr=said,
                start_new_session=True,
                user=self.who.get("user"),
                group=self.who.get("group"),
                extra_groups=self.who.get("extra_groups"),
            )
            if done.returncode:
                said.seek(0)
                raise CannotStart(f"{program} gagal: {said.read().decode(errors='replace').strip()}")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One start or stop at a time for this folder. The lock dies with its holder."""
        self.base.mkdir(parents=True, exist_ok=True)
        with (self.base / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def start(self) -> bool:
        """Have it running and answering. True when this call started it, False when it ran already."""
        with self.alone():
            return self.start_alone()

    def start_alone(self) -> bool:
        """As `start`, for a caller that is already `alone`."""
        until = time.monotonic() + PATIENCE
        started = False
        trouble = "PostgreSQL tidak menjawab."
        while time.monotonic() < until:
            if self.answers():
                self.prepare()
                return started
            if not self.pid():
                try:
                    self.launch()
                    started = True
                    continue
                except CannotStart as wrong:
                    trouble = str(wrong)
                    if "pre-existing shared memory" not in self.last_words():
                        break  # else: children of a killed server are still leaving
            time.sleep(0.2)
        raise CannotStart(f"Basis data bawaan tidak dapat dimulai. {trouble} Lihat {self.log}.")

    def launch(self) -> None:
        self.check_folder()
        self.lay_folders()
        if not (self.data / "PG_VERSION").exists():
            self.create()
        for stale in ("postmaster.pid", self.run / SOCKET, self.run / f"{SOCKET}.lock"):
            (self.data / stale).unlink(missing_ok=True)  # its number may belong to another process by now
        options = (
            f"-k '{self.run}' -c listen_addresses= -c max_connections=200 -c unix_socket_permissions=0700"
        )
        if not self.durable:
            options += " -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
        self.do("pg_ctl", "-D", self.data, "-W", "-l", self.log, "-o", options, "start")
        until = time.monotonic() + PATIENCE
        time.sleep(0.05)
        while not self.answers():
            if time.monotonic() > until or not self.alive():
                raise CannotStart("PostgreSQL berhenti saat dimulai.")
            time.sleep(0.05)

    def alive(self) -> bool:
        """Whether it runs, given the moment between its birth and its pid file."""
        return any(self.pid() or time.sleep(0.1) for _ in range(10))

    def last_words(self) -> str:
        with suppress(OSError):
            return self.log.read_text(errors="replace")[-2000:]
        return ""

    def check_folder(self) -> None:
        """Refuse data of another major version, and data of another user."""
        mark = self.data / "PG_VERSION"
        ours = binaries.major(binaries.folder())
        if self.data.exists() and os.geteuid() not in (0, self.data.stat().st_uid):
            owner = pwd.getpwuid(self.data.stat().st_uid).pw_name
            raise CannotStart(
                f"Folder data {self.data} milik pengguna {owner}. Jalankan perintah ini sebagai "
                "pengguna itu (atau root), atau pilih folder lain dengan PASOK_HOME."
            )
        if mark.exists() and (theirs := mark.read_text().strip()) != str(ours):
            raise CannotStart(
                f"Folder data {self.data} dibuat oleh PostgreSQL {theirs}, sedangkan yang terpasang "
                f"PostgreSQL {ours}. Salin isinya dengan pg_dump dari PostgreSQL {theirs} lalu pulihkan "
                "ke folder baru (docs/deploy.md, bagian Ganti versi), atau pindahkan folder itu bila isinya "
                "hanya contoh."
            )

    def lay_folders(self) -> None:
        """The folders, owned by whoever runs the server. Nobody else may enter the socket's folder."""
        user = self.who.get("user", os.geteuid())
        self.base.mkdir(parents=True, exist_ok=True)
        if self.who:
            self.base.chmod(self.base.stat().st_mode | 0o011)
        self.run.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.log.touch()
        if self.run.stat().st_uid not in (user, 0, os.geteuid()):
            raise CannotStart(f"Folder {self.run} milik pengguna lain. Hapus folder itu lalu ulangi.")
        for path, mode in ((self.run, 0o700), (self.log, 0o600)):
            if self.who:
                os.chown(path, int(str(user)), -1)
            path.chmod(mode)

    def create(self) -> None:
        """A new data folder, whole or not at all: initdb works beside it and the name comes last."""
        fresh = self.data.with_name("data.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if self.who:
            os.chown(fresh, int(str(self.who["user"])), -1)
        words = ["-D", fresh, "-U", OWNER, "-A", "trust", "-E", "UTF8"]
        if binaries.major(binaries.folder()) >= binaries.BUILTIN_LOCALE:
            words += ["--locale-provider=builtin", "--locale=C.UTF-8"]
        else:
            words += ["--locale=C.UTF-8"]
        self.do("initdb", *words, *([] if self.durable else ["--no-sync"]))
        if self.data.exists():
            self.data.rmdir()  # only an empty folder can be here
        fresh.rename(self.data)

    def pid(self) -> int:
        """The process id of the living postmaster of this very folder; 0 when there is none."""
        try:
            number = int((self.data / "postmaster.pid").read_text().split()[0])
            os.kill(number, 0)
        except (OSError, ValueError, IndexError):
            return 0
        return number if self.is_ours(number) else 0

    def is_ours(self, number: int) -> bool:
        """A postmaster was called with its data folder. A number another process inherited was not."""
        with suppress(OSError):
            return str(self.data).encode() in Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
        said = subprocess.run(["ps", "-o", "args=", "-p", str(number)], capture_output=True, text=True)
        return str(self.data) in said.stdout

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.run), user=OWNER, dbname="postgres", connect_timeout=5, autocommit=True
        )

    def answers(self) -> bool:
        if not (self.run / SOCKET).exists() or not self.pid():
            return False
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def prepare(self) -> None:
        """The database `pasok`, when it is not there yet."""
        with self.connect() as session:
            if not session.execute("select 1 from pg_database where datname = %s", [OWNER]).fetchone():
                session.execute("create database pasok")

    def stop(self) -> None:
        """Stop it and wait; sessions are ended, transactions under way are rolled back."""
        with self.alone():
            self.stop_alone()

    def stop_alone(self) -> None:
        """As `stop`, for a caller that is already `alone`."""
        number = self.pid()
        if not number:
            return
        os.kill(number, signal.SIGINT)  # PostgreSQL's "fast" stop
        until = time.monotonic() + PATIENCE
        while self.pid() and time.monotonic() < until:
            time.sleep(0.05)
