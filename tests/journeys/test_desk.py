"""The desk of the LPSE: verified, sent back, refused by two; the same clock for both sides."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pasok.desk import acts, home, reader, reads
from pasok.desk.models import Registration
from pasok.kernel.actor import Actor
from pasok.kernel.machine import WRONG_HAT, Refused
from pasok.ledger.audit import audit
from pasok.ledger.models import Entry
from pasok.ledger.reads import chain
from pasok.notices import reader as notices
from pasok.notices.models import Notice
from pasok.suppliers import acts as suppliers
from pasok.suppliers.models import Supplier
from pasok.suppliers.tests.builders import a_supplier, an_owner, user_of
from pasok.suppliers.tests.test_pages import signed_in
from tests.cast import LPSE, LUKMAN, OFFICIALS, SARI, a_cast

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 3, tzinfo=UTC)  # 10.00 WIB


def told() -> None:
    """What the worker does after each commit."""
    for entry in Entry.objects.order_by("pk"):
        reader.read(entry)


def a_case(**changes: object) -> tuple[Registration, Supplier, Actor]:
    a_cast()
    owner = an_owner()
    supplier = a_supplier(actor=owner, **changes)
    told()
    return Registration.objects.get(), supplier, user_of(supplier, owner)


def test_a_declared_profile_comes_before_the_desk_once_and_bidding_does_not_wait_for_it() -> None:
    row, supplier, _me = a_case()
    told()
    assert Registration.objects.count() == 1 and row.state == "waiting"
    assert row.ocid == supplier.ocid and supplier.state == "ready"
    assert [entry.act for entry in chain(row.key)] == ["create"]


def test_the_service_standard_ends_on_a_working_day_and_comes_from_the_law_tables() -> None:
    assert acts.registration.due_at(MONDAY).date().isoformat() == "2026-03-05"
    friday = MONDAY + timedelta(days=4)
    assert acts.registration.due_at(friday).date().isoformat() == "2026-03-09"


def test_an_officer_verifies_and_it_holds_until_something_changes() -> None:
    row, supplier, me = a_case()
    acts.verify(row, actor=LPSE, seen=["nib", "ktp"])
    assert reads.is_verified(supplier.pk) and row.decided_by == "Lina Contoh (LPSE)"
    assert "Terverifikasi" in Client().get(supplier.get_absolute_url()).text
    assert reads.verified([supplier.pk]) == {supplier.pk}
    suppliers.reopen(supplier, actor=me)
    suppliers.declare(supplier, actor=me, sworn=True)
    told()
    row.refresh_from_db()
    assert row.state == "verified", "nothing changed"
    suppliers.reopen(supplier, actor=me)
    suppliers.edit_identity(supplier, actor=me, address="Jalan Lain 9")
    suppliers.declare(supplier, actor=me, sworn=True)
    told()
    row.refresh_from_db()
    assert row.state == "waiting" and not reads.is_verified(supplier.pk)
    assert audit().findings == ()


def test_a_case_is_sent_back_with_reasons_from_the_list_and_comes_again() -> None:
    row, _supplier, me = a_case()
    page = signed_in(LPSE).post(f"{row.get_absolute_url()}/send_back", {"note": "Foto buram."})
    assert page.status_code == 422
    sent = {"reasons": ["unreadable", "address"], "note": "Foto buram."}
    assert signed_in(LPSE).post(f"{row.get_absolute_url()}/send_back", sent).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.reasons) == ("returned", ["unreadable", "address"])
    notices.read(chain(row.key).last())
    [notice] = Notice.objects.all()
    assert "Bukti tidak terbaca. Alamat tidak cocok dengan dokumen. Foto buram." in notice.text
    assert f"person:{notice.person_id}" == me.id
    mine = signed_in(me).get(row.get_absolute_url()).text
    assert "Bukti tidak terbaca." in mine and "Foto buram." in mine
    acts.ask_again(row, actor=me)
    assert row.state == "waiting" and row.reasons == []


def test_a_refusal_takes_a_second_person() -> None:
    row, _supplier, me = a_case()
    acts.propose_rejection(row, actor=LPSE, reasons=["stranger"])
    for act in (acts.confirm_rejection, acts.decline_rejection):
        with pytest.raises(Refused, match="petugas LPSE lain"):
            act(row, actor=LPSE)
    acts.decline_rejection(row, actor=LUKMAN, note="Surat kuasa ada.")
    assert (row.state, row.proposed_by) == ("waiting", "")
    acts.propose_rejection(row, actor=LUKMAN, reasons=["stranger"])
    acts.confirm_rejection(row, actor=LPSE)
    assert row.state == "rejected"
    acts.ask_again(row, actor=me)
    assert row.state == "waiting"


def test_nobody_but_the_desk_decides_and_nobody_else_reads() -> None:
    row, _supplier, me = a_case()
    for actor in [each for each in OFFICIALS if each not in (LPSE, LUKMAN)]:
        with pytest.raises(Refused, match=WRONG_HAT):
            acts.verify(row, actor=actor, seen=["nib"])
    with pytest.raises(Refused, match=WRONG_HAT):
        acts.verify(row, actor=me, seen=["nib"])
    assert signed_in(SARI).get(row.get_absolute_url()).status_code == 404
    assert signed_in(an_owner()).get(row.get_absolute_url()).status_code == 404
    assert signed_in(an_owner()).get("/verifikasi").status_code == 403
    assert signed_in(me).get(row.get_absolute_url()).status_code == 200


def test_what_was_typed_stands_beside_the_register_and_differences_are_marked(
    settings: Settings, tmp_path: Path
) -> None:
    nib = "9000000000909"
    firm = {
        "nib": nib,
        "name": "mebel  contoh",
        "form": "pt",
        "npwp": "000000909424000",
        "as_of": "2026-01-01",
    }
    (tmp_path / "oss.json").write_text(json.dumps([firm]))
    settings.OSS_FILE = str(tmp_path / "oss.json")
    row, supplier, _me = a_case(nib=nib, npwp="000000909424000")
    lines = {line.label: line for line in reads.compared(supplier.profile())}
    assert lines["Nama usaha"].agrees is True  # spelling of spaces and capitals is no difference
    assert lines["Bentuk usaha"].agrees is False and lines["Alamat"].agrees is None
    assert (lines["NPWP"].agrees, lines["NPWP"].typed) == (True, "•••• 000")
    page = signed_in(LPSE).get(row.get_absolute_url()).text
    assert "Berbeda" in page and "tidak tersambung langsung ke OSS" in page and "000000909424000" not in page


def test_both_sides_see_the_same_clock_and_the_desk_has_its_work() -> None:
    row, _supplier, me = a_case()
    for who in (LPSE, me):
        page = signed_in(who).get(row.get_absolute_url()).text
        assert "Paling lambat" in page and "Standar layanan" in page and "3 hari" in page
    [task] = home.tasks(LPSE, row.asked_at)
    assert task.todo == "Verifikasi usaha" and task.due == row.due_at
    [own] = home.tasks(me, row.asked_at)
    assert own.waits and own.due == row.due_at
    acts.propose_rejection(row, actor=LPSE, reasons=["closed"])
    assert [task.todo for task in home.tasks(LPSE, row.asked_at)] == [""]
    assert [task.todo for task in home.tasks(LUKMAN, row.asked_at)] == ["Periksa usulan penolakan"]
    assert "terlambat" not in signed_in(LPSE).get("/verifikasi").text
    Registration.objects.update(due_at=MONDAY)
    assert "1 terlambat" in signed_in(LPSE).get("/verifikasi").text


def test_the_book_holds_no_number_of_a_person_or_a_business() -> None:
    row, supplier, _me = a_case()
    acts.verify(row, actor=LPSE, seen=["npwp"])
    book = json.dumps([entry.body for entry in chain(row.key)])
    assert supplier.nib not in book and supplier.npwp not in book and row.mark not in book
