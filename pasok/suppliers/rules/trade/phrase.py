"""A phrase as somebody says it, turned into the words of the classification."""

import re
from dataclasses import dataclass, replace

from pasok.suppliers.rules.trade.intent import WORD_KINDS, intents
from pasok.suppliers.rules.trade.lexicon import (
    UNKNOWN,
    Meaning,
    alone,
    guess,
    look,
    meaning,
    part,
    single,
    spelling,
)
from pasok.suppliers.rules.trade.words import LANGUAGE, SPELLING, STOP, distance, parted

ASIDE = 0.4  # what stands behind the thing itself is seldom the trade
AFTER = frozenset(LANGUAGE["after"])
GENERAL = frozenset(LANGUAGE["general"]) | WORD_KINDS.keys()
WITHIN, LEAST = 0.7, 0.4  # the thing itself is named first, what tells more of it later
NEXT, LAST = 0.9, 0.7  # further things named beside it
FAINT = 0.45  # weight of what stands after such a word: for whom, where, on what occasion
GUESSED, WEAK = 0.75, 0.3
DEED = 0.6  # mending or letting tells less than the thing, and decides by its intent
ENOUGH = 1.5  # so much is known that a strange word is a name, not a slip of the pen
MATTER = 0.6  # what a thing is made of tells less than what it is
OBJECT = 0.4  # what a machine works on tells less than that it is a machine
MACHINE, SPECIAL = ("mesin", "machine"), "mesin keperluan khusus lainnya:0.5"
KNOWN = ("=", "+")  # how a code is written that a thing is known to belong to
CLEAR = 7  # so long a word that is nearly a known one is a slip of the pen, and no name
MATERIALS: dict[str, str] = LANGUAGE["materials"]
FLOOR = re.compile(r"\b(lantai|lt)\.?\s*(\d+|[ivx]+)\b", re.I)


@dataclass(frozen=True)
class Term:
    """A stem to look for, how much it weighs, and the word of the phrase that it comes from."""

    stem: str
    weight: float
    said: str
    weak: bool = False
    deed: bool = False


@dataclass(frozen=True)
class Phrase:
    """What is looked for: the terms, the intents shown, and the words as they were written."""

    terms: tuple[Term, ...]
    intents: frozenset[str]
    words: frozenset[str]
    machine: bool = False
    sure: frozenset[str] = frozenset()

    @property
    def told(self) -> bool:
        """Whether anything is named or done at all."""
        return bool(self.words - STOP)


def read(text: str) -> Phrase:
    """The phrase with its synonyms put in and, where little else is known, its slips of the pen mended."""
    words, starts = parted(FLOOR.sub(" ", text))
    found: list[Term] = []
    said: list[frozenset[str]] = []
    strange: list[str] = []
    sure: set[str] = set()
    thing, weight, faint, at = 1.0, 1.0, 1.0, 0
    while at < len(words):
        if at in starts and found:
            thing = weight = LAST if sure else max(thing * NEXT, LAST)
        size, known = look(words, at)
        name = " ".join(words[at : at + size])
        faint = FAINT if size == 1 and words[at] in AFTER and found else faint
        if known is None:
            known = single(words[at])
            if known is UNKNOWN:
                known = UNKNOWN if found else first(words[at])
                if not known.stems and faint == 1.0 and (near := slip(words[at])).stems:
                    known = near
                strange += [] if known.stems else [words[at]]
        if known.stems and not known.weak:
            said.append(known.intents)
        less = weight * faint
        found += [
            Term(stem, share * less * behind(stem, weight < thing, size), name, known.weak, known.deed)
            for stem, share in known.stems
        ]
        if size > 1 and words[at] in WORD_KINDS:
            sure |= {stem[1:] for stem, _ in known.stems if stem.startswith(KNOWN)}
        if known.stems and not (known.weak or known.deed) and name not in GENERAL:
            weight = max(weight * WITHIN, LEAST)
        at += size
    if sum(term.weight for term in found if not term.weak) < ENOUGH:
        for word in strange:
            known = guess(word)
            said.append(known.intents)
            found += [Term(stem, share * GUESSED, word, known.weak) for stem, share in known.stems]
    machine = bool(found) and (
        found[0].said in MACHINE or (is_tool(words) and not found[0].stem.startswith("="))
    )
    found = swapped(matter(working(found, words) if machine else found), words)
    return Phrase(strongest(found), intents(words, leading(said)), frozenset(words), machine, frozenset(sure))


def first(word: str) -> Meaning:
    """What is named first is no place: a slip of the pen, or words written together."""
    known = guess(word)
    return known if known.stems else part(word)


def slip(word: str) -> Meaning:
    """What a long word stands for that is but one letter away from a thing that is known."""
    meant = spelling().guess(word) if len(word) >= CLEAR else ""
    return single(meant) if meant in alone() and distance(word, meant, 1) <= 1 else UNKNOWN


def behind(stem: str, later: bool, size: int) -> float:
    """A known thing that only tells more of another counts little: a cart for meatballs is a cart."""
    return ASIDE if later and size == 1 and stem.startswith(KNOWN) else 1.0


def is_tool(words: list[str]) -> bool:
    """ "alat pemeras kelapa": a tool for a work, as a machine is."""
    if len(words) < 2 or words[0] != "alat" or not words[1].startswith("pe"):
        return False
    return any(set(words) & set(row["works"]) for row in LANGUAGE["machines"])


def swapped(found: list[Term], words: list[str]) -> list[Term]:
    """The thing under the code of what it is made of, where the phrase tells that."""
    made = []
    for term in found:
        table: dict[str, str] = LANGUAGE["swaps"].get(term.stem[1:], {}) if term.stem.startswith("=") else {}
        of = [SPELLING.get(word, word) for word in words if word not in term.said.split()]
        now = next((table[word] for word in of if word in table), term.stem[1:])
        made.append(replace(term, stem=f"={now}") if table else term)
    return made


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
    thing = any(not term.deed and not term.weak for term in found)
    best: dict[str, Term] = {}
    for term in found:
        less = WEAK if term.weak and firm else DEED if term.deed and thing else 1.0
        weighed = replace(term, weight=term.weight * less)
        if term.stem not in best or best[term.stem].weight < weighed.weight:
            best[term.stem] = weighed
    return tuple(best.values())
