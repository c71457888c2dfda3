"""F3, F16: a web worker dies between commit and answer; an upload is cut at every twentieth part."""

import base64
import hashlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from pasok.sampul import device, store
from pasok.sampul.tests.story import stored
from tests.faults.conftest import Note
from tests.faults.crowd import Outcome, judged, real_box
from tests.faults.houses import House, Street, many

pytestmark = pytest.mark.django_db
KILLS = many(1, 5)
FILES = many(1, 5)
APART = 7  # seconds between two deaths: granian leaves when a worker dies twice in 5.5 s
PARTS = 20
SIZE = 400_000
TUS = {"Tus-Resumable": "1.0.0", "Cookie": "who=person:7", "Host": "localhost"}


@contextmanager
def served(house: House, **wrong: str) -> Iterator[int]:
    """The web process on this house; its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "pasok.site.settings",
        "DATABASE_URL": f"postgresql:///{connection.settings_dict['NAME']}",
        "DEBUG": "1",
        "DEMO": "0",
        "PASOK_HOME": str(house.home),
        "FILES": str(house.files),
        "LOG_KEY_FILE": str(settings.LOG_KEY_FILE),
        **wrong,
    }
    words = ["-m", "granian", "--interface", "wsgi", "--workers", "1", "--respawn-failed-workers"]
    words += [
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--log-level",
        "error",
        "tests.faults.wsgi:application",
    ]
    process = subprocess.Popen([sys.executable, *words], env=environment)
    try:
        asked(port, "GET", "/sampul/log/kunci", b"", patience=60)
        yield port
    finally:
        process.terminate()
        process.wait()


def asked(
    port: int, method: str, way: str, body: bytes, patience: float = 60, **headers: str
) -> tuple[int, bytes, Any]:
    """Ask until there is an answer, as a device does."""
    until = time.monotonic() + patience
    while True:
        line = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            line.request(method, way, body, {**TUS, **named})
            answer = line.getresponse()
            return answer.status, answer.read(), answer.headers
        except (OSError, HTTPException):
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        finally:
            line.close()


def killed(house: House, port: int, kills: int) -> Outcome:
    """Each bid's first answer dies with its worker; the next must be as if it had been the first."""
    found, committee = Outcome(runs=kills), real_box()
    for number in range(kills):
        bid = stored(device.prepare_bid(committee.parameters, str(number), {"penawaran": {"harga": "1"}}))
        time.sleep(APART if number else 0)
        (house.home / f"DIE{number}").touch()
        sent = json.dumps({"idem": bid.idem, "leaf": bid.leaf, "envelopes": bid.envelopes}).encode()
        said = {asked(port, "POST", "/tawar", sent)[:2] for _ in range(3)}
        assert not (house.home / f"DIE{number}").exists(), "the worker did not die"
        found.acknowledged += any(status == 200 for status, _ in said)
        found.lost += len(said) - 1
    return found.plus(judged())


def test_a_bid_whose_worker_died_gets_the_very_same_receipt(street: Street, note: Note) -> None:
    with street.house() as house, served(house) as port:
        found = killed(house, port, KILLS)
    with street.house() as house, served(house, FORGETS="1") as port:
        control = killed(house, port, 1)
    note(
        "F3",
        "web worker killed between commit and answer",
        "the key of a sending is not kept",
        found,
        control,
    )
    assert found.harm == 0 and found.acknowledged == KILLS, found
    assert control.lost and control.duplicates


def cut_off(port: int, way: str, offset: int, data: bytes, upto: int) -> None:
    """A PATCH that promises the whole rest and breaks off at `upto`."""
    head = {**TUS, "Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset)}
    lines = [f"PATCH {way} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
    lines += [f"Content-Length: {len(data) - offset}", "", ""]
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall("\r\n".join(lines).encode() + data[offset:upto])
        time.sleep(0.02)


def came(port: int, way: str) -> int:
    return int(asked(port, "HEAD", way, b"")[2]["Upload-Offset"])


def uploaded(port: int, data: bytes, *, asks: bool) -> bool:
    """Whether the file is whole in the end, though its line was cut at every twentieth part.

    `asks`: the device asks how far it came before it goes on; the control believes that the half that was
    lost on the wire is there too.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    meta = {
        "Upload_Length": str(len(data)),
        "Upload_Metadata": f"sha256 {base64.b64encode(sha256.encode()).decode()}",
    }
    way = asked(port, "POST", "/sampul/kirim", b"", **meta)[2]["Location"]
    step, offset = len(data) // PARTS, 0
    for part in range(1, PARTS):
        cut_off(port, way, offset, data, part * step - (0 if asks else step // 2))
        offset = settled(port, way) if asks else part * step
        if asks and offset < part * step:  # the server kept nothing of the broken piece: a whole small one
            piece = {"Upload_Offset": str(offset), "Content_Type": "application/offset+octet-stream"}
            asked(port, "PATCH", way, data[offset : part * step], **piece)
            offset = came(port, way)
    last = {"Upload_Offset": str(offset), "Content_Type": "application/offset+octet-stream"}
    asked(port, "PATCH", way, data[offset:], **last)
    kept = store.get(sha256)
    return kept is not None and hashlib.sha256(kept).hexdigest() == sha256


def settled(port: int, way: str) -> int:
    """How far it came, once the server has noticed that the line is cut."""
    before = -1
    while before != (before := came(port, way)):
        time.sleep(0.05)
    return before


def test_an_upload_that_is_cut_again_and_again_comes_whole(street: Street, note: Note) -> None:
    files = [os.urandom(SIZE + number) for number in range(FILES + 1)]
    with street.house() as house, served(house) as port:
        good = sum(uploaded(port, data, asks=True) for data in files[:-1])
        bad = uploaded(port, files[-1], asks=False)
    found = Outcome(runs=FILES * (PARTS - 1), acknowledged=good, lost=FILES - good)
    control = Outcome(runs=PARTS - 1, acknowledged=1, lost=int(not bad))
    note("F16", "upload cut at every 5 %", "the device does not ask how far it came", found, control)
    assert found.harm == 0 and control.lost
