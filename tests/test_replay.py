"""Past tenders told again: the rule's winner beside the real one, on invented tables and on LKPP's own."""

import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pasok.archive.acts import import_folder
from pasok.archive.tests.tables import PARTICIPANT, TENDER, put
from pasok.ledger.audit import audit
from pasok.site.stories import replay
from pasok.tenders.models import Tender

pytestmark = pytest.mark.django_db
UNSIGNED = "Surat penawaran tidak ditandatangani."
CODES = ("10010001000", "10010002000", "10010003000", "10010004000")


def firm(tender: str, number: int, offer: str, *, won: bool = False, reason: str = "") -> dict[str, str]:
    return {
        **PARTICIPANT,
        "kd_tender": tender,
        "kd_peserta": f"{tender}{number}.0",
        "kd_penyedia": f"60044{number}.0",
        "nama_penyedia": f"CV. CONTOH {number}",
        "nilai_penawaran": offer,
        "nilai_terkoreksi": "" if reason else offer,
        "pemenang": "1.0" if won else "0.0",
        "alasan": reason,
    }


def a_year(folder: Path) -> Path:
    """Four tenders: the lowest won; a lower one fell; a lower one lost unexplained; nobody came."""
    one, two, three, four = CODES
    failed = {"kd_tender": four, "status_tender": "Gagal/Batal"}
    put(folder, "tender.csv", *({**TENDER, "kd_tender": c} for c in (one, two, three)), {**TENDER, **failed})
    put(
        folder, "peserta.csv",
        firm(one, 1, "450000000.25", won=True), firm(one, 2, "460000000"), firm(one, 3, "0.0"),
        firm(two, 1, "440000000", reason=UNSIGNED), firm(two, 2, "455000000", won=True),
        firm(three, 1, "430000000"), firm(three, 2, "455000000", won=True),
        firm(four, 1, "0.0"),
    )  # fmt: skip
    return folder


def run(folder: Path) -> replay.Comparison:
    import_folder(folder, zone=ZoneInfo("Asia/Jakarta"))
    return replay.replay(lambda record, state: None)


def test_the_rule_is_compared_with_what_happened(tmp_path: Path) -> None:
    found = run(a_year(tmp_path))
    assert (found.tenders, found.with_winner, found.same, found.without_winner) == (4, 3, 2, 1)
    (odd,) = found.different
    assert odd.code == CODES[2] and "CONTOH 1" in odd.ours and "CONTOH 2" in odd.theirs
    assert "tanpa alasan gugur" in odd.why
    assert sorted(Tender.objects.values_list("state", flat=True)) == ["contracted"] * 3 + ["failed"]
    assert audit().findings == ()


def test_a_second_run_only_compares(tmp_path: Path) -> None:
    first = run(a_year(tmp_path))
    entries = audit().entries
    assert run(tmp_path) == first
    assert audit().entries == entries


def test_a_published_reason_makes_the_lower_bid_fall(tmp_path: Path) -> None:
    run(a_year(tmp_path))
    fallen = [bid for tender in Tender.objects.all() for bid in tender.bids.filter(state="fallen")]
    assert [bid.fallen_reason for bid in fallen] == [UNSIGNED]


def test_kabupaten_bandung_follows_from_the_rule_but_for_one(shared: Path, tmp_path: Path) -> None:
    """The real tables of 2025: 43 tenders with a priced winner, 42 of them the lowest bid that stands."""
    for table in (shared / "data" / "isb_kab_bandung_2025").glob("10[167][0358]_SPSE-*Tender*.csv"):
        shutil.copy(table, tmp_path)
    found = run(tmp_path)
    assert (found.tenders, found.with_winner, found.same, found.without_winner) == (56, 43, 42, 13)
    (odd,) = found.different
    assert odd.code == "10029557000" and "tanpa alasan gugur" in odd.why
    assert audit().findings == ()
