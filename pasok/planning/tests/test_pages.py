"""Pages of packages: what the public reads, what officials may do, and that all ways say the same."""

import json
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from pasok.kernel.actor import Actor
from pasok.people.models import Person
from pasok.planning import acts
from pasok.planning.models import Package
from pasok.planning.tests.builders import (
    MORNING,
    Office,
    a_package,
    a_school_furniture_package,
    an_announced_package,
    an_office,
)
from tests.cast import AUDITOR, MAJU, STRANGER

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
LIVE = {"HX-Request": "true"}


def as_person(actor: Actor) -> Client:
    """A browser signed in as this person of the demonstration."""
    client = Client()
    client.force_login(Person.objects.get(pk=int(actor.id.partition(":")[2])))
    return client


@pytest.fixture
def office() -> Office:
    return an_office()


def text(answer: Any) -> str:
    return answer.content.decode()


def live(html: str) -> str:
    """The live part of a page, without the tokens that change with every answer."""
    soup = BeautifulSoup(html, "html.parser")
    for token in soup.select("[name=csrfmiddlewaretoken], [name=once], [name=draft]"):
        token.decompose()
    return str(soup.find(id="live"))


def names(client: Client, package: Package) -> dict[str, list[str]]:
    """The acts of the JSON answer with their reasons."""
    found = client.get(package.get_absolute_url(), headers=JSON).json()["acts"]
    return {act["name"]: act["why_not"] for act in found}


def test_the_public_reads_the_announced_package_and_no_price_of_a_line(office: Office) -> None:
    package = a_school_furniture_package(office)
    html = text(Client().get(package.get_absolute_url()))
    assert "Pengadaan Meja dan Kursi Siswa SD" in html and "Rp1.412.586.000" in html
    assert "Meja siswa SD" in html and "1.200 unit" in html and "612.000" not in html
    assert "Mengapa metode ini?" in html and "batas pengadaan langsung" in html
    assert "Tindakan Anda" not in html


def test_the_ppk_reads_the_breakdown_and_an_outsider_does_not(office: Office) -> None:
    package = a_school_furniture_package(office)
    assert "Rp612.000" in text(as_person(office.ppk).get(package.get_absolute_url()))
    assert "612.000" not in text(as_person(STRANGER).get(package.get_absolute_url()))


def test_a_draft_is_seen_by_its_officials_only(office: Office) -> None:
    package = a_package(office)
    for client in (Client(), as_person(STRANGER), as_person(MAJU)):
        assert client.get(package.get_absolute_url()).status_code == 404
    assert as_person(office.ppk).get(package.get_absolute_url()).status_code == 200
    assert package.title not in text(Client().get("/paket"))
    assert package.title in text(as_person(office.ppk).get("/paket"))


def test_the_api_offers_exactly_the_buttons_and_says_the_same_reasons(office: Office) -> None:
    package = a_package(office)
    for actor in (office.ppk, office.pa, AUDITOR):
        client = as_person(actor)
        html, offered = text(client.get(package.get_absolute_url())), names(client, package)
        for act in package.machine.acts:
            assert (f'id="act-{act.name}"' in html) == (act.name in offered), act.name
        assert all(why in html for reasons in offered.values() for why in reasons)
    assert names(Client(), an_announced_package(office)) == {}


def test_a_refusal_is_one_sentence_on_the_page_and_409_for_machines(office: Office) -> None:
    package = a_package(office)
    client, url = as_person(office.pa), f"{package.get_absolute_url()}/announce"
    answer = client.post(url, headers=JSON)
    assert answer.status_code == 409
    assert answer.json()["why_not"] == ["Metode pemilihan belum ditetapkan. Tetapkan lebih dahulu."]
    page = client.post(url)
    assert page.status_code == 409 and "Metode pemilihan belum ditetapkan." in text(page)
    package.refresh_from_db()
    assert package.state == "draft"


def test_what_was_typed_wrongly_stays_and_is_422(office: Office) -> None:
    package = an_announced_package(office)
    url, client = f"{package.get_absolute_url()}/set_hps", as_person(office.ppk)
    row = {"lines-0-description": "Meja jati", "lines-0-unit": "unit", "lines-0-quantity": "1.200"}
    answer = client.post(url, {**row, "lines-0-unit_price": "612.000,50", "vat": "effective"})
    assert answer.status_code == 422
    assert "Baris 1, Harga satuan: Tulis rupiah bulat, tanpa sen." in text(answer)
    assert 'value="Meja jati"' in text(answer) and 'value="612.000,50"' in text(answer)


def test_more_rows_come_without_javascript_and_keep_what_was_typed(office: Office) -> None:
    package = an_announced_package(office)
    url, client = f"{package.get_absolute_url()}/set_hps", as_person(office.ppk)
    answer = client.post(url, {"lines-0-description": "Meja jati", "lines-more": "1", "vat": "effective"})
    assert answer.status_code == 422 and 'value="Meja jati"' in text(answer)
    assert 'name="lines-3-unit_price"' in text(answer)


def test_numbers_are_read_as_people_write_them(office: Office) -> None:
    package = an_announced_package(office)
    row = {"lines-0-description": "Meja", "lines-0-unit": "unit", "lines-0-quantity": "1.200"}
    half = {"lines-2-description": "Pernis", "lines-2-unit": "liter", "lines-2-quantity": "2,5"}
    prices = {"lines-0-unit_price": "300.000", "lines-2-unit_price": "Rp100.000", "vat": "included"}
    answer = as_person(office.ppk).post(f"{package.get_absolute_url()}/set_hps", {**row, **half, **prices})
    assert answer.status_code == 302, text(answer)
    package.refresh_from_db()
    assert package.hps_total == 360_250_000


def test_the_api_takes_lines_as_a_list(office: Office) -> None:
    package = an_announced_package(office)
    lines = [{"description": "Meja", "unit": "unit", "quantity": 3, "unit_price": 100_000}]
    answer = as_person(office.ppk).post(
        f"{package.get_absolute_url()}/set_hps",
        json.dumps({"lines": lines, "vat": "effective"}),
        content_type="application/json",
        headers=JSON,
    )
    assert answer.status_code == 200 and answer.json()["state"] == "announced"
    package.refresh_from_db()
    assert package.hps_total == 333_000


def test_the_swapped_part_is_the_page_after_a_reload(office: Office) -> None:
    package = an_announced_package(office)
    client = as_person(office.ppk)
    swapped = client.post(
        f"{package.get_absolute_url()}/write_specification", {"text": "Kayu jati."}, headers=LIVE
    )
    reloaded = live(text(client.get(package.get_absolute_url(), headers=LIVE)))
    notice = BeautifulSoup(live(text(swapped)), "html.parser")
    notice.find(class_="notice").decompose()  # "berhasil", once
    swap, reload = ("".join(part.split()) for part in (str(notice), reloaded))
    assert swap == reload


def test_what_belongs_to_the_tender_has_no_address_here(office: Office) -> None:
    package = a_school_furniture_package(office)
    for name in ("begin_selection", "conclude", "adopt", "nothing"):
        answer = as_person(office.ppk).post(f"{package.get_absolute_url()}/{name}")
        assert answer.status_code == 404, name


def test_the_warning_shows_its_evidence_to_officials_only(office: Office) -> None:
    for area in ("SD", "SMP"):
        package = a_package(office, title=f"Belanja Alat Tulis Bidang {area}", pagu=Decimal(150_000_000))
        acts.set_method(package, actor=office.ppk, now=MORNING)
        if package.facts(office.pa, MORNING).similar:
            acts.explain_similar(package, actor=office.ppk, reason="Dua bidang.", now=MORNING)
        acts.announce(package, actor=office.pa, now=MORNING)
    for actor in (office.ppk, AUDITOR):
        html = text(as_person(actor).get(package.get_absolute_url()))
        assert "Paket ini mungkin dipecah" in html and "Rp300.000.000" in html and "Dua bidang." in html
    assert "mungkin dipecah" not in text(Client().get(package.get_absolute_url()))
