"""Agencies, satker and packages come to life from the records, through the doors of their rooms."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from pasok.archive.models import Record
from pasok.archive.tests.tables import (
    RUP_PACKAGE,
    SATKER,
    TENDER,
    bring_in,
    one_tender,
    put,
)
from pasok.ledger.audit import audit
from pasok.ledger.models import Entry
from pasok.people.models import Agency, Satker
from pasok.planning.models import Package

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    one_tender(tmp_path)
    return tmp_path


def test_agency_satker_and_package_come_to_life_through_the_doors(folder: Path) -> None:
    bring_in(folder)
    assert Agency.objects.get(code="D999").kind == "KABUPATEN"
    assert Satker.objects.get().kd_satker == 60412
    package = Package.objects.get(rup_code="50000001")
    assert (package.state, package.method, package.pagu) == (
        "announced",
        "tender_postqual_one_file",
        Decimal(500_000_000),
    )
    assert package.announced_at == datetime(2025, 2, 11, 3, tzinfo=UTC)
    direct = Package.objects.get(rup_code="50000010").funding.get()
    assert (direct.source, direct.account_code) == ("Gabungan", "1.01.01.2.06.0002.5.1.02.01.01.0024.1")
    acts = Entry.objects.filter(ocid=package.ocid).order_by("number")
    assert [(e.act, e.actor["id"]) for e in acts] == [("create", "system:import"), ("adopt", "system:import")]
    assert audit().findings == ()


def test_several_rup_codes_share_the_announced_pagu(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", SATKER)
    put(tmp_path, "b.csv", {**TENDER, "kd_rup": "50000001;50000002;50000003", "pagu": "100000000"})
    bring_in(tmp_path)
    packages = Package.objects.order_by("rup_code")
    assert [p.pagu for p in packages] == [
        Decimal("33333333.34"),
        Decimal("33333333.33"),
        Decimal("33333333.33"),
    ]
    assert "3 kode RUP dengan satu pagu Rp100.000.000" in packages[1].description


def test_the_rup_table_of_inaproc_is_believed_before_the_announcement(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", SATKER)
    put(tmp_path, "b.csv", {**TENDER, "kd_rup": "50000001;50000002"})
    put(tmp_path, "c.csv", RUP_PACKAGE)
    bring_in(tmp_path)
    told, shared = Package.objects.order_by("rup_code")
    assert (told.title, told.pagu, told.satker_id) == ("Belanja Mebel Sekolah", Decimal(300_000_000), 60412)
    assert shared.pagu == Decimal(250_000_000)


def test_a_satker_known_only_from_announcements_still_carries_its_package(tmp_path: Path) -> None:
    put(tmp_path, "b.csv", TENDER)
    bring_in(tmp_path)
    assert Satker.objects.get().code == "1.01.0.00.0.00.01.0000"
    put(tmp_path, "c.csv", SATKER)
    bring_in(tmp_path)
    assert Satker.objects.get(kd_satker=60412) and Package.objects.count() == 1


def test_what_cannot_become_a_package_is_said_and_the_record_stays(tmp_path: Path) -> None:
    put(
        tmp_path,
        "b.csv",
        {**TENDER, "kd_rup": "123456789"},
        {**TENDER, "kd_tender": "2", "kd_rup": "50000002", "jenis_pengadaan": "Hibah"},
        {**TENDER, "kd_tender": "3", "kd_rup": "50000003", "pagu": ""},
    )
    carried = {each.kind: each for each in bring_in(tmp_path).carried}["package"]
    assert dict(carried.refused) == {
        "123456789": "Kode RUP 123456789 bukan bilangan dengan paling banyak 8 angka.",
        "50000002": "Jenis pengadaan Hibah tidak dikenal.",
        "50000003": "Pagunya tidak disebut atau nol.",
    }
    assert Record.objects.filter(kind="tender").count() == 3 and not Package.objects.exists()
