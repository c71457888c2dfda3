"""Witnesses inside the test: the real program, with the log's views behind it instead of a network."""

from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest
from django.test import Client

from pasok.sampul import log
from pasok_witness.__main__ import Site, attend
from pasok_witness.witness import Witness


class Inside(Site):
    """The site as Django's test client sees it; `down`: it does not answer."""

    down = False

    def get(self, path: str, data: bytes | None = None) -> bytes:
        if self.down:
            raise URLError("down")
        client = Client()
        kind = "text/plain; charset=utf-8"
        answer = client.get(path) if data is None else client.post(path, data, content_type=kind)
        if answer.status_code != 200:
            raise HTTPError(path, answer.status_code, answer.content.decode(), {}, None)
        return answer.content if not answer.streaming else b"".join(answer.streaming_content)


def some_witnesses(
    settings: pytest.FixtureRequest, folder: Path, count: int = 3, quorum: int = 2
) -> list[Witness]:
    """So many witnesses of this log, and settings that know them."""
    log_key = log.verifier_key()
    found = [Witness(f"saksi{n}.example", log_key, folder / str(n)) for n in range(1, count + 1)]
    settings.WITNESSES, settings.WITNESS_QUORUM = [one.verifier for one in found], quorum
    settings.WITNESS_ROUND_SECONDS = 0.001  # every head is settled at once
    return found


def site() -> Inside:
    return Inside("http://testserver")


def cosigned_by(witnesses: list[Witness], now: int) -> None:
    """Each looks at the log and brings its line."""
    for witness in witnesses:
        attend(witness, site(), now)
