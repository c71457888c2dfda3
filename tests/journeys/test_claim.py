"""An imported record finds its owner: by numbers, by a code to the business's own contact, by an officer."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from pytest_django.fixtures import Settings

from pasok.accounts.tests.test_door import messages
from pasok.desk import acts, home
from pasok.desk.models import Claim
from pasok.kernel.machine import WRONG_HAT, Refused
from pasok.ledger.audit import audit
from pasok.ledger.models import Entry
from pasok.people.reads import IMPORTER
from pasok.suppliers import acts as suppliers
from pasok.suppliers.models import Supplier
from pasok.suppliers.tests.builders import a_supplier, an_owner
from pasok.suppliers.tests.test_pages import signed_in
from tests.cast import LPSE, RATNA, a_cast

pytestmark = pytest.mark.django_db
NIB, NPWP = "9000000000555", "000000555424000"
FIRM = {
    "nib": NIB, "name": "Tatar Sunda Contoh", "form": "cv", "npwp": NPWP, "phone": "+628990000555",
    "as_of": "2026-01-01",
}  # fmt: skip


@pytest.fixture
def register(outbox: Path, settings: Settings) -> Path:
    (outbox / "oss.json").write_text(json.dumps([FIRM]))
    settings.OSS_FILE = str(outbox / "oss.json")
    a_cast()
    return outbox


def a_record(name: str = "CV. TATAR SUNDA CONTOH", **more: object) -> Supplier:
    return suppliers.record(scheme="kd_penyedia", code="99", name=name, actor=IMPORTER, **more)[0]


def test_the_owner_proves_it_and_an_officer_hands_it_over(
    register: Path, django_capture_on_commit_callbacks: object
) -> None:
    record, owner = a_record(), an_owner("Siti Contoh")
    client = signed_in(owner)
    assert "Ini usaha saya" in client.get(record.get_absolute_url()).text
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/klaim/usaha/{record.pk}", {"nib": NIB, "npwp": NPWP})
    claim = Claim.objects.get()
    assert answer.url == claim.get_absolute_url()
    assert claim.agrees == {"nib": None, "npwp": None, "register": True, "name": True}
    with pytest.raises(Refused, match="belum mengisi kode"):
        acts.accept_claim(claim, actor=LPSE)
    assert [task.todo for task in home.tasks(LPSE, claim_time())] == [""]
    code = re.search(r"\b\d{6}\b", messages(register)[-1]).group()
    client.post(f"{claim.get_absolute_url()}/kode", {"code": "salah1"})
    claim.refresh_from_db()
    assert claim.state == "asked"
    client.post(f"{claim.get_absolute_url()}/kode", {"code": code})
    officer = signed_in(LPSE)
    assert NPWP not in officer.get(claim.get_absolute_url()).text
    assert officer.post(f"{claim.get_absolute_url()}/accept_claim").status_code == 302
    record.refresh_from_db()
    assert (record.state, record.nib, record.npwp) == ("draft", NIB, NPWP)
    assert client.get("/usaha").url == record.get_absolute_url()
    assert audit().findings == ()
    book = json.dumps([entry.body for entry in Entry.objects.all()])
    assert NIB not in book and NPWP not in book and "+62899" not in book


def claim_time() -> object:
    return Entry.objects.latest("at").at


def test_what_contradicts_the_record_is_refused_at_once(register: Path) -> None:
    record = a_record(npwp="000000777424000")
    with pytest.raises(ValidationError, match="tidak cocok dengan catatan"):
        acts.ask_claim(record.pk, actor=an_owner(), nib=NIB, npwp=NPWP)
    other = a_supplier()
    with pytest.raises(ValidationError, match="sudah terdaftar"):
        acts.ask_claim(record.pk, actor=an_owner(), nib=other.nib)
    with pytest.raises(ValidationError, match="peran di instansi"):
        acts.ask_claim(record.pk, actor=RATNA, nib=NIB)
    assert not Claim.objects.exists()


def test_without_a_contact_and_without_anything_that_agrees_an_officer_cannot_accept(register: Path) -> None:
    record = a_record("PT Lain Sama Sekali Contoh")
    claim = acts.ask_claim(record.pk, actor=an_owner(), nib="9000000000556")
    assert not claim.contact
    with pytest.raises(Refused, match="Belum ada yang cocok"):
        acts.accept_claim(claim, actor=LPSE)
    with pytest.raises(Refused, match=WRONG_HAT):
        acts.refuse_claim(claim, actor=RATNA, reasons=["other"])
    acts.refuse_claim(claim, actor=LPSE, reasons=["other"])
    assert claim.state == "refused" and record.state == "unclaimed"


def test_a_number_that_the_record_knows_is_proof_and_one_record_goes_to_one_owner(register: Path) -> None:
    record = a_record("UD Contoh", npwp="000000888424000")
    first = acts.ask_claim(record.pk, actor=an_owner(), nib="9000000000557", npwp="000000888424000")
    second = acts.ask_claim(record.pk, actor=an_owner(), nib="9000000000558", npwp="000000888424000")
    assert first.agrees["npwp"] is True
    acts.accept_claim(first, actor=LPSE)
    with pytest.raises(Refused, match="sudah diklaim orang lain"):
        acts.accept_claim(second, actor=LPSE)
    assert signed_in(an_owner()).get(second.get_absolute_url()).status_code == 404


def test_the_command_reports_line_and_reason_and_may_run_twice(tmp_path: Path) -> None:
    table = tmp_path / "peserta.csv"
    table.write_text(
        "kd_tender,kd_penyedia,nama_penyedia\n1,7.0,CV Satu\n2,7.0,CV Satu\n3,,CV Tanpa Kode\n4,8.0,UD Dua\n"
    )
    for new, known in ((2, 0), (0, 2)):
        out = StringIO()
        call_command("import_suppliers", str(table), stdout=out)
        assert (
            f"4 baris dibaca: {new} usaha baru, {known} sudah ada, 1 baris usaha yang sama, 1 ditolak."
            in out.getvalue()
        )
        assert "baris 4: Kode atau nama penyedia kosong." in out.getvalue()
    assert {row.form for row in Supplier.objects.all()} == {"cv", "ud"}
    assert set(Supplier.objects.values_list("state", flat=True)) == {"unclaimed"}


def test_the_participants_of_kab_bandung_become_records_that_can_be_claimed(shared: Path) -> None:
    table = shared / "data" / "isb_kab_bandung_2025" / "1070_SPSE-PesertaTender.csv"
    out = StringIO()
    call_command("import_suppliers", str(table), stdout=out)
    told = out.getvalue()
    read, new, repeated = (
        int(re.search(rf"(\d+) {words}", told).group(1))
        for words in ("baris dibaca", "usaha baru", "baris usaha")
    )
    refused = int(re.search(r"(\d+) ditolak", told).group(1))
    assert read == 4224 == new + repeated + refused and refused == 2
    assert Supplier.objects.filter(state="unclaimed").count() == new
    assert told.count("Kode atau nama penyedia kosong.") == 2
