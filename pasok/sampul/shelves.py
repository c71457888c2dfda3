"""Where one copy of a ciphertext lies: a disk here, or a bucket elsewhere (bucket.py). Chosen by settings."""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.core.files.storage import storages

from pasok.kernel.tongue import say
from pasok.sampul.answers import Refusal


class DiskFull(Refusal):
    """No room left. The bidder has done nothing wrong."""


class Away(Refusal):
    """A place for copies does not answer, or has not kept what it took. To be tried again."""


class Shelf(Protocol):
    """One copy of everything. Each method may raise Away; on disks OSError."""

    def draft(self, sha256: str) -> Path | None:
        """Where to write what will be kept; None when this shelf takes a whole file from elsewhere."""

    def keep(self, draft: Path, sha256: str) -> None:
        """Keep the content of the draft under its hash."""

    def drop(self, sha256: str) -> None:
        """Have it no more; nothing happens where it is not there."""

    def size(self, sha256: str) -> int | None:
        """In bytes; None when it is not there."""

    def open(self, sha256: str) -> BinaryIO | None:
        """From the beginning, as it can be read now and unchecked; None when it is not there."""

    def digest(self, sha256: str) -> str | None:
        """SHA-256 of what can be read there now; None when it is not there."""


class Disk:
    """A folder. What is there has its final name, and both survive a power cut."""

    def __init__(self, root: Path):
        self.root = root

    def path(self, sha256: str) -> Path:
        return self.root / f"sampul/{sha256[:2]}/{sha256}"

    def draft(self, sha256: str) -> Path | None:
        path = self.path(sha256)
        if not path.parent.is_dir():
            lay.cache_clear()  # a new disk, or somebody has emptied it
        lay(self.root)
        return path.with_name(f"{path.name}.{secrets.token_hex(8)}")

    def keep(self, draft: Path, sha256: str) -> None:
        """Give the draft, synced already, its name for good."""
        path = self.path(sha256)
        draft.rename(path)
        sync(path.parent)

    def drop(self, sha256: str) -> None:
        path = self.path(sha256)
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync(path.parent)

    def size(self, sha256: str) -> int | None:
        try:
            return self.path(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def open(self, sha256: str) -> BinaryIO | None:
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError:
            return None

    def digest(self, sha256: str) -> str | None:
        file = self.open(sha256)
        if file is None:
            return None
        with file:
            return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def lay(root: Path) -> None:
    """All folders of a disk, and their names synced: once in each process, and no file waits for it again."""
    for number in range(256):
        (root / f"sampul/{number:02x}").mkdir(parents=True, exist_ok=True)
    for folder in (root / "sampul", root):
        sync(folder)


def sync(folder: Path) -> None:
    """The names in it survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def disks() -> dict[str, Disk]:
    """By the names that SAMPUL_COPIES uses. In production FILES_MIRROR is another disk."""
    files = Path(settings.FILES)
    return {"files": Disk(files), "mirror": Disk(Path(settings.FILES_MIRROR or files / "mirror"))}


def shelves() -> list[Shelf]:
    """The two places of the two copies."""
    here = disks()
    return [here.get(name) or storages[name] for name in settings.SAMPUL_COPIES]


@contextmanager
def disk(sentence: str = "") -> Iterator[None]:
    """Writes to the disks. Raises DiskFull where there is no room left, with this sentence or a bidder's."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        usual = say(
            "Tempat penyimpanan kami penuh. Isian Anda aman di perangkat ini. "
            "Coba kirim lagi beberapa menit lagi; LPSE perlu diberi tahu."
        )
        raise DiskFull(sentence or usual) from error


def away() -> str:
    return say(
        "Tempat penyimpanan kami sedang terganggu. Isian Anda aman di perangkat ini. "
        "Coba lagi beberapa menit lagi."
    )
