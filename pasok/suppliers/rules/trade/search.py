"""From a phrase to the codes: scored, weighed by what the verb says, and spread over making and trading."""

from dataclasses import dataclass

from pasok.suppliers.rules.trade.index import Index, index
from pasok.suppliers.rules.trade.intent import aside, fit, kind
from pasok.suppliers.rules.trade.phrase import Phrase, Term, read

OPEN = frozenset({"goods", "grow"})  # who buys does not say whether a maker or a trader shall bring it
NEAR = 0.4  # a maker or trader is shown beside the best when it scores this share of it
# words that tell no title apart
COMMON = frozenset({"dagang", "besar", "eceran", "jasa", "usaha", "konvensional", "khusus"})


@dataclass(frozen=True)
class Found:
    """A code that fits. `matched`: words of the phrase, strongest first. Scores compare within an answer."""

    code: str
    title: str
    score: float
    matched: tuple[str, ...]


def find(text: str, edition: str = "2020", most: int = 5) -> list[Found]:
    """The codes of an edition that fit the phrase, the best first; empty when no word is known."""
    phrase, base = read(text), index(edition)
    scores: dict[str, dict[str, float]] = {}
    for term in phrase.terms:
        for code, weight in base.postings.get(term.stem, {}).items():
            scores.setdefault(code, {})[term.stem] = weight * term.weight
    whole = sum(term.weight for term in phrase.terms) or 1.0
    terms = {term.stem: term for term in phrase.terms}
    found = [weigh(base, phrase, terms, whole, code, parts) for code, parts in scores.items()]
    ranked = sorted((f for f in found if f.score > 0), key=lambda f: (-f.score, f.code))
    return spread(ranked, phrase, base)[:most]


def weigh(
    base: Index, phrase: Phrase, terms: dict[str, Term], whole: float, code: str, parts: dict[str, float]
) -> Found:
    """The score of one code: its words, how much of the phrase and of the title they cover, and the verb."""
    title, told = base.titles[code], base.told[code]
    hits = {stem: value for stem, value in parts.items() if value > 0}
    covered = sum(terms[stem].weight for stem in hits) / whole
    head = told.title - COMMON
    named = len(head & hits.keys()) / (len(head) or 1)
    score = sum(parts.values()) * (0.4 + 0.6 * covered) * (1 + 0.35 * named)
    score *= fit(kind(code, title), phrase.intents) * aside(code, title, base.edition, phrase.words)
    order = sorted(hits, key=lambda stem: -hits[stem])
    return Found(code, title, score, tuple(dict.fromkeys(terms[stem].said for stem in order)))


def spread(ranked: list[Found], phrase: Phrase, base: Index) -> list[Found]:
    """Where the phrase leaves it open, the best maker, shopkeeper and wholesaler come first."""
    if not ranked or not (phrase.intents <= OPEN):
        return ranked
    best: dict[str, Found] = {}
    for each in ranked:
        what = kind(each.code, each.title)
        if what in {"make", "retail", "wholesale", "grow"} and each.score >= NEAR * ranked[0].score:
            best.setdefault(what, each)
    if kind(ranked[0].code, ranked[0].title) not in best:
        return ranked
    first = sorted(best.values(), key=lambda f: -f.score)
    return [*first, *(each for each in ranked if each not in first)]
