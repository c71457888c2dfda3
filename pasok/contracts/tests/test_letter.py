"""The draft contract as a paper: for its parties, officials and auditors alone."""

import io
import json

import pytest
from django.test import Client
from pypdf import PdfReader

from pasok.contracts import acts, letter
from pasok.contracts.models import Contract
from pasok.contracts.tests.builders import a_contract
from pasok.contracts.tests.test_pages import signed_in
from pasok.kernel.actor import NOBODY
from pasok.ledger.models import Sheet
from pasok.ledger.reads import chain
from pasok.pages.sheet import sheet
from pasok.suppliers.tests.builders import a_supplier
from tests.cast import AUDITOR, KENCANA, MAJU, NOON, RATNA, a_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(settings: object) -> Contract:
    settings.DEMO = True  # the cast has no second factor
    a_cast()
    return a_contract(a_supplier("Maju Contoh", actor=MAJU))


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_the_draft_tells_parties_value_lines_and_terms(contract: Contract) -> None:
    acts.revise_draft(contract, actor=RATNA, number="K-01", terms="Denda #1:\n$1/1000$ per hari", now=NOON)
    one = Sheet.objects.filter(subject=contract.key).last()
    told = text_of(sheet(letter.TEMPLATE, one.data, at=one.at))
    for words in (
        *("RANCANGAN SURAT PERJANJIAN", "Nomor: K-01", "CV Maju Contoh", "Ratna", "SPPBJ-CONTOH-1"),
        *("Rp250.000.000", "dua ratus lima puluh juta rupiah", "Rp1.750.000", "100,5 buah", "Rp75.375.000"),
        *("Rp12.500.000", "Jumat, 27 Maret 2026", "Denda #1: $1/1000$ per hari", "Halaman 1 dari 2"),
    ):
        assert words in told, words
    assert chain(contract.key).last().data["paper"] == one.fingerprint
    person = contract.supplier.officers.first()
    assert person is None or person.nik_hash not in json.dumps(one.data)


def test_only_those_inside_read_it_and_a_cancelled_one_is_no_longer_shown(contract: Contract) -> None:
    (listed,) = letter.listed(contract, RATNA, NOON)
    for actor, status in ((RATNA, 200), (MAJU, 200), (AUDITOR, 200), (KENCANA, 404)):
        client = signed_in(actor)
        assert client.get(listed.url).status_code == status, actor
        assert (listed.url in client.get(contract.get_absolute_url()).text) is (status == 200)
    assert Client().get(listed.url).status_code == 404 and letter.listed(contract, NOBODY, NOON) == []
    known = Client().get(f"/dokumen/{listed.sheet.fingerprint}")
    assert known.status_code == 200 and "Meja siswa" not in known.text
    acts.cancel_draft(contract, reason="Pemenang mundur.", actor=RATNA, now=NOON)
    assert letter.listed(contract, RATNA, NOON) == []
