"""Archives: their list is read by ourselves, and what they hold is counted while it streams."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

MOST_ENTRIES = 2000
KEPT = 32 << 20  # the largest entry that is looked into; larger ones are only counted
STEP, PIECE = 1 << 20, 1 << 14  # bytes out and in at once
ROW, HEAD = struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s5H3I2H")


class Bad(Exception):
    """The archive as a whole is refused; the code says why."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


class Budget:
    """How many bytes all that is unpacked may have, nested archives included."""

    def __init__(self, left: int):
        self.left, self.rows = left, MOST_ENTRIES

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Bad("bomb")


@dataclass(frozen=True)
class Entry:
    name: str
    flags: int
    method: int
    packed: int
    size: int
    offset: int  # of its head
    mode: int  # of Unix; 0 when unknown

    @property
    def locked(self) -> bool:
        return bool(self.flags & 1) or self.method == 99

    @property
    def link(self) -> bool:
        return self.mode & 0o170000 == 0o120000


def entries(data: bytes, budget: Budget) -> list[Entry]:
    """The list at the end. Raises Bad."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if at < 0 or len(data) - at < 22:
        raise Bad("damaged")
    count, size, start = struct.unpack("<HII", data[at + 10 : at + 20])
    if 0xFFFF in (count,) or 0xFFFFFFFF in (size, start) or count > budget.rows:
        raise Bad("entries")
    begin = at - size  # where it is; `start` may be lower when something stands before the archive
    shift = begin - start
    if begin < 0 or shift < 0:
        raise Bad("damaged")
    found = list(rows(data[begin:at], budget, shift))
    if len(found) != count:
        raise Bad("lying")
    if overlapping(found, begin):
        raise Bad("overlap")
    return found


def rows(listed: bytes, budget: Budget, shift: int) -> Iterator[Entry]:
    at = 0
    while at < len(listed):
        budget.rows -= 1
        if budget.rows < 0:
            raise Bad("entries")
        if len(listed) - at < ROW.size:
            raise Bad("damaged")
        row = ROW.unpack_from(listed, at)
        if row[0] != b"PK\x01\x02":
            raise Bad("damaged")
        flags, method, packed, size = row[3], row[4], row[8], row[9]
        name, extra, comment, outside, offset = row[10], row[11], row[12], row[15], row[16]
        text = listed[at + ROW.size : at + ROW.size + name]
        said = text.decode("utf-8" if flags & 0x800 else "cp437", "replace")
        mode = outside >> 16 if row[1] >> 8 == 3 else 0
        yield Entry(said, flags, method, packed, size, offset + shift, mode)
        at += ROW.size + name + extra + comment


def overlapping(found: list[Entry], listed_at: int) -> bool:
    """Whether two entries, or one and the list, share bytes: a small archive that unpacks to a huge one."""
    end = 0
    for one in sorted(found, key=lambda one: one.offset):
        if one.offset < end:
            return True
        end = one.offset + HEAD.size + one.packed
    return end > listed_at


def content(data: bytes, one: Entry, budget: Budget) -> bytes | None:
    """The bytes of an entry, counted as they come; None for one that is too large to look into.

    Raises Bad: "lying" when it does not have the size that it says, "archive" for rare ways of packing.
    """
    begin = start(data, one)
    packed = memoryview(data)[begin : begin + one.packed]
    if one.method == 0:
        if one.packed != one.size:
            raise Bad("lying")
        budget.spend(one.size)
        return bytes(packed) if one.size <= KEPT else None
    if one.method != 8:
        raise Bad("archive")
    return inflated(packed, one.size, budget)


def start(data: bytes, one: Entry) -> int:
    """Where the bytes of an entry begin; its own head must agree with the list. Raises Bad."""
    head = data[one.offset : one.offset + HEAD.size]
    if len(head) < HEAD.size or head[:4] != b"PK\x03\x04":
        raise Bad("damaged")
    row = HEAD.unpack(head)
    if row[3] != one.method or (not row[2] & 8 and (row[7], row[8]) != (one.packed, one.size)):
        raise Bad("lying")
    begin = one.offset + HEAD.size + row[9] + row[10]
    if begin + one.packed > len(data):
        raise Bad("damaged")
    return begin


def inflated(packed: memoryview, size: int, budget: Budget) -> bytes | None:
    """Deflate, in small steps, never more than it said and never more than the budget."""
    out, came = bytearray(), 0
    try:
        for chunk in unpacking(packed, -15):
            came += len(chunk)
            budget.spend(len(chunk))
            if came > size:
                raise Bad("lying")
            if came <= KEPT:
                out += chunk
    except zlib.error as error:
        raise Bad("damaged") from error
    if came != size:
        raise Bad("lying")
    return bytes(out) if came <= KEPT else None


def unpacking(packed: memoryview, bits: int) -> Iterator[bytes]:
    """What zlib makes of it, at most STEP bytes at once. Raises zlib.error where it is damaged or cut off."""
    worker = zlib.decompressobj(bits)
    for at in range(0, len(packed), PIECE):
        left: bytes | memoryview = packed[at : at + PIECE]
        while not worker.eof:
            chunk = worker.decompress(left, STEP)
            left = worker.unconsumed_tail
            if chunk:
                yield chunk
            if not left and len(chunk) < STEP:
                break
    if not worker.eof:
        raise zlib.error("cut off")
