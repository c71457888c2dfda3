"""Sealed files: two copies on the disk, or a sentence why not; by function and by address."""

import errno
import hashlib
import io
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pasok.kernel.actor import Actor
from pasok.sampul import acts, answers, store
from pasok.sampul.tests.story import AFTER, KEY, a_bid, a_box, send

DATA = b"age-encryption.org/v1\n" + bytes(5000)
WATI = Actor("person:7", "Wati")
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(autouse=True)
def fresh(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "one"
    settings.FILES_MIRROR = tmp_path / "two"


def drafts() -> list[Path]:
    return [path for place in store.places(SHA) for path in place.parent.glob("*.*")]


def test_a_file_is_kept_twice_and_taken_twice_without_harm(tmp_path: Path) -> None:
    assert store.put(io.BytesIO(DATA), SHA) is True
    assert store.put(io.BytesIO(DATA), SHA) is False
    first, second = store.places(SHA)
    assert first.read_bytes() == second.read_bytes() == store.get(SHA) == DATA
    assert first.is_relative_to(tmp_path / "one") and second.is_relative_to(tmp_path / "two")
    assert store.holds(SHA, len(DATA)) and not store.holds(SHA, 5) and drafts() == []


@pytest.mark.parametrize("copy", [0, 1])
def test_a_spoilt_copy_is_passed_over_and_mended_by_the_next_upload(copy: int) -> None:
    store.put(io.BytesIO(DATA), SHA)
    place = store.places(SHA)[copy]
    place.write_bytes(b"rusak")
    assert store.get(SHA) == DATA and not store.holds(SHA, len(DATA))
    assert store.put(io.BytesIO(DATA), SHA) is True and place.read_bytes() == DATA


def test_what_was_never_stored_is_not_there() -> None:
    assert store.get(SHA) is None and not store.holds(SHA, len(DATA))


def test_other_bytes_than_announced_leave_nothing_behind() -> None:
    with pytest.raises(store.WrongHash):
        store.put(io.BytesIO(DATA[:-1]), SHA)
    assert store.get(SHA) is None and drafts() == []


def test_too_many_bytes_are_refused_in_words_and_leave_nothing_behind(settings: Any) -> None:
    settings.SAMPUL_MAX_BYTES = len(DATA) - 1
    with pytest.raises(store.TooLarge, match="paling besar"):
        store.put(io.BytesIO(DATA), SHA)
    assert store.get(SHA) is None and drafts() == []


def full(*_: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_said_so_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(store.DiskFull, match="penuh"):
        store.put(io.BytesIO(DATA), SHA)
    assert store.get(SHA) is None and drafts() == []


def test_files_and_folders_are_synced_before_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is not synced can be gone after a power cut although its bytes are there."""
    synced, real = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (synced.append(os.readlink(f"/proc/self/fd/{fd}")), real(fd)))
    store.put(io.BytesIO(DATA), SHA)
    for place in store.places(SHA):
        assert {str(place.parent), str(place.parent.parent)} <= set(synced)
        assert any(name.startswith(f"{place}.") for name in synced)


def test_a_disk_that_was_emptied_is_laid_out_and_synced_again(monkeypatch: pytest.MonkeyPatch) -> None:
    store.put(io.BytesIO(DATA), SHA)
    for place in store.places(SHA):
        shutil.rmtree(place.parents[2])
    test_files_and_folders_are_synced_before_the_answer(monkeypatch)


@pytest.fixture
def client(settings: Any) -> Client:
    settings.ROOT_URLCONF = "pasok.sampul.tests.rig"
    settings.MIDDLEWARE = ["pasok.sampul.tests.rig.acting"]
    return Client()


@pytest.mark.django_db
def test_the_log_is_read_and_checked_by_anybody(client: Client) -> None:
    assert client.get("/log/checkpoint").status_code == 404
    committee = a_box()
    receipt = send(KEY, a_bid(committee, "7")).plain()
    assert client.get("/log/checkpoint").content.decode() == receipt["checkpoint"]
    assert client.get("/log/key").content.decode().strip() == receipt["log"]
    assert client.get("/log/proof/1").json()["path"] == receipt["path"]
    assert client.get("/log/proof/1?size=2").status_code == 200
    assert client.get("/log/proof/2").status_code == client.get("/log/proof/0?size=9").status_code == 404
    assert len(client.get("/log/consistency?first=1&second=2").json()["proof"]) == 1
    assert client.get("/log/consistency?first=3").status_code == 404
    shown = client.get("/log/entries?start=0&end=9").json()
    assert shown["size"] == 2 and [one["body"] for one in shown["entries"]] == [None, None]
    assert client.get("/log/entries?start=x").status_code == 400
    check = client.post("/sampul/periksa", receipt, content_type="application/json").json()
    assert check == {"ok": True, "wrong": []}
    bad = client.post("/sampul/periksa", "[" * 5000, content_type="application/json").json()
    assert bad["ok"] is False and bad["wrong"]


@pytest.mark.django_db
def test_a_box_is_public_and_the_members_shares_are_not(client: Client) -> None:
    committee = a_box()
    send(KEY, a_bid(committee, "7"))
    box = client.get(f"/sampul/kotak/{KEY}.json").json()
    assert box["terms"]["body"]["terms"]["k"] == 2 and "bidder" not in str(box)
    assert client.get("/sampul/kotak/tender:tidak-ada.json").status_code == 404
    lines = f"/sampul/kotak/{KEY}/bagian.json?part=penawaran"
    client.cookies["who"] = "person:1"
    assert client.get(lines).status_code == 404
    acts.close(KEY, now=AFTER)
    assert client.get(lines).json()["holder"] == "person:1"
    client.cookies["who"] = "person:9"
    assert client.get(lines).status_code == 404
    assert client.get(f"{lines}&holder=person:1").status_code == 404


@pytest.mark.django_db
def test_the_sealed_files_of_one_bid_have_a_limit_together(settings: Any) -> None:
    committee = a_box()
    settings.SAMPUL_BID_MAX_BYTES = 4096
    with pytest.raises(answers.BadEnvelope, match="bersama-sama paling besar"):
        send(KEY, a_bid(committee, "7", "9" * 9000))
