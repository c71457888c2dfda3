"""How many pixels a picture will have, from its head: nothing is decoded."""

import struct

MOST = 200_000_000  # pixels; a scan of A0 at 300 dpi has 140 million


def pixels(kind: str, data: bytes) -> int | None:
    """Width times height; None when the head does not say."""
    try:
        width, height = SIZES[kind](data)
    except (struct.error, ValueError, IndexError):
        return None
    return width * height or None


def png(data: bytes) -> tuple[int, int]:
    return struct.unpack(">II", data[16:24])


def gif(data: bytes) -> tuple[int, int]:
    return struct.unpack("<HH", data[6:10])


def bmp(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack("<ii", data[18:26])
    return abs(width), abs(height)


def webp(data: bytes) -> tuple[int, int]:
    form, body = data[12:16], data[20:]
    if form == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if form == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", body[6:10])
    return width & 0x3FFF, height & 0x3FFF


def jpg(data: bytes) -> tuple[int, int]:
    at = 2
    while at < len(data) - 9:
        if data[at] != 0xFF:
            raise ValueError("no segment")
        mark, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= mark <= 0xCF and mark not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 1 if mark == 0xFF else 2 + max(size, 2)
    raise ValueError("no frame")


def tiff(data: bytes) -> tuple[int, int]:
    order = "little" if data[:2] == b"II" else "big"
    at = int.from_bytes(data[4:8], order)
    count, found = int.from_bytes(data[at : at + 2], order), {}
    for row in range(min(count, 500)):
        line = data[at + 2 + 12 * row : at + 14 + 12 * row]
        size = 2 if int.from_bytes(line[2:4], order) == 3 else 4
        found[int.from_bytes(line[:2], order)] = int.from_bytes(line[8 : 8 + size], order)
    return found.get(256, 0), found.get(257, 0)


SIZES = {"png": png, "gif": gif, "bmp": bmp, "webp": webp, "jpg": jpg, "tiff": tiff}
