"""Saved searches: kept once, counted since the last look, and nobody else's business."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from pasok.opportunities import saving
from pasok.opportunities.models import SavedSearch
from pasok.opportunities.tests.builders import a_listing
from pasok.planning.tests.test_pages import as_person
from tests.cast import MAJU, STRANGER, a_cast

pytestmark = pytest.mark.django_db


def shown(client: Client) -> str:
    soup = BeautifulSoup(client.get("/pencarian").content, "html.parser")
    return " ".join(soup.find(id="isi").text.split())


def test_a_search_is_kept_once_opened_and_forgotten() -> None:
    a_cast()
    client = as_person(MAJU)
    assert "Belum ada pencarian tersimpan" in shown(client)
    for spelling in ("jenis=goods&q=meja", "q=meja&jenis=goods&halaman=3"):
        client.post("/pencarian", {"query": spelling})
    one = SavedSearch.objects.get()
    assert (one.query, one.name) == ("q=meja&jenis=goods", "“meja”, Barang")
    a_listing(title="Meja", announced_at=timezone.now() + timedelta(minutes=1))
    a_listing(title="Kursi", details="", announced_at=timezone.now() + timedelta(minutes=1))
    a_listing(title="Meja lama")
    assert "1 paket baru" in shown(client)
    SavedSearch.objects.update(looked_at=timezone.now() + timedelta(minutes=2))
    assert "paket baru" not in shown(client).replace("hitung paket baru", "")
    answer = client.post(f"/pencarian/{one.pk}")
    assert answer["Location"] == "/paket?q=meja&jenis=goods"
    client.post(f"/pencarian/{one.pk}/hapus")
    assert not SavedSearch.objects.exists()


def test_a_saved_search_is_nobody_elses_business() -> None:
    a_cast()
    as_person(MAJU).post("/pencarian", {"query": "q=meja"})
    one = SavedSearch.objects.get()
    stranger = as_person(STRANGER)
    assert "meja" not in shown(stranger)
    for address in (f"/pencarian/{one.pk}", f"/pencarian/{one.pk}/hapus"):
        assert stranger.post(address).status_code == 404 and stranger.get(address).status_code == 405
    assert Client().get("/pencarian").status_code == 302 and SavedSearch.objects.count() == 1


def test_there_is_an_end_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    a_cast()
    monkeypatch.setattr(saving, "MOST", 1)
    client = as_person(MAJU)
    for query in ("q=meja", "q=kursi"):
        client.post("/pencarian", {"query": query})
    assert SavedSearch.objects.get().query == "q=meja"
    assert "Hapus satu dulu." in shown(client)
