"""What the story tells of the keys: who was dealt what, who gave it when, how a loser checks it alone."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from pasok.kernel.actor import Actor
from pasok.sampul import log
from pasok.sampul import reads as sampul
from pasok.sampul.reads.log import PAGE
from pasok.tenders import evidence
from pasok.tenders.models import Tender

Say = Callable[[str], None]
DID = {"promise": "menjanjikan", "reveal": "menyerahkan"}


def tell_dealing(tender: Tender, say: Say) -> None:
    """Who holds the pieces of every envelope's secret."""
    terms = sampul.public_parameters(tender.box_key)["open"]["body"]["terms"]
    say(f"   Setiap amplop dibuka oleh {terms['k']} dari {len(terms['members'])} anggota Pokja.")
    for one in terms["custodians"]:
        say(f"   Penjaga {one['name']} memegang separuh rahasianya. Tanpa penjaga amplop tidak terbuka.")
    if group := terms["recovery"]:
        say(f"   Bila kunci anggota hilang: {group['k']} dari {len(group['members'])} kelompok pemulihan.")


def tell_opening(tender: Tender, say: Say) -> None:
    """The lines of the log between the close and the opening, of the envelope with the price."""
    names = dict(tender.members)
    for entry in lines(tender):
        body = entry["body"]
        if body["kind"] in DID and body["part"] == "harga":
            who = names.get(body["holder"], body["holder"].partition(":")[2])
            say(f"   Catatan {entry['index']}: {who} {DID[body['kind']]} bagian kunci {body['digest'][:16]}")


def lines(tender: Tender) -> list[dict[str, Any]]:
    """The lines of the log that are about this tender, in order."""
    start = sampul.box(tender.box_key).open_index
    found = [entry for at in range(start, log.size(), PAGE) for entry in sampul.entries(at, log.size())]
    return [one for one in found if one["body"] and one["body"]["box"] == tender.box_key]


def tell_check(tender: Tender, loser: Actor, receipt: dict[str, Any], say: Say) -> None:
    """pasok-verify over two files, in a process that knows neither the database nor the site."""
    with tempfile.TemporaryDirectory() as folder:
        files = {"tanda-terima.json": json.dumps(receipt), "bukti.json": "".join(evidence.proof(tender))}
        for name, content in files.items():
            Path(folder, name).write_text(content)
        words = ["receipt", "tanda-terima.json", "--bundle", "bukti.json", "--log-key", log.verifier_key()]
        words += [word for key in settings.CUSTODIANS for word in ("--custodian", key)]
        env = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        done = subprocess.run(
            [sys.executable, "-m", "pasok_verify", *words],
            cwd=folder,
            env=env,
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise AssertionError(done.stdout + done.stderr)
    say(f"   {loser.name} kalah. Dengan pasok-verify saja, tanpa jaringan, ia memeriksa tanda terimanya:")
    for line in done.stdout.strip().splitlines():
        say(f"     | {line}")
