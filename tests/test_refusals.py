"""All refusals as a person reads them: docs/penolakan.md. REDRAW=1 draws it anew."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation import gettext

from deploy import words
from pasok.kernel.machine import WRONG_HAT, Machine
from pasok.pages.words import HATS
from tests import refusals

PAGE = Path(__file__).resolve().parents[1] / "docs" / "penolakan.md"
HEAD = """# Semua penolakan

Ada dua jawaban "tidak". **409**: tindakan itu belum atau tidak boleh dilakukan. **422**: isian perlu
diperbaiki. Keduanya menampilkan halaman yang sama sekali lagi, dengan apa yang sudah Anda ketik dan tindakan
yang dapat Anda lakukan sekarang. Program yang memakai JSON mendapat kalimat yang sama. Daftar ini dibuat
dari tabel tindakan dan formulir itu sendiri. Tanda … berarti angka, tanggal, atau nama yang diisi saat itu.

Di layar 360 piksel: 409 di halaman, 422 di halaman, dan 409 sebagai JSON.

![Penolakan 409](gambar/penolakan-409.png)
![Isian salah 422](gambar/penolakan-422.png)
![JSON 409](gambar/penolakan-json.png)

## Berlaku untuk setiap tindakan

| kalimat | kapan | langkah berikutnya |
|---|---|---|
| Tidak dapat dilakukan saat keadaannya …. | Belum waktunya atau sudah lewat. | Pilih tindakan yang terbuka. |
| {wrong} | Peran Anda lain. | Hubungi yang disebut di kolom "oleh". |
| Isi JSON tidak dapat dibaca. | Hanya untuk program (400). | Perbaiki JSON yang dikirim. |

## 409: belum atau tidak boleh
"""


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def refused(machine: Machine, acts: list) -> Iterator[str]:
    yield f"\n### {machine.birth[0].upper()}{machine.birth[1:]}: `{machine.name}`\n"
    yield "| tindakan | oleh | saat | kalimat | dasar |\n|---|---|---|---|---|"
    for act, reasons in acts:
        by = ", ".join(HATS.get(hat, hat) for hat in sorted(act.by))
        states = ", ".join(machine.states[state].label for state in act.source)
        said = "<br>".join(reasons) or "–"
        yield f"| {cell(act.label)} | {cell(by)} | {cell(states)} | {cell(said)} | {cell(act.law or '–')} |"


def misfilled() -> Iterator[str]:
    yield "\n## 422: isian perlu diperbaiki\n"
    yield "Jawaban setiap isian bila dikosongkan atau diisi yang bukan-bukan.\n"
    yield "| tindakan | isian | kalimat |\n|---|---|---|"
    for machine, name, form in refusals.tables():
        label = machine.act(name).label
        for field in form.base_fields.values():
            if found := refusals.faults(field):
                yield f"| {cell(label)} | {cell(str(field.label or '–'))} | {cell('<br>'.join(found))} |"
    yield "\n### Yang dinilai dari seluruh isian\n"
    yield "| ruang | kalimat |\n|---|---|"
    for room, texts in refusals.own_faults().items():
        yield from (f"| {room} | {cell(text)} |" for text in texts)


def page() -> str:
    lines = [HEAD.format(wrong=WRONG_HAT).rstrip()]
    for machine, acts in refusals.machines():
        lines += refused(machine, acts)
    return "\n".join([*lines, *misfilled()]) + "\n"


def test_the_page_of_refusals_is_what_the_house_says() -> None:
    drawn = page()
    if os.environ.get("REDRAW"):
        PAGE.write_text(drawn)
    assert PAGE.exists() and drawn == PAGE.read_text(), "run REDRAW=1 pytest tests/test_refusals.py, and read"


def test_the_frameworks_sentences_are_compiled_as_they_are_written() -> None:
    path = words.PO.parents[2] / "id" / "LC_MESSAGES" / "django.po"
    po = polib.pofile(str(path))
    assert po.to_binary() == path.with_suffix(".mo").read_bytes()
    assert all(gettext(entry.msgid) == entry.msgstr for entry in po)


def test_every_guard_says_something_and_every_sentence_is_one() -> None:
    for machine in refusals.MACHINES:
        for act in machine.acts:
            for guard in act.needs:
                said = refusals.sentences(machine, act, guard)
                assert said, (machine.name, act.name, guard)
                assert all(re.fullmatch(r"[A-Z0-9…].+\.", text, re.S) for text in said), said
