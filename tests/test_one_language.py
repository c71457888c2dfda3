"""No page mixes languages: an English page holds no Indonesian, an Indonesian page no English.

What people typed, what a law is called and what binds in Indonesian stands in elements with lang="id".
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, product

import pytest
from bs4 import BeautifulSoup, Comment
from django.test import Client

from deploy import words
from pasok.people.models import Person
from pasok.site.stories import demo
from tests.eyes.places import SAMPLES, routes
from tests.eyes.test_every_page import ROLES, reason
from tests.test_words import INDONESIAN

ENGLISH = re.compile(
    r"\b(the|and|of|your?|with|for|is|are|not|this|from|must|was|has|have|which|when)\b", re.I
)
OTHER = {"en": INDONESIAN, "id": ENGLISH}
READ_ALOUD = ("aria-label", "title", "placeholder", "alt", "content")
SILENT = ("script", "style", "template", "svg", "code")


def readable(html: str, language: str) -> Iterator[str]:
    """Every text of a page that a reader of `language` is meant to read."""
    page = BeautifulSoup(html, "html.parser")
    for part in page(SILENT):
        part.decompose()
    typed = {text for part in page.select("body [lang]") for text in part.stripped_strings}
    for part in page.select("body [lang]"):
        if not part.decomposed and part["lang"] != language:
            part.decompose()
    for text in page.find_all(string=True):
        if not isinstance(text, Comment) and text.strip():
            yield without(" ".join(text.split()), typed if text.parent.name == "title" else ())
    for part in page.find_all(True):
        for name in READ_ALOUD:
            if part.get(name) and not (part.name == "meta" and part.get("name") != "description"):
                yield without(str(part[name]), typed)


def without(text: str, typed: Iterable[str]) -> str:
    """An attribute and the title of a page have no language of their own: what was typed is taken out."""
    for part in sorted(typed, key=len, reverse=True):
        text = text.replace(part, "") if len(part) > 3 else text
    return text


#: roles that read every sample; the others read the first of each
WHOLE = {"Pokja", "publik"}


def addresses(role: str) -> list[str]:
    """Every address of a page, with samples in the place of its parts."""
    found: list[str] = []
    for route in routes():
        if reason(route):
            continue
        samples = SAMPLES[route]() if route in SAMPLES else iter([route])
        found += samples if role in WHOLE else islice(samples, 1)
    return list(dict.fromkeys(found))


def labels(language: str) -> set[str]:
    """Texts of our own that belong to the other language alone: whole labels, too short for `OTHER`."""
    pairs = {(entry.msgid, entry.msgstr or entry.msgstr_plural.get(1, "")) for entry in words.translated()}
    ours, theirs = ({pair[0] for pair in pairs}, {pair[1] for pair in pairs})
    return ours - theirs if language == "en" else theirs - ours


def mixed(accounts: dict[str, str]) -> tuple[int, list[str]]:
    """How many pages were read, and each text in the wrong language with the first page that shows it."""
    pages, found = 0, {}
    for (role, account), (language, other) in product(accounts.items(), OTHER.items()):
        if language == "id" and role not in WHOLE:
            continue  # the same templates, in the language they are written in
        reader, foreign = Client(), labels(language)
        if account:
            reader.force_login(Person.objects.get(email=f"{account}@contoh.test"))
        reader.cookies["bahasa"] = language
        for address in addresses(role):
            answer = reader.get(address)
            if answer.status_code >= 300 or "text/html" not in answer.get("Content-Type", ""):
                continue
            pages += 1
            for text in readable(answer.content.decode(), language):
                if other.search(text) or text in foreign:
                    found.setdefault(f"{language}: {text}", f"{role} {address}")
    return pages, [f"{text} ({where})" for text, where in found.items()]


@pytest.mark.django_db
def test_no_page_mixes_languages(settings: object) -> None:
    settings.DEMO = True  # the invented people have no second factor
    demo.lay_out(lambda text: None)
    pages, found = mixed(ROLES)
    assert pages > 300
    assert found == []
