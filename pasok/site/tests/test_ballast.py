"""Full disks, on a file system of a few megabytes: refused in words, read on, recovered by the ballast."""

import errno
import hashlib
import io
import os
import subprocess
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from pasok.kernel.actor import Actor
from pasok.sampul import arriving, store
from pasok.site import ballast, cli, doctor

DATA = os.urandom(1 << 20)
SHA = hashlib.sha256(DATA).hexdigest()
WATI = Actor("person:73", "Wati")


@pytest.fixture
def small(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A tmpfs of 16 MB; only root may mount one."""
    folder = tmp_path / "kecil"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=16m", "pasok-uji", str(folder)]
    if os.getuid() or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small file system")
    settings.HOME = settings.FILES = folder
    settings.FILES_MIRROR, settings.BALLAST_BYTES = None, 3 << 20
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> None:
    """Until nothing more goes in."""
    with (folder / "sampah").open("wb", buffering=0) as file:
        try:
            while file.write(os.urandom(1 << 16)):
                pass
        except OSError as error:
            assert error.errno == errno.ENOSPC


def test_a_full_disk_is_507_reading_goes_on_and_the_ballast_gives_room(
    small: Path, settings: Any, db: None
) -> None:
    other = hashlib.sha256(b"lama").hexdigest()
    store.put(io.BytesIO(b"lama"), other)
    assert ballast.lay() == [small / "ballast"] and ballast.missing() == []
    one, _ = arriving.begin(WATI.id, SHA, len(DATA))
    fill(small)
    settings.ROOT_URLCONF, settings.MIDDLEWARE = "pasok.sampul.tests.rig", ["pasok.sampul.tests.rig.acting"]
    client, headers = Client(), {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}
    client.cookies["who"] = WATI.id

    def send() -> Any:
        kind = "application/offset+octet-stream"
        return client.patch(f"/sampul/kirim/{one.pk}", DATA, content_type=kind, headers=headers)

    refused = send()
    assert refused.status_code == 507 and "penuh" in refused.json()["reasons"][0]
    assert store.get(other) == b"lama" and not store.holds(SHA, len(DATA))
    with pytest.raises(store.DiskFull):
        store.put(io.BytesIO(DATA), SHA)
    call_command("ballast", "--free", stdout=StringIO())
    assert send().status_code == 204 and store.get(SHA) == DATA


def test_a_disk_that_has_just_recovered_is_not_filled_again(small: Path) -> None:
    ballast.lay()
    fill(small)
    ballast.free()
    assert ballast.lay() == [] and ballast.missing() == [small / "ballast"]
    with pytest.raises(SystemExit, match="tidak cukup"):
        call_command("ballast", stdout=StringIO())


def test_the_doctor_asks_for_a_ballast_that_is_missing(settings: Any, tmp_path: Path) -> None:
    settings.HOME = settings.FILES = tmp_path
    settings.FILES_MIRROR, settings.BALLAST_BYTES, settings.DEBUG = None, 1 << 20, False
    [found] = doctor.reserve()
    assert "pasok ballast" in found.mend
    call_command("ballast", stdout=StringIO())
    assert (tmp_path / "ballast").stat().st_blocks * 512 >= 1 << 20, "blocks, not a hole"
    assert [finding.mend for finding in doctor.reserve()] == [""]
    settings.BALLAST_BYTES = 0
    assert ballast.missing() == [] and list(doctor.reserve()) == []


def test_it_is_given_up_without_a_database() -> None:
    """The embedded database may be what cannot start for lack of room."""
    assert not cli.needs_embedded("ballast")
