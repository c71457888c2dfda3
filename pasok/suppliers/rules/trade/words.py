"""Indonesian words as the index compares them: without affixes, without the words that tell nothing."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

LANGUAGE = tomllib.loads((Path(__file__).parent / "language.toml").read_text(encoding="utf-8"))
STOP = frozenset(LANGUAGE["stop"])
SPELLING: dict[str, str] = LANGUAGE["spelling"]
NASAL = {
    **{"menge": ("",), "penge": ("",), "meng": ("", "k"), "peng": ("", "k"), "meny": ("s",), "peny": ("s",)},
    **{"mem": ("", "p"), "pem": ("", "p"), "men": ("", "t"), "pen": ("", "t"), "me": ("",), "pe": ("",)},
}
WHEELS, COUNTED = re.compile(r"\broda[\s-]*([2346])"), {"2": "dua", "3": "tiga", "4": "empat", "6": "enam"}
APART, JOINING = re.compile(r"[,;/+&()|:]+|\s[-\u2013]\s"), frozenset(LANGUAGE["joining"])
GLUED = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{3})")  # "InteraktifTalkshow"
PLAIN = ("memper", "diper", "per", "pel", "ber", "bel", "ter", "di")
LAST = ("kannya", "annya", "nya", "lah", "kah", "kan", "an", "i")


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, "roda 4" as "roda empat"; other numbers and single letters go."""
    text = GLUED.sub(" ", text)
    plain = WHEELS.sub(lambda found: f"roda {COUNTED[found.group(1)]}", text.lower())
    return [word for word in re.findall(r"[a-z]+", plain) if len(word) > 1]


def parted(text: str) -> tuple[list[str], frozenset[int]]:
    """The words of a text, and where among them a new thing begins: after a comma, "dan", a bracket."""
    words: list[str] = []
    starts = {0}
    for piece in APART.split(text):
        starts.add(len(words))
        words += tokens(piece)
    return words, frozenset(starts | {at + 1 for at, word in enumerate(words) if word in JOINING})


def forms(word: str) -> Iterator[str]:
    """The word with fewer and fewer affixes."""
    yield word
    bare = [word[: -len(end)] for end in LAST if word.endswith(end) and len(word) - len(end) >= 4]
    yield from bare
    for each in [word, *bare]:
        for start, restored in NASAL.items():
            if each.startswith(start) and len(each) - len(start) >= 3:
                yield from (letter + each[len(start) :] for letter in restored)
        for start in PLAIN:
            if each.startswith(start) and len(each) - len(start) >= 4:
                yield each[len(start) :]
    if word.startswith("ke") and word.endswith("an") and len(word) >= 8:
        yield word[2:-2]


def affixed(word: str) -> bool:
    return word.endswith(LAST) or word.startswith(("me", "pe", *PLAIN))


def derived(words: Iterable[str]) -> set[str]:
    """What two or more words have in common without their affixes, where no word stands for it by itself."""
    every = set(words)
    seen: dict[str, set[str]] = {}
    for word in every:
        bare = {form for form in forms(word) if len(form) >= 4} - {word}
        if affixed(word) and len(word) > 5 and not bare & every:
            for form in bare:
                seen.setdefault(form, set()).add(word)
    return {form for form, of in seen.items() if len(of) > 1}


class Stemmer:
    """Takes affixes off as long as what is left is a word that is known without them.

    `words` are real words; `supposed` are roots that only ever occur with affixes.
    """

    def __init__(self, words: Iterable[str], supposed: Iterable[str] = ()) -> None:
        self.words, self.supposed = frozenset(words), frozenset(supposed)
        self.stem = lru_cache(maxsize=50_000)(self._stem)

    def _stem(self, word: str) -> str:
        word = SPELLING.get(word, word)
        if len(word) < 5 or not affixed(word):
            return word
        fewer = [form for form in forms(word) if len(form) >= 3]
        real = min((form for form in fewer if form in self.words), key=len, default=word)
        found = real if real != word else max((f for f in fewer if f in self.supposed), key=len, default=word)
        return found if found == word else self._stem(found)

    def stems(self, text: str) -> list[str]:
        """Stems of the words that tell something, in their order."""
        return [self.stem(word) for word in tokens(text) if word not in STOP]


def distance(one: str, two: str, most: int) -> int:
    """Edits (a letter more, less, other, or two swapped) from one word to the other; above `most`: far."""
    if abs(len(one) - len(two)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, start=1):
        older, before, row = before, row, [i] + [0] * len(two)
        for j, b in enumerate(two, start=1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], older[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return row[-1]


def trigrams(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[n : n + 3] for n in range(len(padded) - 2)}


class Guesser:
    """The known word that a mistyped one most likely is."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = frozenset(word for word in known if len(word) > 3)
        self.by_part: dict[str, list[str]] = {}
        for word in sorted(self.known):
            for part in trigrams(word):
                self.by_part.setdefault(part, []).append(word)

    def guess(self, word: str) -> str:
        """The nearest known word, or ""; one wrong letter in a short word, two in a long one."""
        most = 0 if len(word) < 5 else 1 if len(word) < 8 else 2
        if not most:
            return ""
        parts = trigrams(word)
        shared: dict[str, int] = {}
        for part in parts:
            for known in self.by_part.get(part, ()):
                shared[known] = shared.get(known, 0) + 1
        near = sorted(
            (known for known in shared if known[0] == word[0]),
            key=lambda known: (-shared[known] / (len(known) + len(word)), known),
        )[:25]
        scored = [(distance(word, known, most), -shared[known], known) for known in near]
        away, _, found = min(scored, default=(most + 1, 0, ""))
        return found if away <= most else ""
