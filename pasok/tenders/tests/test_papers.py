"""Documents of opened bids: looked at after it, warned of beside their link, served as harmless bytes."""

import base64
import errno
import hashlib
import os
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from pasok.kernel.actor import CLOCK
from pasok.kernel.machine import Refused
from pasok.tenders import acts, papers, rehearsal
from pasok.tenders.models import Bid
from pasok.tenders.sandbox import run
from pasok.tenders.sandbox.why import WHY
from pasok.tenders.tests import builders, hostile, hostile_zips
from pasok.tenders.tests.builders import Scene, a_workshop, announced
from pasok.tenders.tests.test_hostile_bids import sealed, send
from pasok.tenders.tests.test_pages import browser, soup

pytestmark = pytest.mark.django_db
FILES = {
    "bom.zip": hostile_zips.bomb,
    "skrip.pdf": lambda: hostile.pdf(hostile.JS),
    "gaji\u202efdp.exe": lambda: b"MZ" + bytes(300),
    "Surat penawaran.pdf": lambda: hostile.pdf(b"<< >>"),
}


@pytest.fixture(autouse=True)
def lately(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    monkeypatch.setattr(builders, "MORNING", timezone.now() - timedelta(hours=6))
    settings.FILES = tmp_path


@pytest.fixture
def scene() -> Scene:
    """A tender that is closed, with one honest bid and one full of harm."""
    scene = announced()
    rehearsal.offer(scene.tender, a_workshop("Bengkel Jujur"), builders.PRICES[0], scene.later(hours=1))
    actor = a_workshop("Bengkel Jahil")
    held = [{"name": name, "base64": base64.b64encode(made()).decode()} for name, made in FILES.items()]
    payload = {"fields": {"total": "1.000.000.000"}, "files": held}
    send(
        rehearsal.register(scene.tender, actor, scene.now),
        sealed(scene, actor.supplier, payload),
        scene,
        actor,
    )
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    return scene


def harmful(scene: Scene) -> Bid:
    return scene.tender.bids.exclude(documents=[]).get()


def nobody_looks(*_: Any) -> Any:
    raise AssertionError("no document is looked at while the log is locked")


def test_the_opening_waits_for_no_document_and_falls_over_none(scene: Scene, monkeypatch: Any) -> None:
    monkeypatch.setattr(run, "inspect", nobody_looks)
    scene.committee.open(scene.tender, scene.later(minutes=5))
    assert set(scene.tender.bids.values_list("state", flat=True)) == {"opened"}
    waiting = ProcrastinateJob.objects.filter(task_name="tenders.look").values_list("args", flat=True)
    assert list(waiting) == [{"bid": harmful(scene).pk}]


def test_each_document_gets_its_verdict_and_the_pokja_reads_it_beside_the_link(scene: Scene) -> None:
    scene.committee.open(scene.tender, scene.later(minutes=5))
    bid, client = harmful(scene), browser(scene.chair)
    assert soup(client.get(bid.get_absolute_url())).text.count("sedang diperiksa") == len(FILES)
    papers.look(bid.pk)
    bid.refresh_from_db()
    bomb, script, program, honest = (one["warning"] for one in bid.documents)
    assert (bomb, script, honest) == (["bomb"], ["pdf_script"], [])
    assert set(program) == {"program", "name_direction"}
    page = soup(client.get(bid.get_absolute_url())).text
    assert WHY["bomb"] in page and WHY["pdf_script"] in page and "sedang diperiksa" not in page
    assert page.count("Jangan buka berkas ini") == 3 and page.count("tidak ditemukan hal") == 1


def test_every_document_is_served_as_bytes_that_no_program_opens_by_itself(scene: Scene) -> None:
    scene.committee.open(scene.tender, scene.later(minutes=5))
    bid, client = harmful(scene), browser(scene.chair)
    papers.look(bid.pk)
    bid.refresh_from_db()
    for one, name in zip(bid.documents, FILES, strict=True):
        answer = client.get(f"{bid.get_absolute_url()}/berkas/{one['sha256']}")
        said = answer.headers["Content-Disposition"]
        assert said.startswith("attachment;") and ("periksa-dulu" in said) is bool(one["warning"])
        assert "\u202e" not in said and "%E2%80%AE" not in said
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert hashlib.sha256(b"".join(answer)).hexdigest() == hashlib.sha256(FILES[name]()).hexdigest()


def test_a_full_disk_refuses_the_opening_as_a_whole_and_it_can_be_done_again(
    scene: Scene, monkeypatch: Any
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(Refused, match="Pembukaan belum terjadi"):
            scene.committee.open(scene.tender, scene.later(minutes=5))
    assert not scene.tender.bids.filter(state="opened").exists()
    acts.open_bids(scene.tender, actor=scene.chair, now=scene.now)
    assert scene.tender.bids.filter(state="opened").count() == 2


def test_a_verdict_is_written_once_and_overwrites_nothing_else(scene: Scene, monkeypatch: Any) -> None:
    scene.committee.open(scene.tender, scene.later(minutes=5))
    bid = harmful(scene)
    papers.look(bid.pk)
    Bid.objects.filter(pk=bid.pk).update(mend="Catatan.")
    monkeypatch.setattr(run, "inspect", nobody_looks)
    papers.look(bid.pk)
    assert Bid.objects.get(pk=bid.pk).mend == "Catatan."
