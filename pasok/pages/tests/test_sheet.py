"""Official papers: archival, the same bytes every time, and deaf to what titles say to the typesetter."""

import hashlib
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from pasok.kernel import seal
from pasok.pages import sheet as engine

TEMPLATE = Path(__file__).with_name("plain.typ")
AT = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
HOSTILE = (
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0"',
    "$x$ @label <label> *b* _i_",
    r"\ \u{41} \n #sys.inputs",
    '"} ) ] #panic()',
    "// habis /* komentar",
    "= Judul - butir + nomor",
)


def data(**changes: Any) -> dict[str, Any]:
    return {
        "agency": "Kab. Contoh",
        "satker": "",
        "number": "1",
        "title": "Meja",
        "text": "",
        "rows": [],
    } | changes


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_paper_is_an_archive_file_in_indonesian_that_everybody_can_hear_read() -> None:
    reader = PdfReader(io.BytesIO(engine.sheet(TEMPLATE, data(), at=AT)))
    told = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in told
    assert "<pdfuaid:part>1</pdfuaid:part>" in told and "<rdf:li>id-ID</rdf:li>" in told
    assert reader.trailer["/Root"]["/Lang"] == "id-ID" and reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.creation_date == AT and reader.metadata.title == "Dokumen Uji: Meja"


def test_the_attached_data_has_the_printed_fingerprint() -> None:
    given = data(title="Meja 😀")
    pdf = engine.sheet(TEMPLATE, given, at=AT)
    attached = PdfReader(io.BytesIO(pdf)).attachments["data.json"][0]
    fingerprint = hashlib.sha256(attached).hexdigest()
    assert json.loads(attached) == given and fingerprint == seal.digest(given)
    assert fingerprint in text_of(pdf).replace("\u200b", "") and "Halaman 1 dari 1" in text_of(pdf)


def test_the_same_data_is_the_same_file_and_other_data_another() -> None:
    first = engine.sheet(TEMPLATE, data(), at=AT)
    assert engine.sheet(TEMPLATE, data(), at=AT) == first
    assert engine.sheet(TEMPLATE, data(title="Kursi"), at=AT) != first


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_people_type_is_printed_as_typed(typed: str) -> None:
    pdf = engine.sheet(TEMPLATE, data(title=typed, text=typed, rows=[[typed, "1500000.50"]]), at=AT)
    shown = text_of(pdf)
    assert shown.count(" ".join(typed.split())) == 3 and "root:" not in shown and "Rp1.500.000,50" in shown


def test_a_sign_without_picture_is_named_and_never_stops_a_paper() -> None:
    shown = text_of(engine.sheet(TEMPLATE, data(title="Meja 😀 \u202eابا\ue000"), at=AT))
    for number in ("1F600", "202E", "0627", "E000"):
        assert f"[U+{number}]" in shown


@settings(max_examples=60, deadline=None)
@given(
    st.text(min_size=1).filter(
        lambda text: "\x00" not in text and not any("\ud800" <= c <= "\udfff" for c in text)
    )
)
def test_no_text_stops_a_paper(typed: str) -> None:
    assert engine.sheet(TEMPLATE, data(title=typed, text=typed), at=AT).startswith(b"%PDF")


def test_every_sign_that_is_called_drawn_can_be_drawn() -> None:
    signs = [chr(number) for number in range(0x21, 0xFFFE) if not engine.NOT_DRAWN.match(chr(number))]
    groups = [" ".join(signs[i : i + 500]) for i in range(0, len(signs), 500)]
    assert engine.sheet(TEMPLATE, data(rows=[[group, ""] for group in groups]), at=AT).startswith(b"%PDF")


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.FILES = tmp_path
    yield tmp_path / "letters"


def test_a_paper_is_set_once_and_anew_for_another_site(folder: Path, settings: Any) -> None:
    first = engine.kept(TEMPLATE, data(), at=AT)
    (file,) = folder.rglob("*.pdf")
    assert file.read_bytes() == first == engine.kept(TEMPLATE, data(), at=AT)
    settings.SITE_URL = "https://lain.contoh"
    assert engine.kept(TEMPLATE, data(), at=AT) != first and len(list(folder.rglob("*"))) in {3, 4}
