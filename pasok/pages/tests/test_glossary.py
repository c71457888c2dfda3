"""Words of the trade explain themselves, wherever and however often they stand."""

import re
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from pasok.pages import glossary

ROOMS = Path(__file__).resolve().parents[2]


def drawn(text: str, request: HttpRequest | None = None) -> str:
    return Template(text).render(Context({"request": request}))


def test_each_word_has_one_sentence_or_two_in_both_languages() -> None:
    assert len(glossary.terms()) >= 60
    for one in glossary.terms().values():
        for text in (one.id, one.en):
            assert text.endswith(".") and text.count(". ") <= 1 and len(text) <= 140, one.term
    slugs = [one.slug for one in glossary.terms().values()]
    assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize("request_", [None, RequestFactory().get("/")])
def test_a_word_that_stands_twice_has_two_ids(request_: HttpRequest | None) -> None:
    page = drawn(
        '{% term "HPS" %} {% include part %}'.replace("{% include part %}", '{% term "hps" %}'), request_
    )
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 2
    assert re.findall(r'popovertarget="([^"]+)"', page) == ids


def test_where_popovers_are_not_known_a_link_leads_to_the_word() -> None:
    assert '<a class="link-if-not" href="/istilah#hps">batas harga</a>' in drawn(
        '{% term "HPS" "batas harga" %}'
    )


def test_the_explanation_is_in_the_language_of_the_reader() -> None:
    assert "Perkiraan harga dari pembeli" in drawn('{% term "HPS" %}')
    with translation.override("en"):
        assert "own estimate of the price" in drawn('{% term "HPS" %}')


def test_an_unknown_word_stays_plain_text() -> None:
    page = Template("{% term word %}").render(Context({"word": "<b>"}))
    assert page == "&lt;b&gt;"


def test_every_word_that_a_page_explains_is_known() -> None:
    asked = set()
    for path in ROOMS.rglob("*"):
        if path.suffix in {".html", ".py"} and "tests" not in path.parts:
            asked |= set(re.findall(r'\{% term "([^"]+)"', path.read_text()))
            asked |= set(re.findall(r'\bterm="(\w[^"]*)"', path.read_text()))
    assert "HPS" in asked
    assert {word for word in asked if not glossary.explained(word)} == set()


@pytest.mark.django_db
def test_the_list_of_words_has_an_anchor_for_each() -> None:
    page = Client().get("/istilah").content.decode()
    for one in glossary.terms().values():
        assert f'<div id="{one.slug}">' in page
    assert 'href="#huruf-h"' in page and 'id="huruf-h"' in page
