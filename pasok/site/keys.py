"""The keys of a development machine: made once, kept beside the data, never in git."""

import base64
import os
from pathlib import Path

NAMES = ("ledger.key", "log.key")
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
            file.write(base64.b64encode(os.urandom(LENGTH)).decode())
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


def fault(path: Path) -> str:
    """What is wrong with the key file at `path`, in one Indonesian sentence; empty when nothing is."""
    try:
        size = len(base64.b64decode(path.read_text().strip(), validate=True))
    except FileNotFoundError:
        return f"Berkas kunci {path} tidak ada."
    except PermissionError:
        return f"Berkas kunci {path} tidak dapat dibaca oleh pengguna yang menjalankan Pasok."
    except ValueError:
        size = 0
    if size != LENGTH:
        return f"Isi berkas kunci {path} bukan base64 dari {LENGTH} bita."
    if path.stat().st_mode & 0o077:
        return f"Berkas kunci {path} dapat dibaca pengguna lain. Jalankan: chmod 600 {path}"
    return ""
