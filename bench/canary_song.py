"""What a canary sings: a price and two words in every spelling that people, machines and careless code use.

Pure. All songs of one spelling are as long as each other and agree somewhere; there the search looks first.
"""

import base64
import secrets
import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

OVERLAP = 512  # bytes that two blocks share: longer than any spelling
STEM = 8127_3187_0000_0000  # prices agree in their first eight digits
Spell = Callable[[str], bytes]


def base64_at(pad: int) -> Spell:
    """In base64, where it starts `pad` bytes after a group of three; the ends depend on their neighbours."""
    return lambda text: base64.b64encode(b"\0" * pad + text.encode())[4 if pad else 0 : -4]


def quads(text: str) -> list[int]:
    """A number as PostgreSQL keeps it: base 10,000."""
    return [int(text[at : at + 4]) for at in range(0, len(text), 4)]


def grouped(mark: str) -> Spell:
    return lambda text: f"{int(text):,}".replace(",", mark).encode()


TEXT: Mapping[str, Spell] = {
    "plain": str.encode,
    "reversed": lambda text: text[::-1].encode(),
    "hex": lambda text: text.encode().hex().encode(),
    "utf-16": lambda text: text.encode("utf-16-le"),
    **{f"base64 at {pad}": base64_at(pad) for pad in range(3)},
}
NUMBER: Mapping[str, Spell] = {
    **{f"grouped by {mark!a}": grouped(mark) for mark in (".", ",", " ", "_", "\u00a0")},
    "hex number": lambda text: f"{int(text):x}".encode(),
    "HEX number": lambda text: f"{int(text):X}".encode(),
    "int64": lambda text: struct.pack("<q", int(text)),
    "int64, network order": lambda text: struct.pack(">q", int(text)),
    "double": lambda text: struct.pack("<d", int(text)),
    "double, network order": lambda text: struct.pack(">d", int(text)),
    "Python's int": lambda text: struct.pack("<II", int(text) % (1 << 30), int(text) >> 30),
    "numeric": lambda text: struct.pack("<4h", *quads(text)),
    "numeric, network order": lambda text: struct.pack(">4h", *quads(text)),
}


@dataclass(frozen=True)
class Song:
    """One bid's markers: what it costs, a word of its document, a word of its form."""

    price: str
    document: str
    answer: str

    @classmethod
    def new(cls) -> "Song":
        word, other = (f"kenari-{name}-{secrets.token_hex(8)}-rahasia" for name in ("surat", "cara"))
        return cls(str(STEM + secrets.randbelow(10**8)), word, other)

    def spelled(self) -> dict[str, bytes]:
        """Name of the spelling -> the bytes to look for."""
        parts = {"price": self.price, "document": self.document, "answer": self.answer}
        texts = {f"{part}, {how}": spell(text) for part, text in parts.items() for how, spell in TEXT.items()}
        return texts | {f"price, {how}": spell(self.price) for how, spell in NUMBER.items()}

    def sheet(self) -> bytes:
        """All spellings one below the other, as a control."""
        return b"\n".join(self.spelled().values()) + b"\n"

    def line(self) -> str:
        """Those of them that are plain ASCII, on one line."""
        return " ".join(text.decode() for text in self.spelled().values() if text.isascii() and 0 not in text)


def agreeing(spellings: Iterable[bytes]) -> tuple[int, bytes]:
    """Where all of these, equally long, agree longest: offset and bytes."""
    columns = [set(column) for column in zip(*spellings, strict=True)]
    breaks = [-1, *(at for at, column in enumerate(columns) if len(column) > 1), len(columns)]
    after, end = max(pairwise(breaks), key=lambda pair: pair[1] - pair[0])
    return after + 1, bytes(column.pop() for column in columns[after + 1 : end])


class Ear:
    """Hears songs in bytes: (name of the song, name of the spelling) of each that is there."""

    def __init__(self, songs: Mapping[str, Song]):
        spelled = {name: song.spelled() for name, song in songs.items()}
        self.families = []
        for how in next(iter(spelled.values())):
            known = {sheet[how]: name for name, sheet in spelled.items()}
            self.families.append((how, *agreeing(known), len(next(iter(known))), known))

    def heard(self, block: bytes) -> set[tuple[str, str]]:
        found = set()
        for how, offset, stem, length, known in self.families:
            at = block.find(stem)
            while at >= 0:
                start = at - offset
                if start >= 0 and (name := known.get(block[start : start + length])):
                    found.add((name, how))
                at = block.find(stem, at + 1)
        return found

    def listen(self, blocks: Iterable[bytes]) -> tuple[int, set[tuple[str, str]]]:
        """(bytes searched, what was heard) in blocks that follow each other."""
        size, before, found = 0, b"", set()
        for block in blocks:
            size += len(block)
            if block.count(0) < len(block):
                found |= self.heard(before + block)
            before = block[-OVERLAP:]
        return size, found
