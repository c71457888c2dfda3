"""F6: no room is left, for sealed files, then tables, then the log of writes; later there is room again."""

import os
import subprocess
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from django.db import Error, connection, transaction
from django.test import Client, override_settings

from pasok.sampul import answers, device
from pasok.sampul.tests.story import stored
from tests.faults.conftest import Note
from tests.faults.crowd import Commit, Crowd, Outcome, commit, inside, real_box
from tests.faults.houses import House, Street
from tests.faults.machine import small_disk

pytestmark = pytest.mark.django_db
WAL, SEALED, TABLES = 80, 24, 24  # megabytes: more than all bids of a run need
PATIENT = {  # whoever commits is the one who writes
    "min_wal_size": "32MB",
    "max_wal_size": "32MB",
    "wal_buffers": "64MB",
    "wal_writer_delay": "10s",
    "wal_writer_flush_after": "1GB",
}


def hasty(bid: device.Bid) -> answers.Receipt:
    """The control: the bidder is answered before the transaction is over."""
    told: list[answers.Receipt] = []
    try:
        with transaction.atomic():
            told.append(inside(bid))
    except Error:
        if not told:
            raise
    return told[0]


def fill(disk: Path) -> Path:
    """A file that takes all the room there is."""
    filler, block = disk / "filler", bytes(1 << 16)
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(block) == len(block):
                pass
        except OSError:
            pass
    return filler


def used_up(house: House) -> None:
    """The files that the write-ahead log has already are nearly full."""
    with suppress(psycopg.Error), house.cluster.connect() as session:
        session.execute("set synchronous_commit = off")
        for _ in range(5):
            session.execute("select pg_logical_emit_message(false, 'full', repeat('x', 8000000))")


def moved(house: House, disk: Path) -> None:
    """The table of the log's leaves lies on a disk of its own."""
    folder = disk / "leaves"
    folder.mkdir(mode=0o700)
    if house.cluster.who:
        os.chown(folder, int(str(house.cluster.who["user"])), -1)
    with connection.cursor() as session:
        session.execute(f"create tablespace small location '{folder}'")
        session.execute("alter table sampul_leaf set tablespace small")


def answers_of(bid: device.Bid) -> tuple[int, int]:
    """What the site says to who sends this bid, and to who reads the log."""
    visitor = Client(raise_request_exception=False)
    asked = {"leaf": bid.leaf, "idem": bid.idem, "envelopes": bid.envelopes}
    with override_settings(ROOT_URLCONF="tests.faults.door", MIDDLEWARE=["pasok.sampul.tests.rig.acting"]):
        told = visitor.post("/tawar", asked, "application/json", headers={"accept": "application/json"})
        read = visitor.get("/log/entries?start=0&end=5")
    assert told.status_code == 200 or told.json()["reasons"]
    return told.status_code, read.status_code


def filled(street: Street, home: Path, say: Commit) -> tuple[Outcome, Crowd]:
    """First there is no room for sealed files, then none for a table, then none for the write-ahead log."""
    home.mkdir()
    home.chmod(0o711)
    with (
        small_disk(home / "wal", WAL) as wal,
        small_disk(home / "sealed", SEALED) as sealed,
        small_disk(home / "tables", TABLES) as tables,
    ):
        house = House(home / "house", street.seed, **PATIENT)
        house.files = sealed / "files"
        log = house.cluster.data / "pg_wal"
        subprocess.run(["mv", str(log), str(wal / "pg_wal")], check=True)
        log.symlink_to(wal / "pg_wal")
        with house.lived_in():
            moved(house, tables)
            committee = real_box()
            with Crowd(committee, say=say) as crowd:
                crowd.wait(20)
                filler = fill(sealed)
                crowd.wait(1000, patience=0.5)
                filler.unlink()
                crowd.wait(10)
                filler = fill(tables)
                crowd.wait(1000, patience=2)
                last = stored(crowd.sealed())
                assert answers_of(last) == (507, 200)
                filler.unlink()
                crowd.wait(10)
                filler = fill(wal)
                for _ in range(6):
                    used_up(house)
                    crowd.wait(1000, patience=1)
                    if not house.cluster.answers():
                        break
                assert not house.cluster.answers(), "without room for its log the server must give up"
                assert answers_of(last) == (503, 503)
                filler.unlink()
                house.restart()
                crowd.wait(10)
                assert answers_of(last) == (200, 200)
            return crowd.judge(), crowd


def test_a_full_disk_refuses_and_forgets_nothing(street: Street, note: Note) -> None:
    found, crowd = filled(street, street.home / "full", commit)
    control, _ = filled(street, street.home / "full-careless", hasty)
    note(
        "F6",
        "disk full: sealed files, a table, the write-ahead log",
        "answered before the transaction is over",
        found,
        control,
    )
    assert found.harm == 0 and found.acknowledged >= 40 and crowd.errors["DiskFull"], found
    assert control.lost
