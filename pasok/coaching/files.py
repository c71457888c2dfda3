"""Where the material lies on the disk: under its own fingerprint, so that one file is kept once."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from django.conf import settings

KINDS = (".pdf", ".pptx", ".docx", ".xlsx", ".odp", ".odt", ".ods", ".zip", ".jpg", ".png")
MOST = 20 << 20  # bytes of one file


class Sent(Protocol):
    """A file as it was sent."""

    def chunks(self) -> Iterable[bytes]: ...


def place(sha256: str) -> Path:
    return Path(settings.FILES) / "bimtek" / sha256[:2] / sha256


def keep(sent: Sent) -> str:
    """Write the file; its fingerprint is its name. Writing it twice does no harm."""
    parts = list(sent.chunks())
    digest = hashlib.sha256(b"".join(parts)).hexdigest()
    path = place(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(b"".join(parts))
        draft.replace(path)
    return digest
