"""The process in the cell: one file comes by the standard input, what is wrong with it goes out as JSON.

`python -I -S -c … NAME LIMIT`: see run.py, which starts it.
"""

import codecs
import json
import sys
import time
from collections.abc import Iterator

from pasok.tenders.sandbox import cell, kinds, names, office, pdfs, pictures, texts, zips
from pasok.tenders.sandbox.zips import Bad, Budget

UNPACKED = 256 << 20  # bytes, of one document with all that is in it
ALPHABETS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp437", "ascii", "latin-1")
DEEPEST = 3  # archives within archives


def examine(name: str, data: bytes, budget: Budget, depth: int = 0) -> tuple[str, set[str]]:
    """The kind of a file, and the codes of all that is wrong with it."""
    found = set(names.wrong(name))
    if not data:
        return "unknown", found | {"empty"}
    kind = kinds.kind(data)
    try:
        found |= set(inside(kind, name, data, budget, depth))
    except Bad as why:
        found.add(why.code)
    allowed = kinds.EXPECTED.get(names.extension(name))
    if allowed and kind not in allowed:
        found.add("name_type")
    if kinds.doubled(kind, data):
        found.add("polyglot")
    if texts.EICAR in data:
        found.add("eicar")
    return kind, found


def inside(kind: str, name: str, data: bytes, budget: Budget, depth: int) -> Iterator[str]:
    if kind in {"unknown", "archive", "program"}:
        yield kind
    elif kind == "zip":
        yield from archive(name, data, budget, depth)
    elif kind == "pdf":
        seen: list[bytes] = []
        yield from pdfs.wrong(data, budget, seen)
        if any(texts.EICAR in one for one in seen):
            yield "eicar"
    elif kind in pictures.SIZES:
        size = pictures.pixels(kind, data)
        if size is None or size > pictures.MOST:
            yield "damaged" if size is None else "pixels"
    elif kind == "ole":
        yield from office.old(data)
    elif kind == "rtf":
        yield from office.rtf(data)
    elif kind in {"html", "svg", "xml"}:
        yield from ["script"] if texts.scripted(kind, data) else []
    elif names.extension(name) in {"csv", "tsv"} and texts.formulas(data):
        yield "formula"


def archive(name: str, data: bytes, budget: Budget, depth: int) -> Iterator[str]:
    """An archive and all that is in it; one bad entry does not hide the others."""
    found = zips.entries(data, budget)
    document = office.is_office([one.name for one in found])
    if names.extension(name) in kinds.OFFICE and not document:
        yield "name_type"
    if depth >= DEEPEST:
        yield "nested"
        return
    for one in found:
        if names.leads_out(one.name):
            yield "traversal"
        if one.link:
            yield "link"
        elif one.locked:
            yield "locked"
        elif not one.name.endswith("/"):
            yield from entry(data, one, budget, depth, document=document)


def entry(data: bytes, one: zips.Entry, budget: Budget, depth: int, *, document: bool) -> Iterator[str]:
    """What is wrong with one entry. A bomb ends the search: the budget is spent."""
    try:
        held = zips.content(data, one, budget)
    except Bad as why:
        if why.code == "bomb":
            raise
        yield why.code
        return
    if held is None:
        yield "archive"
    elif document:
        yield from office.part(one.name, held)
        if texts.EICAR in held:
            yield "eicar"
        kind = kinds.kind(held)
        if kind in kinds.PICTURES and (pictures.pixels(kind, held) or 0) > pictures.MOST:
            yield "pixels"
    elif held:
        yield from examine(one.name.rpartition("/")[2], held, budget, depth + 1)[1]


def main(name: str, limit: int) -> None:
    """Shut in, read, look, answer. Whatever happens, the answer is JSON or nothing."""
    size = cell.own_size()
    for alphabet in ALPHABETS:  # once shut in, none can be fetched
        codecs.lookup(alphabet)
    alone = cell.shut_in()
    try:
        data = sys.stdin.buffer.read(limit + 1)
        kind, found = ("unknown", {"large"}) if len(data) > limit else examine(name, data, Budget(UNPACKED))
    except MemoryError:
        kind, found = "unknown", {"hungry"}
    except RecursionError:
        kind, found = "unknown", {"crashed"}
    took = {"peak": cell.peak(size), "seconds": round(time.process_time())}
    answer = {"kind": kind, "wrong": sorted(found), "alone": alone, **took}
    sys.stdout.write(json.dumps(answer))
