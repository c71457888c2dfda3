"""The front page of each role: exactly what the machines offer this person, and what comes next."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.utils import timezone

from pasok.people.models import Person
from pasok.planning.tests.builders import an_office
from pasok.tenders.tests import builders
from tests.cast import AUDITOR, BUDI, HENDRA, LPSE, RATNA, SARI, TONO, a_cast


def home_of(actor: object = None) -> BeautifulSoup:
    """The front page as this person sees it."""
    client = Client()
    if actor is not None:
        person = Person.objects.get(pk=int(actor.id.partition(":")[2]))
        Person.objects.filter(pk=person.pk).update(demo=True)
        client.force_login(person)
    answer = client.get("/")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


@pytest.fixture(autouse=True)
def without_second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO", True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "actor", [LPSE, SARI, AUDITOR, HENDRA, RATNA, TONO, BUDI], ids=lambda actor: actor.name
)
def test_an_official_without_work_reads_that_nothing_waits_and_what_comes_next(actor: object) -> None:
    a_cast()
    page = home_of(actor)
    assert page.find("p", class_="lead").get_text() == "Tidak ada yang menunggu Anda."
    assert page.find(class_="empty").find("p").get_text().endswith(".")
