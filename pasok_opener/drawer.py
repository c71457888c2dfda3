"""Secrets and promises on the holder's own disk: written whole and safely, readable by their owner alone."""

import base64
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pasok_opener.site import Json


def write(path: Path, text: str) -> None:
    """All of it or nothing, and on the disk before this returns. Never over something that is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(path.name + ".baru")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.link(made, path)
    os.unlink(made)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def new_key(path: Path) -> Ed25519PrivateKey:
    private = Ed25519PrivateKey.generate()
    write(path, base64.b64encode(private.private_bytes_raw()).decode() + "\n")
    return private


def key(path: Path) -> Ed25519PrivateKey:
    """A custodian's own key: 32 bytes in base64."""
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(path.read_text()))


@dataclass(frozen=True)
class Drawer:
    """One folder: identities by their recipients, promised releases by box and part."""

    folder: Path

    def keep_identity(self, recipient: str, identity: str) -> None:
        write(self.folder / "kunci" / recipient, identity + "\n")

    def identity(self, recipient: str) -> str | None:
        """None where this drawer never made that key."""
        path = self.folder / "kunci" / recipient
        return path.read_text().strip() if recipient.isalnum() and path.exists() else None

    def promised(self, box: str, part: str) -> Json | None:
        path = self.place(box, part)
        return dict(json.loads(path.read_text())) if path.exists() else None

    def keep_promised(self, release: Json) -> None:
        write(self.place(release["box"], release["part"]), json.dumps(release))

    def place(self, box: str, part: str) -> Path:
        return self.folder / "janji" / hashlib.sha256(f"{box}\n{part}".encode()).hexdigest()
