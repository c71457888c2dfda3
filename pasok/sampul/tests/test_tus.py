"""Ciphertexts in pieces: what came counts, what is damaged does not, only the whole goes into the store."""

import base64
import hashlib
import os
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.http import Http404, UnreadablePostError
from django.test import RequestFactory
from django.utils import timezone

from pasok.kernel.actor import NOBODY, Actor
from pasok.sampul import arriving, store, tus
from pasok.sampul.models import Arrival
from pasok.sampul.tests.test_store import full

pytestmark = pytest.mark.django_db
WATI, OTHER = Actor("person:70", "Wati"), Actor("person:71", "Lain")
DATA = bytes(range(256)) * 40
HALF = len(DATA) // 2
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path


def ask(method: str, path: str, actor: Actor = WATI, data: bytes = b"", **headers: Any) -> Any:
    said = {
        "Tus-Resumable": "1.0.0",
        **{name.replace("_", "-"): str(value) for name, value in headers.items()},
    }
    request = RequestFactory().generic(
        method, path, data, headers.pop("content_type", tus.TYPE), headers=said
    )
    request.actor = actor
    return tus.create(request) if path == "/sampul/kirim" else tus.upload(request, pk=path.rpartition("/")[2])


def begin(data: bytes = DATA, actor: Actor = WATI, size: int | None = None) -> Any:
    sha256 = base64.b64encode(hashlib.sha256(data).hexdigest().encode()).decode()
    length = len(data) if size is None else size
    return ask("POST", "/sampul/kirim", actor, Upload_Length=length, Upload_Metadata=f"sha256 {sha256}")


def patch(way: str, offset: int, data: bytes, **more: Any) -> Any:
    return ask("PATCH", way, data=data, Upload_Offset=offset, **more)


def total(data: bytes) -> str:
    return f"sha256 {base64.b64encode(hashlib.sha256(data).digest()).decode()}"


def waiting() -> list[str]:
    return [path.name for path in arriving.folder().glob("*")]


def test_a_file_comes_in_pieces_and_is_in_the_store_in_two_copies() -> None:
    way = begin().headers["Location"]
    assert patch(way, 0, DATA[:HALF], Upload_Checksum=total(DATA[:HALF])).headers["Upload-Offset"] == str(
        HALF
    )
    assert store.get(SHA) is None
    assert patch(way, HALF, DATA[HALF:]).status_code == 204
    assert [path.read_bytes() for path in store.places(SHA)] == [DATA, DATA]
    assert ask("HEAD", way).headers["Upload-Offset"] == str(len(DATA)) and waiting() == []


def test_who_comes_back_is_told_how_far_it_came() -> None:
    first = begin()
    patch(first.headers["Location"], 0, DATA[:100])
    again = begin()
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.headers["Location"] == first.headers["Location"] and again.headers["Upload-Offset"] == "100"
    head = ask("HEAD", first.headers["Location"])
    assert (head.headers["Upload-Offset"], head.headers["Upload-Length"]) == ("100", str(len(DATA)))
    assert head.headers["Cache-Control"] == "no-store" and "Upload-Expires" in head.headers


def test_a_file_that_is_in_the_store_need_not_be_sent(settings: Any) -> None:
    store.put(BytesIO(DATA), SHA)
    there = begin()
    assert there.headers["Upload-Offset"] == str(len(DATA))
    for path in store.places(SHA):
        path.unlink()
    assert begin().headers["Upload-Offset"] == "0", "what the store has lost is asked for again"


def test_a_piece_that_does_not_fit_is_refused_and_changes_nothing() -> None:
    way = begin().headers["Location"]
    patch(way, 0, DATA[:100])
    assert patch(way, 0, DATA[:100]).status_code == patch(way, 101, DATA[101:200]).status_code == 409
    assert patch(way, 100, DATA).status_code == 413
    assert patch(way, 100, DATA[100:], content_type="text/plain").status_code == 415
    assert patch(way, 100, DATA[100:], Content_Length="").status_code == 411
    assert patch(way, 100, DATA[101:], Upload_Checksum=total(DATA[100:])).status_code == 460
    assert patch(way, 100, DATA[101:], Upload_Checksum="md5 x").status_code == 400
    assert ask("HEAD", way).headers["Upload-Offset"] == "100"
    assert patch(way, 100, DATA[100:]).status_code == 204 and store.get(SHA) == DATA


def test_another_whole_than_announced_is_not_kept_and_may_start_again() -> None:
    way = begin().headers["Location"]
    other = DATA[:-1] + b"x"
    assert patch(way, 0, other).status_code == 460
    assert ask("HEAD", way).headers["Upload-Offset"] == "0" and store.get(SHA) is None
    assert patch(way, 0, DATA).status_code == 204 and store.get(SHA) == DATA


class Cut:
    """A request whose line breaks after some bytes."""

    def __init__(self, data: bytes) -> None:
        self.data, self.broken = BytesIO(data), False

    def read(self, size: int) -> bytes:
        if chunk := self.data.read(size):
            return chunk
        raise UnreadablePostError("cut")


def test_of_a_piece_whose_line_breaks_the_bytes_that_came_count_unless_a_checksum_was_promised() -> None:
    begin()
    one = Arrival.objects.get()
    assert arriving.take(one, 0, HALF, Cut(DATA[:300]), hashlib.sha256(DATA[:HALF]).digest()) == 0
    assert arriving.take(one, 0, HALF, Cut(DATA[:300]), None) == 300
    assert patch(tus.way(one), 300, DATA[300:]).status_code == 204 and store.get(SHA) == DATA


def test_two_pieces_at_once_do_not_mix() -> None:
    begin()
    one = Arrival.objects.get()
    with arriving.held(one):
        assert patch(tus.way(one), 0, DATA).status_code == 423
    assert patch(tus.way(one), 0, DATA).status_code == 204


def test_a_large_piece_is_never_whole_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    begin()
    one, asked = Arrival.objects.get(), []

    class Counting(BytesIO):
        def read(self, size: int = -1) -> bytes:
            asked.append(size)
            return super().read(size)

    monkeypatch.setattr(store, "CHUNK", 1000)
    arriving.take(one, 0, len(DATA), Counting(DATA), None)
    assert max(asked) == 1000 and min(asked) > 0 and store.get(SHA) == DATA


def test_nobody_else_learns_of_an_upload_or_adds_to_it() -> None:
    way = begin().headers["Location"]
    for method in ("HEAD", "PATCH", "DELETE"):
        with pytest.raises(Http404):
            ask(method, way, OTHER, DATA, Upload_Offset=0)
    assert ask("HEAD", way, NOBODY).status_code == begin(actor=NOBODY).status_code == 401
    assert begin(actor=OTHER).headers["Location"] != way


def test_size_and_number_have_limits(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SAMPUL_MAX_BYTES = 1000
    refused = begin()
    assert refused.status_code == 413 and "paling besar" in refused.content.decode()
    assert begin(b"x", size=-1).status_code == 400
    monkeypatch.setattr(arriving, "DAILY", 2)
    assert [begin(bytes([n]) * 900).status_code for n in range(3)] == [201, 201, 429]
    monkeypatch.setattr(arriving, "AT_ONCE", 2)
    Arrival.objects.update(size=1)
    assert begin(b"y").status_code == 429


def test_a_full_disk_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    way = begin().headers["Location"]
    monkeypatch.setattr(os, "fsync", full)
    refused = patch(way, 0, DATA)
    assert refused.status_code == 507 and "penuh" in refused.content.decode()
    assert ask("HEAD", way).headers["Upload-Offset"] == "0"


def test_the_protocol_says_what_it_can() -> None:
    able = ask("OPTIONS", "/sampul/kirim")
    assert able.headers["Tus-Extension"] == "creation,checksum,expiration,termination"
    assert able.headers["Tus-Checksum-Algorithm"] == "sha256" and able.headers["Tus-Version"] == "1.0.0"
    way = begin().headers["Location"]
    assert ask("HEAD", way, Tus_Resumable="0.2").status_code == 412
    patch(way, 0, DATA[:9])
    assert ask("DELETE", way).status_code == 204 and waiting() == [] and not Arrival.objects.exists()


def test_what_nobody_finished_goes_after_a_week() -> None:
    patch(begin().headers["Location"], 0, DATA[:9])
    stray = arriving.folder() / "stray"
    stray.write_bytes(b"x")
    now = timezone.now()
    assert arriving.sweep(now + timedelta(days=6)) == 0 and len(waiting()) == 2
    assert arriving.sweep(now + timedelta(days=8)) == 1 and waiting() == []
