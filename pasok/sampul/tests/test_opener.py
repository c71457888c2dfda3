"""pasok-opener as its owners run it: a process of its own, over HTTP, with its keys on its own disk."""

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread

from pasok.sampul import acts, answers, device, log, reads
from pasok.sampul.models import CustodianKey, Promise, Release
from pasok.sampul.tests.paper import BOX, Json, Paper
from pasok.sampul.tests.story import AFTER, KEY, a_bid, a_box, send
from pasok_opener import drawer
from pasok_opener.cli import main
from pasok_opener.keeper import Keeper, Pinned
from pasok_opener.site import Site

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60  # seconds until a slow machine has done it


def until(true: Callable[[], Any]) -> Any:
    """Wait for what another process does."""
    end = time.monotonic() + PATIENCE
    while not (found := true()):
        assert time.monotonic() < end
        time.sleep(0.1)
    return found


@pytest.fixture
def site(settings: Any, transactional_db: None) -> Iterator[str]:
    settings.ROOT_URLCONF = "pasok.sampul.urls"
    settings.ALLOWED_HOSTS = ["*"]
    settings.MIDDLEWARE = []
    server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={})
    server.start()
    server.is_ready.wait()
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


def opener(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pasok_opener", *arguments]


@pytest.fixture
def keeping(site: str, settings: Any, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The daemon of one custodian that this installation knows."""
    where = {"cwd": ROOT, "env": {**os.environ, "PYTHONPATH": str(ROOT)}}
    key = tmp_path / "apip.key"
    made = subprocess.run(opener("new-key", "--name", "apip.example", "--key", str(key)), **where,
                          capture_output=True, text=True, check=True)  # fmt: skip
    settings.CUSTODIANS = [made.stdout.strip()]
    assert key.stat().st_mode & 0o077 == 0
    command = opener("keep", "--site", site, "--name", "apip.example", "--key", str(key), "--folder",
                     str(tmp_path / "laci"), "--stock", "2", "--every", "0.2",
                     "--log", log.verifier_key())  # fmt: skip
    with subprocess.Popen(
        command, **where, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as daemon:
        yield daemon
        daemon.terminate()
        daemon.wait(PATIENCE)


def test_the_custodian_leaves_keys_and_gives_its_half_by_itself_after_the_close(
    keeping: subprocess.Popen[str], tmp_path: Path
) -> None:
    until(lambda: CustodianKey.objects.count() == 2)
    committee = a_box()
    assert reads.box(KEY).custodians == ("apip.example",)
    until(lambda: CustodianKey.objects.filter(box="").count() == 2)  # the used one is replaced
    send(KEY, a_bid(committee, "7", "900"))
    assert not Promise.objects.exists()
    acts.close(KEY, now=AFTER)
    until(lambda: Promise.objects.filter(holder="custodian:apip.example").exists())
    assert not Release.objects.exists()  # nothing is shown before the members have promised
    given = [committee.made(member, "penawaran") for member in ("person:1", "person:2")]
    committee.promise(*given)
    until(lambda: Release.objects.filter(holder="custodian:apip.example").exists())
    for one in given:
        acts.reveal(KEY, release=one, now=AFTER)
    (one,) = acts.unseal(KEY, now=AFTER).values()
    assert isinstance(one, answers.Opened) and one.parts["penawaran"] == {"harga": "900"}
    kept = list((tmp_path / "laci" / "kunci").iterdir())
    assert len(kept) == 3 and not any(path.stat().st_mode & 0o077 for path in kept)


class Told(Site):
    """A site that says what the paper log says, and notes what it is sent."""

    def __init__(self, sheet: Json) -> None:
        super().__init__("")
        object.__setattr__(self, "sheet", sheet)
        object.__setattr__(self, "sent", [])

    def ask(self, path: str, body: bytes | None) -> Json:
        if body is not None:
            self.sent.append(json.loads(body)["message"])
            return {"ok": True}
        return (
            self.sheet if "bagian.json" in path else {"unused": 9, "waiting": [{"box": BOX, "part": "harga"}]}
        )


def a_keeper(paper: Paper, folder: Path, site: Site, *, quorum: int = 2, log_key: str = "") -> Keeper:
    mine = drawer.Drawer(folder)
    holder = paper.leaves[0]["terms"]["custodians"][0]
    if not mine.identity(holder["recipient"]):
        mine.keep_identity(holder["recipient"], paper.identities[holder["id"]])
    pinned = Pinned(log_key or paper.log, tuple(paper.witness_keys), quorum)
    return Keeper("apip", drawer.Ed25519PrivateKey.generate(), mine, site, pinned, stock=5)


def closed(**what: Any) -> Paper:
    paper = Paper(**what)
    paper.bid("7")
    paper.close()
    return paper


def test_the_custodian_promises_nothing_that_its_own_witnesses_have_not_seen(tmp_path: Path) -> None:
    """Not even where the site's own terms ask for no witness at all."""
    paper = closed(quorum=0)
    unseen = Told(paper.sheet("custodian:apip", seen_by=1))
    (said,) = a_keeper(paper, tmp_path, unseen).turn()
    assert "1 dari 2 saksi" in said and unseen.sent == []
    seen = Told(paper.sheet("custodian:apip", seen_by=2))
    (said,) = a_keeper(paper, tmp_path, seen).turn()
    assert "dijanjikan" in said and [one["holder"] for one in seen.sent] == ["custodian:apip"]


def test_the_custodian_reveals_what_it_promised_even_after_a_crash_in_between(tmp_path: Path) -> None:
    paper = closed()
    first, again = Told(paper.sheet("custodian:apip")), Told(paper.sheet("custodian:apip"))
    list(a_keeper(paper, tmp_path, first).turn())
    list(a_keeper(paper, tmp_path, again).turn())
    assert again.sent[0]["digest"] == first.sent[0]["digest"]
    ready = Told(paper.sheet("custodian:apip") | {"promised": ["custodian:apip"], "ready": True})
    list(a_keeper(paper, tmp_path, ready).turn())
    assert device.promise(ready.sent[0]) == first.sent[0]["digest"]


def test_the_custodian_believes_no_log_but_its_own(tmp_path: Path) -> None:
    paper, other = closed(), Paper()
    site = Told(paper.sheet("custodian:apip"))
    (said,) = a_keeper(paper, tmp_path, site, log_key=other.log).turn()
    assert "log" in said and site.sent == []


def test_a_member_makes_the_file_that_the_page_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = closed()
    sheet, own, out = tmp_path / "bagian.json", tmp_path / "kunci", tmp_path / "harga.json"
    own.write_text(paper.identities["person:1"] + "\n")
    pins = ["--log", paper.log, *(word for key in paper.witness_keys for word in ("--witness", key))]
    files = ["release", "--sheet", str(sheet), "--identity", str(own), "--out", str(out)]
    sheet.write_text(json.dumps(paper.sheet("person:1", seen_by=1)))
    assert main([*files, *pins]) == 1 and not out.exists()
    assert "disaksikan 1 dari 2" in capsys.readouterr().err
    sheet.write_text(json.dumps(paper.sheet("person:1")))
    assert main([*files, *pins]) == 0
    made = json.loads(out.read_text())
    assert device.promise(made) in capsys.readouterr().out
    assert made["holder"] == "person:1" and all(made["shares"].values())


def test_the_recovery_group_opens_what_the_members_cannot_once_the_log_calls_it(
    site: str, settings: Any, tmp_path: Path, capsys: Any, monkeypatch: Any
) -> None:
    """The second of them has only the paper left."""
    names = ("recovery:lkpp", "recovery:arsip", "recovery:apip")
    group, papers = [], {}
    for name in names:
        assert main(["new-identity", "--words", "--out", str(tmp_path / name)]) == 0
        told = capsys.readouterr()
        papers[name] = told.err
        group.append({"id": name, "name": name, "recipient": told.out.strip()})
    settings.RECOVERY = {"k": 2, "members": group}
    send(KEY, a_bid(a_box(), "7", "900"))
    acts.close(KEY, now=AFTER)

    def recover(name: str, *key: str) -> int:
        out = tmp_path / f"{name}.json"
        out.unlink(missing_ok=True)
        where = ["--site", site, "--box", KEY, "--part", "penawaran", "--holder", name, "--out", str(out)]
        own = key or ("--identity", str(tmp_path / name))
        return main(["recover", *where, *own, "--log", log.verifier_key(), "--send"])

    assert recover(names[0]) == 1
    assert "belum dipanggil" in capsys.readouterr().err
    acts.recover(
        KEY, part="penawaran", reason="Dua anggota kehilangan kunci.", actor_id="person:1", now=AFTER
    )
    assert recover(names[0]) == 0
    (tmp_path / names[1]).unlink()
    monkeypatch.setattr("sys.stdin", io.StringIO("academic acid\n"))
    assert recover(names[1], "--words") == 1 and "33 kata" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO(papers[names[1]]))
    assert recover(names[1], "--words") == 0
    (one,) = acts.unseal(KEY, now=AFTER).values()
    assert isinstance(one, answers.Opened) and one.parts["penawaran"] == {"harga": "900"}
