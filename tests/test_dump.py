"""A backup in wrong hands: pg_dump of everything names no NIK, NPWP, telephone or account number."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from pasok.people.models import Person
from pasok.site import binaries
from pasok.suppliers import acts
from pasok.suppliers.acts import papers, privacy
from pasok.suppliers.photos import Scan
from pasok.suppliers.tests.builders import a_nik, a_supplier, an_owner, user_of

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 20


def dump() -> str:
    """The whole database as pg_dump writes it."""
    at = connection.settings_dict
    program = binaries.folder() / "pg_dump"
    made = subprocess.run(
        [program, "-h", at["HOST"], "-U", at["USER"], "--inserts", at["NAME"]],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PGPASSWORD": at["PASSWORD"] or ""},
    )
    return made.stdout


def bare(text: str) -> str:
    """Every number without dots, dashes and spaces."""
    return re.sub(r"(?<=\d)[ .\-/]+(?=\d)", "", text)


def seeded() -> list[str]:
    """Businesses with all of their numbers, half-typed forms among them. Answers every number."""
    numbers = []
    for n in range(MANY):
        nik, npwp, phone = a_nik(n), f"93{n:07d}424000", f"+62812555{n:05d}"
        owner = an_owner()
        supplier = a_supplier(
            actor=owner, npwp=npwp, ready=False, officers=[acts.NewOfficer("Direktur", "director", nik)]
        )
        acts.edit_identity(supplier, actor=user_of(supplier, owner), npwp=npwp[:-3] + "425")
        person = Person.objects.get(pk=owner.id.removeprefix("person:"))
        person.phone = phone
        person.save()
        numbers += [nik, npwp, npwp[:-3] + "425", phone, phone.removeprefix("+62")]
    return numbers


def half_typed(npwp: str) -> None:
    person = Person.objects.get(pk=an_owner().id.removeprefix("person:"))
    client = Client()
    client.force_login(person)
    page = client.get("/usaha/baru").content.decode()
    mark = re.search(r'name="draft" value="([^"]+)"', page).group(1)
    kept = client.post("/draf", {"draft": mark, "npwp": npwp, "name": "Usaha Setengah Jadi"})
    assert kept.json()["kept"]


def test_a_dump_names_no_nik_no_npwp_and_no_telephone() -> None:
    numbers = seeded()
    half_typed("939999999424000")
    text = dump()
    assert text.count("INSERT INTO public.suppliers_supplier ") == MANY  # it is the whole database
    assert "INSERT INTO public.pages_draft " in text
    everything = text + bare(text)
    assert [number for number in [*numbers, "939999999424000"] if number in everything] == []


def test_a_dump_names_no_account_number_no_proof_and_no_word_of_a_request() -> None:
    owner = an_owner()
    supplier = a_supplier(actor=owner, ready=False)
    me = user_of(supplier, owner)
    numbers = [f"77{n:09d}1" for n in range(MANY)]
    for number in numbers:
        values = {"bank": "Bank Contoh", "account": number, "holder": f"Pemilik {number}"}
        acts.add_item(supplier, kind="bank", values=values, actor=me)
    privacy.ask(wish="correct", text="Nomor saya 081255599999, bukan itu.", actor=me)
    paper = papers.keep(Scan(b"NIK 9901010101000001", "image/jpeg"), actor=me)
    paper.read = {"nik": "9901010101000001"}
    paper.save()
    text = dump()
    assert text.count("INSERT INTO public.suppliers_item ") == MANY and "Bank Contoh" in text
    everything = text + bare(text)
    canaries = [*numbers, "081255599999", "9901010101000001"]
    assert [canary for canary in canaries if canary in everything] == []
    files = [path.read_bytes() for path in Path(settings.FILES).rglob("*") if path.is_file()]
    assert files and not [file for file in files if b"9901010101000001" in file]
