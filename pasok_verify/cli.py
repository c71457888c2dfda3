"""pasok-verify: a tender, a receipt or a whole log by its own bytes. Exit 0 good, 1 wrong, 2 unreadable."""

import argparse
import json
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pasok_verify.bundle import Known, check_bundle
from pasok_verify.canonical import Malformed, loads
from pasok_verify.log import check_log
from pasok_verify.note import LOG, WITNESS, Key, read_key
from pasok_verify.receipt import check_receipt
from pasok_verify.report import Report, page

LIMIT = 1 << 30  # bytes of a bundle
TIMEOUT = 60  # seconds without an answer


class Unreadable(Exception):
    """There is nothing to check; the message is an Indonesian sentence."""


def fetch(place: str) -> bytes:
    """The bytes of a file or of an http(s) address."""
    try:
        if place.startswith(("http://", "https://")):
            with urllib.request.urlopen(place, timeout=TIMEOUT) as answer:
                raw: bytes = answer.read(LIMIT + 1)
        else:
            with Path(place).open("rb") as file:
                raw = file.read(LIMIT + 1)
    except (OSError, ValueError, urllib.error.URLError) as error:
        raise Unreadable(f"{place} tidak dapat dibaca: {error}") from None
    if len(raw) > LIMIT:
        raise Unreadable(f"{place} lebih besar dari {LIMIT >> 20} MB")
    return raw


def read_json(place: str) -> Any:
    return loads(fetch(place))


def keys(texts: Sequence[str], kind: int) -> list[Key]:
    """Verifier keys, each said itself or in a file with one on each line."""
    found = []
    for text in texts:
        lines = [text] if "+" in text else fetch(text).decode(errors="replace").split()
        try:
            found += [read_key(line.strip(), kind) for line in lines]
        except Malformed as error:
            raise Unreadable(f"kunci {text[:60]}: {error}") from None
    return found


def known(options: argparse.Namespace) -> Known:
    logs = keys([options.log_key], LOG)
    if len(logs) != 1:
        raise Unreadable("beri tepat satu kunci log")
    return Known(logs[0], keys(options.witness, WITNESS), keys(options.custodian, LOG))


def run_bundle(options: argparse.Namespace, report: Report) -> str:
    given = known(options)
    receipts = [read_json(place) for place in options.receipt]
    bundle = read_json(options.what)
    check_bundle(bundle, given, receipts, report)
    return f"Pemeriksaan tender {bundle.get('box', '') if isinstance(bundle, dict) else ''}"


def run_receipt(options: argparse.Namespace, report: Report) -> str:
    given, receipt = known(options), read_json(options.what)
    if options.bundle:
        check_bundle(read_json(options.bundle), given, [receipt], report)
    else:
        check_receipt(receipt, given, report)
    return "Pemeriksaan tanda terima"


def run_log(options: argparse.Namespace, report: Report) -> str:
    given, address = known(options), options.what.rstrip("/").removesuffix("/log")
    older = [fetch(place).decode(errors="replace") for place in options.head]
    newest = fetch(f"{address}/log/checkpoint").decode(errors="replace")
    check_log(newest, older, lambda path: read_json(address + path), given, report)
    return f"Pemeriksaan log {given.log.name}"


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="pasok-verify", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    for name, run, what in (
        ("bundle", run_bundle, "berkas bukti, atau alamatnya"),
        ("receipt", run_receipt, "tanda terima"),
        ("log", run_log, "alamat situs yang memelihara log"),
    ):
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        command.add_argument("what", help=what)
        command.add_argument("--log-key", required=True, help="kunci log (teks atau berkas)")
        command.add_argument("--witness", action="append", default=[], help="kunci saksi; boleh berulang")
        command.add_argument("--custodian", action="append", default=[], help="kunci penjaga; boleh berulang")
        command.add_argument("--json", action="store_true", help="hasil lengkap sebagai JSON")
        if name == "bundle":
            command.add_argument(
                "--receipt", action="append", default=[], help="tanda terima; boleh berulang"
            )
        if name == "receipt":
            command.add_argument("--bundle", help="berkas bukti tendernya")
        if name == "log":
            command.add_argument(
                "--head", action="append", default=[], help="kepala log yang Anda simpan dulu"
            )
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    report, title = Report(), "Pemeriksaan"
    try:
        title = options.run(options, report)
    except Unreadable as error:
        print(f"Tidak dapat diperiksa: {error}", file=sys.stderr)
        return 2
    except Malformed as error:
        report.bad("file.form", f"berkasnya {error}")
    except (RecursionError, MemoryError, OverflowError) as error:
        report.bad("file.form", f"berkasnya dibuat untuk melumpuhkan pemeriksa ({type(error).__name__})")
    print(
        json.dumps(report.as_json(), ensure_ascii=False, indent=1) if options.json else page(report, title),
        end="",
    )
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
