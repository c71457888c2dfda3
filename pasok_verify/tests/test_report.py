"""The one page, word for word: what it counts, how much it shows, where it points."""

from dataclasses import asdict

import pytest

from pasok_verify import report as reports
from pasok_verify.report import Finding, Report, page, plain


def test_a_good_page_shows_only_what_was_counted() -> None:
    report = Report()
    report.counts.update(leaves=1234, heads=2, bids=0)
    assert page(report, "Pemeriksaan\x07") == (
        "Pemeriksaan?\nHasil: BENAR\n\nYang diperiksa:\n"
        "      1,234  catatan log dihitung ulang menjadi akar pohon\n"
        "          2  kepala log diperiksa tanda tangan dan akarnya\n"
    )


def test_a_bad_page_names_place_meaning_and_whom_to_tell() -> None:
    report = Report()
    report.bad("close.missing", "hilang", leaf=0, part="harga", holder="person:1", bidder="31")
    report.bad("close.unknown", "tidak dikenal")
    report.note("Perhatikan ini.")
    report.cannot("Yang itu.")
    assert page(report, "Uji") == (
        "Uji\nHasil: SALAH: 2 hal\n\nYang diperiksa:\n\nYang salah:\n"
        "  - [close.missing] Catatan 0, amplop harga, pemegang kunci person:1, peserta 31: hilang\n"
        "  - [close.unknown] tidak dikenal\n\nArtinya:\n"
        "  - [close] Daftar penawaran yang dihitung salah: ada peserta yang dihilangkan atau yang tidak\n"
        "    berhak ikut. Beri tahu: APIP (Inspektorat).\n\n"
        "Perlu Anda ketahui:\n  - Perhatikan ini.\n\n"
        "Yang tidak dapat diperiksa dari bahan ini:\n  - Yang itu.\n"
    )


def test_twelve_are_shown_and_the_rest_is_counted() -> None:
    for many in (12, 13, 15):
        report = Report()
        for n in range(many):
            report.bad("form.body", f"ke-{n}")
            report.note(f"catatan {n}")
            report.cannot(f"tak terperiksa {n}")
        text = page(report, "Uji")
        for shown in ("- [form.body] ke-", "- catatan ", "- tak terperiksa "):
            assert text.count(shown) == 12
        assert text.count(f"  dan {many - 12} hal lagi: lihat dengan --json") == (3 if many > 12 else 0)


def test_what_is_kept_has_an_end_and_what_comes_after_it_is_counted() -> None:
    assert reports.KEPT == 10_000
    report = Report()
    for _ in range(10_003):
        report.bad("form.body", "rusak")
    assert (len(report.wrong), report.more) == (10_000, 3)
    text = page(report, "Uji")
    assert "SALAH: 10003 hal" in text and "dan 9991 hal lagi" in text


def test_even_where_no_more_is_kept_than_is_shown_the_rest_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reports, "KEPT", 12)
    report = Report()
    for _ in range(15):
        report.bad("form.body", "rusak")
    assert "dan 3 hal lagi" in page(report, "Uji")


def test_the_same_is_noted_once() -> None:
    report = Report()
    for _ in range(2):
        report.note("a")
        report.cannot("b")
    assert (report.notes, report.unchecked) == (["a"], ["b"])


def test_json_has_all_of_it() -> None:
    report = Report()
    assert report.as_json()["ok"] is True
    report.counts["leaves"] += 3
    report.note("a")
    report.cannot("b")
    report.bad("form.body", "rusak", leaf=4)
    assert report.codes() == {"form.body"}
    assert report.as_json() == {
        "v": 2, "ok": False, "wrong": [asdict(Finding("form.body", "rusak", leaf=4))], "more": 0,
        "notes": ["a"], "unchecked": ["b"], "checked": {"leaves": 3},
    }  # fmt: skip


def test_foreign_text_is_one_short_line() -> None:
    assert plain("a\nb\x1b" + "c" * 300) == "a?b?" + "c" * 196
