"""Documents of office programs: macros, what they fetch from elsewhere, DDE, entities, objects, passwords."""

import re
from collections.abc import Iterator

RELATION = re.compile(rb"<Relationship\b[^>]*>", re.I)
ENTITIES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.I)
DDE = re.compile(rb"\bDDE(AUTO)?\s", re.I)
DDE_LINK = re.compile(rb"<ddeLink|w:instr=\"[^\"]*\bDDE", re.I)
DANGER = re.compile(
    rb"<f\b[^>]*>[^<]*\b(WEBSERVICE|CALL|EXEC|REGISTER|SHELL)\s*\(|<(t|f|v)\b[^>]*>\s*[=@+-][^<]*\|", re.I
)
TAG = re.compile(rb"<[^>]*>")


def is_office(names: list[str]) -> bool:
    return "[Content_Types].xml" in names or "META-INF/manifest.xml" in names


def part(name: str, data: bytes) -> Iterator[str]:
    """One part of an OOXML or ODF document."""
    low = name.lower()
    if (
        low.endswith("vbaproject.bin")
        or low.startswith(("basic/", "scripts/", "xl/macrosheets/"))
        or "activex/" in low
    ):
        yield "macro"
    if "externallinks/" in low:
        yield "external"
    if "embeddings/" in low or low.startswith("objectreplacements/") or "oleobject" in low:
        yield "embedded"
    if low.endswith((".xml", ".rels", ".vml")):
        yield from xml(low, plain(data))


def plain(data: bytes) -> bytes:
    """XML in one-byte letters: UTF-16 hides words from a search."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace").encode()
    return data


def xml(low: str, data: bytes) -> Iterator[str]:
    if ENTITIES.search(data):
        yield "entities"
    if low.endswith(".rels") and any(map(fetches, RELATION.findall(data))):
        yield "external"
    if DDE_LINK.search(data) or (b"instrText" in data and DDE.search(TAG.sub(b"", data))):
        yield "dde"
    if low.startswith("xl/") and DANGER.search(data):
        yield "formula"


def fetches(relation: bytes) -> bool:
    """An outside target that is opened by itself; a link that the reader must click is none."""
    low = relation.lower()
    return b'targetmode="external"' in low.replace(b"'", b'"').replace(b" ", b"") and b"/hyperlink" not in low


def old(data: bytes) -> Iterator[str]:
    """Word, Excel and PowerPoint of before 2007, and locked documents of today: names in the container."""
    for name, code in (
        ("_VBA_PROJECT", "macro"),
        ("Macros", "macro"),
        ("Ole10Native", "embedded"),
        ("ObjectPool", "embedded"),
        ("Equation Native", "embedded"),
        ("EncryptedPackage", "locked"),
    ):
        if name.encode("utf-16-le") in data:
            yield code
    if re.search(rb"\x13\s*DDE(AUTO)?\s", data, re.I):
        yield "dde"


def rtf(data: bytes) -> Iterator[str]:
    if re.search(rb"\\obj(data|update|autlink|class)\b", data):
        yield "embedded"
    if re.search(rb"\\\*\\template\s*[^}]*(https?:|\\\\\\\\|//)", data, re.I):
        yield "external"
    if DDE.search(data):
        yield "dde"
