"""Open data over HTTP: for machines without a key, for people in plain words."""

import json

import pytest
from django.test import Client

from pasok.ledger.models import Entry
from pasok.opendata import validate
from pasok.opendata.models import Release
from pasok.opendata.tests import story
from pasok.planning.tests.builders import a_school_furniture_package
from pasok.planning.tests.builders import an_office as an_agency

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ocid() -> str:
    package = a_school_furniture_package(an_agency())
    story.publish_all()
    return package.ocid


def test_the_feed_is_paged_and_its_next_address_works_to_the_end_and_later(client: Client, ocid: str) -> None:
    path, seen = "/ocds/releases?limit=2", []
    while True:
        page = client.get(path).json()
        assert page["version"] == "1.1"
        assert list(validate.extensions()) == page["extensions"]
        path = page["links"]["next"].removeprefix("http://127.0.0.1:8000")
        if not page["releases"]:
            break
        assert len(page["releases"]) <= 2
        seen += page["releases"]
    assert [each["id"] for each in seen] == list(Release.objects.values_list("release_id", flat=True))
    assert not [each for each in seen if validate.problems(each)]


def test_any_site_may_read_it_and_nobody_needs_an_account(client: Client, ocid: str) -> None:
    answer = client.get("/ocds/releases")
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Content-Type"].startswith("application/json")


@pytest.mark.parametrize(
    "query", ["cursor=x", "cursor=1", "cursor=1-²", "limit=0", "limit=100000", "limit=a"]
)
def test_a_wrong_question_is_answered_with_what_to_do(client: Client, db: None, query: str) -> None:
    answer = client.get(f"/ocds/releases?{query}")
    assert answer.status_code == 400
    assert answer.json()["reasons"][0].startswith("Parameter")


def test_a_record_holds_the_releases_and_what_they_lead_to(client: Client, ocid: str) -> None:
    page = client.get(f"/ocds/records/{ocid}").json()
    [record] = page["records"]
    assert record["ocid"] == ocid
    assert record["compiledRelease"]["tender"]["status"] == "planned"
    assert len(record["releases"]) == Entry.objects.filter(subject=f"package:{ocid}", number__gte=3).count()


def test_one_release_can_be_asked_for_by_its_id(client: Client, ocid: str) -> None:
    name = Release.objects.first().release_id
    page = client.get(f"/ocds/releases/{name}").json()
    assert [each["id"] for each in page["releases"]] == [name]


@pytest.mark.parametrize("path", ["/ocds/records/ocds-x", "/ocds/releases/none"])
def test_what_is_not_there_is_404(client: Client, db: None, path: str) -> None:
    assert client.get(path).status_code == 404


def test_people_read_what_there_is_and_what_is_not(client: Client, ocid: str) -> None:
    text = client.get("/data").content.decode()
    assert "Data terbuka" in text
    assert f"/ocds/records/{ocid}" in text
    assert "Harga satuan HPS" in text


def test_the_page_of_an_empty_house_stands_too(client: Client, db: None) -> None:
    assert client.get("/data").status_code == 200
    assert json.loads(client.get("/ocds/releases").content)["releases"] == []
