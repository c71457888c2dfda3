"""Indonesian unless English was chosen; the choice is a cookie and leads nowhere foreign."""

import pytest
from django.test import Client
from django.utils import translation

from pasok.kernel import tongue

pytestmark = pytest.mark.django_db


def test_a_page_is_indonesian_whatever_the_browser_accepts(client: Client) -> None:
    answer = client.get("/", headers={"accept-language": "en-GB,en;q=0.9"})
    assert answer["Content-Language"] == "id" and '<html lang="id">' in answer.text


def test_a_chosen_language_stays_and_goes_back_where_it_was_chosen(client: Client) -> None:
    chosen = client.post("/bahasa", {"language": "en", "next": "/paket"})
    assert (chosen.status_code, chosen["Location"]) == (302, "/paket")
    answer = client.get("/")
    assert answer["Content-Language"] == "en" and '<html lang="en">' in answer.text
    assert "Cookie" in answer["Vary"]
    client.post("/bahasa", {"language": "id", "next": "/"})
    assert client.get("/")["Content-Language"] == "id"


@pytest.mark.parametrize("language", ["fr", "", "../en", "en-GB-x-pirate"])
def test_an_unknown_language_is_indonesian(client: Client, language: str) -> None:
    client.post("/bahasa", {"language": language})
    client.cookies["bahasa"] = language
    assert client.get("/")["Content-Language"] == "id"


@pytest.mark.parametrize("away", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_the_choice_leads_to_no_foreign_address(client: Client, away: str) -> None:
    assert client.post("/bahasa", {"language": "en", "next": away})["Location"] == "/"


def test_the_choice_is_made_by_a_button_not_by_a_link(client: Client) -> None:
    assert client.get("/bahasa?language=en").status_code == 405


def test_the_pure_floors_speak_through_the_installed_translator() -> None:
    with translation.override("en"):
        assert tongue.say("Username") == "Username"
    with translation.override("id"):
        assert tongue.say("Password") != "Password", "Django's own Indonesian is asked"
    assert tongue.say("{n} dari {m}", n=1, m=2) == "1 dari 2"
    assert tongue.count("{n} hari", 1) == tongue.count("{n} hari", 1, m=0) == "1 hari"
