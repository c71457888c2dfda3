"""`pasok serve`: database, web, worker and clock in one terminal."""

import os
import socket
import sys
import time
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPException

from pasok.site.postgres import Cluster
from pasok.site.supervisor import Child, end_all

LOOK = 0.5  # seconds between two looks at the children


class PortTaken(RuntimeError):
    """Another program listens there."""


def check_port(host: str, port: int) -> None:
    """Raise PortTaken, with what to do, before anything else is started."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as wrong:
            raise PortTaken(
                f"Port {port} di {host} tidak dapat dipakai ({wrong.strerror}). Pilih yang lain: "
                f"make run PORT={port + 1} atau pasok serve --port {port + 1}."
            ) from wrong


def answers(host: str, port: int) -> bool:
    """Whether the web process answers at all."""
    line = HTTPConnection("127.0.0.1" if host in {"0.0.0.0", ""} else host, port, timeout=5)
    try:
        line.request("HEAD", "/", headers={"Host": "localhost"})
        line.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        line.close()
    return True


def children(host: str, port: int) -> list[Child]:
    """The processes beside the database."""
    return [Child("clock"), Child("web", ["--host", host, "--port", str(port)]), Child("worker")]


def serve(
    host: str, port: int, cluster: Cluster | None, ready: Callable[[], None], beside: Sequence[Child] = ()
) -> None:
    """Run until asked to end (SystemExit, KeyboardInterrupt); call `ready` once pages answer.

    `beside`: what is started when the site answers.
    """
    os.environ.setdefault("SITE_URL", f"http://{host}:{port}")
    family, said = children(host, port), False
    try:
        while True:
            if cluster and not cluster.pid():
                print("Basis data berhenti; dimulai lagi.", file=sys.stderr, flush=True)
                cluster.start()
            for child in family:
                child.look_after()
            if not said and answers(host, port):
                said = True
                ready()
                family += beside
            time.sleep(LOOK if said else LOOK / 5)
    finally:
        end_all(family)
