"""The keys of an installation: made once, kept beside the data, never in git."""

import base64
import os
from pathlib import Path

from pasok.kernel.keyring import Keyring, new_line, read_ring

RING = "vault.keys"  # a line for each key; `pasok rotate-keys --new` adds one
NAMES = ("ledger.key", "log.key", RING)
LENGTH = 32


def make(folder: Path) -> list[Path]:
    """Make the keys that are missing in `folder`; answer which. Safe when two processes try at once."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = []
    for name in NAMES:
        path = folder / name
        if path.exists():
            continue
        draft = folder / f".{name}.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(new_line() if name == RING else base64.b64encode(os.urandom(LENGTH)).decode())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # unlike rename, this never replaces a key that signed something
            made.append(path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return made


def add(path: Path) -> Keyring:
    """Add a key to the ring at `path`; it is the newest. The file changes at once or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    text = path.read_text().rstrip("\n") + "\n" + new_line()
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return read_ring(text)


def fault(path: Path) -> str:
    """What is wrong with the key file at `path`, in one Indonesian sentence; empty when nothing is."""
    try:
        why = content_fault(path)
    except FileNotFoundError:
        return f"Berkas kunci {path} tidak ada."
    except PermissionError:
        return f"Berkas kunci {path} tidak dapat dibaca oleh pengguna yang menjalankan Pasok."
    if why:
        return why
    if path.stat().st_mode & 0o077:
        return f"Berkas kunci {path} dapat dibaca pengguna lain. Jalankan: chmod 600 {path}"
    return ""


def content_fault(path: Path) -> str:
    text = path.read_text()
    try:
        if path.name == RING:
            read_ring(text)
            return ""
        size = len(base64.b64decode(text.strip(), validate=True))
    except ValueError:
        size = 0
    if size == LENGTH:
        return ""
    if path.name == RING:
        return f"Isi gelang kunci {path} rusak: setiap baris berisi nama dan base64 dari {LENGTH} bita."
    return f"Isi berkas kunci {path} bukan base64 dari {LENGTH} bita."
