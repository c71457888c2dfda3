"""What people call things: the words of the trade, in the words and codes of the classification."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pasok.suppliers.rules.trade.index import guesser, named, stemmer
from pasok.suppliers.rules.trade.intent import WORD_KINDS
from pasok.suppliers.rules.trade.words import LANGUAGE, STOP, Guesser, tokens

SYNONYMS, THINGS = Path(__file__).parent / "synonyms.toml", Path(__file__).parent / "things.toml"
BESIDES = 0.5  # weight of the words themselves beside the code that a thing is known to belong to
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
    for table in tomllib.loads(THINGS.read_text(encoding="utf-8")).values():
        for code, names in table.items():
            for name in names.split(","):
                codes.setdefault(tuple(tokens(name)), []).append(code)
    found = {}
    for words, of in codes.items():
        beside = known.get(words) or (single(words[0], use=False) if len(words) == 1 else NOTHING)
        stems = [
            *((f"={code}", 1.0) for code in of),
            *((stem, share * BESIDES) for stem, share in beside.stems),
        ]
        found[words] = Meaning(tuple(stems), beside.intents)
    return found


@cache
def longest() -> int:
    return max(map(len, synonyms()))


@cache
def noise() -> frozenset[str]:
    """Words that tell nothing of the thing made or bought."""
    buying = {"goods", "retail", "wholesale", "trade"}
    said = {word for word, kind in WORD_KINDS.items() if kind in buying} - {"alat", "peralatan", "bahan"}
    return STOP | said | set(LANGUAGE["empty"])


@cache
def spelling() -> Guesser:
    return Guesser({*guesser().known, *(name[0] for name in synonyms() if len(name) == 1)})


def look(words: list[str], at: int) -> tuple[int, Meaning | None]:
    """The longest expression of the trade that begins here, and how many words it has."""
    for size in range(min(longest(), len(words) - at), 0, -1):
        said = tuple(words[at : at + size])
        if known := synonyms().get(said) or (synonyms().get(plain(said)) if size > 1 else None):
            return size, known
    return 1, None


def plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with what is done said in the shortest way: "penyewaan tenda" as "sewa tenda"."""
    return tuple(DEEDS.get(word, word) for word in words)


def single(word: str, use: bool = True) -> Meaning:
    """A word by itself: nothing when it tells nothing, UNKNOWN when nobody knows it."""
    if word in noise() or (len(word) < 3 and word not in stemmer().words):
        return NOTHING
    stem = stemmer().stem(word)
    if stem in stemmer().words or stem in stemmer().supposed or stem in named():
        return Meaning(((stem, 1.0),))
    return synonyms().get((stem,), UNKNOWN) if use else UNKNOWN


def guess(word: str) -> Meaning:
    """The likeliest reading of a word that nobody knows."""
    guessed = spelling().guess(word)
    if not guessed or guessed in noise():
        return NOTHING
    return synonyms().get((guessed,)) or Meaning(((stemmer().stem(guessed), 1.0),))


def part(word: str) -> Meaning:
    """The longest known word that an unknown one begins with, else ends with: words written together."""
    sizes = range(len(word) - 1, 3, -1)
    for piece in [*(word[:size] for size in sizes), *(word[-size:] for size in sizes)]:
        known = synonyms().get((piece,)) or single(piece)
        if known.stems:
            return known
    return NOTHING
