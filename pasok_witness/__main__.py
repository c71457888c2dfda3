"""`pasok-witness NAME --site URL --log-key KEY --folder DIR`: look, check, cosign, until stopped."""

import argparse
import fcntl
import hashlib
import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from pasok_witness import note
from pasok_witness.page import serve
from pasok_witness.witness import Refused, Witness

MINUTE, AGAIN, SCRIPTS = 60, 600, 600  # seconds: a look at the site; the same head signed again; the scripts
MOST = 64 << 20  # bytes of one answer
PAGE = 1000  # entries of one answer
ALARM = 3  # the exit status while an alarm stands
UNREACHABLE = (OSError, URLError, ValueError)


class Site:
    """The platform, over the network."""

    def __init__(self, address: str):
        self.address = address

    def get(self, path: str, data: bytes | None = None) -> bytes:
        """GET, or POST when there is data. HTTPError, URLError and OSError are the caller's."""
        headers = {"User-Agent": "pasok-witness", "Content-Type": "text/plain; charset=utf-8"}
        with urlopen(Request(urljoin(self.address, path), data, headers), timeout=20) as answer:
            return bytes(answer.read(MOST))

    def json(self, path: str) -> Any:
        return json.loads(self.get(path))

    def proof(self, first: int, second: int) -> list[str]:
        return list(self.json(f"/log/consistency?first={first}&second={second}")["proof"]) if first else []

    def leaves(self, start: int, end: int) -> list[str]:
        found: list[str] = []
        while start + len(found) < end:
            at = start + len(found)
            page = self.json(f"/log/entries?start={at}&end={min(end, at + PAGE)}")["entries"]
            if not page:
                break
            found += [entry["leaf_hash"] for entry in page]
        return found


def claimed(signed: str) -> int:
    """The size a note speaks of, before anything of it is believed."""
    lines = signed.split("\n")
    return int(lines[1]) if len(lines) > 2 and lines[1].isascii() and lines[1].isdecimal() else 0


def attend(witness: Witness, site: Site, now: int) -> bool:
    """One round: the newest settled head, checked, cosigned and handed back. False: nothing was signed."""
    signed = site.get("/log/checkpoint?settled=1").decode()
    size, done = witness.tree.size, claimed(signed)
    same = three_lines(signed) == three_lines(witness.state["note"])
    if same and now - witness.state["time"] < AGAIN and not witness.alarms:
        return False
    proof = site.proof(size, done) if size < done else []
    leaves = site.leaves(size, done) if size < done else []
    line = witness.cosign(signed, proof, leaves, now)
    hand_over(site, signed, line)
    return True


def hand_over(site: Site, signed: str, line: str) -> None:
    """Give the line to the log. It is kept here already, and given again at the next start."""
    site.get("/log/cosignatures", f"{three_lines(signed)}\n\n{line}\n".encode())


def three_lines(signed: str) -> str:
    return signed.partition("\n\n")[0]


def look(witness: Witness, site: Site, now: int) -> None:
    """One look a minute at the front door; any answer below 500 is one. Then the notes not yet given."""
    try:
        site.get("/log/key")
        answered = True
    except HTTPError as error:
        answered = error.code < 500
    except UNREACHABLE:
        answered = False
    witness.looked(site.address, answered, now)
    for hour in [hour for hour in witness.unsent(site.address) if answered]:
        site.get("/log/probes", witness.probe(site.address, hour).encode())
        witness.sent(site.address, hour)


def compare(witness: Witness, site: Site, now: int) -> None:
    """The sealing scripts as they are served to everybody, fetched and hashed anew."""
    listed = site.json("/sampul/programs.json")["programs"]
    fetched = {one["name"]: hashlib.sha256(site.get(one["url"])).hexdigest() for one in listed}
    for one in listed:
        if fetched[one["name"]] != one["sha256"]:
            fetched[one["name"]] += " (bukan seperti daftarnya)"
    witness.compare(fetched, now)


class Rounds:
    """What is done when. A failure of one is no failure of the others."""

    def __init__(self, witness: Witness, site: Site, every: int):
        self.witness, self.site = witness, site
        self.works = [(attend, every), (look, MINUTE), (compare, SCRIPTS)]
        self.next = dict.fromkeys(range(len(self.works)), 0.0)

    def turn(self, now: float) -> None:
        for number, (work, every) in enumerate(self.works):
            if now >= self.next[number]:
                self.next[number] = now - now % every + every
                try:
                    work(self.witness, self.site, int(now))
                except Refused as why:
                    print(f"ALARM {why.kind}: {why.sentence}", file=sys.stderr, flush=True)
                except (*UNREACHABLE, KeyError, TypeError) as error:
                    print(f"{work.__name__}: {error}", file=sys.stderr, flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("pasok-witness", description="Saksi log Sampul.")
    parser.add_argument("name", help="nama saksi ini, misalnya saksi.kampus.ac.id")
    parser.add_argument("--site", required=True, help="alamat situs, misalnya https://pengadaan.example.id")
    parser.add_argument("--log-key", required=True, help="kunci log, didapat dari dua jalan yang berbeda")
    parser.add_argument("--folder", type=Path, required=True, help="tempat kunci, pohon, dan keadaan saksi")
    parser.add_argument("--port", type=int, default=0, help="halaman saksi; 0: tanpa halaman")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--every", type=int, default=10, help="detik antara dua pemeriksaan kepala log")
    parser.add_argument("--once", action="store_true", help="satu putaran, lalu selesai")
    parser.add_argument("--key", action="store_true", help="tulis kunci saksi ini, lalu selesai")
    parser.add_argument("--accept", action="store_true", help="terima program penyegel yang sekarang")
    parser.add_argument("--with-parent", action="store_true", help="selesai bila masukan standar ditutup")
    return parser.parse_args()


def run(asked: argparse.Namespace) -> int:
    witness = Witness(asked.name, asked.log_key, asked.folder)
    if asked.key:
        print(witness.verifier)
        return 0
    alone = os.open(asked.folder / "lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(alone, fcntl.LOCK_EX | fcntl.LOCK_NB)
    if asked.accept:
        witness.state["programs"] = {}
    if asked.port:
        open_page(witness, asked.host, asked.port)
    if asked.with_parent:
        threading.Thread(target=until_input_ends, daemon=True).start()
    rounds = Rounds(witness, Site(asked.site), asked.every)
    if witness.state["line"]:  # perhaps the answer was lost when this program was killed
        rounds.works.insert(0, (again, 10**12))
        rounds.next = dict.fromkeys(range(len(rounds.works)), 0.0)
    try:
        while True:
            rounds.turn(time.time())
            if asked.once:
                break
            time.sleep(1 - time.time() % 1)
    except SystemExit:
        pass
    return ALARM if witness.alarms else 0


def open_page(witness: Witness, host: str, port: int) -> None:
    """The page. Without one the witness still does its work."""
    try:
        serve(witness, host, port)
    except OSError as error:
        print(f"halaman saksi tidak terbuka di {host}:{port}: {error}", file=sys.stderr, flush=True)


def again(witness: Witness, site: Site, now: int) -> None:
    hand_over(site, witness.state["note"], witness.state["line"])


def until_input_ends() -> None:
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def main() -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    try:
        sys.exit(run(arguments()))
    except (note.Bad, BlockingIOError) as wrong:
        sys.exit(f"pasok-witness: {wrong}")


if __name__ == "__main__":
    main()
