"""What a file is, by its content; and whether it is two things at once."""

import re

MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rt", "rtf"),
    (b"AC10", "dwg"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"#!", "program"),
    (b"L\x00\x00\x00\x01\x14\x02", "program"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"MSCF", "archive"),
)
OFFICE = {"docx", "xlsx", "pptx", "docm", "xlsm", "pptm", "dotx", "xltx", "odt", "ods", "odp"}
EXPECTED = {
    "pdf": {"pdf"}, "png": {"png"}, "jpg": {"jpg"}, "jpeg": {"jpg"}, "gif": {"gif"}, "webp": {"webp"},
    "bmp": {"bmp"}, "tif": {"tiff"}, "tiff": {"tiff"}, "zip": {"zip"}, "doc": {"ole", "rtf"}, "xls": {"ole"},
    "ppt": {"ole"}, "mpp": {"ole"}, "rtf": {"rtf"}, "dwg": {"dwg"}, "csv": {"text"}, "txt": {"text"},
    "svg": {"svg"}, "html": {"html"}, "htm": {"html"}, "xml": {"xml"}, "rar": {"archive"}, "7z": {"archive"},
    "gz": {"archive"}, "tgz": {"archive"}, "tar": {"archive"}, **{name: {"zip"} for name in OFFICE},
}  # fmt: skip
PICTURES = {"png", "jpg", "gif", "webp", "bmp", "tiff"}
MARKUP = re.compile(rb"<(!doctype\s+html|html|head|body|script|svg|\?xml)[\s>]", re.I)
WHITE = b"\xef\xbb\xbf \t\r\n"


def kind(data: bytes) -> str:
    """One word; "unknown" when nothing fits."""
    for magic, word in MAGIC:
        if data.startswith(magic):
            return word
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        return "bmp"
    if data[257:262] == b"ustar":
        return "archive"
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if found := MARKUP.match(head.lstrip(WHITE)):
        return markup(found.group(1).lower(), head)
    return "unknown" if binary(data) else "text"


def markup(word: bytes, head: bytes) -> str:
    if word == b"svg" or (word == b"?xml" and b"<svg" in head):
        return "svg"
    return "xml" if word == b"?xml" and not re.search(rb"<html[\s>]", head, re.I) else "html"


def binary(data: bytes) -> bool:
    """Whether this cannot be text in UTF-8, UTF-16 or an old one-byte alphabet."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return any(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in set(data[:65536]))


def doubled(word: str, data: bytes) -> bool:
    """Whether the file is also something else for another program."""
    head = data[:1024]
    also_pdf = b"%PDF-" in head and not data.startswith(b"%PDF-")
    also_page = word in PICTURES | {"pdf"} and bool(re.search(rb"<(script|html|svg)[\s>]", head, re.I))
    return also_pdf or also_page or (word not in {"zip", "archive"} and ends_as_zip(data))


def ends_as_zip(data: bytes) -> bool:
    """Whether a reader of archives finds one here: its list stands at the end of a file."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if at < 0 or len(data) - at < 22:
        return False
    size = int.from_bytes(data[at + 12 : at + 16], "little")
    return 46 <= size <= at and data[at - size : at - size + 4] == b"PK\x01\x02"
