"""A phrase as somebody says it, turned into the words of the classification."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pasok.suppliers.rules.trade.index import guesser, stemmer
from pasok.suppliers.rules.trade.intent import WORD_KINDS, intents
from pasok.suppliers.rules.trade.words import LANGUAGE, STOP, Guesser, tokens

SYNONYMS = Path(__file__).parent / "synonyms.toml"
AFTER = frozenset(LANGUAGE["after"])
LATER, LEAST = 0.9, 0.45  # the thing itself is named first, what belongs to it later
FAINT = 0.45  # weight of what stands after such a word: for whom, where, on what occasion
GUESSED, WEAK = 0.75, 0.3
ENOUGH = 1.5  # so much is known that a strange word is a name, not a slip of the pen
MATTER = 0.6  # what a thing is made of tells less than what it is
OBJECT = 0.4  # what a machine works on tells less than that it is a machine
MACHINE, SPECIAL = ("mesin", "machine"), "mesin keperluan khusus lainnya:0.5"
MATERIALS: dict[str, str] = LANGUAGE["materials"]
FLOOR = re.compile(r"\b(lantai|lt)\.?\s*(\d+|[ivx]+)\b", re.I)


@dataclass(frozen=True)
class Term:
    """A stem to look for, how much it weighs, and the word of the phrase that it comes from."""

    stem: str
    weight: float
    said: str
    weak: bool = False


@dataclass(frozen=True)
class Phrase:
    """What is looked for: the terms, the intents shown, and the words as they were written."""

    terms: tuple[Term, ...]
    intents: frozenset[str]
    words: frozenset[str]
    machine: bool = False


@dataclass(frozen=True)
class Meaning:
    """What a word of the trade means in the words of the classification: (stem, weight), and intents."""

    stems: tuple[tuple[str, float], ...]
    intents: frozenset[str] = frozenset()
    weak: bool = False


NOTHING, UNKNOWN = Meaning(()), Meaning((), frozenset(), True)


def meaning(text: str, weak: bool) -> Meaning:
    """ "jasa boga acara:0.4 !serve" """
    stems, said = [], set()
    for part in text.split():
        word, _, weight = part.partition(":")
        if word.startswith("!"):
            said.add(word[1:])
        else:
            stems.append((stemmer().stem(word), float(weight or 1)))
    return Meaning(tuple(stems), frozenset(said), weak)


@cache
def synonyms() -> dict[tuple[str, ...], Meaning]:
    """By the words of the trade, one or several."""
    tables = tomllib.loads(SYNONYMS.read_text(encoding="utf-8"))
    found: dict[tuple[str, ...], Meaning] = {}
    for kind, table in tables.items():
        for names, text in table.items():
            for name in names.split(","):
                found[tuple(tokens(name))] = meaning(text, kind == "weak")
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


def read(text: str) -> Phrase:
    """The phrase with its synonyms put in and, where little else is known, its slips of the pen mended."""
    words = tokens(FLOOR.sub(" ", text))
    found: list[Term] = []
    said: list[frozenset[str]] = []
    strange: list[str] = []
    weight, at = 1.0, 0
    while at < len(words):
        size, known = look(words, at)
        name = " ".join(words[at : at + size])
        if known is None:
            weight = FAINT if words[at] in AFTER and found else weight
            known = single(words[at])
            if known is UNKNOWN:
                known = UNKNOWN if found else guess(words[at])  # what is named first is no place
                strange += [] if known.stems else [words[at]]
        if known.stems and not known.weak:
            said.append(known.intents)
        found += [Term(stem, share * weight, name, known.weak) for stem, share in known.stems]
        weight = max(weight * LATER, LEAST) if known.stems and weight > LEAST else weight
        at += size
    if sum(term.weight for term in found if not term.weak) < ENOUGH:
        for word in strange:
            known = guess(word)
            known = known if known.stems or found else part(word)
            said.append(known.intents)
            found += [Term(stem, share * GUESSED, word, known.weak) for stem, share in known.stems]
    machine = bool(found) and found[0].said in MACHINE
    found = matter(working(found, words) if machine else found)
    return Phrase(strongest(found), intents(words, leading(said)), frozenset(words), machine)


def matter(found: list[Term]) -> list[Term]:
    """Beside the thing itself, its material is only that, and weighs less."""
    if all(term.said in MATERIALS for term in found if not term.weak):
        return found
    told: dict[str, list[Term]] = {}
    for term in found:
        if term.said not in MATERIALS:
            told.setdefault(term.said, []).append(term)
        elif term.said not in told:
            stems = meaning(MATERIALS[term.said], term.weak).stems
            told[term.said] = [
                Term(stem, share * term.weight * MATTER, term.said, term.weak) for stem, share in stems
            ]
    return [term for terms in told.values() for term in terms]


def working(found: list[Term], words: list[str]) -> list[Term]:
    """A machine by what it works on: food, a field, metal; else one for a special purpose."""
    meant = next((row for row in LANGUAGE["machines"] if set(words) & set(row["works"])), None)
    told = meaning(meant["means"] if meant else SPECIAL, False)
    rest = [replace(term, weight=term.weight * OBJECT) for term in found if term.said not in MACHINE]
    return [*(Term(stem, share, found[0].said) for stem, share in told.stems), *rest]


def leading(said: list[frozenset[str]]) -> frozenset[str]:
    """The thing that is named first tells what is done; a later one only where the first tells nothing."""
    return said[0] if said else frozenset()


def strongest(found: list[Term]) -> tuple[Term, ...]:
    """Each stem once, where it weighs most; what is weak counts little beside what is not."""
    firm = any(not term.weak for term in found)
    best: dict[str, Term] = {}
    for term in found:
        weighed = replace(term, weight=term.weight * WEAK) if term.weak and firm else term
        if term.stem not in best or best[term.stem].weight < weighed.weight:
            best[term.stem] = weighed
    return tuple(best.values())


def look(words: list[str], at: int) -> tuple[int, Meaning | None]:
    """The longest expression of the trade that begins here, and how many words it has."""
    for size in range(min(longest(), len(words) - at), 0, -1):
        if known := synonyms().get(tuple(words[at : at + size])):
            return size, known
    return 1, None


def single(word: str) -> Meaning:
    """A word by itself: nothing when it tells nothing, UNKNOWN when nobody knows it."""
    if word in noise() or (len(word) < 3 and word not in stemmer().words):
        return NOTHING
    stem = stemmer().stem(word)
    if stem in stemmer().words or stem in stemmer().supposed:
        return Meaning(((stem, 1.0),))
    return synonyms().get((stem,), UNKNOWN)


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
