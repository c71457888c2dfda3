"""The witnesses of the demonstration: keys of their own, made once, and words that the program takes."""

import sys
from pathlib import Path
from typing import Any

import pytest

from pasok.site import watchers
from pasok_witness.__main__ import arguments


def test_three_witnesses_get_their_own_keys_once(settings: Any, tmp_path: Path, monkeypatch: Any) -> None:
    for name in ("WITNESSES", "WITNESS_PAGES", "SITE_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:8000")
    watchers.known(tmp_path, 8000)
    first = settings.WITNESSES
    watchers.known(tmp_path, 8000)
    assert first == settings.WITNESSES and len(set(first)) == 3
    assert (settings.WITNESS_QUORUM, settings.WITNESS_PAGES[2]) == (2, "http://127.0.0.1:8003")


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_program_understands_how_it_is_started(tmp_path: Path, monkeypatch: Any, number: int) -> None:
    monkeypatch.setenv("SITE_URL", "http://127.0.0.1:8000")
    child = watchers.children(tmp_path, "127.0.0.1", 8000)[number]
    monkeypatch.setattr(sys, "argv", ["pasok-witness", child.name, *child.words])
    asked = arguments()
    assert asked.folder == tmp_path / "witnesses" / asked.name and asked.with_parent
    assert asked.port == 8001 + number
