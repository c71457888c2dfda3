"""From what somebody makes, in their own words, to the KBLI codes of both editions."""

from dataclasses import dataclass
from functools import cache

from pasok.suppliers import rules
from pasok.suppliers.reads import business
from pasok.suppliers.rules.trade import explained, find, pairs, text_of, title_of


@dataclass(frozen=True)
class Suggestion:
    """A code that fits a phrase, with its nearest relative in the other edition and a plain explanation.

    `also` is empty where the other edition has no relative. `matched`: words of the phrase, strongest first.
    `about` and `examples` are from the description of 2025, in the language of the regulation.
    """

    code: str
    title: str
    edition: str
    also: str
    also_title: str
    also_edition: str
    about: str
    examples: tuple[str, ...]
    matched: tuple[str, ...]

    @property
    def codes(self) -> dict[str, str]:
        """The code in each edition, by edition."""
        return {self.edition: self.code, self.also_edition: self.also}


def kbli_for(phrase: str, edition: str = "2020", most: int = 5) -> list[Suggestion]:
    """The codes of an edition that fit what somebody makes, sells or does, the best first; perhaps none."""
    if edition not in rules.EDITIONS:
        return []
    other = next(each for each in rules.EDITIONS if each != edition)
    suggestions = []
    for found in find(phrase, edition, most):
        also = (later if edition == "2020" else earlier)(found.code, phrase)
        about, examples = explained(text_of(found.code if edition == "2025" else also))
        suggestions.append(
            Suggestion(
                code=found.code,
                title=found.title,
                edition=edition,
                also=also,
                also_title=title_of(also, other),
                also_edition=other,
                about=about,
                examples=examples,
                matched=found.matched,
            )
        )
    return suggestions


@cache
def newcomers() -> frozenset[str]:
    """The codes of 2025 that are nobody's nearest relative: split off from one that kept its name."""
    return frozenset(business.kbli_codes("2025")) - set(pairs().values())


def later(code: str, phrase: str) -> str:
    """The code of 2025 that this one became; of a group that was split, the part that fits the phrase."""
    after = pairs().get(code, "")
    if not any(new[:3] == after[:3] for new in newcomers()):
        return after
    fitting = [found.code for found in find(phrase, "2025") if found.code[:3] == after[:3]]
    return next((new for new in fitting if new == after or new in newcomers()), after)


def earlier(code: str, phrase: str) -> str:
    """The code of 2020 that became this one; where several did, the one that fits the phrase best."""
    before = [old for old, new in pairs().items() if new == code]
    if len(before) < 2:
        return before[0] if before else ""
    fitting = [found.code for found in find(phrase, "2020", 40) if found.code in before]
    return (fitting or sorted(before))[0]
