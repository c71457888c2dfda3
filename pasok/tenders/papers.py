"""The documents of opened bids, kept by their fingerprint. Only officials of the tender read them.

Strangers wrote them. Each is looked at in a cell (sandbox) after the opening, by a job: the opening waits for
none of them, and the log's lock is not held meanwhile.
"""

import os
import re
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from pasok.kernel.tongue import say
from pasok.sampul.shelves import disk
from pasok.tenders.models import Bid
from pasok.tenders.rules.offer import Paper
from pasok.tenders.sandbox import run

UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd/\\:*?"<>|]')
FIRST = ".periksa-dulu"  # behind the name of a refused document: a double click opens nothing


def path(digest: str) -> Path:
    return Path(settings.FILES) / "opened" / digest[:2] / digest


def keep(paper: Paper) -> dict[str, object]:
    """Write once; the same content is the same file. Returns name, size (bytes) and sha256.

    Raises DiskFull: the opening is refused as a whole and can be done again.
    """
    target = path(paper.sha256)
    if not target.exists():
        with disk(
            say("Tempat penyimpanan berkas penuh. Pembukaan belum terjadi; beri tahu LPSE, lalu ulangi.")
        ):
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(f"{target.name}.{secrets.token_hex(8)}")
            try:
                with draft.open("xb") as file:
                    file.write(paper.content)
                    file.flush()
                    os.fsync(file.fileno())
                draft.replace(target)
            finally:
                draft.unlink(missing_ok=True)
    return {"name": paper.name, "size": len(paper.content), "sha256": paper.sha256}


def look_later(bid: Bid) -> None:
    """Have the documents of a bid looked at, once the caller's transaction has committed."""
    if bid.documents:
        look.defer(bid=bid.pk)


@app.task(name="tenders.look", queue="care", retry=RetryStrategy(max_attempts=4, wait=60), pass_context=False)
def look(bid: int) -> None:
    """Look at each document of a bid that nobody has looked at. May be done twice."""
    for one in Bid.objects.get(pk=bid).documents:
        if "warning" not in one and path(one["sha256"]).exists():
            verdict = run.inspect(path(one["sha256"]), one["name"], settings.BID_FILE_MAX_BYTES)
            note(bid, one, {"kind": verdict.kind, "warning": list(verdict.wrong)})


def note(pk: int, document: dict[str, Any], found: dict[str, Any]) -> None:
    """Write what was found beside the document: under the row's lock, for a moment."""
    with transaction.atomic():
        bid = Bid.objects.select_for_update().get(pk=pk)
        bid.documents = [one | found if one == document else one for one in bid.documents]
        bid.save(update_fields=["documents"])


def download_name(document: dict[str, Any]) -> str:
    """A name that harms no computer; with `FIRST` at its end where the document was refused."""
    safe = UNSAFE.sub("_", document["name"]).strip(" .")[-150:] or "berkas"
    return safe + (FIRST if document.get("warning") else "")
