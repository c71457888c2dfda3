"""What finding a package costs with 200,000 of them: CPU per request, waiting under load, weight of pages.

    python -m bench.finding [ROWS]

Standalone: a throw-away database, real titles from ../shared, one web process as in production. A plain
Django view (one query of 20 rows, one loop) in the same server is what the other pages are divided by.
"""

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles

import brotli

from pasok.site import keys
from pasok.site.postgres import Cluster

ROOT = Path(__file__).resolve().parent.parent
FILL = "import django; django.setup(); from bench import finding_rows; finding_rows.main({rows})"

PORT = 8399
CLIENTS, SECONDS, ALONE = 8, 6.0, 200  # clients at once, for so long; requests one by one for the CPU
TICK = os.sysconf("SC_CLK_TCK")
PAGES = (
    ("plain Django page", "/_plain"),
    ("list", "/paket"),
    ("list, one common word", "/paket?q=pembangunan"),
    ("list, two words", "/paket?q=meja+sekolah"),
    ("list, word in a province", "/paket?q=rehabilitasi&provinsi=35"),
    ("list, filtered and sorted", "/paket?jenis=goods&provinsi=33&dari=500000000&kecil=ya&urut=mahal"),
    ("list, closing soon", "/paket?keadaan=menerima&urut=tutup"),
    ("list, page 50", "/paket?page=50"),
    ("list, nothing found", "/paket?q=zzyzx&jenis=goods"),
    ("list, a mistyped word", "/paket?q=pembagnunan+jalann"),
    ("package", "/paket/{ocid}"),
    ("tender", "/tender/{tender}"),
)
HEAD = (
    *("page", "CPU ms", "ratio", "PostgreSQL ms", "alone ms", "p50 ms", "p95 ms", "per s"),
    *("raw KB", "gzip KB", "brotli KB"),
)


@dataclass(frozen=True)
class Figures:
    """Of one page. CPU of the web and of the database per request; waiting; weight of the HTML."""

    name: str
    cpu: float
    database: float
    alone: float
    p50: float
    p95: float
    rate: float
    weight: tuple[int, int, int]

    def row(self, plain: "Figures") -> tuple[str, ...]:
        times = (self.database, self.alone, self.p50, self.p95)
        return (
            self.name,
            f"{self.cpu:.1f}",
            f"{self.cpu / plain.cpu:.1f}",
            *(f"{value:.1f}" for value in times),
            f"{self.rate:.0f}",
            *(f"{size / 1000:.1f}" for size in self.weight),
        )


def environment(home: Path) -> dict[str, str]:
    """Production, but for the certificate: no debug, hashed static files, embedded database."""
    return {
        **os.environ,
        "PASOK_HOME": str(home),
        "PASOK_PREPARED": "1",
        "DEBUG": "false",
        "REPLAY": "true",
        "HTTPS": "false",
        "SECRET_KEY": "only-for-this-measurement-0123456789-abcdefghijklmnopqrstuv",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": f"http://127.0.0.1:{PORT}",
        "DJANGO_SETTINGS_MODULE": "bench.finding_site",
        "PYTHONPATH": str(ROOT),
    }


@contextmanager
def database(home: Path) -> Iterator[Cluster]:
    cluster = Cluster(home, durable=False)
    cluster.start()
    cluster.prepare()
    keys.make(home / "keys")
    try:
        yield cluster
    finally:
        cluster.stop()


def command(home: Path, *words: str, role: str = "") -> str:
    """Run one command to its end and answer what it says."""
    env = {**environment(home), **({"PASOK_ROLE": role} if role else {})}
    program = [sys.executable, *words]
    return subprocess.run(program, env=env, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def web(home: Path) -> Iterator[int]:
    """The web process; answers its pid once it answers requests."""
    program = [sys.executable, "-m", "pasok.site.cli", "web", "--port", str(PORT)]
    process = subprocess.Popen(program, env=environment(home), cwd=ROOT)
    try:
        until = time.monotonic() + 60
        while not answered("/_plain"):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the web process does not answer")
            time.sleep(0.2)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def answered(path: str) -> bool:
    try:
        return get(HTTPConnection("127.0.0.1", PORT, timeout=5), path)[0] == 200
    except OSError:
        return False


def get(line: HTTPConnection, path: str) -> tuple[int, bytes]:
    line.request("GET", path, headers={"Accept": "text/html"})
    answer = line.getresponse()
    return answer.status, answer.read()


def cpu(root: int) -> float:
    """Seconds of CPU that a process and all that descend from it have used."""
    stats = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        stats[int(entry.parent.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    family, edge = {root}, {root}
    while edge:
        edge = {pid for pid, (parent, _) in stats.items() if parent in edge} - family
        family |= edge
    return sum(stats[pid][1] for pid in family if pid in stats) / TICK


def measured(name: str, path: str, pid: int, postgres: int) -> Figures:
    """Warm it, ask for it one by one for the CPU, then by all clients at once for the waiting."""
    line = HTTPConnection("127.0.0.1", PORT, timeout=30)
    for _ in range(20):
        status, body = get(line, path)
        assert status == 200, f"{path}: {status}"
    before, began = (cpu(pid), cpu(postgres)), time.perf_counter()
    for _ in range(ALONE):
        get(line, path)
    alone = (time.perf_counter() - began) / ALONE
    spent = [(now - then) / ALONE for now, then in zip((cpu(pid), cpu(postgres)), before, strict=True)]
    waits = rush(path)
    cuts = quantiles(waits, n=20)
    sizes = len(body), len(gzip.compress(body, 6)), len(brotli.compress(body, quality=5))
    milli = [1000 * value for value in (*spent, alone, cuts[9], cuts[18])]
    return Figures(name, *milli, len(waits) / SECONDS, sizes)


def rush(path: str) -> list[float]:
    """How long each request of CLIENTS clients waited, in SECONDS seconds."""
    waits: list[float] = []
    until = time.monotonic() + SECONDS

    def client() -> None:
        line = HTTPConnection("127.0.0.1", PORT, timeout=30)
        while time.monotonic() < until:
            began = time.perf_counter()
            get(line, path)
            waits.append(time.perf_counter() - began)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waits


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    marks = ["---", *("--:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *rows))


def main(rows: str = "200000") -> None:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    home = Path(tempfile.mkdtemp(prefix="pasok-finding-", dir=memory))
    try:
        with database(home) as cluster:
            command(home, "-m", "pasok.site.cli", "migrate", "--verbosity", "0", role="owner")
            command(home, "-m", "pasok.site.cli", "collectstatic", "--no-input", "--verbosity", "0")
            told = command(home, "-c", FILL.format(rows=int(rows)), role="owner")
            made = json.loads(told.splitlines()[-1])
            print(f"{made['rows']} packages and listings in {made['seconds']:.0f} s, {made['size']}.")
            with web(home) as pid:
                pages = [(name, path.format(**made)) for name, path in PAGES]
                found = [measured(name, path, pid, cluster.pid()) for name, path in pages]
        print(f"{CLIENTS} clients, {os.cpu_count()} cores shared by clients, web and database:\n")
        print(table(HEAD, [each.row(found[0]) for each in found]))
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
