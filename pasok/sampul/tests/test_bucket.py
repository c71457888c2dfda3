"""Copies in S3 (moto on the loopback): its OK is not "stored" yet, and its silence is not "lost"."""

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pasok.kernel.actor import Actor
from pasok.sampul import arriving, store
from pasok.sampul.tests import buckets
from pasok.sampul.tests.test_store import full

DATA = b"age-encryption.org/v1\n" + bytes(range(256)) * 400
SHA = hashlib.sha256(DATA).hexdigest()
WATI = Actor("person:72", "Wati")


@pytest.fixture(scope="module")
def s3() -> Iterator[tuple[buckets.Faulty, str]]:
    with buckets.serving() as (faulty, address):
        yield faulty, address


@pytest.fixture(params=[["files", "bucket-a"], ["bucket-a", "bucket-b"]], ids=["second", "both"])
def faulty(
    request: pytest.FixtureRequest, s3: Any, settings: Any, tmp_path: Path
) -> Iterator[buckets.Faulty]:
    one, address = s3
    asker = buckets.client(address)
    for name in ("a", "b"):
        asker.create_bucket(Bucket=f"copy-{name}")
    settings.FILES, settings.SAMPUL_COPIES = tmp_path, request.param
    patience = 1 if "slow" in request.node.name else 20
    settings.STORAGES = settings.STORAGES | {
        f"bucket-{n}": buckets.storage(address, n, timeout=patience) for n in "ab"
    }
    one.asker = asker
    yield one
    one.fault = ""
    for name in ("a", "b"):
        for thing in asker.list_objects_v2(Bucket=f"copy-{name}").get("Contents", []):
            asker.delete_object(Bucket=f"copy-{name}", Key=thing["Key"])


def test_a_file_that_is_dropped_is_in_no_copy_any_more(faulty: buckets.Faulty) -> None:
    store.put(io.BytesIO(DATA), SHA)
    store.drop(SHA)
    assert not store.holds(SHA, len(DATA)) and store.get(SHA) is None
    store.drop(SHA)  # again, without harm


def left(tmp_path: Path) -> list[Path]:
    return [path for path in tmp_path.rglob("*.*") if path.is_file()]


def test_a_file_is_kept_in_the_bucket_and_read_back(faulty: buckets.Faulty, tmp_path: Path) -> None:
    faulty.asked.clear()
    assert store.put(io.BytesIO(DATA), SHA) is True and "GET" in faulty.asked
    assert store.put(io.BytesIO(DATA), SHA) is False
    kept = faulty.asker.get_object(Bucket="copy-a", Key=f"lpse/sampul/{SHA[:2]}/{SHA}")["Body"].read()
    assert kept == store.get(SHA) == DATA and left(tmp_path) == []
    assert store.holds(SHA, len(DATA)) and not store.holds(SHA, 5) and not store.holds("0" * 64, 5)
    assert store.get("0" * 64) is None
    stream = store.stream(SHA)
    assert stream and stream.read(22) == DATA[:22] and not isinstance(stream, io.BytesIO)
    stream.close()


@pytest.mark.parametrize("fault", ["503", "lose", "truncate", "slow"])
def test_no_fault_of_the_bucket_is_called_stored(faulty: buckets.Faulty, fault: str, tmp_path: Path) -> None:
    faulty.fault = fault
    with pytest.raises(store.Away, match="terganggu"):
        store.put(io.BytesIO(DATA), SHA)
    faulty.fault = ""
    assert left(tmp_path) == [] and (fault == "truncate" or not store.holds(SHA, len(DATA)))
    store.put(io.BytesIO(DATA), SHA)
    assert store.get(SHA) == DATA and store.holds(SHA, len(DATA))


@pytest.mark.parametrize("fault", ["503", "slow"])
def test_a_bucket_that_is_silent_has_not_lost_anything(
    faulty: buckets.Faulty, fault: str, settings: Any
) -> None:
    """An opening that took silence for loss would void an honest bid for ever."""
    store.put(io.BytesIO(DATA), SHA)
    faulty.fault = fault
    if settings.SAMPUL_COPIES[0] == "files":
        assert store.get(SHA) == DATA
        store.places(SHA)[0].write_bytes(bytes(len(DATA)))
    with pytest.raises(store.Away):
        store.get(SHA)
    with pytest.raises(store.Away):
        store.holds(SHA, len(DATA))


def test_half_of_a_file_is_passed_over_for_the_other_copy(faulty: buckets.Faulty, settings: Any) -> None:
    store.put(io.BytesIO(DATA), SHA)
    if settings.SAMPUL_COPIES[0] != "files":
        key = f"lpse/sampul/{SHA[:2]}/{SHA}"
        faulty.asker.put_object(Bucket="copy-a", Key=key, Body=DATA[:100])
        assert store.get(SHA) == DATA
    faulty.fault = "truncate"
    assert store.get(SHA) == (DATA if settings.SAMPUL_COPIES[0] == "files" else None)


@pytest.mark.parametrize("wrong", [store.WrongHash, store.TooLarge, store.DiskFull])
def test_what_is_refused_never_reaches_the_bucket(
    faulty: buckets.Faulty,
    wrong: type[Exception],
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    faulty.asked.clear()
    if wrong is store.TooLarge:
        settings.SAMPUL_MAX_BYTES = 1000
    if wrong is store.DiskFull:
        monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(wrong):
        store.put(io.BytesIO(DATA[1:] if wrong is store.WrongHash else DATA), SHA)
    assert "PUT" not in faulty.asked and left(tmp_path) == []


@pytest.mark.django_db
def test_the_last_piece_is_asked_for_again_until_both_copies_are_read_back(faulty: buckets.Faulty) -> None:
    one, _ = arriving.begin(WATI.id, SHA, len(DATA))
    arriving.take(one, 0, 1000, io.BytesIO(DATA[:1000]), None)
    faulty.fault = "lose"
    with pytest.raises(store.Away):
        arriving.take(one, 1000, len(DATA) - 1000, io.BytesIO(DATA[1000:]), None)
    one.refresh_from_db()
    assert (one.offset, one.done) == (1000, False)
    faulty.fault = ""
    assert arriving.take(one, 1000, len(DATA) - 1000, io.BytesIO(DATA[1000:]), None) == len(DATA)
    one.refresh_from_db()
    assert one.done and store.get(SHA) == DATA


@pytest.mark.django_db
def test_by_address_the_silence_of_a_bucket_is_503(faulty: buckets.Faulty, settings: Any) -> None:
    settings.ROOT_URLCONF, settings.MIDDLEWARE = "pasok.sampul.tests.rig", ["pasok.sampul.tests.rig.acting"]
    client, tus = Client(), {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}
    client.cookies["who"] = WATI.id
    one, _ = arriving.begin(WATI.id, SHA, len(DATA))
    faulty.fault = "503"
    way = f"/sampul/kirim/{one.pk}"
    answer = client.patch(way, DATA, content_type="application/offset+octet-stream", headers=tus)
    assert answer.status_code == 503 and "aman di perangkat" in answer.json()["reasons"][0]


@pytest.mark.parametrize("copies", ["files,mirror", "bucket-a,bucket-b"])
def test_sixty_megabytes_pass_without_ever_being_whole_in_memory(
    s3: Any, tmp_path: Path, copies: str
) -> None:
    for name in "ab":
        buckets.client(s3[1]).create_bucket(Bucket=f"copy-{name}")
    words = [sys.executable, "-m", "pasok.sampul.tests.measured", s3[1], str(tmp_path), copies]
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "pasok.site.settings"}
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    took = json.loads(done.stdout)
    assert took["read"] == 60 << 20
    assert took["python"] < 30 << 10 and took["rss"] < 45 << 10, took
