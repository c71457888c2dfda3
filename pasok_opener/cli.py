"""pasok-opener: keep (a custodian), release (a member), recover (the recovery group), new keys."""

import argparse
import getpass
import json
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pasok.sampul import device, envelope, note, slip39
from pasok_opener import drawer
from pasok_opener.keeper import Keeper, Pinned
from pasok_opener.site import Away, Refused, Site

EPILOG = "Kunci log: pasok menampilkannya di /log/key. Catat sekali, dari sumber yang Anda percayai."


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser("pasok-opener", description=__doc__, epilog=EPILOG)
    acts = top.add_subparsers(dest="act", required=True)
    keep = acts.add_parser("keep", help="penjaga: menitipkan kunci dan menyerahkan bagiannya sendiri")
    keep.add_argument("--site", required=True)
    keep.add_argument("--name", required=True, help="nama penjaga, seperti di pengaturan situs")
    keep.add_argument("--key", required=True, type=Path)
    keep.add_argument("--folder", required=True, type=Path, help="tempat kunci-kunci; cadangkan")
    keep.add_argument("--stock", type=int, default=20)
    keep.add_argument("--every", type=float, default=20, help="detik di antara dua putaran")
    keep.add_argument("--once", action="store_true", help="satu putaran saja")
    keep.add_argument("--with-parent", action="store_true", help="selesai bila masukan standar ditutup")
    pins(keep)
    for name, help_text in (("release", "anggota Pokja"), ("recover", "kelompok pemulihan")):
        one = acts.add_parser(
            name, help=f"{help_text}: membuat berkas bagian kunci dari bagian.json",
            epilog="Kunci Anda pernah diganti untuk tender ini? Sebutkan semuanya: ulangi --identity.",
        )  # fmt: skip
        one.add_argument("--sheet", type=Path, help="bagian.json yang sudah diunduh")
        one.add_argument("--site", help="atau: situs, dengan --box, --part dan --holder")
        one.add_argument("--box")
        one.add_argument("--part")
        one.add_argument("--holder")
        key = one.add_mutually_exclusive_group(required=True)
        key.add_argument("--identity", type=Path, action="append", help="berkas AGE-SECRET-KEY-1…")
        key.add_argument("--words", action="count", help="ketik 33 kata dari kertas kunci")
        one.add_argument("--out", required=True, type=Path)
        one.add_argument("--send", action="store_true", help="serahkan juga kepada --site")
        pins(one)
    new = acts.add_parser("new-key", help="penjaga: kunci tanda tangan yang baru")
    new.add_argument("--name", required=True)
    new.add_argument("--key", required=True, type=Path)
    own = acts.add_parser("new-identity", help="pemegang: kunci age yang baru")
    own.add_argument("--out", required=True, type=Path)
    own.add_argument("--words", action="store_true", help="tulis juga 33 kata untuk kertas kunci")
    return top


def pins(one: argparse.ArgumentParser) -> None:
    one.add_argument("--log", required=True, help="kunci log")
    one.add_argument("--witness", action="append", default=[], help="kunci saksi; boleh berulang")
    one.add_argument("--quorum", type=int, help="saksi paling sedikit; biasanya lebih dari separuh")


def pinned(given: argparse.Namespace) -> Pinned:
    quorum = given.quorum if given.quorum is not None else len(given.witness) // 2 + bool(given.witness)
    if quorum > len(given.witness):
        raise SystemExit("pasok-opener: saksi lebih sedikit daripada yang disyaratkan.")
    return Pinned(given.log, tuple(given.witness), quorum)


def keep(given: argparse.Namespace, stop: threading.Event) -> int:
    """Round after round, until told to stop. What cannot be done now is tried again, and said once."""
    own = Keeper(
        given.name, drawer.key(given.key), drawer.Drawer(given.folder), Site(given.site.rstrip("/")),
        pinned(given), given.stock,
    )  # fmt: skip
    before: set[str] = set()
    while True:
        try:
            said = set()
            for line in own.turn():
                said.add(line)
                if line not in before:
                    print(line, flush=True)
            before = said
        except (Away, Refused) as why:
            print(f"situs: {why}", file=sys.stderr, flush=True)
        if given.once or stop.wait(given.every):
            return 0


def follow(stop: threading.Event) -> None:
    """Until the input ends: whoever started this is gone."""
    sys.stdin.buffer.read()
    stop.set()


def release(given: argparse.Namespace) -> int:
    """The file that the opening page takes: all shares of one part, or why none is given."""
    try:
        sheet = json.loads(given.sheet.read_text()) if given.sheet else fetched(given)
        pinned(given).check(sheet)
        made = device.release(sheet, *identities(given), log=given.log)
    except (Away, Refused, device.Untrue, envelope.Closed, note.BadNote, ValueError, LookupError) as why:
        print(f"pasok-opener: {why}", file=sys.stderr)
        return 1
    drawer.write(given.out, json.dumps(made))
    if given.send and not sent(given, made):
        return 1
    empty = sum(not share for share in made["shares"].values())
    print(f"{len(made['shares'])} bagian kunci, {empty} kosong. Janji: {device.promise(made)}")
    return 0


def identities(given: argparse.Namespace) -> list[str]:
    """The holder's own, from files or from the words of its paper; they are never an argument."""
    if not given.words:
        return [one.read_text().strip() for one in given.identity]
    ask = getpass.getpass if sys.stdin.isatty() else input
    return [slip39.identity(ask("Kata-kata dari kertas kunci: ")) for _ in range(given.words)]


def sent(given: argparse.Namespace, made: dict[str, Any]) -> bool:
    """Hand a release over to the site, which checks it against the log."""
    try:
        Site(given.site.rstrip("/")).post(f"/sampul/kotak/{made['box']}/penjaga", {"message": made})
    except (Away, Refused) as why:
        print(f"pasok-opener: {why}", file=sys.stderr)
        return False
    return True


def fetched(given: argparse.Namespace) -> dict[str, object]:
    if not all((given.site, given.box, given.part, given.holder)):
        raise ValueError("sebutkan --sheet, atau --site, --box, --part dan --holder.")
    path = f"/sampul/kotak/{given.box}/bagian.json"
    return Site(given.site.rstrip("/")).get(path, part=given.part, holder=given.holder)


def main(arguments: Sequence[str] | None = None) -> int:
    top = parser()
    given = top.parse_args(arguments)
    if getattr(given, "send", False) and not given.site:
        top.error("--send memerlukan --site.")
    if given.act == "keep":
        stop = threading.Event()
        if given.with_parent:
            threading.Thread(target=follow, args=[stop], daemon=True).start()
        return keep(given, stop)
    if given.act == "new-key":
        print(note.verifier_key(given.name, drawer.new_key(given.key)))
        return 0
    if given.act == "new-identity":
        made, recipient = envelope.make_member_key()
        drawer.write(given.out, made + "\n")
        print(recipient)
        if given.words:
            print(slip39.words(made), file=sys.stderr)
        return 0
    return release(given)
