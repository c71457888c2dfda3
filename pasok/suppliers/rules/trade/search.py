"""From a phrase to the codes: scored, weighed by what the verb says, and spread over making and trading."""

from dataclasses import dataclass, replace

from pasok.suppliers.rules.trade.dealing import dealers
from pasok.suppliers.rules.trade.index import Index, index, pairs
from pasok.suppliers.rules.trade.intent import aside, fit, kind
from pasok.suppliers.rules.trade.phrase import Phrase, Term, read
from pasok.suppliers.rules.trade.words import LANGUAGE

OPEN = frozenset({"goods", "grow"})  # who buys does not say whether a maker or a trader shall bring it
TRADES = ("retail", "wholesale")
DEEDS = {  # what is done, and the kinds of activity that do it
    "repair": ("repair", "build"),
    "rent": ("rent", "serve", "move"),
    "advise": ("advise", "serve"),
    "teach": ("teach", "serve"),
    "move": ("move", "utility", "rent"),
}
FULL = 5  # so many codes are always shown where anything was said
BESIDE = 0.6  # two makers' codes of one group stand together
NEAR = 0.4  # a maker or trader is shown beside the best when it scores this share of it
LEAST = 0.4  # what scores less than this share of the best is a chance hit
FAR = 0.28  # and stands only where there are too few
MAKERS, SURE, DEALT = 2, 0.7, 0.9  # how many makers tell who deals, how near the best, and how well they tell
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
    """The codes of an edition that fit the phrase, the best first; none when nothing is said."""
    phrase, base = read(text), index(edition)
    scores: dict[str, dict[str, float]] = {}
    for term in phrase.terms:
        for code, weight in base.postings.get(term.stem, {}).items():
            scores.setdefault(code, {})[term.stem] = weight * term.weight
    whole = sum(term.weight for term in phrase.terms) or 1.0
    terms = {term.stem: term for term in phrase.terms}
    found = {code: weigh(base, phrase, terms, whole, code, parts) for code, parts in scores.items()}
    dealing(found, phrase, base)
    sure = {now for code in phrase.sure for now in base.postings.get(f"={code}", ())}
    for code, each in found.items():
        suits = 1.0 if code in sure else fit(kind(code, each.title), phrase.intents)
        found[code] = replace(each, score=each.score * suits)
    ranked = sorted((f for f in found.values() if f.score > 0), key=lambda f: (-f.score, f.code))
    best = ranked[0].score if ranked else 0.0
    clear = done([f for f in ranked if f.score >= LEAST * best], phrase, base)
    clear = spread(clear, phrase, base)[:most]
    if len(clear) >= min(most, FULL) or not phrase.told:
        return clear
    return filled(clear, [f for f in ranked if f.score >= FAR * best], phrase, base)[:most]


def done(ranked: list[Found], phrase: Phrase, base: Index) -> list[Found]:
    """Where a deed is named and none of the first does it, its general code stands second."""
    deeds = [one for one in sorted(phrase.intents) if one in DEEDS]
    if not ranked or not deeds or any(kind(f.code, f.title) in DEEDS[deeds[0]] for f in ranked[:3]):
        return ranked
    before = general(frozenset(deeds[:1]))[0]
    code = before if base.edition == "2020" else pairs()[before]
    return [ranked[0], Found(code, base.titles[code], ranked[0].score * NEAR, ()), *ranked[1:]]


def filled(clear: list[Found], far: list[Found], phrase: Phrase, base: Index) -> list[Found]:
    """Up to five codes: who else deals with the thing, then the nearest of its group, or what is general."""
    told = {each.code: each for each in clear}
    if clear:
        first = clear[0]
        shown = phrase.intents if phrase.intents - OPEN else frozenset({"trade"})
        for code in dealers(first.code, base.edition, shown):
            told.setdefault(code, Found(code, base.titles[code], 0.0, ()))
        told |= {each.code: each for each in far if each.code not in told}
        for code in kindred(first.code, base):
            told.setdefault(code, Found(code, base.titles[code], 0.0, ()))
    else:
        for before in general(phrase.intents):
            code = before if base.edition == "2020" else pairs()[before]
            told.setdefault(code, Found(code, base.titles[code], 0.0, ()))
    return list(told.values())[:FULL]


def general(shown: frozenset[str]) -> list[str]:
    """The codes of 2020 for what no other code describes, by what is done."""
    table: dict[str, list[str]] = LANGUAGE["general_codes"]
    return next((table[one] for one in sorted(shown) if one in table), table["any"])


def kindred(code: str, base: Index) -> list[str]:
    """The codes of the same group, nearest by number and words first."""
    own = base.told[code]
    near = [other for other in base.told if other[:2] == code[:2] and other != code]

    def likeness(other: str) -> tuple[int, int, str]:
        told = base.told[other]
        alike = len(own.title & told.title) * 3 + len(own.about & told.about)
        digits = next(n for n in (4, 3, 2) if other[:n] == code[:n])
        return -digits, -alike, other

    return sorted(near, key=likeness)[:FULL]


def dealing(found: dict[str, Found], phrase: Phrase, base: Index) -> None:
    """Who sells, mends or lets a thing is found by who makes it, where its own description is silent."""
    makers = sorted(
        (f for f in found.values() if kind(f.code, f.title) == "make" and f.score > 0),
        key=lambda f: (-f.score, f.code),
    )
    top = max((f.score for f in found.values()), default=0.0)
    for maker in makers[:MAKERS]:
        if maker.score < SURE * top:
            return
        for code in dealers(maker.code, base.edition, phrase.intents):
            known = found.get(code)
            if known is None or known.score < maker.score * DEALT:
                found[code] = Found(code, base.titles[code], maker.score * DEALT, maker.matched)


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
    score *= aside(code, title, base.edition, phrase.words)
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
