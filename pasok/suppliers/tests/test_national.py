"""The national blacklist from its file: by column, row by row, twice without harm."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from pasok.suppliers import reads
from pasok.suppliers.acts import blacklist
from pasok.suppliers.acts.national import NotThisList, Report, import_list
from pasok.suppliers.models import NationalEntry, Sanction
from pasok.suppliers.tests.builders import a_supplier
from tests.cast import LPSE, NOON, a_cast, days

pytestmark = pytest.mark.django_db
INVENTED = Path(__file__).parent / "daftar_hitam_contoh.csv"
REAL = (
    Path(__file__).resolve().parents[4]
    / "shared"
    / "data"
    / "blacklist"
    / "daftar_hitam_inaproc_20241111.csv"
)


def taken(text: str | None = None, **more: object) -> Report:
    return import_list(io.StringIO(text or INVENTED.read_text("utf-8")), **more)


def test_good_rows_are_kept_and_bad_ones_are_told_by_line_and_reason() -> None:
    report = taken(now=NOON)
    assert (report.read, report.new, report.same) == (9, 5, 0)
    assert {line: why.split(":")[0] for line, why in report.refused} == {
        4: "nama penyedia kosong",
        5: "tanggal_berlaku bukan tanggal",
        6: "masih tayang, tetapi tanggal selesainya tidak ada",
        7: "status DIHAPUS tidak dikenal",
    }
    first = NationalEntry.objects.get(number="12/SK/CONTOH")
    assert (first.ends_on.isoformat(), first.name_key, first.authority) == (
        "2027-10-17", "lalai sentosa contoh", "Kab. Contoh",
    )  # fmt: skip
    computed = NationalEntry.objects.get(number="13/SK/CONTOH")
    assert computed.ends_on.isoformat() == "2026-12-31"  # from its length: one year


def test_a_whole_npwp_is_kept_as_a_hash_and_bars_the_business_that_has_it() -> None:
    supplier = a_supplier(npwp="991234567424000")
    taken(now=NOON)
    entry = NationalEntry.objects.get(number="14/SK/CONTOH")
    assert entry.npwp == "•••• 000" and len(entry.number_key) == 64
    assert reads.is_barred(supplier.pk, NOON.date())
    assert not any("991234567" in str(row) for row in NationalEntry.objects.values_list())


def test_the_same_file_again_changes_nothing() -> None:
    taken(now=NOON)
    again = taken(now=NOON + days(1))
    assert (again.new, again.changed, again.same) == (0, 0, 5)


def test_an_entry_that_the_list_takes_back_frees_the_business_recognised_in_it() -> None:
    a_cast()
    supplier = a_supplier("Lalai Sentosa Contoh")
    taken(now=NOON)
    entry = NationalEntry.objects.get(number="12/SK/CONTOH")
    assert reads.blacklist.alike(entry) == [supplier]
    blacklist.recognise(entry, supplier=supplier, reason="SK cocok.", actor=LPSE, now=NOON)
    assert reads.is_barred(supplier.pk, NOON.date())
    changed = INVENTED.read_text("utf-8").replace("2 Years,PUBLISHED", "2 Years,CANCELED")
    report = taken(changed, now=NOON + days(1))
    assert (report.changed, report.disowned) == (1, 1)
    assert Sanction.objects.get().state == "cancelled"
    assert reads.is_barred(supplier.pk, NOON.date()) is None


def test_a_trial_run_writes_nothing_and_another_file_is_refused() -> None:
    assert taken(dry_run=True).new == 5 and not NationalEntry.objects.exists()
    with pytest.raises(NotThisList, match="npwp_penyedia"):
        taken("penyedia,nomor_sk,tanggal_berlaku,status\n")


def test_the_command_reports_and_is_strict_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("blacklist", INVENTED)
    assert "9 baris: 5 baru" in (told := capsys.readouterr().out) and "Baris 4: nama penyedia kosong" in told
    with pytest.raises(SystemExit):
        call_command("blacklist", INVENTED, "--strict", "--dry-run")
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command("blacklist", INVENTED.with_name("tidak-ada.csv"))


@pytest.mark.skipif(not REAL.exists(), reason="the national list itself is not shipped")
def test_the_national_list_of_november_2024_is_taken_in() -> None:
    with REAL.open(newline="", encoding="utf-8-sig") as lines:
        report = import_list(lines, now=NOON)
    assert report.read == 4759
    assert report.new + len(report.refused) == report.read and len(report.refused) < 20
    assert NationalEntry.objects.filter(status="PUBLISHED").count() >= 320
    assert not NationalEntry.objects.exclude(number_key="").exists()  # every NPWP of the list is masked
