"""Tables in files: CSV of any name, cells parted by , ; tab or |, UTF-8 with or without BOM, gzip or not."""

import csv
import gzip
import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from pasok.archive.tables import normal

SEPARATORS = ",;\t|"
LONGEST_CELL = 16_000_000
GZIP = b"\x1f\x8b"


class NotATable(ValueError):
    """The file cannot be read as a table, from its start or from some line on. One Indonesian sentence."""


@dataclass(frozen=True)
class Line:
    number: int  # where the row begins in the file; the header is line 1
    cells: list[str]


class Sheet:
    """An open table: its columns in the one spelling, then its rows once."""

    def __init__(self, stream: TextIO):
        csv.field_size_limit(LONGEST_CELL)
        first = stream.readline()
        if not first.strip() or "\0" in first:
            raise NotATable("Berkas kosong atau bukan teks.")
        separator = max(SEPARATORS, key=first.count)
        self.columns = [normal(name) for name in next(csv.reader([first], delimiter=separator))]
        self._rows = csv.reader(stream, delimiter=separator)

    def lines(self) -> Iterator[Line]:
        """The rows with their line numbers; empty lines are passed over."""
        begins = 2
        while True:
            try:
                cells = next(self._rows)
            except StopIteration:
                return
            except (csv.Error, UnicodeDecodeError, EOFError, OSError) as broken:
                raise NotATable(f"Tidak terbaca mulai baris {begins}: {plainly(broken)}") from None
            if cells:
                yield Line(begins, cells)
            begins = self._rows.line_num + 2


def plainly(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "isinya bukan UTF-8."
    if isinstance(error, EOFError | OSError):
        return "berkas gzip terpotong atau rusak."
    return "susunan CSV rusak."


@contextmanager
def opened(path: Path) -> Iterator[Sheet]:
    """The table in the file. Raises NotATable when there is none."""
    with ExitStack() as stack:
        try:
            sheet = Sheet(stack.enter_context(text_of(path, stack)))
        except UnicodeDecodeError:
            raise NotATable("Isinya bukan teks UTF-8.") from None
        except (gzip.BadGzipFile, EOFError):
            raise NotATable("Berkas gzip terpotong atau rusak.") from None
        except csv.Error:
            raise NotATable("Susunan CSV rusak.") from None
        except OSError as error:
            raise NotATable(f"Berkas tidak dapat dibuka: {error.strerror}.") from None
        yield sheet


def text_of(path: Path, stack: ExitStack) -> TextIO:
    raw = stack.enter_context(path.open("rb"))
    packed = raw.read(2) == GZIP
    raw.seek(0)
    return io.TextIOWrapper(gzip.GzipFile(fileobj=raw) if packed else raw, encoding="utf-8-sig", newline="")


def tables_in(folder: Path) -> list[Path]:
    """Every visible file below the folder, in the order of their paths."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(
        path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
