"""The public list and the page for a new draft."""

from decimal import Decimal

import pytest
from django.test import Client

from pasok.planning import reads
from pasok.planning.models import Package
from pasok.planning.tests.builders import Office, a_package, an_announced_package, an_office
from pasok.planning.tests.test_pages import JSON, as_person, text
from tests.cast import MAJU

pytestmark = pytest.mark.django_db
NEW = {
    "title": "Pengadaan Seragam Sekolah",
    "year": "2026",
    "kind": "goods",
    "pagu": "300.000.000",
    "funding-0-source": "APBD",
    "funding-0-amount": "300.000.000",
    "locations-0-name": "Kab. Contoh",
    "selection_from": "2026-03",
    "selection_until": "2026-04",
    "domestic": "on",
}


@pytest.fixture
def office() -> Office:
    return an_office()


def titles(query: str) -> list[str]:
    found = Client().get(f"/paket?{query}", headers=JSON).json()
    assert found["total"] == len(found["packages"])
    return [package["title"] for package in found["packages"]]


def test_the_list_is_found_by_words_their_beginnings_the_code_and_filters(office: Office) -> None:
    desk = an_announced_package(office, title="Pengadaan Meja Siswa", pagu=Decimal(300_000_000))
    works = an_announced_package(
        office, title="Rehabilitasi Atap Gedung", kind="works", pagu=Decimal(16_000_000_000)
    )
    a_package(office, title="Meja yang belum diumumkan")
    assert titles("") == [works.title, desk.title]
    assert titles("q=meja+sis") == [desk.title]
    assert titles(f"q={works.rup_code}") == [works.title]
    assert titles("kind=works") == titles("reserved=tidak") == [works.title]
    assert titles("reserved=ya&year=2026&agency=D999&state=announced") == [desk.title]
    assert titles("method=tender_postqual_one_file&q=atap") == [works.title]
    assert titles("q=komputer") == []
    assert titles("q=%27%3A*+%26+%7C+meja") == [desk.title]  # signs of the search language are only signs


def test_an_empty_list_says_what_to_do_next(office: Office) -> None:
    assert "Belum ada paket yang diumumkan" in text(Client().get("/paket"))
    an_announced_package(office)
    assert "Tidak ada paket yang cocok" in text(Client().get("/paket?q=komputer"))


def test_a_strange_filter_value_shows_everything_and_a_strange_filter_is_an_error(office: Office) -> None:
    package = an_announced_package(office)
    assert titles("kind=kapal") == [package.title]
    with pytest.raises(TypeError):
        reads.announced(colour="red")


def test_the_pages_of_the_list_keep_the_search(office: Office) -> None:
    for number in range(25):
        a = an_announced_package(office, title=f"Meja {'abcdefghijklmnopqrstuvwxy'[number] * 9}")
    html = text(Client().get("/paket?q=meja"))
    assert "Halaman 1 dari 2" in html and "q=meja" in html and a.title in html
    assert html.count('class="card pkg"') == 24


def test_the_ppk_makes_a_draft_on_the_page(office: Office) -> None:
    client = as_person(office.ppk)
    assert client.get("/paket/baru").status_code == 200
    answer = client.post("/paket/baru", {**NEW, "satker": office.satker.pk})
    package = Package.objects.get()
    assert answer.status_code == 302 and answer["Location"] == package.get_absolute_url()
    assert (package.title, package.pagu, package.state) == (NEW["title"], 300_000_000, "draft")
    assert package.funding.get().source == "APBD" and package.selection_until.isoformat() == "2026-04-01"


def test_a_draft_with_a_fault_stays_on_the_page(office: Office) -> None:
    wrong = {**NEW, "satker": office.satker.pk, "pagu": "banyak", "selection_until": "2026-02"}
    answer = as_person(office.ppk).post("/paket/baru", wrong)
    assert answer.status_code == 422 and NEW["title"] in text(answer)
    assert "Bulan selesai tidak boleh sebelum bulan mulai." in text(answer)
    assert not Package.objects.exists()


def test_only_planners_get_the_page_for_a_draft(office: Office) -> None:
    assert as_person(MAJU).get("/paket/baru").status_code == 403
    assert Client().get("/paket/baru").status_code == 302
    assert "Buat paket" not in text(as_person(MAJU).get("/paket"))
