"""What every page brings along: a strict policy, little weight, nothing that a reader cannot use."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from pasok.kernel.actor import NOBODY, Actor
from pasok.pages import context

PAGES = Path(__file__).resolve().parents[1]
ROOT = PAGES.parents[1]
PUBLIC = ["/", "/_components"]


def asked(path: str, actor: Actor = NOBODY, **headers: str) -> HttpRequest:
    request = RequestFactory().get(path, headers=headers)
    request.actor = actor
    return request


def labels(request: HttpRequest) -> list[str]:
    return [link.label for link in context.navigation(request)["navigation"]]


@pytest.fixture
def whole_house(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every room of the plan had opened its address."""
    monkeypatch.setattr(context, "exists", lambda path, urlconf: not path.endswith("/") or path == "/")


def test_the_style_sheet_is_light() -> None:
    assert len(gzip.compress((PAGES / "static/pasok.css").read_bytes(), 9)) <= 13_500


def test_htmx_is_the_file_that_we_say_it_is() -> None:
    file = (PAGES / "static/htmx.min.js").read_bytes()
    assert hashlib.sha256(file).hexdigest() in (ROOT / "docs/vendored.md").read_text()
    assert len(gzip.compress(file, 9)) <= 20_000


@pytest.mark.django_db
@pytest.mark.urls("pasok.pages.tests.urls")
@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_is_strict_and_carries_no_inline_code(path: str) -> None:
    response = Client().get(path)
    text = response.content.decode()
    policy = response["Content-Security-Policy"]
    assert response.status_code == 200
    assert "default-src 'self'" in policy and "unsafe" not in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|javascript:", text)
    assert '"includeIndicatorCSS": false' in text
    assert text.count("<h1") == 1 and '<html lang="id">' in text


@pytest.mark.django_db
def test_the_front_page_needs_no_account_and_few_bytes() -> None:
    page = Client().get("/").content
    weight = sum(
        len(gzip.compress(part, 9))
        for part in (page, *(p.read_bytes() for p in (PAGES / "static").glob("*.*")))
    )
    assert weight <= 60_000


def test_links_lead_only_where_a_room_answers() -> None:
    assert not context.exists("/tidak-ada", "pasok.site.urls")
    assert context.exists("/", "pasok.site.urls")


def test_the_public_is_led_to_packages_data_and_the_door(whole_house: None) -> None:
    assert labels(asked("/")) == ["Paket", "Tender", "Data terbuka", "Masuk"]


def test_only_a_supplier_sees_a_business(whole_house: None) -> None:
    assert "Usaha saya" not in labels(asked("/", Actor("person:1", "Budi")))
    sri = labels(asked("/", Actor("person:1", "Sri", supplier="3")))
    assert sri == ["Beranda", "Paket", "Tender", "Kotak masuk", "Usaha saya", "Akun"]


def test_the_bar_of_a_phone_holds_five_at_most(whole_house: None) -> None:
    shown = context.navigation(asked("/", Actor("person:1", "Sri", supplier="3")))["bar"]
    assert [link.label for link in shown] == ["Beranda", "Tender", "Kotak masuk", "Usaha saya", "Akun"]
    official = context.navigation(asked("/", Actor("person:1", "Budi")))
    assert official["bar"] == official["navigation"] and len(official["bar"]) == 5


def test_the_link_of_this_page_is_marked(whole_house: None) -> None:
    here = [x.label for x in context.navigation(asked("/paket/ocds-1"))["navigation"] if x.current]
    assert here == ["Paket"]
    assert not any(x.current for x in context.navigation(asked("/paketan"))["navigation"])


def test_an_error_page_needs_nothing_at_all() -> None:
    assert "Ada gangguan di pihak kami" in render_to_string("500.html")


@pytest.mark.django_db
def test_a_lost_reader_is_shown_a_way_on() -> None:
    response = Client(raise_request_exception=False).get("/tidak-ada", headers={"accept": "text/html"})
    assert response.status_code == 404


def test_an_error_asked_for_by_htmx_does_not_bring_a_second_frame() -> None:
    whole = render_to_string("404.html", request=asked("/x"))
    part = render_to_string("404.html", request=asked("/x", **{"HX-Request": "true"}))
    assert "<header" in whole and "<header" not in part and "Halaman ini tidak ada" in part
