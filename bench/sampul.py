"""What sealing costs: a bid beside a plain insert, a rush at the deadline, a long log, a great opening.

    python -m bench.sampul [BIDS] [LEAVES]

Standalone: a throw-away database with fsync as in production. Every figure stands beside the peer or the
limit of the same run: a plain insert with a commit of its own, and what fdatasync alone takes on this disk;
and, where there is gcc, on disks that are slower by some milliseconds.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.finding import ROOT, command, environment
from pasok.site import keys
from pasok.site.postgres import Cluster

SLOW = 10, 30  # milliseconds
SLEEPS = """
#define _GNU_SOURCE
#include <time.h>
#include <unistd.h>
#include <sys/syscall.h>
int fdatasync(int file) {
  struct timespec pause = {0, PAUSE};
  nanosleep(&pause, 0);
  return syscall(SYS_fdatasync, file);
}
"""  # by which PostgreSQL flushes its write-ahead log


def main(bids: str = "1000", leaves: str = "1000000") -> None:
    home = Path(tempfile.mkdtemp(prefix="pasok-sampul-"))
    home.chmod(0o755)
    cluster = Cluster(home)
    cluster.start()
    try:
        cluster.prepare()
        keys.make(home / "keys")
        command(home, "-m", "pasok.site.cli", "migrate", "--verbosity", "0", role="owner")
        command(home, "-m", "pasok.site.cli", "collectstatic", "--no-input", "--verbosity", "0")
        inside(cluster, f"from bench.sampul_runs import run; run({bids}, {leaves})")
        inside(cluster, "from bench.sampul_groups import run; run('this disk')")
        for pause in SLOW if shutil.which("gcc") else ():
            cluster.stop()
            with slow_disk(home, pause):
                cluster.start()
                inside(cluster, f"from bench.sampul_groups import run; run('{pause} ms slower')")
        print(f"{os.cpu_count()} cores, shared by bidders, application and database.")
    finally:
        cluster.stop()
        shutil.rmtree(home, ignore_errors=True)


def inside(cluster: Cluster, code: str) -> None:
    """Run this with Django, as the owner of the database."""
    own = {"PASOK_ROLE": "owner", "DJANGO_SETTINGS_MODULE": "pasok.site.settings", "POOL": "0"}
    env = environment(cluster.home) | own | {"POSTGRES_PID": str(cluster.pid())}
    subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"], env=env, cwd=ROOT, check=True
    )


@contextmanager
def slow_disk(home: Path, milliseconds: int) -> Iterator[None]:
    """Programs that are started in the body wait so much longer for each fdatasync."""
    library = home / f"slow{milliseconds}.so"
    words = ("gcc", "-shared", "-fPIC", f"-DPAUSE={milliseconds}000000", "-xc", "-", "-o", library)
    subprocess.run(words, input=SLEEPS, text=True, check=True)
    os.environ["LD_PRELOAD"] = str(library)
    try:
        yield
    finally:
        del os.environ["LD_PRELOAD"]


if __name__ == "__main__":
    main(*sys.argv[1:])
