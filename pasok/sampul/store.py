"""Ciphertexts by their SHA-256. Two copies, synced and read back, before anyone is told "stored".

Nothing here holds a file whole in memory, but `get`.
"""

import hashlib
import logging
import os
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from pasok.kernel.tongue import say
from pasok.sampul.answers import Refusal
from pasok.sampul.shelves import Away, DiskFull, away, disk, disks, shelves

__all__ = ["Away", "DiskFull", "Refusal", "TooLarge", "WrongHash", "disk"]
CHUNK = 1 << 20
logger = logging.getLogger(__name__)


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class TooLarge(Refusal):
    """More bytes than the limit of the installation."""


class WrongHash(Refusal):
    """The bytes that came are not those that were announced."""


def places(sha256: str) -> tuple[Path, Path]:
    """Where the two copies live when both are on disks."""
    first, second = (one.path(sha256) for one in disks().values())
    return first, second


def put(stream: Readable, sha256: str) -> bool:
    """Store what comes from the stream under its hash; False if it was there already.

    Raises TooLarge, WrongHash, DiskFull, or Away when a copy cannot be read back as it was sent. Then this
    may be done again; a copy that is whole already stays.
    """
    kept = shelves()
    if all(shelf.digest(sha256) == sha256 for shelf in kept):
        return False
    with disk(), ExitStack() as swept:
        own = [shelf.draft(sha256) for shelf in kept]
        drafts = [path for path in own if path] or [disks()["files"].draft(sha256)]
        for path in drafts:
            swept.callback(path.unlink, missing_ok=True)
        with ExitStack() as files:
            receive(stream, sha256, *(files.enter_context(path.open("xb")) for path in drafts))
        for shelf, path in reversed(list(zip(kept, own, strict=True))):  # a bucket copies the first's draft
            shelf.keep(path or drafts[0], sha256)
        for shelf in kept:
            if shelf.digest(sha256) != sha256:
                logger.error("%s: yang tersimpan berbeda dari yang dikirim: %s", shelf, sha256)
                raise Away(away())
    return True


def drop(sha256: str) -> None:
    """Have neither copy any more. Never for what the log promises. Raises Away; then to be done again."""
    for shelf in shelves():
        shelf.drop(sha256)


def receive(stream: Readable, sha256: str, *copies: BinaryIO) -> None:
    """Pass the stream on to the copies, then make sure of size and hash and that it is on the disks."""
    seen, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > limit():
            raise TooLarge(too_large())
        seen.update(chunk)
        for copy in copies:
            copy.write(chunk)
    if seen.hexdigest() != sha256:
        raise WrongHash(say("Berkas rusak di perjalanan. Kirim lagi."))
    for copy in copies:
        copy.flush()
        os.fsync(copy.fileno())


def holds(sha256: str, size: int) -> bool:
    """Whether both copies are there with this size. Their content was read back when they came.

    Raises Away where that cannot be known now.
    """
    return all(shelf.size(sha256) == size for shelf in shelves())


def stream(sha256: str) -> BinaryIO | None:
    """A file at its beginning, from the first copy whose hash is right now; None when neither is.

    The caller closes it. Raises Away when the copy that could be right does not answer: that is not "lost".
    """
    silent: Away | None = None
    for shelf in shelves():
        try:
            file = shelf.open(sha256)
        except Away as why:
            silent = why
            continue
        if file and hashlib.file_digest(file, "sha256").hexdigest() == sha256:
            file.seek(0)
            return file
        if file:
            file.close()
    if silent:
        raise silent
    return None


def get(sha256: str) -> bytes | None:
    """The bytes of `stream`, whole: for the bundle, and for photos of papers. Opening reads `stream`."""
    file = stream(sha256)
    if file is None:
        return None
    with file:
        return file.read()


def limit() -> int:
    """The largest ciphertext, in bytes."""
    return settings.SAMPUL_MAX_BYTES


def file_limit() -> int:
    """The largest document in an envelope, in bytes: the device weighs it before it seals."""
    return settings.BID_FILE_MAX_BYTES


def too_large() -> str:
    return say(
        "Satu sampul paling besar {limit} MB. "
        "Perkecil berkas, misalnya dengan memindai ulang pada mutu lebih rendah.",
        limit=limit() >> 20,
    )


def too_much(sizes: list[int]) -> str | None:
    """Why the sealed files of one bid are too many bytes together; None when they are not."""
    most = settings.SAMPUL_BID_MAX_BYTES
    if sum(sizes) <= most:
        return None
    return say(
        "Semua sampul satu penawaran bersama-sama paling besar {limit} MB; ini {size} MB. "
        "Perkecil berkas, misalnya dengan memindai ulang pada mutu lebih rendah.",
        limit=most >> 20,
        size=-(-sum(sizes) // (1 << 20)),
    )
