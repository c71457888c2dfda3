"""What sealing costs: a bid beside a plain insert, a rush at the deadline, a long log, a great opening.

    python -m bench.sampul [BIDS] [LEAVES]

Standalone: a throw-away database with fsync as in production. Every figure stands beside the peer or the
limit of the
same run: a plain insert with a commit of its own, and what fdatasync alone takes on this disk.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.finding import ROOT, command, environment
from pasok.site import keys
from pasok.site.postgres import Cluster


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
        code = f"import django; django.setup(); from bench.sampul_runs import run; run({bids}, {leaves})"
        own = {"PASOK_ROLE": "owner", "DJANGO_SETTINGS_MODULE": "pasok.site.settings", "POOL": "0"}
        env = environment(home) | own | {"POSTGRES_PID": str(cluster.pid())}
        subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, check=True)
        print(f"{os.cpu_count()} cores, shared by bidders, application and database.")
    finally:
        cluster.stop()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
