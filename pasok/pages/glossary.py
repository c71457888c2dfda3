"""The words of the trade, each explained in one line (glossary.toml), and the page that lists them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import get_language

FILE = Path(__file__).with_name("glossary.toml")


@dataclass(frozen=True)
class Term:
    """A word, what it stands for, and what it means in both languages."""

    term: str
    id: str
    en: str
    full: str = ""

    @property
    def slug(self) -> str:
        """Its anchor at /istilah."""
        return slugify(self.term)

    @property
    def text(self) -> str:
        """The explanation, in the language of the reader."""
        return self.en if get_language() == "en" else self.id


@cache
def terms() -> dict[str, Term]:
    """All of them by their word in lower case, in the order of the alphabet."""
    rows = tomllib.loads(FILE.read_text())["word"]
    found = sorted((Term(**row) for row in rows), key=lambda one: one.term.lower())
    return {one.term.lower(): one for one in found}


def explained(word: str) -> Term | None:
    """What is known of a word; None if nothing."""
    return terms().get(word.lower())


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    """All words, by their first letter."""
    by_letter = groupby(terms().values(), key=lambda one: one.term[0].upper())
    letters = [(letter, list(words)) for letter, words in by_letter]
    return render(request, "glossary.html", {"letters": letters})
