"""What the house can know of bids before they are opened, by looking for them everywhere.

    python -m bench.canary [BIDS]

A whole installation on a throw-away database: web, worker and clock as in production. Each bid carries a
price and two words of its own; it is sealed here and sent over HTTP. Once when all but the last share are
there, and again after the opening, they are looked for in 35 spellings; and so is one more, the control,
which was planted in every place: where it is not found, nothing is proved. Exits with 1 when a bid sings
before its time, when one sings that is never to be opened, or when a control is silent.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.finding import ROOT, command, environment
from pasok.site import keys
from pasok.site.postgres import Cluster

RUN = "import django; django.setup(); from bench.canary_run import run; raise SystemExit(run({bids}))"


def main(bids: str = "1000") -> int:
    home = Path(tempfile.mkdtemp(prefix="pasok-kenari-"))
    home.chmod(0o755)
    began = time.monotonic()
    try:
        prepare(home)
        own = {"PASOK_ROLE": "owner", "DJANGO_SETTINGS_MODULE": "pasok.site.settings", "POOL": "0"}
        own["FILES_MIRROR"] = str(home / "mirror")
        code = RUN.format(bids=int(bids))
        return subprocess.run([sys.executable, "-c", code], env=environment(home) | own, cwd=ROOT).returncode
    finally:
        Cluster(home).stop()
        shutil.rmtree(home, ignore_errors=True)
        print(f"{time.monotonic() - began:.0f} s, {os.cpu_count()} cores.")


def prepare(home: Path) -> None:
    """Database, tables, keys, static files; the database stands still again."""
    cluster = Cluster(home)
    cluster.start()
    cluster.prepare()
    keys.make(home / "keys")
    command(home, "-m", "pasok.site.cli", "migrate", "--verbosity", "0", role="owner")
    command(home, "-m", "pasok.site.cli", "collectstatic", "--no-input", "--verbosity", "0")
    cluster.stop()
    with (cluster.data / "postgresql.auto.conf").open("a") as file:
        file.write("wal_keep_size = '8GB'\n")  # nothing that was written is thrown away


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
