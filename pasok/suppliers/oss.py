"""Where the licence of a business is looked up by its NIB. One interface; nothing here is connected to OSS.

`FileRegister` reads a file that the operator puts there (settings.OSS_FILE): an extract, or invented firms.
A live connection is a class with `name`, `ready()` and `find()`, named in settings.OSS.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from pasok.suppliers import rules


@dataclass(frozen=True, kw_only=True)
class Found:
    """A business as the licence register has it. Empty: the register does not say."""

    nib: str
    name: str
    form: str = ""
    npwp: str = ""
    scale: str = ""
    region_code: str = ""
    address: str = ""
    established_on: date | None = None
    kbli: tuple[str, ...] = ()
    edition: str = "2020"
    phone: str = ""
    email: str = ""
    as_of: date

    def identity(self) -> dict[str, Any]:
        """The columns of a Supplier that the register knows, without the empty ones."""
        columns = ("name", "form", "nib", "npwp", "scale", "region_code", "address", "established_on")
        return {column: value for column in columns if (value := getattr(self, column))}


class Register(Protocol):
    """A register of licences."""

    def name(self) -> str: ...  # as it is told to the reader
    def ready(self) -> bool: ...
    def find(self, nib: str) -> Found | None: ...


class FileRegister:
    """A CSV or JSON file with the columns of Found; `kbli` in CSV is parted by spaces."""

    def name(self) -> str:
        return _("berkas data OSS")

    def ready(self) -> bool:
        return bool(settings.OSS_FILE) and Path(settings.OSS_FILE).is_file()

    def find(self, nib: str) -> Found | None:
        if not self.ready():
            return None
        path = Path(settings.OSS_FILE)
        return table(path, path.stat().st_mtime_ns).get(rules.digits(nib))


@lru_cache(maxsize=4)
def table(path: Path, changed: int) -> Mapping[str, Found]:
    return {found.nib: found for found in map(read, lines(path))}


def lines(path: Path) -> Iterator[Mapping[str, Any]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        yield from json.loads(text)
    else:
        yield from csv.DictReader(text.splitlines())


def read(row: Mapping[str, Any]) -> Found:
    """A row as the register has it. Raises KeyError and ValueError for a file that is not such a table."""
    given = {name: value for name, value in row.items() if name in Found.__annotations__ and value}
    if isinstance(codes := given.get("kbli", ()), str):
        codes = codes.split()
    days = {name: date.fromisoformat(given[name]) for name in ("established_on", "as_of") if name in given}
    numbers = {name: rules.digits(given[name]) for name in ("nib", "npwp") if name in given}
    return Found(**{**given, **days, **numbers, "kbli": tuple(codes)})


def register() -> Register:
    made: type[Register] = import_string(settings.OSS)
    return made()
