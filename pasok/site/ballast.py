"""A reserved file on each disk. On a full one an operator gives it up, so that recovery has room to work."""

import os
import shutil
from pathlib import Path

from django.conf import settings

NAME = "ballast"
ROOM = 4  # times its size must be free before it is laid: it may not fill a disk that has just recovered


def places() -> list[Path]:
    """Where they lie: one for each file system that Pasok writes to."""
    folders = [settings.HOME, settings.FILES, settings.FILES_MIRROR or settings.FILES]
    systems: dict[int, Path] = {}
    for folder in map(Path, folders):
        systems.setdefault(standing(folder).stat().st_dev, folder)
    return [folder / NAME for folder in systems.values()]


def standing(folder: Path) -> Path:
    """The folder, or the first above it that is there."""
    return next(above for above in (folder, *folder.parents) if above.exists())


def missing() -> list[Path]:
    """Those that are not there, or not whole."""
    size = settings.BALLAST_BYTES
    return [path for path in places() if size and not (path.is_file() and path.stat().st_size >= size)]


def lay() -> list[Path]:
    """Lay those that are missing, where there is room enough; answers which."""
    laid = []
    for path in missing():
        if shutil.disk_usage(standing(path.parent)).free >= ROOM * settings.BALLAST_BYTES:
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path)
            laid.append(path)
    return laid


def write(path: Path) -> None:
    """Real blocks, not a hole; and nothing that a disk could press together."""
    with path.open("wb") as file:
        for _ in range(settings.BALLAST_BYTES >> 20):
            file.write(os.urandom(1 << 20))
        file.flush()
        os.fsync(file.fileno())


def free() -> list[Path]:
    """Give all of them up; answers which there were. Needs no database and no room."""
    there = [path for path in places() if path.is_file()]
    for path in there:
        os.truncate(path, 0)
        path.unlink()
    return there
