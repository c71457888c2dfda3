"""The page for a new draft."""

import pytest
from django.test import Client

from pasok.planning.models import Package
from pasok.planning.tests.builders import Office, an_office
from pasok.planning.tests.test_pages import as_person, text
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
