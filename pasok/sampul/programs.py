"""The scripts that seal and open in the browser, as they are served: what a witness compares from outside."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from pasok.sampul import offline

FOLDER = "sampul"
# For the views that show a form to be sealed, and no others: the page may run chacha.js (decision 0024).
sealing = csp_update({"script-src": ["'self'", "'wasm-unsafe-eval'"]})


@dataclass(frozen=True)
class Program:
    name: str  # "seal.js"
    url: str
    sha256: str


@cache
def served(names: tuple[str, ...]) -> tuple[Program, ...]:
    """Read once by each process: a deployment starts new ones."""
    return tuple(program(name) for name in names)


def listed() -> list[Program]:
    """Every script of the sealing, by its name. While developing they are read anew each time."""
    names = tuple(sorted(path.name for path in (Path(__file__).parent / "static" / FOLDER).glob("*.js")))
    found = [program(name) for name in names] if settings.DEBUG else list(served(names))
    return [*found, Program("segel.html", "/sampul/segel.html", hashlib.sha256(offline.page()).hexdigest())]


def program(name: str) -> Program:
    path = f"{FOLDER}/{name}"
    url = staticfiles_storage.url(path)
    return Program(name, url, hashlib.sha256(as_served(path, url).read_bytes()).hexdigest())


def as_served(path: str, url: str) -> Path:
    """The file behind the address: collected under its own name, or still where the source is."""
    collected = Path(settings.STATIC_ROOT) / url.removeprefix(settings.STATIC_URL)
    return collected if collected.exists() and not settings.DEBUG else Path(finders.find(path))


def hashes() -> dict[str, str]:
    """File name -> SHA-256, as an `open` leaf names them."""
    return {one.name: one.sha256 for one in listed()}
