"""From a phrase to the codes: scored, weighed by what the verb says, and spread over making and trading."""

from dataclasses import dataclass

from pasok.suppliers.rules.trade.index import Index, index
from pasok.suppliers.rules.trade.intent import aside, fit, kind
from pasok.suppliers.rules.trade.phrase import Phrase, Term, read

OPEN = frozenset({"goods", "grow"})  # who buys does not say whether a maker or a trader shall bring it
TRADES = ("retail", "wholesale")
BESIDE = 0.6  # two makers' codes of one group stand together
NEAR = 0.4  # a maker or trader is shown beside the best when it scores this share of it
LEAST = 0.4  # what scores less than this share of the best is a chance hit
# who makes, sells, lets or mends machines
MACHINES = ("27", "28", "33", "43", "46", "47", "71", "77", "85", "95")
ASTRAY = 0.45
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
    best = ranked[0].score if ranked else 0.0
    return spread([f for f in ranked if f.score >= LEAST * best], phrase, base)[:most]


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
    if phrase.machine and not code.startswith(MACHINES):
        score *= ASTRAY
    order = sorted(hits, key=lambda stem: -hits[stem])
    return Found(code, title, score, tuple(dict.fromkeys(terms[stem].said for stem in order)))


def spread(ranked: list[Found], phrase: Phrase, base: Index) -> list[Found]:
    """Where the phrase leaves it open, the best maker comes first, then the best of those who trade."""
    if not ranked or not (phrase.intents <= OPEN):
        return ranked
    best: dict[str, Found] = {}
    for each in ranked:
        what = kind(each.code, each.title)
        if what in {"make", "retail", "wholesale", "grow"} and each.score >= NEAR * ranked[0].score:
            best.setdefault(what, each)
    if kind(ranked[0].code, ranked[0].title) not in best:
        return ranked
    first = sorted(best.values(), key=lambda f: (kind(f.code, f.title) in TRADES, -f.score))
    if not phrase.intents and kind(first[0].code, first[0].title) == "make":
        first[1:1] = [f for f in ranked if f.score >= BESIDE * first[0].score and alike(f, first[0])][:1]
    return [*first, *(each for each in ranked if each not in first)]


def alike(one: Found, other: Found) -> bool:
    """Two codes of one group, such as toys and games."""
    return one.code[:3] == other.code[:3] and one.code != other.code
