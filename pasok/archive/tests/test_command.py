"""`pasok import DIR`, as a person and a script meet it."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from pasok.archive.acts import NothingToImport
from pasok.archive.tests.tables import (
    PARTICIPANT,
    bring_in,
    one_tender,
    put,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    one_tender(tmp_path)
    return tmp_path


def command(folder: Path, *flags: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("import", str(folder), *flags, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_command_says_per_table_what_it_did(folder: Path) -> None:
    out, err = command(folder)
    assert "✓ b.csv: Peserta tender: 2 dibaca, 2 baru, 0 berubah, 0 tetap, 0 ditolak." in out
    assert "Tidak ada yang ditolak." in out
    assert "b.csv: 2 baris (" in err and "Paket RUP: 2 dari 2" in err
    data = json.loads(command(folder, "--json")[0])
    assert {t["kind"]: t["unchanged"] for t in data["tables"]}["participant"] == 2
    assert data["refusals"] == 0


def test_refusals_end_the_command_with_one_only_when_strict(tmp_path: Path) -> None:
    put(tmp_path, "x.csv", PARTICIPANT, {**PARTICIPANT, "kd_peserta": ""})
    assert "baris 3: Kolom kd_peserta kosong." in command(tmp_path)[0]
    with pytest.raises(SystemExit) as end:
        command(tmp_path, "--strict")
    assert end.value.code == 1


def test_no_folder_and_no_table_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tidak ada"):
        command(tmp_path / "tak-ada")
    put(tmp_path, "resep.csv", {"bahan": "gula", "takaran": "1"})
    with pytest.raises(NothingToImport, match="Tidak ada tabel yang dikenali"):
        bring_in(tmp_path)
