"""What is wrong with the name of a file."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 180
BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")
DOCUMENT = {"pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "jpg", "jpeg", "png", "txt", "csv", "zip"}
PROGRAM = {
    "app", "bat", "chm", "cmd", "com", "cpl", "dll", "exe", "hta", "iso", "jar", "js", "jse", "lnk", "msc",
    "msi", "msp", "ps1", "reg", "scf", "scr", "sh", "url", "vb", "vbe", "vbs", "wsf",
}  # fmt: skip


def extension(name: str) -> str:
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def wrong(name: str) -> Iterator[str]:
    """The codes of what is wrong; none for an honest name."""
    if BIDI.search(name):
        yield "name_direction"
    if (
        not name.strip(". ")
        or len(name) > LONGEST
        or name != name.rstrip(". ")
        or RESERVED.match(name)
        or any(
            unicodedata.category(letter) in {"Cc", "Co", "Cs"} or letter in '\ufffd/\\:*?"<>|'
            for letter in name
        )
    ):
        yield "name"
    before, last = extension(name.rpartition(".")[0]), extension(name)
    if last in PROGRAM:
        yield "program"
    if before in DOCUMENT | PROGRAM and last in DOCUMENT | PROGRAM and before != last and last != "zip":
        yield "name_double"


def leads_out(name: str) -> bool:
    """Whether a name inside of an archive leaves its folder."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or bool(re.match(r"[A-Za-z]:", name))
