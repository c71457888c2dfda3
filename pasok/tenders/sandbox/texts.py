"""Text: cells that a spreadsheet would run, pages with script, and the test sign of virus scanners."""

import csv
import io
import re
from collections.abc import Iterator

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
RUNS = re.compile(
    r"[=@\t\r]|[+-](?!\s*(Rp\.?\s*)?[\d.,\s()%-]*$)"
)  # a signed number or a dash alone does not
SCRIPT = re.compile(
    rb"<script|\bon[a-z]+\s*=|javascript:|<foreignObject|<!ENTITY|<iframe|<embed|<object", re.I
)
ROWS = 200_000


def read(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def cells(data: bytes) -> Iterator[str]:
    text = read(data)
    head = text[:4096]
    mark = max(";,\t", key=head.count)
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark)):
        if number >= ROWS:
            return
        yield from row


def formulas(data: bytes) -> bool:
    try:
        return any(cell and RUNS.match(cell) for cell in cells(data))
    except csv.Error:
        return True  # a cell that the reader of tables cannot bear


def scripted(kind: str, data: bytes) -> bool:
    """A page always can run script; a drawing when there is some in it."""
    return kind == "html" or bool(SCRIPT.search(read(data).encode()))
