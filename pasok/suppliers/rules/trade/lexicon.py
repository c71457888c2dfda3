"""What people call things: the words of the trade, in the words and codes of the classification."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pasok.suppliers.rules.trade.index import guesser, named, stemmer
from pasok.suppliers.rules.trade.intent import WORD_KINDS
from pasok.suppliers.rules.trade.words import LANGUAGE, LAST, SPELLING, STOP, Guesser, tokens

SYNONYMS, THINGS = Path(__file__).parent / "synonyms.toml", Path(__file__).parent / "things.toml"
BESIDES = 0.5  # weight of the words themselves beside the code that a thing is known to belong to
STREET = {  # how the street begins a deed, and what it begins with in the lists
    **{"nge": ("",), "ng": ("", "k"), "ny": ("s", "c"), "nj": ("j",), "nd": ("d",)},
    **{"nt": ("t",), "n": ("t",), "mb": ("b",), "m": ("p",)},
}
HEARD = {"o": "u", "e": "i", "dh": "d", "th": "t"}
DEEDS: dict[str, str] = {long: short for short, longs in LANGUAGE["deeds"].items() for long in longs}


@dataclass(frozen=True)
class Meaning:
    """What a word of the trade means in the words of the classification: (stem, weight), and intents."""

    stems: tuple[tuple[str, float], ...]
    intents: frozenset[str] = frozenset()
    weak: bool = False
    deed: bool = False


NOTHING, UNKNOWN = Meaning(()), Meaning((), frozenset(), True)


def meaning(text: str, weak: bool = False, deed: bool = False) -> Meaning:
    """ "jasa boga acara:0.4 !serve"; the strongest stem of a thing weighs one, a deed is only that."""
    stems, said = [], set()
    for part in text.split():
        word, _, weight = part.partition(":")
        if word.startswith("!"):
            said.add(word[1:])
        else:
            stems.append((stemmer().stem(word), float(weight or 1)))
    top = max((weight for _, weight in stems), default=1.0)
    if not weak and not deed:
        stems = [(stem, weight / top) for stem, weight in stems]
    return Meaning(tuple(stems), frozenset(said), weak, deed)


@cache
def synonyms() -> dict[tuple[str, ...], Meaning]:
    """By the words of the trade, one or several."""
    tables = tomllib.loads(SYNONYMS.read_text(encoding="utf-8"))
    found: dict[tuple[str, ...], Meaning] = {}
    for kind, table in tables.items():
        for names, text in table.items():
            for name in names.split(","):
                found[tuple(tokens(name))] = meaning(text, kind == "weak", kind == "verbs")
    return found | things(found)


def things(known: dict[tuple[str, ...], Meaning]) -> dict[tuple[str, ...], Meaning]:
    """What is known to belong to a code, by its names; the words of the classification stand beside it."""
    codes: dict[tuple[str, ...], list[str]] = {}
    for kind, table in tomllib.loads(THINGS.read_text(encoding="utf-8")).items():
        sign = "+" if kind == "later" else "="  # a code of 2025, or one of 2020
        for code, names in table.items():
            for name in names.split(","):
                codes.setdefault(tuple(tokens(name)), []).append(sign + code)
    found = {}
    for words, of in codes.items():
        beside = known.get(words) or (single(words[0], use=False) if len(words) == 1 else NOTHING)
        stems = [
            *((code, 1.0) for code in of),
            *((stem, share * BESIDES) for stem, share in beside.stems),
        ]
        found[words] = Meaning(tuple(stems), beside.intents)
    return found


@cache
def longest() -> int:
    return max(map(len, synonyms()))


@cache
def alone() -> frozenset[str]:
    """What is called by a single word."""
    return frozenset(name[0] for name in synonyms() if len(name) == 1)


@cache
def noise() -> frozenset[str]:
    """Words that tell nothing of the thing made or bought."""
    buying = {"goods", "retail", "wholesale", "trade"}
    said = {word for word, kind in WORD_KINDS.items() if kind in buying} - {"alat", "peralatan", "bahan"}
    return STOP | said | set(LANGUAGE["empty"])


@cache
def spelling() -> Guesser:
    return Guesser({*guesser().known, *alone()})


def look(words: list[str], at: int) -> tuple[int, Meaning | None]:
    """The longest expression of the trade that begins here, and how many words it has."""
    for size in range(min(longest(), len(words) - at), 0, -1):
        said = tuple(words[at : at + size])
        if known := synonyms().get(said) or (synonyms().get(plain(said))):
            return size, known
    return 1, None


def plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words as the lists write them, deeds in the shortest way: "penyewaan tenda" as "sewa tenda"."""
    return tuple(DEEDS.get(word, SPELLING.get(word, word)) for word in words)


def single(word: str, use: bool = True) -> Meaning:
    """A word by itself: nothing when it tells nothing, UNKNOWN when nobody knows it."""
    if word in noise() or (len(word) < 3 and word not in stemmer().words):
        return NOTHING
    stem = stemmer().stem(word)
    if stem in stemmer().words or stem in stemmer().supposed or stem in named():
        return Meaning(((stem, 1.0),))
    if not use:
        return UNKNOWN
    if known := synonyms().get((stem,)):
        return known
    return next((known for form in colloquial(word) if (known := said(form)) is not UNKNOWN), UNKNOWN)


def said(word: str) -> Meaning:
    """A word as the lists or the classification know it, else UNKNOWN."""
    return synonyms().get((word,)) or (Meaning(((word, 1.0),)) if word in stemmer().words else UNKNOWN)


def colloquial(word: str) -> Iterator[str]:
    """What a word of the street stands for: "njahit" jahit, "nyetak" cetak, "benerin" benar."""
    bare = [word, *(word[:-2] + end for end in ("", "kan") if word.endswith("in") and len(word) > 6)]
    for each in bare:
        for start, restored in STREET.items():
            if each.startswith(start) and len(each) - len(start) >= 3:
                yield from (letter + each[len(start) :] for letter in restored)
    yield from bare[1:]
    yield from (
        word.replace(a, b) for a, b in (("o", "u"), ("e", "i"), ("dh", "d"), ("th", "t")) if a in word
    )


def guess(word: str) -> Meaning:
    """The likeliest reading of a word that nobody knows."""
    guessed = spelling().guess(word)
    if not guessed or guessed in noise():
        return NOTHING
    return synonyms().get((guessed,)) or Meaning(((stemmer().stem(guessed), 1.0),))


def part(word: str) -> Meaning:
    """The longest known word that an unknown one begins with, else ends with: words written together."""
    sizes = range(len(word) - 1, 3, -1)
    for piece, rest in [*((word[:n], word[n:]) for n in sizes), *((word[-n:], word[:-n]) for n in sizes)]:
        known = synonyms().get((piece,)) or single(piece)
        if known.stems and (rest in LAST or rest in WORD_KINDS or said(rest) is not UNKNOWN):
            return synonyms().get((piece, rest)) or synonyms().get((rest, piece)) or known
    return NOTHING
