"""The index of an edition: which code speaks of a word, and how strongly.

BM25 over fields: a word of the title counts most, then one of the code's own description, then one of its
nearest relative in the other edition. A word that a title or a description shuts out counts against its code.
"""

import csv
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pasok.suppliers.rules.trade.texts import title
from pasok.suppliers.rules.trade.words import STOP, Guesser, Stemmer

TABLES = Path(__file__).parent.parent.parent / "kbli"
TITLE, ABOUT, RELATIVE, BARRED = 3.0, 1.0, 0.45, 0.6  # weights of the fields
KNOWN = 10.0  # points for a thing that is known to belong to the code
GOODS = 6.0  # points for a good that no description names
SATURATION, LENGTH = 1.1, 0.5  # k1 and b of BM25
OTHER = {"2020": "2025", "2025": "2020"}


def rows(name: str) -> list[list[str]]:
    with (TABLES / name).open(newline="", encoding="utf-8") as lines:
        return list(csv.reader(lines))[1:]


@dataclass(frozen=True)
class Told:
    """The stems of a code: in its title, in its description, shut out by either."""

    title: frozenset[str]
    about: frozenset[str]
    barred: frozenset[str]


@dataclass(frozen=True)
class Index:
    """One edition. `postings`: for each stem its codes with their weights; `titles` as they are shown."""

    edition: str
    titles: dict[str, str]
    told: dict[str, Told]
    postings: dict[str, dict[str, float]]


@cache
def pairs() -> dict[str, str]:
    """For each code of 2020 the nearest of 2025, where there is one."""
    return {before: after for before, after, _ in rows("pairs.csv") if after}


@cache
def about() -> dict[str, str]:
    """The descriptions of 2025, as published."""
    return {code: text for code, text in rows("about-2025.csv")}


def text_of(code: str) -> str:
    """The description of a code of 2025, or ""."""
    return about().get(code, "")


@cache
def titles(edition: str) -> dict[str, str]:
    """Titles by code, as they are shown."""
    return {code: title(text) for code, text in rows(f"{edition}.csv")}


def title_of(code: str, edition: str) -> str:
    return titles(edition).get(code, "")


@cache
def table(edition: str) -> dict[str, Told]:
    return {
        code: Told(*(frozenset(stems.split()) for stems in told))
        for code, *told in rows(f"stems-{edition}.csv")
    }


@cache
def goods(edition: str) -> dict[str, dict[str, float]]:
    """For each code the goods made under it: stem -> its share of the makers, 0 to 1."""
    found: dict[str, dict[str, float]] = {}
    for stem, codes in rows("goods.csv"):
        for code, share in (each.split(":") for each in codes.split()):
            now = code if edition == "2020" else pairs().get(code, "")
            if now:
                found.setdefault(now, {})[stem] = float(share)
    return found


@cache
def named() -> frozenset[str]:
    """The stems that name goods."""
    return frozenset(stem for stem, _ in rows("goods.csv"))


@cache
def stemmer() -> Stemmer:
    words, supposed = (
        (TABLES / name).read_text(encoding="utf-8").split() for name in ("words.txt", "roots.txt")
    )
    return Stemmer(words, supposed)


@cache
def guesser() -> Guesser:
    return Guesser(stemmer().words - STOP)


def relatives(edition: str) -> dict[str, list[str]]:
    """For each code of the edition those of the other one that it is paired with."""
    found: dict[str, list[str]] = {}
    for before, after in pairs().items():
        one, other = (before, after) if edition == "2020" else (after, before)
        found.setdefault(one, []).append(other)
    return found


@cache
def index(edition: str) -> Index:
    """The index of "2020" or "2025", made at the first question."""
    own, other, near = table(edition), table(OTHER[edition]), relatives(edition)
    fields = {code: weights(told, [other[c] for c in near.get(code, [])[:2]]) for code, told in own.items()}
    gathered: dict[str, dict[str, float]] = {}
    for code, stems in fields.items():
        for stem, weight in stems.items():
            gathered.setdefault(stem, {})[code] = weight
    size = {code: sum(stems.values()) for code, stems in fields.items()}
    usual = sum(size.values()) / len(size)
    long = {code: SATURATION * (1 - LENGTH + LENGTH * n / usual) for code, n in size.items()}
    postings: dict[str, dict[str, float]] = {}
    for stem, codes in gathered.items():
        idf = rarity(len(own), len(codes)) * (SATURATION + 1)
        postings[stem] = {code: idf * weight / (weight + long[code]) for code, weight in codes.items()}
    for code, made in goods(edition).items():
        for stem, share in made.items():
            if stem not in gathered:
                postings.setdefault(stem, {})[code] = GOODS * share
    for code in titles("2020"):
        if (now := code if edition == "2020" else pairs().get(code, "")) in own:
            postings[f"={code}"] = {now: KNOWN}
    if edition == "2025":
        postings |= {f"+{code}": {code: KNOWN} for code in own}
    for code, told in own.items():
        for stem in told.barred:
            against = -BARRED * rarity(len(own), len(gathered.get(stem, ())))
            postings.setdefault(stem, {})[code] = against
    return Index(edition, titles(edition), own, postings)


def rarity(of: int, n: int) -> float:
    return math.log(1 + (of - n + 0.5) / (n + 0.5))


def weights(told: Told, kin: list[Told]) -> dict[str, float]:
    """The stems of a code with the weights of the fields they stand in."""
    found = dict.fromkeys((stem for each in kin for stem in each.title | each.about), RELATIVE)
    found.update(dict.fromkeys(told.about, ABOUT))
    for stem in told.title:
        found[stem] = found.get(stem, 0.0) + TITLE
    return found
