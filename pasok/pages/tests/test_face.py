"""What every page brings along: a strict policy, little weight, nothing that a reader cannot use."""

import gzip
import hashlib
import re
from pathlib import Path

import brotli
import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from pasok.kernel.actor import NOBODY, Actor
from pasok.pages import context, errors
from tests.cast import AUDITOR, BUDI, HENDRA, LPSE, MAJU, RATNA, SARI, STRANGER, TONO, a_cast

PAGES = Path(__file__).resolve().parents[1]
ROOT = PAGES.parents[1]
PUBLIC = ["/", "/_components"]


def asked(path: str, actor: Actor = NOBODY, **headers: str) -> HttpRequest:
    request = RequestFactory().get(path, headers=headers)
    request.actor = actor
    return request


def labels(request: HttpRequest) -> list[str]:
    return [str(link.label) for link in context.navigation(request)["navigation"]]


@pytest.fixture
def whole_house(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every room of the plan had opened its address."""
    monkeypatch.setattr(context, "exists", lambda path, urlconf: not path.endswith("/") or path == "/")


def test_the_style_sheet_is_light() -> None:
    assert len(brotli.compress((PAGES / "static/pasok.css").read_bytes())) <= 12_000


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


WAYS = {
    MAJU: ["Beranda", "Cari paket", "Tender", "Usaha saya", "Kotak masuk"],
    STRANGER: ["Beranda", "Paket", "Tender", "Daftarkan usaha", "Kotak masuk"],
    BUDI: ["Tugas", "Tender", "Paket", "Kotak masuk"],
    TONO: ["Tugas", "Paket", "Tender", "Kotak masuk"],
    RATNA: ["Tugas", "Paket", "Tender", "Kotak masuk"],
    SARI: ["Tugas", "Rencana", "Tender", "Pejabat", "Kotak masuk"],
    HENDRA: ["Tugas", "Tender", "Paket", "Pokja", "Kotak masuk"],
    AUDITOR: ["Beranda", "Paket", "Tender", "Log publik", "Kotak masuk"],
    LPSE: ["Beranda", "Instansi", "Verifikasi", "Log publik", "Kotak masuk"],
}


@pytest.mark.django_db
def test_everybody_is_led_to_the_work_of_their_trade(whole_house: None) -> None:
    a_cast()
    assert {actor: labels(asked("/", actor)) for actor in WAYS} == WAYS
    assert max(map(len, WAYS.values())) <= 5, "more does not fit side by side at the foot of a phone"


@pytest.mark.django_db
def test_the_inbox_says_how_many_notices_wait(whole_house: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "unread", lambda actor: 3)
    counts = {str(x.label): x.count for x in context.navigation(asked("/", MAJU))["navigation"]}
    assert counts["Kotak masuk"] == 3 and sum(counts.values()) == 3


def test_the_link_of_this_page_is_marked(whole_house: None) -> None:
    here = [x.label for x in context.navigation(asked("/paket/ocds-1"))["navigation"] if x.current]
    assert here == ["Paket"]
    assert not any(x.current for x in context.navigation(asked("/paketan"))["navigation"])


@pytest.mark.django_db
def test_who_has_come_in_sees_the_name_the_role_and_the_way_out() -> None:
    people = a_cast()
    client = Client()
    client.force_login(people.person(MAJU))
    page = client.get("/istilah").content.decode()
    menu = page[page.index('id="account-menu"') : page.index("</ul>", page.index('id="account-menu"'))]
    assert "CV Maju Contoh" in menu and "Penyedia" in menu and 'action="/akun/keluar"' in menu


def test_the_other_language_is_one_button_away_and_leads_back_here() -> None:
    switch = context.navigation(asked("/paket?q=meja"))["language_switch"]
    assert switch["code"] == "en" and switch["next"] == "/paket?q=meja"
    with translation.override("en"):
        assert context.navigation(asked("/paket"))["language_switch"]["name"] == "Bahasa Indonesia"


def test_after_an_answer_to_a_form_the_other_language_leads_to_the_page_before() -> None:
    sent = RequestFactory().post("/tender/x/ask", headers={"referer": "http://testserver/tender/x"})
    assert context.back_to(sent) == "/tender/x"
    foreign = RequestFactory().post("/tender/x/ask", headers={"referer": "https://evil.example/tender/x"})
    assert context.back_to(foreign) == "/"


def test_an_error_page_needs_nothing_at_all() -> None:
    page = errors.server_error(asked("/paket")).content.decode()
    assert "Ada gangguan di pihak kami" in page and "Cobalah beberapa saat lagi" in page and "500" in page


@pytest.mark.django_db
def test_a_lost_reader_is_shown_a_way_on() -> None:
    response = Client(raise_request_exception=False).get("/tidak-ada", headers={"accept": "text/html"})
    assert response.status_code == 404


def test_an_error_asked_for_by_htmx_does_not_bring_a_second_frame() -> None:
    whole = render_to_string("404.html", request=asked("/x"))
    part = render_to_string("404.html", request=asked("/x", **{"HX-Request": "true"}))
    assert "<header" in whole and "<header" not in part and "Halaman ini tidak ada" in part


@pytest.mark.django_db
def test_a_page_travels_compressed_and_never_twice_alike() -> None:
    """Random bytes in each answer keep its length from telling what it holds (BREACH)."""
    answers = [Client().get("/istilah", headers={"accept-encoding": "gzip"}) for _ in range(6)]
    assert {answer["Content-Encoding"] for answer in answers} == {"gzip"}
    assert len({len(answer.content) for answer in answers}) > 1
    assert len(answers[0].content) < len(Client().get("/istilah").content) / 3
