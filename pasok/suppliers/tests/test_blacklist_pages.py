"""The pages of the blacklist: who sees what, the file, and the way through the forms."""

from collections.abc import Iterator

import pytest
from django.test import Client

from pasok.kernel.actor import Actor
from pasok.people import reads as people
from pasok.suppliers.acts.national import import_list
from pasok.suppliers.models import NationalEntry, Sanction
from pasok.suppliers.tests.builders import a_supplier, an_owner, user_of
from pasok.suppliers.tests.test_blacklist import a_proposal, decided
from pasok.suppliers.tests.test_national import INVENTED
from tests.cast import AGENCY, AUDITOR, JOKO, LPSE, NOON, RATNA, SARI, a_cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast() -> Iterator[None]:
    a_cast()
    yield


def seen_by(actor: Actor | None) -> Client:
    client = Client()
    if actor:
        client.force_login(people.person(actor.id))
    return client


def test_the_public_list_holds_decisions_of_both_sources_and_no_open_matter() -> None:
    assert "Tidak ada usaha yang sedang dikenai sanksi" in Client().get("/daftar-hitam").content.decode()
    decided(a_supplier("Lalai Contoh"))
    a_proposal(a_supplier("Belum Diputus Contoh"))
    with INVENTED.open(encoding="utf-8") as lines:
        import_list(lines)
    page = Client().get("/daftar-hitam").content.decode()
    assert "Lalai Contoh" in page and "CV LALAI SENTOSA CONTOH" in page and "CV LAMA CONTOH" not in page
    assert "Belum Diputus Contoh" not in page
    assert "CV LAMA CONTOH" in Client().get("/daftar-hitam?semua=ya&q=lama").content.decode()
    assert "Tidak ada catatan yang cocok" in Client().get("/daftar-hitam?q=zzz").content.decode()


def test_the_file_has_every_row_of_the_search_and_no_formula() -> None:
    decided(a_supplier("=SUM(A1)"))
    with INVENTED.open(encoding="utf-8") as lines:
        import_list(lines)
    answer = Client().get("/daftar-hitam.csv?semua=ya")
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + 1 + 5 and rows[0].startswith("Usaha,")
    assert "CV =SUM(A1)" in rows[1] and rows[1].endswith(",Pasok")


def test_an_open_matter_is_read_by_those_it_concerns_only() -> None:
    owner = an_owner()
    supplier = a_supplier(actor=owner)
    own = user_of(supplier, owner)
    matter = a_proposal(supplier)
    address = matter.get_absolute_url()
    assert seen_by(RATNA).get(address).status_code == 200
    assert seen_by(own).get(address).status_code == 404  # not sent yet
    assert seen_by(RATNA).post(f"{address}/propose").status_code == 302
    assert seen_by(own).get(address).status_code == 200
    assert "Baca usulannya" in seen_by(own).get(supplier.get_absolute_url()).content.decode()
    for other in (None, JOKO, user_of(a_supplier(), an_owner())):
        assert seen_by(other).get(address).status_code == 404
    answer = seen_by(own).post(f"{address}/reply", {"text": "Kami terlambat karena banjir."})
    assert answer.status_code == 302
    assert "banjir" in seen_by(AUDITOR).get(address).content.decode()
    advice = {"favours": "ya", "text": "Terbukti."}
    assert seen_by(AUDITOR).post(f"{address}/recommend", advice).status_code == 302
    assert seen_by(SARI).post(f"{address}/impose", {"number": "7/SK"}).status_code == 302
    public = Client().get(address).content.decode()
    assert "7/SK" in public and "banjir" not in public and "Terbukti" not in public
    assert "Masuk daftar hitam" in Client().get(supplier.get_absolute_url()).content.decode()


def test_a_proposal_begins_at_the_page_of_the_business() -> None:
    supplier = a_supplier("Lalai Contoh")
    link = f"/daftar-hitam/usul?usaha={supplier.pk}"
    assert link in seen_by(RATNA).get(supplier.get_absolute_url()).content.decode()
    assert link not in seen_by(LPSE).get(supplier.get_absolute_url()).content.decode()
    assert seen_by(LPSE).get(link).status_code == 403
    page = seen_by(RATNA).get(link)
    office = page.context["form"].fields["office"].choices[0][0]
    assert office.startswith("jabatan-")
    given = {
        "office": office, "ground": "contract_default", "happened_on": "2026-02-20", "title": "Meja",
        "origin": "ordinary", "evidence": "Berita acara.",
    }  # fmt: skip
    assert seen_by(RATNA).post(link, given | {"evidence": ""}).status_code == 422
    answer = seen_by(RATNA).post(link, given)
    assert answer.status_code == 302 and answer.url == Sanction.objects.get().get_absolute_url()
    assert Sanction.objects.get().agency_id == AGENCY


def test_only_the_lpse_says_which_business_an_entry_is() -> None:
    supplier = a_supplier("Lalai Sentosa Contoh")
    with INVENTED.open(encoding="utf-8") as lines:
        import_list(lines, now=NOON)
    entry = NationalEntry.objects.get(number="12/SK/CONTOH")
    address = entry.get_absolute_url()
    given = {"supplier": supplier.pk, "reason": "SK cocok."}
    assert "Catat sebagai usaha itu" not in Client().get(address).content.decode()
    assert seen_by(RATNA).post(address, given).status_code == 403
    assert seen_by(LPSE).post(address, given | {"reason": ""}).status_code == 422
    assert seen_by(LPSE).post(address, given).status_code == 302
    assert Sanction.objects.get().state == "published"
