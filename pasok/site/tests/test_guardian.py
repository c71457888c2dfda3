"""The invented custodian: keys of its own, made once; no told tender opens without it; its program starts."""

from pathlib import Path
from typing import Any

import pytest

from pasok.kernel.machine import Refused
from pasok.sampul import reads
from pasok.site import guardian
from pasok.site.stories import story
from pasok.tenders.models import Tender
from pasok_opener.cli import parser


@pytest.fixture
def home(settings: Any, tmp_path: Path, monkeypatch: Any) -> Path:
    for name in ("CUSTODIANS", "RECOVERY_FILE", "SITE_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:8000")
    settings.HOME, settings.CUSTODIANS, settings.RECOVERY, settings.DEMO = tmp_path, [], None, True
    guardian.known(tmp_path)
    return tmp_path


def test_its_keys_are_made_once_and_an_institution_of_its_own_stays(settings: Any, home: Path) -> None:
    first, group = settings.CUSTODIANS, settings.RECOVERY
    settings.CUSTODIANS, settings.RECOVERY = [], None
    guardian.known(home)
    assert (first, group) == (settings.CUSTODIANS, settings.RECOVERY)
    settings.CUSTODIANS = ["inspektorat.example+1+x"]
    guardian.known(home)
    assert settings.CUSTODIANS == ["inspektorat.example+1+x"] and guardian.children(home) == []


def test_the_program_understands_how_it_is_started(home: Path) -> None:
    (child,) = guardian.children(home)
    asked = parser().parse_args([child.name, *child.words])
    assert (asked.act, asked.folder, asked.with_parent) == ("keep", home / "custodian", True)
    assert asked.key.exists()


@pytest.mark.django_db
def test_the_story_opens_with_the_custodian_and_a_loser_checks_it_alone(home: Path) -> None:
    lines: list[str] = []
    told = story.tell(lines.append)
    assert told.audit["findings"] == []
    box = reads.box(Tender.objects.get(ocid=told.ocid).box_key)
    assert box is not None and box.custodians == (guardian.NAME,)
    text = "\n".join(lines)
    for said in ("penjaga.contoh menjanjikan", "penjaga.contoh menyerahkan", "Uji buka", "Hasil: BENAR"):
        assert said in text
    assert text.index("penjaga.contoh menjanjikan") < text.index("menyerahkan bagian kunci")


@pytest.mark.django_db
def test_without_the_custodian_it_stays_shut(home: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(guardian, "releases", lambda box: [])
    with pytest.raises(Refused, match="penjaga"):
        story.tell(lambda text: None)
    assert Tender.objects.get().state == "closed"
