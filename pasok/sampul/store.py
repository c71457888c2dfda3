"""Ciphertexts on disk, by their SHA-256. Two copies, synced and read back, before anyone is told "stored"."""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from pasok.kernel.tongue import say
from pasok.sampul.answers import Refusal

CHUNK = 1 << 20


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class TooLarge(Refusal):
    """More bytes than the limit of the installation."""


class WrongHash(Refusal):
    """The bytes that came are not those that were announced."""


class DiskFull(Refusal):
    """No room left. The bidder has done nothing wrong."""


def places(sha256: str) -> tuple[Path, Path]:
    """Where the two copies live. In production FILES_MIRROR is another disk."""
    roots = (settings.FILES, settings.FILES_MIRROR or settings.FILES / "mirror")
    first, second = (Path(root) / "sampul" / sha256[:2] / sha256 for root in roots)
    return first, second


def put(stream: Readable, sha256: str) -> bool:
    """Store what comes from the stream under its hash; False if it was there already.

    Raises TooLarge, WrongHash or DiskFull; then nothing is kept.
    """
    first, second = places(sha256)
    if digest(first) == digest(second) == sha256:
        return False
    drafts = [path.with_name(f"{path.name}.{secrets.token_hex(8)}") for path in (first, second)]
    try:
        with disk():
            for draft in drafts:
                draft.parent.mkdir(parents=True, exist_ok=True)
            with drafts[0].open("xb") as one, drafts[1].open("xb") as two:
                receive(stream, sha256, one, two)
            for draft, path in zip(drafts, (first, second), strict=True):
                keep(draft, path, sha256)
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
    return True


@contextmanager
def disk() -> Iterator[None]:
    """Writes to the disks. Raises DiskFull where there is no room left."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(
                say(
                    "Tempat penyimpanan kami penuh. Isian Anda aman di perangkat ini. "
                    "Coba kirim lagi beberapa menit lagi; LPSE perlu diberi tahu."
                )
            ) from error
        raise


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


def keep(draft: Path, path: Path, sha256: str) -> None:
    """Give the draft its name for good: the name too must survive a power cut. Then read it back."""
    draft.rename(path)
    for folder in (path.parent, path.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    if digest(path) != sha256:
        raise OSError(errno.EIO, f"yang tertulis berbeda dari yang dikirim: {path}")


def holds(sha256: str, size: int) -> bool:
    """Whether both copies are there with this size. Their content was read back when they came."""
    return all(path.is_file() and path.stat().st_size == size for path in places(sha256))


def get(sha256: str) -> bytes | None:
    """The bytes, from the first copy whose hash is right; None when neither is."""
    for path in places(sha256):
        if path.is_file() and hashlib.sha256(data := path.read_bytes()).hexdigest() == sha256:
            return data
    return None


def digest(path: Path) -> str | None:
    """SHA-256 of a file as it can be read now; None when it is not there."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def limit() -> int:
    """The largest ciphertext, in bytes."""
    return settings.SAMPUL_MAX_BYTES


def too_large() -> str:
    return say(
        "Satu sampul paling besar {limit} MB. "
        "Perkecil berkas, misalnya dengan memindai ulang pada mutu lebih rendah.",
        limit=limit() >> 20,
    )
