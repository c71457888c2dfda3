"""Where the canaries could sing: processes of one installation, its database, its files and its backups."""

import os
import socket
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from bench.finding import ROOT, environment
from pasok.site import binaries
from pasok.site.postgres import OWNER, Cluster

BLOCK = 8 << 20
PROCESSES = ("web", "worker", "clock")


def blocks(paths: Iterable[Path]) -> Iterator[bytes]:
    """The names and the content of all files under these paths."""
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                yield str(file).encode()
                with file.open("rb") as stream:
                    while block := stream.read(BLOCK):
                        yield block


# ---- memory


def memory(pids: Iterable[int]) -> Iterator[bytes]:
    """All that these processes hold in memory; what they share is read once, program files are not."""
    shared: set[str] = set()
    for pid in pids:
        with open(f"/proc/{pid}/mem", "rb", buffering=0) as image:
            for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
                span, rights, offset, _, inode, *_ = line.split()
                program = inode != "0" and "w" not in rights
                if "r" not in rights or "[v" in line or program or f"{inode} {offset}" in shared:
                    continue
                if "s" in rights:
                    shared.add(f"{inode} {offset}")
                yield b"\n"  # what stands here does not follow what stood before
                start, end = (int(part, 16) for part in span.split("-"))
                yield from region(image.fileno(), start, end)


def region(image: int, start: int, end: int) -> Iterator[bytes]:
    while start < end:
        try:
            block = os.pread(image, min(BLOCK, end - start), start)
        except OSError:  # a mapping that has gone, or of a device
            return
        if not block:
            return
        yield block
        start += len(block)


def family(root: int) -> list[int]:
    """A process and all that descend from it."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


# ---- the installation


@contextmanager
def processes(home: Path, port: int, planted: str, name: str) -> Iterator[dict[str, int]]:
    """Web, worker and clock as in production: name -> pid. What they say goes into files.

    `planted` stands in their own memory; `name` in that of their database sessions.
    """
    own = {"PLANTED": planted, "PGAPPNAME": name, "SITE_URL": f"http://127.0.0.1:{port}"}
    env = environment(home) | own | {"DJANGO_SETTINGS_MODULE": "pasok.site.settings"}
    logs = home / "logs"
    logs.mkdir(exist_ok=True)
    started = {}
    try:
        for process in PROCESSES:
            words = ["--port", str(port)] if process == "web" else []
            with (logs / f"{process}.log").open("wb") as said:
                started[process] = subprocess.Popen(
                    [sys.executable, "-m", "pasok.site.cli", process, *words],
                    env=env, cwd=ROOT, stdout=said, stderr=said,
                )  # fmt: skip
        wait_for(port, started["web"])
        yield {process: one.pid for process, one in started.items()}
    finally:
        for one in started.values():
            one.terminate()
        for one in started.values():
            one.wait(30)


def wait_for(port: int, web: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            line = HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("HEAD", "/log/checkpoint", headers={"Host": "127.0.0.1"})
            line.getresponse().read()
            return
        except OSError:
            if web.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.2)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# ---- what leaves the machine


def dump(cluster: Cluster, *words: object) -> Path:
    """Every table as text."""
    target = cluster.home / "dump.sql"
    tool("pg_dump", "-h", cluster.run, "-U", OWNER, "-f", target, OWNER)
    return target


def backup(cluster: Cluster, folders: Mapping[str, Path]) -> list[Path]:
    """As docs/deploy.md has it: the database, packed, and the files; unpacked again, as a thief would."""
    home = cluster.home
    packed, text, files = home / "pasok.dump", home / "restored.sql", home / "files.tar"
    tool("pg_dump", "-h", cluster.run, "-U", OWNER, "-Fc", "-f", packed, OWNER)
    tool("pg_restore", "-f", text, packed)
    with tarfile.open(files, "w") as tar:
        for name, folder in folders.items():
            tar.add(folder, name)
    return [packed, text, files]


def tool(name: str, *words: object) -> None:
    subprocess.run([str(binaries.folder() / name), *map(str, words)], check=True)


def settle(cluster: Cluster) -> None:
    """All until now is in the files of the database."""
    with cluster.connect() as session:
        session.execute("select pg_switch_wal()")
        session.execute("checkpoint")
