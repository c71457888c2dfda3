"""What stands on a photographed paper: NIB, NPWP, KTP. Pure.

A wrong value is worse than an empty one: a number must have its shape and its check, a word must have been
read surely, and two readings of the photo must say the same.
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pasok.suppliers.rules.numbers import luhn
from pasok.suppliers.rules.profile import form_in

PAPERS = {"nib": "NIB", "npwp": "NPWP", "ktp": "KTP"}
READ = {
    "nib": ("nib", "name", "form", "address", "scale", "kbli"),
    "npwp": ("npwp", "name", "address"),
    "ktp": ("nik", "name"),
}
SURE = 55.0  # confidence of every word of a name or address
LIKE = 0.75  # how alike a label must be to the one that is looked for
AS_DIGITS = str.maketrans("OoQDIl|!iSsBZzAGg", "00001111155822469")
SCALES = {"MIKRO": "micro", "KECIL": "small", "MENENGAH": "medium", "BESAR": "large"}
CONFUSED = str.maketrans({"0": "O", "1": "I", "5": "S", "8": "B", "|": "I"})


@dataclass(frozen=True)
class Word:
    text: str
    sure: float  # 0 to 100


@dataclass(frozen=True)
class Line:
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def found(kind: str, lines: Sequence[Line]) -> dict[str, str]:
    """What one reading of a paper says."""
    return {name: value for name, value in READERS[kind](lines).items() if value}


def agreed(kind: str, readings: Sequence[dict[str, str]], known: Container[str]) -> dict[str, str]:
    """What two readings say and none denies.

    `known`: the KBLI codes and the regions ("33.20") that exist. Of lines of business all of them or none.
    """
    told = {}
    for name in READ[kind]:
        said = [read[name] for read in readings if name in read]
        if len(said) > 1 and all(same(one, said[0]) for one in said):
            told[name] = said[0]
    if number := told.get("nik"):
        born = any(fits_birth(number, read.get("born", "")) for read in readings)
        if not born or f"{number[:2]}.{number[2:4]}" not in known:
            del told["nik"]
    if any(code not in known for code in told.get("kbli", "").split()):
        del told["kbli"]
    return told


def same(one: str, other: str) -> bool:
    return re.sub(r"\W", "", one).upper() == re.sub(r"\W", "", other).upper()


def nib(lines: Sequence[Line]) -> dict[str, str]:
    name = value(lines, "Nama Pelaku Usaha")
    return {
        "nib": number_after(lines, ("NOMOR INDUK BERUSAHA", "NIB"), 13),
        "name": name,
        "form": form_in(name) if name and form_in(name) != "other" else "",
        "address": value(lines, "Alamat Kantor") or value(lines, "Alamat"),
        "scale": scale(value(lines, "Skala Usaha")),
        "kbli": codes(value(lines, "Kode KBLI", digits=True)),
    }


def npwp(lines: Sequence[Line]) -> dict[str, str]:
    return {
        "npwp": tax_number(lines),
        "name": value(lines, "NAMA"),
        "address": value(lines, "ALAMAT"),
    }


def ktp(lines: Sequence[Line]) -> dict[str, str]:
    """`born` is no field: the number must fit it."""
    born = re.search(
        r"([0-3]\d)[-./ ]([01]\d)[-./ ]((?:19|20)\d\d)", value(lines, "Tempat/Tgl Lahir", digits=True)
    )
    return {
        "nik": number_after(lines, ("NIK",), 16),
        "name": value(lines, "Nama"),
        "born": "".join(born.groups()) if born else "",
    }


READERS: dict[str, Callable[[Sequence[Line]], dict[str, str]]] = {"nib": nib, "npwp": npwp, "ktp": ktp}


def label_of(text: str) -> str:
    return re.sub(r"[^A-Z]", "", text.upper().translate(CONFUSED))


def after_label(line: Line, label: str) -> tuple[float, tuple[Word, ...]]:
    """How alike the beginning of a line is to a label, and the words that follow it."""
    wanted, best, many = label_of(label), 0.0, 0
    for count in range(1, min(len(line.words), 6) + 1):
        read = label_of("".join(word.text.split(":")[0] for word in line.words[:count]))
        like = SequenceMatcher(None, read, wanted).ratio() if read[:1] == wanted[:1] else 0.0
        if like > best:
            best, many = like, count
    if best < LIKE:
        return 0.0, ()
    last = line.words[many - 1]
    tail = last.text.partition(":")[2]
    return best, ((Word(tail, last.sure),) if tail else ()) + line.words[many:]


def behind(lines: Sequence[Line], label: str) -> tuple[Word, ...]:
    """The words behind a label, on the line that begins most like it."""
    found = [after_label(numbered(line), label) for line in lines]
    return max(found, key=lambda pair: pair[0], default=(0.0, ()))[1]


def value(lines: Sequence[Line], label: str, digits: bool = False) -> str:
    """What stands behind a label, when every word of it was read surely."""
    words = [word for word in behind(lines, label) if word.text.strip(":;.,-—_|'\"`~ ")]
    if not words or min(word.sure for word in words) < (0 if digits else SURE):
        return ""
    text = " ".join(word.text for word in words).strip(":;.-—_ ").strip()
    return text if digits or clean(text) else ""


def numbered(line: Line) -> Line:
    """Without the "1." before a label."""
    first = line.words[0].text if line.words else ""
    return (
        Line(line.words[1:]) if re.fullmatch(r"[\dIlS]{1,2}[.,)]?", first) and len(line.words) > 1 else line
    )


def clean(text: str) -> bool:
    """Nothing in it that is in no name and no address."""
    return bool(re.fullmatch(r"[\w .,'&()/\-]{3,120}", text)) and not re.search(r"\w\d[A-Za-z]|_", text)


def number_after(lines: Sequence[Line], labels: Sequence[str], length: int) -> str:
    """The one number of this length behind a label; letters that are misread digits are put right."""
    for label in labels:
        texts = [plain_number(word.text) for word in behind(lines, label)]
        fitting = {text for text in [*texts, "".join(texts)] if re.fullmatch(rf"\d{{{length}}}", text)}
        if len(fitting) == 1:
            return fitting.pop()
    return ""


def plain_number(text: str) -> str:
    """Without what stands around it; letters that look like digits as digits."""
    return re.sub(r"^\W+|\W+$", "", text).translate(AS_DIGITS)


def tax_number(lines: Sequence[Line]) -> str:
    """An NPWP with its dots whose check digit is right; the new one of 16 digits when it begins with 0."""
    for line in lines:
        text = re.sub(r"\s", "", line.text).translate(AS_DIGITS)
        for shaped in re.findall(r"\d{2}[.,]\d{3}[.,]\d{3}[.,]\d[-.,—]\d{3}[.,]\d{3}(?!\d)", text):
            plain = re.sub(r"\D", "", shaped)
            if luhn(plain[:9]):
                return plain
        for found in re.finditer(r"(?<!\d)0\d{15}(?!\d)", text):
            if luhn(found.group()[1:10]):
                return found.group()
    return ""


def codes(text: str) -> str:
    """Every code of the line, or none: half of them would look like all."""
    parts = re.split(r"[,.;\s]+", text.strip(" ,.;"))
    return " ".join(sorted(set(parts))) if all(re.fullmatch(r"\d{5}", part) for part in parts) else ""


def scale(text: str) -> str:
    words = Counter(SCALES[word] for word in re.findall(r"[A-Z]+", text.upper()) if word in SCALES)
    return next(iter(words), "") if len(words) == 1 else ""


def fits_birth(number: str, born: str) -> bool:
    """A NIK holds the day of birth (women: plus 40), here "07031985"."""
    day, month, year = int(number[6:8]), int(number[8:10]), int(number[10:12])
    return bool(born) and (day % 40, month, year) == (int(born[:2]), int(born[2:4]), int(born[6:]))
