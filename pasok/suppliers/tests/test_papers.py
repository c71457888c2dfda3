"""What is read on a photographed paper, and that nothing of it is saved unseen. Unsure means empty."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from pytest_django.fixtures import Settings

from pasok.ledger.reads import chain
from pasok.people.models import Person
from pasok.sampul import store
from pasok.suppliers import acts, ocr, photos
from pasok.suppliers.acts import items as items_acts
from pasok.suppliers.models import Paper, Supplier
from pasok.suppliers.rules import papers
from pasok.suppliers.rules.papers import Line, Word
from pasok.suppliers.tests.builders import a_supplier, an_owner, user_of
from pasok.suppliers.tests.test_items import HALAL, a_photo

CODES = {"31001", "31002", "33.20"}


def lines(*texts: str, sure: float = 90) -> list[Line]:
    return [Line(tuple(Word(word, sure) for word in text.split())) for text in texts]


NIB = (
    "PEMERINTAH REPUBLIK INDONESIA",
    "NOMOR INDUK BERUSAHA: 9120O01234567",
    "Usaha berikut ini:",
    "1. Nama Pelaku Usaha : CV Ukir Jati Contoh",
    "2. Alamat Kantor : Jalan Kenari No. 3, Jepara",
    "4, Skala Usaha : Usaha Kecil",
    "5. Kode KBLI : 31001, 31002",
)
KTP = ("NIK : 3320014703859001", "Nama : SITI SANTOSO", "Tempat/Tgl Lahir : JEPARA, 07-03-1985")


def read(kind: str, *texts: str, sure: float = 90) -> dict[str, str]:
    found = papers.found(kind, lines(*texts, sure=sure))
    return papers.agreed(kind, [found, found], CODES)


def test_a_nib_is_read_field_by_field_and_a_letter_among_digits_is_put_right() -> None:
    assert read("nib", *NIB) == {
        "nib": "9120001234567",
        "name": "CV Ukir Jati Contoh",
        "form": "cv",
        "address": "Jalan Kenari No. 3, Jepara",
        "scale": "small",
        "kbli": "31001 31002",
    }


def test_words_that_were_not_read_surely_are_left_out_and_numbers_need_their_shape() -> None:
    assert set(read("nib", *NIB, sure=40)) == {"nib", "kbli"}
    assert "nib" not in read("nib", "NOMOR INDUK BERUSAHA: 912000123456")
    assert "nib" not in read("nib", "NOMOR INDUK BERUSAHA: 91200012345678")


@pytest.mark.parametrize("line", ["Kode KBLI : 31001, 3100", "Kode KBLI : 31001, 31901", "Kode KBLI :"])
def test_half_of_the_lines_of_business_is_none_of_them(line: str) -> None:
    assert read("nib", line) == {}


def test_two_readings_that_differ_propose_nothing() -> None:
    one, other = papers.found("nib", lines(*NIB)), papers.found("nib", lines(*NIB))
    other["nib"] = "9120001234568"
    assert "nib" not in papers.agreed("nib", [one, other], CODES)
    assert "name" in papers.agreed("nib", [one, other], CODES)


@given(st.integers(0, 8), st.integers(0, 9))
def test_an_npwp_with_one_wrong_digit_is_left_out(place: int, digit: int) -> None:
    right = "123456782424000"
    changed = right[:place] + str(digit) + right[place + 1 :]
    shown = f"NPWP : {changed[:2]}.{changed[2:5]}.{changed[5:8]}.{changed[8]}-{changed[9:12]}.{changed[12:]}"
    assert read("npwp", shown) == ({"npwp": right} if changed == right else {})


def test_a_nik_must_hold_the_day_of_birth_that_stands_on_the_card() -> None:
    assert read("ktp", *KTP) == {"nik": "3320014703859001", "name": "SITI SANTOSO"}
    assert "nik" not in read("ktp", *KTP[:2])
    assert "nik" not in read("ktp", "NIK : 3320014803859001", *KTP[1:])
    assert "nik" not in read("ktp", "NIK : 3920014703859001", *KTP[1:])  # no such region


def test_another_line_that_holds_the_words_of_a_label_is_not_it() -> None:
    assert "name" not in read("nib", "Pelaku Usaha berikut ini:", "Usaha berikut ini:")


@pytest.mark.parametrize("text", ["Jl. K3nar1 _ 3", "a", "<script>", "CV {x}", "PT\u0000Contoh"])
def test_what_is_in_no_name_is_not_proposed(text: str) -> None:
    assert "name" not in read("nib", f"Nama Pelaku Usaha : {text}")


def test_a_turned_and_slanted_sheet_is_cut_out_again() -> None:
    scene = Image.new("RGB", (900, 700), (70, 60, 50))
    ImageDraw.Draw(scene).polygon([(120, 150), (760, 90), (800, 560), (160, 610)], fill="white")
    sheet = ocr.prepare.cut_out(scene)
    assert abs(sheet.width - 645) < 30 and abs(sheet.height - 465) < 30
    assert min(sheet.convert("L").crop((20, 20, sheet.width - 20, sheet.height - 20)).tobytes()) > 200
    plain = Image.new("RGB", (900, 700), "white")
    assert ocr.prepare.cut_out(plain).size == plain.size


@pytest.fixture
def no_reader(settings: Settings) -> None:
    settings.TESSERACT = "tidak-ada"


@pytest.fixture
def reader(settings: Settings, tmp_path: Path) -> None:
    """A program that reads NIB on every photo, in Tesseract's way."""
    told = ["block_num\tpar_num\tline_num\tconf\ttext"]
    told += [f"1\t1\t{n}\t95\t{word}" for n, line in enumerate(NIB) for word in line.split()]
    (tmp_path / "told").write_text("\n".join(told))
    program = tmp_path / "reader"
    listing = "if [ $1 = --list-langs ]; then echo ind; exit; fi"
    program.write_text(f"#!/bin/sh\n{listing}\ncat >/dev/null\ncat {tmp_path}/told\n")
    program.chmod(0o700)
    settings.TESSERACT = str(program)


def as_newcomer() -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=an_owner().id.removeprefix("person:")))
    return client


@pytest.mark.django_db
@pytest.mark.usefixtures("reader")
def test_what_is_confirmed_waits_in_the_form_of_a_new_business() -> None:
    client = as_newcomer()
    review = client.post("/usaha/foto", {"kind": "nib", "photo": a_photo()})["Location"]
    page = client.get(review).content.decode()
    assert page.count("Usulan, periksa.") == 6 and "Tidak terbaca jelas." not in page
    assert not Supplier.objects.exists() and "9120001234567" not in client.get("/usaha/baru").content.decode()
    sent = {"nib": "9120001234567", "name": "CV Ukir Jati", "kbli": "31001", "scale": "", "address": ""}
    assert client.post(review, sent)["Location"] == "/usaha/baru"
    form = client.get("/usaha/baru").content.decode()
    assert 'value="9120001234567"' in form and 'value="Ukir Jati"' in form and 'value="31001"' in form
    assert not Supplier.objects.exists() and Paper.objects.get().read == {}


@pytest.mark.django_db
@pytest.mark.usefixtures("no_reader")
def test_without_a_reader_the_photo_is_kept_and_the_fields_are_typed() -> None:
    client = as_newcomer()
    assert "belum terpasang" in client.get("/usaha/foto").content.decode()
    review = client.post("/usaha/foto", {"kind": "npwp", "photo": a_photo()})["Location"]
    assert "Tidak ada yang terbaca jelas" in client.get(review).content.decode()
    assert Paper.objects.get().kind == "npwp"


@pytest.mark.django_db
@pytest.mark.usefixtures("no_reader")
def test_a_business_takes_what_its_owner_confirms_by_its_own_acts() -> None:
    owner = an_owner()
    supplier = a_supplier(actor=owner, ready=False, npwp="")
    client = Client()
    client.force_login(Person.objects.get(pk=owner.id.removeprefix("person:")))
    for kind, values in (
        ("npwp", {"npwp": "12.345.678.2-424.000", "name": "Nama Lain"}),
        ("ktp", {"nik": "3320014703859001", "name": "Siti Santoso", "role": "key_staff"}),
    ):
        review = client.post("/usaha/foto", {"kind": kind, "file": a_photo()})["Location"]
        assert client.post(review, values).status_code == 302
    supplier.refresh_from_db()
    assert supplier.npwp == "123456782424000" and supplier.name == "Mebel Contoh"
    assert supplier.officers.get(role="key_staff").nik_hash and supplier.officers.count() == 3
    assert supplier.papers.count() == 2
    acts.declare(supplier, actor=user_of(supplier, owner), sworn=True)
    review = client.post("/usaha/foto", {"kind": "npwp", "file": a_photo()})["Location"]
    assert client.post(review, {"npwp": "123456782424000"}).status_code == 409  # it was declared


@pytest.mark.django_db
@pytest.mark.usefixtures("no_reader")
def test_nobody_else_opens_a_photo_or_its_reading() -> None:
    review = as_newcomer().post("/usaha/foto", {"kind": "ktp", "photo": a_photo()})["Location"]
    assert as_newcomer().get(review).status_code == 404
    assert as_newcomer().get(f"/usaha/bukti/{Paper.objects.get().pk}").status_code == 404


@pytest.mark.skipif(not ocr.available(), reason="no Tesseract on this machine: deploy/reader installs it")
def test_a_clear_sheet_is_really_read() -> None:
    sheet = Image.new("RGB", (1400, 500), "white")
    for n, text in enumerate((NIB[0], "NOMOR INDUK BERUSAHA: 9120001234567", *NIB[3:])):
        ImageDraw.Draw(sheet).text((60, 40 + 70 * n), text, fill="black", font_size=36)
    out = io.BytesIO()
    sheet.save(out, "JPEG")
    found = ocr.read(out.getvalue(), "nib", CODES)
    assert found["nib"] == "9120001234567" and found["name"] == "CV Ukir Jati Contoh"


def test_a_photo_that_was_put_beside_nothing_is_forgotten_after_its_days_and_no_other(
    db: None, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    owner = an_owner()
    supplier = a_supplier(actor=owner)
    me = user_of(supplier, owner)

    def shot(business: Supplier | None) -> Paper:
        return acts.papers.keep(photos.taken(a_photo()), actor=me, supplier=business, kind="npwp")

    loose, drafted, unconfirmed, kept = shot(None), shot(None), shot(supplier), shot(supplier)
    Paper.objects.filter(pk=drafted.pk).update(confirmed=True)  # into a form that was never sent
    acts.papers.take(kept, supplier, {}, actor=me)
    item = acts.add_item(
        supplier, kind="halal", values=HALAL, scans=[photos.taken(a_photo())], actor=me
    )  # fmt: skip
    taken = Paper.objects.earliest("at").at
    Paper.objects.update(at=taken)
    end = taken + timedelta(days=settings.PAPER_DAYS)
    assert acts.papers.purge(end - timedelta(seconds=1)) == 0
    with caplog.at_level("INFO", logger="pasok.suppliers"):
        assert acts.papers.purge(end) == 3 and acts.papers.purge(end) == 0
    assert "3 foto" in caplog.text
    assert set(Paper.objects.all()) == {kept, item.proofs.get()}
    with pytest.raises(ValidationError, match="Foto sekali lagi"):
        acts.papers.take(loose, supplier, {}, actor=me)
    assert not Paper.objects.filter(pk__in=[loose.pk, unconfirmed.pk]).exists()


def test_what_was_forgotten_leaves_both_copies_of_the_store_and_what_is_kept_stays(
    db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = an_owner()
    supplier = a_supplier(actor=owner)
    me = user_of(supplier, owner)
    loose = acts.papers.keep(photos.taken(a_photo()), actor=me, kind="npwp")
    items = [
        acts.add_item(supplier, kind=kind, values=values, scans=[photos.taken(a_photo())], actor=me)
        for kind, values in (("halal", HALAL), ("halal", HALAL | {"number": "2"}))
    ]
    kept, removed = (item.proofs.get().sha256 for item in items)
    items_acts.remove(items[1], actor=me)
    entry = chain(items[1].key).last()
    assert (entry.act, entry.data["papers"]) == ("remove", 1)
    now = loose.at + timedelta(days=settings.PAPER_DAYS)
    assert acts.papers.purge(now) == 1
    assert all(path.exists() for sha in (loose.sha256, removed) for path in store.places(sha))

    def silent(self: object, sha256: str) -> None:
        raise store.Away("Tempat penyimpanan tidak menjawab.")

    with monkeypatch.context() as broken:
        broken.setattr("pasok.sampul.shelves.Disk.drop", silent)
        assert acts.papers.erase(now) == 0
    assert acts.papers.erase(now) == 2 and acts.papers.erase(now) == 0
    assert not any(path.exists() for sha in (loose.sha256, removed) for path in store.places(sha))
    assert all(path.exists() for path in store.places(kept))
    assert "pasok.suppliers.acts.papers.erase" in settings.SWEEPS
