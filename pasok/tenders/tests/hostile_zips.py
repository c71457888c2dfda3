"""Archives that mean harm, made byte by byte. `CORPUS`: name, how to make it, the code that must be found."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from pasok.tenders.sandbox.texts import EICAR

Made = tuple[str, Callable[[], bytes], str]
MB = 1 << 20


@dataclass
class One:
    """An entry as it shall be written, true or not."""

    name: str
    data: bytes = b"isi"
    method: int = 0
    flags: int = 0
    mode: int = 0o100644
    size: int | None = None  # what it says
    said: int | None = None  # the method that its own head says
    at: int | None = None  # where the list says that it is
    packed: int | None = None  # how many bytes the list says that it takes


def deflated(data: bytes) -> bytes:
    worker = zlib.compressobj(9, zlib.DEFLATED, -15)
    return worker.compress(data) + worker.flush()


def zeros(size: int) -> bytes:
    """Deflate of so many zeros, quickly: the same piece again and again."""
    worker = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = worker.compress(bytes(16 * MB)) + worker.flush(zlib.Z_FULL_FLUSH)
    return piece * (size // (16 * MB)) + worker.flush()


def raw(*entries: One, count: int | None = None) -> bytes:
    out, listed = io.BytesIO(), io.BytesIO()
    for one in entries:
        name, size = one.name.encode(), len(one.data) if one.size is None else one.size
        at = out.tell() if one.at is None else one.at
        packed, flags = len(one.data), one.flags | 0x800
        method = one.method if one.said is None else one.said
        out.write(
            struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, flags, method, 0, 0, 0, packed, size, len(name), 0)
        )
        out.write(name + one.data)
        told = packed if one.packed is None else one.packed
        rest = (0, 0, 0, told, size, len(name), 0, 0, 0, 0, one.mode << 16, at)
        listed.write(struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 0x314, 20, flags, one.method, *rest) + name)
    begin, rows = out.tell(), listed.getvalue()
    n = len(entries) if count is None else count
    return out.getvalue() + rows + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, n, n, len(rows), begin, 0)


def packed(name: str, data: bytes) -> One:
    return One(name, deflated(data), 8, size=len(data))


def bomb() -> bytes:
    return raw(One("nol.txt", zeros(1024 * MB), 8, size=1024 * MB))


def nested(depth: int, inmost: bytes, name: str = "isi.txt") -> bytes:
    held = raw(packed(name, inmost))
    for level in range(depth - 1):
        held = raw(packed(f"{level}.zip", held))
    return held


def wide() -> bytes:
    held = zeros(64 * MB)
    once = raw(*(One(f"{n}.txt", held, 8, size=64 * MB) for n in range(8)))
    return raw(*(packed(f"{n}.zip", once) for n in range(8)))


def overlapping() -> bytes:
    """Many names for the same bytes."""
    held = zeros(64 * MB)
    return raw(
        One("a.txt", held, 8, size=64 * MB),
        *(One(f"{n}.txt", b"", 8, at=0, packed=len(held)) for n in range(99)),
    )


def swallowing() -> bytes:
    """An entry that reaches over the list: the archive is in itself."""
    return raw(One("diri.zip", b"x" * 50, packed=120, size=120))


def crowd() -> bytes:
    """A hundred thousand names, 65,535 of them in the list's count, which has no room for more."""
    return raw(*(One(f"{n}", b"") for n in range(100_000)), count=0xFFFF)


def other(method: int, name: str = "a.txt") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr(name, "isi " * 100)
    return out.getvalue()


CORPUS: list[Made] = [
    ("bom.zip", bomb, "bomb"),
    ("bom-dalam.zip", lambda: raw(packed("bom.zip", bomb())), "bomb"),
    ("bom-lebar.zip", wide, "bomb"),
    ("tujuh.zip", lambda: nested(7, EICAR), "nested"),
    ("tindih.zip", overlapping, "overlap"),
    ("diri.zip", swallowing, "overlap"),
    ("ramai.zip", crowd, "entries"),
    ("ramai-2001.zip", lambda: raw(*(One(str(n), b"") for n in range(2001))), "entries"),
    ("hitung.zip", lambda: raw(One("a.txt"), One("b.txt"), count=1), "lying"),
    ("kecil.zip", lambda: raw(One("a.txt", deflated(bytes(5000)), 8, size=10)), "lying"),
    ("besar.zip", lambda: raw(One("a.txt", deflated(bytes(5000)), 8, size=9000)), "lying"),
    ("dua-cara.zip", lambda: raw(One("a.txt", deflated(b"isi"), 8, size=3, said=0)), "lying"),
    ("naik.zip", lambda: raw(One("../../etc/passwd")), "traversal"),
    ("akar.zip", lambda: raw(One("/etc/cron.d/x.txt")), "traversal"),
    ("hantu.zip", lambda: raw(One("..\\..\\x.txt")), "traversal"),
    ("cakram.zip", lambda: raw(One("C:x.txt")), "traversal"),
    ("tautan.zip", lambda: raw(One("tautan", b"/etc/passwd", mode=0o120777)), "link"),
    ("kunci.zip", lambda: raw(One("a.txt", flags=1)), "locked"),
    ("kunci-aes.zip", lambda: raw(One("a.txt", method=99, flags=1)), "locked"),
    ("putus.zip", lambda: raw(packed("a.txt", b"isi " * 500))[:-30], "damaged"),
    ("deflate-rusak.zip", lambda: raw(One("a.txt", b"\xff" * 90, 8, size=400)), "damaged"),
    ("bzip2.zip", lambda: other(zipfile.ZIP_BZIP2), "archive"),
    ("tujuh-z.zip", lambda: raw(One("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(40))), "archive"),
    ("program.zip", lambda: raw(packed("pasang.exe", b"MZ" + bytes(400))), "program"),
    ("eicar.zip", lambda: raw(packed("a.txt", EICAR)), "eicar"),
    ("eicar-dua.zip", lambda: nested(2, EICAR), "eicar"),
    ("arah.zip", lambda: raw(One("gaji\u202efdp.txt")), "name_direction"),
    ("gz.tgz", lambda: zlib.compress(bytes(9), 9, 31), "archive"),
]  # fmt: skip
