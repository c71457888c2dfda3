"""The real tables of one region beside the repository, when they are there."""

import shutil
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pasok.archive import reads
from pasok.archive.acts import import_folder
from pasok.archive.acts.keeping import KNOWN
from pasok.archive.files import opened, tables_in
from pasok.archive.tables import recognise
from pasok.planning.models import Package

WIB = ZoneInfo("Asia/Jakarta")
TENDER_TABLES = ("1008", "1013", "1014", "1015", "1068", "1070", "1073", "1075", "1077")


def test_every_real_table_is_recognised(shared: Path) -> None:
    for path in tables_in(shared / "data" / "isb_kab_bandung_2025"):
        with opened(path) as sheet:
            assert recognise(sheet.columns, KNOWN), path.name


def test_no_other_real_file_is_mistaken_for_a_table_of_ours(shared: Path) -> None:
    for path in [*tables_in(shared / "data" / "blacklist"), *tables_in(shared / "data" / "wilayah")]:
        with opened(path) as sheet:
            assert not recognise(sheet.columns, KNOWN), path.name


@pytest.mark.django_db
def test_the_tenders_of_kab_bandung_come_in_whole_and_once(shared: Path, tmp_path: Path) -> None:
    for path in (shared / "data" / "isb_kab_bandung_2025").iterdir():
        if path.name.startswith(TENDER_TABLES):
            shutil.copyfile(path, tmp_path / path.name)
    first = {part.kind: part for part in import_folder(tmp_path, zone=WIB).tables}
    assert {kind: part.read for kind, part in first.items()} == {
        "satker": 165,
        "tender": 92,  # 95 lines of text: three titles run over two
        "tender_finished": 68,
        "result": 77,
        "stage": 1428,
        "participant": 4224,
        "contract": 52,
        "sppbj": 47,
        "spmk": 45,
    }
    # Two tenders have one row without a participant: nobody had registered yet.
    assert {kind: len(part.refused) for kind, part in first.items() if part.refused} == {"participant": 2}
    assert sum(len(reads.participants(tender.code)) for tender in reads.tenders()) == 4222
    assert all(len(reads.stages(tender.code)) in (12, 21) for tender in reads.tenders())
    lowest = reads.tenders(qualification="Pasca Satu File", evaluation="Harga Terendah")
    assert len(lowest) == 56
    priced = [t for t in lowest if any(p.winner and p.offer for p in reads.participants(t.code))]
    assert len(priced) == 43
    [contract] = reads.contracts("10002513000")
    assert contract.value == Decimal(334110000)
    assert Package.objects.filter(agency="D107", state="announced").exists()
    again = import_folder(tmp_path, zone=WIB)
    assert [(part.new, part.changed) for part in again.tables] == [(0, 0)] * 9
    assert [part.new for part in again.carried] == [0, 0, 0]
