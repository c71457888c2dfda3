"""What a description of the classification includes, and what it shuts out."""

import re

SHUT = re.compile(
    r"\b(tidak\s+(?:termasuk|mencakup|dicakup)|(?:di|ter)(?:masukkan|cakup|klasifikasikan)\s+(?:dalam|pada|ke)"
    r"|diklasifikasikan|lihat\s+(?:sub)?(?:kelompok|golongan))\b",
    re.I,
)
BARRED = re.compile(r"\b(?:kecuali|selain|bukan|tidak termasuk|dan tidak)\b[^,;.()]*", re.I)
LONG_BAR = re.compile(
    r"kelompok ini tidak\s+(?:mencakup|termasuk).*?(?=kelompok ini (?:juga )?mencakup|$)", re.I | re.S
)


def tidy(text: str) -> str:
    """The text of a table that came out of a printed page, on one line."""
    text = re.sub(r"(?<=\w)-\s+(?=\w)", "-", re.sub(r"\s+o\s+(?=[-a-z])", " ", text))
    return re.sub(r"\s+", " ", text).strip()


def included(text: str) -> tuple[str, list[str]]:
    """The sentences that say what belongs here, and those that point elsewhere."""
    out = LONG_BAR.findall(text)
    sentences = re.split(r"(?<=[.;])\s+", LONG_BAR.sub(" ", text))
    out += [sentence for sentence in sentences if SHUT.search(sentence)]
    return " ".join(sentence for sentence in sentences if not SHUT.search(sentence)), out


def split(text: str) -> tuple[str, str]:
    """(what is included, what is shut out: sentences that point elsewhere, and what follows "kecuali")."""
    kept, out = included(text)
    return BARRED.sub(" ", kept), " ".join([*out, *BARRED.findall(kept)])


OPENING = re.compile(
    r"^Kelompok ini\s+(?:juga\s+)?mencakup\s*:?\s*-?\s*(?:kegiatan\s+|usaha\s+|aktivitas\s+)?", re.I
)
EXAMPLES = re.compile(r"\b(?:seperti|misalnya|antara lain|meliputi)\b[:\s-]*([^.]*)", re.I)


def explained(text: str, most: int = 8) -> tuple[str, tuple[str, ...]]:
    """(what a code is for, in one sentence of at most some 200 signs; examples), out of its description."""
    kept, _ = included(text)
    plain = re.sub(r"\s*\([^)]*\)", "", OPENING.sub("", tidy(kept)))
    found = EXAMPLES.search(plain)
    parts = re.split(r"[,;]|\bdan\b|\s-\s", found.group(1)) if found else []
    examples = [part.strip(" -") for part in parts if 2 < len(part.strip(" -")) < 40]
    told = ""
    for part in re.split(r",?\s+seperti\b[^.;]*|(?<=[.;])\s+|\s-\s+", plain):
        if not part.strip(" ;.,-"):
            continue
        if told and len(told) + len(part) > 150:
            break
        told += ("; " if told else "") + part.strip(" ;.,-")
        if len(told) > 60:
            break
    if len(told) > 220:
        told = told[:200].rsplit(",", 1)[0].rsplit(";", 1)[0] + " …"
    told = told.strip(" ;,")
    return (told[:1].upper() + told[1:] if told else ""), tuple(dict.fromkeys(examples))[:most]


def title(text: str) -> str:
    """A title as it is read: capitals only where a word begins one, or is an abbreviation."""
    text = re.sub(r"^O (?=PERD)| O \.ID$", "", text)  # left by the page it was read from
    if text.isupper():
        text = text.lower()
        for name in (
            "ytdl",
            "led",
            "3d",
            "lpg",
            "akap",
            "akdp",
            "iptv",
            "itkp",
            "b2",
            "b3",
            "jpt",
            "opt",
            "spa",
        ):
            text = re.sub(rf"\b{name}\b", name.upper(), text)
        text = re.sub(r",? (dan|dari)$", " …", text[:1].upper() + text[1:])  # cut off in the published table
    return text
