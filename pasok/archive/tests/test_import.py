"""A folder of other systems' tables comes in: every row once, in our words, and what is broken is named."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from pasok.archive import reads
from pasok.archive.acts import keeping
from pasok.archive.models import Record
from pasok.archive.reports import Report, TableReport
from pasok.archive.tests.tables import (
    OPEN_TENDER,
    PARTICIPANT,
    PAYMENT,
    TENDER,
    bring_in,
    one_tender,
    put,
)
from pasok.ledger.models import Entry
from pasok.people.models import Agency

pytestmark = pytest.mark.django_db
CODE = TENDER["kd_tender"]


def part(report: Report, kind: str) -> TableReport:
    return next(each for each in report.tables if each.kind == kind)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    one_tender(tmp_path)
    return tmp_path


def test_tables_are_known_by_their_columns_whatever_the_file(folder: Path) -> None:
    report = bring_in(folder)
    assert {each.file: each.kind for each in report.tables} == {
        "a.txt": "satker",
        "unduhan (3)": "tender",
        "lama/jadwal.gz": "stage",
        "b.csv": "participant",
        "c.csv": "result",
        "d.csv": "non_tender",
        "e.csv": "spmk",
    }
    assert report.refusals == 0


def test_what_comes_in_is_read_back_typed_and_exact(folder: Path) -> None:
    bring_in(folder)
    tender = reads.tender(CODE)
    assert tender and tender.hps == Decimal("499999999.50") and tender.rup_codes == ("50000001",)
    assert tender.announced_at == datetime(2025, 2, 11, 3, tzinfo=UTC)
    assert (tender.qualification, tender.payment, tender.version) == ("Pasca Satu File", "Harga Satuan", 1)
    [stage] = reads.stages(CODE)
    assert (stage.akt, stage.label) == (295, "Pembukaan penawaran")
    silent, winner = sorted(reads.participants(CODE), key=lambda each: each.winner)
    assert winner.code == "10480001000" and winner.offer == Decimal("450000000.25") and winner.winner
    assert silent.offer is None and not silent.winner
    result = reads.result(CODE)
    assert result and result.supplier_code == "600440" and result.negotiated is None
    spmk = Record.objects.get(kind="spmk").data
    assert (spmk["starts_on"], spmk["ends_on"], spmk["way"]) == ("2025-03-13", "2025-06-10", "tender")


def test_no_float_and_no_empty_value_is_kept(folder: Path) -> None:
    bring_in(folder)
    for record in Record.objects.all():
        assert not [v for v in record.data.values() if isinstance(v, float) or v in ("", None, [])]


def test_a_second_run_finds_nothing_new_and_writes_nothing(folder: Path) -> None:
    bring_in(folder)
    before = list(Record.objects.values_list("pk", "sha256", "imported_at")), Entry.objects.count()
    again = bring_in(folder)
    assert [(t.new, t.changed, t.unchanged) for t in again.tables] == [
        (0, 0, 2 if t.kind == "participant" else 1) for t in again.tables
    ]
    assert [c.new for c in again.carried] == [0, 0, 0]
    assert (list(Record.objects.values_list("pk", "sha256", "imported_at")), Entry.objects.count()) == before


def test_a_changed_row_is_counted_and_replaces_what_was(folder: Path) -> None:
    bring_in(folder)
    put(folder, "unduhan (3)", {**TENDER, "status_tender": "Gagal/Batal"})
    assert part(bring_in(folder), "tender").changed == 1
    assert [each.state for each in reads.tenders()] == ["Gagal/Batal"]


def test_a_bad_row_is_named_with_its_line_and_stops_no_other(tmp_path: Path) -> None:
    put(
        tmp_path,
        "x.csv",
        {**PARTICIPANT, "alasan": "dua\nbaris"},
        {**PARTICIPANT, "kd_peserta": "2", "nilai_penawaran": "empat ratus juta"},
        {**PARTICIPANT, "kd_peserta": ""},
        {**PARTICIPANT, "kd_peserta": "3"},
        {**PARTICIPANT, "kd_peserta": "3"},
        {**PARTICIPANT, "kd_peserta": "3", "nama_penyedia": "PT KENCANA"},
    )
    with (tmp_path / "x.csv").open("a") as file:
        file.write("2025,D999\n")
    report = part(bring_in(tmp_path), "participant")
    assert (report.read, report.new, report.repeated) == (7, 2, 1)
    assert [(each.line, each.reason) for each in report.refused] == [
        (4, "Kolom nilai_penawaran: 'empat ratus juta' bukan nilai rupiah."),
        (5, "Kolom kd_peserta kosong."),
        (8, "Kode 3 sudah dipakai baris 6 x.csv dengan isi lain."),
        (9, "Baris ini punya 2 kolom, sedangkan judulnya 17."),
    ]


def test_two_equal_payments_are_two_and_a_copy_of_their_file_adds_none(tmp_path: Path) -> None:
    for name in ("a.csv", "salinan.csv"):
        put(tmp_path, name, PAYMENT, PAYMENT, {**PAYMENT, "nilai_realisasi": "1"})
    first, copy = bring_in(tmp_path).tables
    assert (first.new, copy.new, copy.repeated) == (3, 0, 3)
    assert sorted(r.data["value"] for r in Record.objects.all()) == ["1", "227000", "227000"]
    assert [t.new for t in bring_in(tmp_path).tables] == [0, 0]


def test_other_column_names_give_the_same_record(tmp_path: Path) -> None:
    put(tmp_path / "isb", "a.csv", TENDER)
    put(tmp_path / "inaproc", "a.csv", OPEN_TENDER)
    bring_in(tmp_path)
    isb, inaproc = Record.objects.filter(kind="tender").order_by("-source")
    assert (isb.source, inaproc.source) == ("isb", "inaproc")
    shared = inaproc.data.keys() & isb.data.keys()
    assert {name: inaproc.data[name] for name in shared} == {
        **{name: isb.data[name] for name in shared},
        "year": "2025",
    }
    assert {"code", "rup_codes", "title", "pagu", "hps", "qualification", "evaluation", "state"} <= shared
    assert [each.source for each in reads.tenders()] == ["isb"]  # one tender, told twice


def test_unknown_placeless_and_broken_files_are_named(folder: Path) -> None:
    put(folder, "resep.csv", {"bahan": "gula", "takaran": "1"})
    put(folder, "prov.csv", {"kd_provinsi": "1", "nama_provinsi": "Aceh"})
    (folder / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    rows = b"".join(b"1,%d,0\n" % n for n in range(9000))
    (folder / "z.csv").write_bytes(b"kd_tender,kd_peserta,pemenang\n" + rows + b"1,9001,\xff\xfe\n")
    (folder / ".tersembunyi").write_text("x")
    said = {each.file: (each.outcome, each.read, each.note) for each in bring_in(folder).tables}
    assert said["resep.csv"] == ("unrecognised", 0, "")
    assert said["prov.csv"] == ("no_place", 1, "")
    assert said["foto.jpg"] == ("unreadable", 0, "Isinya bukan teks UTF-8.")
    outcome, read, note = said["z.csv"]
    assert (outcome, note) == ("imported", f"Tidak terbaca mulai baris {read + 2}: isinya bukan UTF-8.")
    assert ".tersembunyi" not in said


def test_a_dry_run_counts_and_leaves_nothing_behind(folder: Path) -> None:
    report = bring_in(folder, dry_run=True)
    assert part(report, "participant").new == 2 and [c.new for c in report.carried] == [1, 1, 2]
    assert not Record.objects.exists() and not Agency.objects.filter(code="D999").exists()
    assert not Entry.objects.exists()


def test_a_run_that_is_killed_goes_on_where_it_stopped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after the second participant's batch: what was whole stays, the rest comes with the next run."""
    monkeypatch.setattr(keeping, "BATCH", 1)

    def die(each: object, done: bool) -> None:
        if isinstance(each, TableReport) and each.kind == "participant":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(folder, told=die)
    assert Record.objects.filter(kind="participant").count() == 1
    again = part(bring_in(folder), "participant")
    assert (again.new, again.unchanged) == (1, 1)


def test_filters_find_by_the_beginning_of_words(folder: Path) -> None:
    bring_in(folder)
    found = reads.tenders(
        qualification="pasca satu file", evaluation="Harga Terendah", agency="D999", year=2025
    )
    assert [each.code for each in found] == [CODE]
    assert reads.tenders(evaluation="Kualitas") == [] == reads.tenders(agency="D1")
