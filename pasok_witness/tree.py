"""The log's tree, kept and checked on this side: RFC 9162 section 2.1, with SHA-256."""

import hashlib
import json
import mmap
import os
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

EMPTY = hashlib.sha256(b"").digest()
WIDTH = 32


def leaf(body: Any) -> bytes:
    """The leaf hash of a body (section 2 of the format)."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(b"\x00sampul/v2\n" + text.encode()).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def half(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def led_to(path: Sequence[bytes], one: bytes, index: int, size: int) -> bytes:
    """The root that an inclusion path leads to from leaf `index` of `size`. ValueError when it cannot."""
    if not 0 <= index < size or bool(path) != (size > 1):
        raise ValueError("path does not fit the tree")
    if size == 1:
        return one
    middle, (*rest, last) = half(size), path
    if index < middle:
        return node(led_to(rest, one, index, middle), last)
    return node(last, led_to(rest, one, index - middle, size - middle))


def consistent(first: int, second: int, old: bytes, new: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows the tree `first`, `old` to be a beginning of the tree `second`, `new`."""
    try:
        return 0 < first <= second and both(proof, first, second, old, True) == (old, new)
    except ValueError:
        return False


def both(proof: Sequence[bytes], first: int, second: int, old: bytes, whole: bool) -> tuple[bytes, bytes]:
    """The roots of the two trees by a consistency proof (2.1.4.1 read backwards)."""
    if first == second:
        if len(proof) != (not whole):
            raise ValueError("proof does not fit the trees")
        one = old if whole else proof[0]
        return one, one
    if not proof:
        raise ValueError("proof does not fit the trees")
    middle, (*rest, last) = half(second), proof
    if first <= middle:
        was, now = both(rest, first, middle, old, whole)
        return was, node(now, last)
    was, now = both(rest, first - middle, second - middle, old, False)
    return node(last, was), node(last, now)


def place(level: int, position: int) -> int:
    """Where the file holds the subtree over the 2^level leaves from position * 2^level: in post-order."""
    position = (position << level) | ((1 << level) - 1)
    return sum(position >> shift for shift in range(position.bit_length())) + level


class Tree:
    """Every complete subtree of the log, in a file that grows at its end; 64 bytes a leaf."""

    def __init__(self, path: Path, size: int):
        """Open the tree of `size` leaves. What was written after it, before a crash, is cut off."""
        self.file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        self.size = size
        end = place(0, size) * WIDTH
        if os.fstat(self.file).st_size < end:
            raise ValueError(f"{path}: shorter than the head that was signed")
        os.ftruncate(self.file, end)
        self.peaks = [self.read(level, position) for level, position in spots(size)]

    def read(self, level: int, position: int) -> bytes:
        return os.pread(self.file, WIDTH, place(level, position) * WIDTH)

    def find(self, start: bytes) -> int | None:
        """The index of the leaf whose hash starts so."""
        if not self.size:
            return None
        with mmap.mmap(self.file, 0, access=mmap.ACCESS_READ) as held:
            at = held.find(start)
            while at % WIDTH and at >= 0:
                at = held.find(start, at + 1)
        spot = at // WIDTH
        index = bisect_left(range(self.size), spot, key=lambda one: place(0, one))
        return index if at >= 0 and index < self.size and place(0, index) == spot else None

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` leaves, or of all."""
        if size is None or size == self.size:
            return fold(self.peaks)
        return fold([self.read(level, position) for level, position in spots(size)])

    def grow(self, leaves: Iterable[bytes]) -> None:
        """Append, and have it on the disk before going on."""
        made, end = bytearray(), place(0, self.size)
        for one in leaves:
            made += one
            position = self.size
            while position & 1:
                one = node(self.peaks.pop(), one)
                made += one
                position >>= 1
            self.peaks.append(one)
            self.size += 1
        os.pwrite(self.file, made, end * WIDTH)
        os.fsync(self.file)

    def shrink(self, size: int) -> None:
        """Forget what was appended after `size`: it turned out not to be what the log signed."""
        self.size = size
        os.ftruncate(self.file, place(0, size) * WIDTH)
        self.peaks = [self.read(level, position) for level, position in spots(size)]


def spots(size: int) -> list[tuple[int, int]]:
    """The complete subtrees of `size` leaves, the largest first."""
    found, start = [], 0
    while start < size:
        level = (size - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def fold(peaks: Sequence[bytes]) -> bytes:
    if not peaks:
        return EMPTY
    total = peaks[-1]
    for left in reversed(peaks[:-1]):
        total = node(left, total)
    return total
