"""PDF: script, programs, files within, passwords; also where names are spelled in code or packed away."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

from pasok.tenders.sandbox.zips import Budget, unpacking

CODED = re.compile(rb"#([0-9A-Fa-f]{2})")
OBJECT = re.compile(rb"(?<![A-Za-z])stream\r?\n")
END = rb"(?=[\s/<>\[\]()%{}]|$)"
SIGNS = {
    "pdf_script": re.compile(rb"/(JavaScript|JS|XFA|RichMedia)" + END),
    "pdf_launch": re.compile(rb"/Launch" + END),
    "pdf_files": re.compile(rb"/(EmbeddedFiles?|EF|FileAttachment)" + END),
    "external": re.compile(rb"/(ImportData|GoToR|SubmitForm)" + END),
    "locked": re.compile(rb"/Encrypt\s*(<<|\d+\s+\d+\s+R)"),
}
PACKED = re.compile(rb"/(FlateDecode|Fl)" + END)
OTHER = re.compile(rb"/(LZWDecode|LZW|ASCIIHexDecode|AHx|ASCII85Decode|A85|RunLengthDecode|RL|Crypt)" + END)
OBJECTS = re.compile(rb"/ObjStm" + END)


def spelled(text: bytes) -> bytes:
    """Names as they are meant: /J#61vaScript is /JavaScript."""
    return CODED.sub(lambda found: bytes([int(found[1], 16)]), text) if b"#" in text else text


def wrong(data: bytes, budget: Budget, seen: list[bytes]) -> Iterator[str]:
    """The codes of what is wrong. What was unpacked of small streams is put into `seen`, for other eyes."""
    at = 0
    for found in OBJECT.finditer(data):
        if found.start() < at:
            continue
        between = spelled(data[at : found.start()])
        yield from signs(between)
        end = data.find(b"endstream", found.end())
        at = len(data) if end < 0 else end
        terms = between[between.rfind(b" obj") + 1 :]
        yield from stream(terms, data, found.end(), at, budget, seen)
    yield from signs(spelled(data[at:]))


def signs(text: bytes) -> Iterator[str]:
    for code, sign in SIGNS.items():
        if sign.search(text):
            yield code


def stream(
    terms: bytes, data: bytes, begin: int, end: int, budget: Budget, seen: list[bytes]
) -> Iterator[str]:
    """One stream: what it unpacks to is counted, and objects within it are read like those outside."""
    objects = bool(OBJECTS.search(terms))
    if objects and OTHER.search(terms):
        yield "pdf_hidden"
    if not PACKED.search(terms) or OTHER.search(terms):
        return
    out = unpacked(data, begin, end, budget, keep=4 << 20 if objects else 1 << 16)
    if objects:
        yield from signs(spelled(out))
    seen.append(out[: 1 << 16])


def unpacked(data: bytes, begin: int, end: int, budget: Budget, keep: int) -> bytes:
    """The first `keep` bytes of a packed stream; all of it is counted. Damage ends it: readers bear that."""
    out = bytearray()
    with suppress(zlib.error):
        for chunk in unpacking(memoryview(data)[begin:end], 15):
            if len(out) < keep:
                out += chunk
            budget.spend(len(chunk))
    return bytes(out[:keep])
