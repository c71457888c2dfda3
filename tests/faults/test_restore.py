"""F15: yesterday's backup is restored. What the bidders hold from today shows what is gone."""

import io
import shutil

import pytest
from django.conf import settings
from django.db import connections

from pasok.sampul import restored, store
from pasok.sampul.models import Leaf
from tests.faults.conftest import Note
from tests.faults.crowd import Crowd, Outcome, real_box
from tests.faults.houses import House, Street, copied, many

pytestmark = pytest.mark.django_db
TODAY = many(10, 100)


def yesterday(house: House) -> House:
    """A backup of database and files, as it would be restored elsewhere."""
    backup = House(house.home.with_name(f"{house.home.name}-backup"), None)
    copied(house.cluster, backup.cluster)
    shutil.copytree(house.files, backup.files)
    return backup


def move_into(backup: House) -> None:
    connections["default"].close()
    backup.cluster.start()
    connections.settings["default"]["HOST"] = str(backup.cluster.run)


def test_what_a_restore_lost_is_named_and_lost_files_can_be_sent_again(street: Street, note: Note) -> None:
    with street.house() as house:
        with Crowd(real_box(), 2) as crowd:
            crowd.wait(8)
            crowd.pause()
            backup = yesterday(house)
            before = Leaf.objects.count()
            crowd.go_on()
            crowd.wait(TODAY)
        head = max((receipt for _, receipt, _ in crowd.told), key=lambda one: one["index"])["checkpoint"]
        after = Leaf.objects.count()
        assert not restored.missing(head) and after >= before + TODAY
        closed_gap(crowd, backup, head)
        move_into(backup)
        try:
            gone = restored.missing(head)
            alone = restored.missing()
            lost = crowd.judge()
        finally:
            connections["default"].close()
            backup.cluster.stop()
            shutil.rmtree(backup.home, ignore_errors=True)
    assert gone.leaves == range(before, after) and gone.wrong
    assert lost.lost == len([one for _, one, _ in crowd.told if one["index"] in gone.leaves]) >= TODAY
    named = Outcome(runs=1, acknowledged=lost.acknowledged, lost=lost.lost - len(gone.leaves))
    control = Outcome(runs=1, acknowledged=lost.acknowledged, lost=lost.lost - len(alone.leaves))
    note("F15", "yesterday's backup restored (lost: not named)", "no head kept outside", named, control)
    assert named.harm == 0 and not alone and control.lost


def closed_gap(crowd: Crowd, backup: House, head: str) -> None:
    """Today's database with yesterday's files: each lost file is named, and its bidder sends it again."""
    kept = settings.FILES
    settings.FILES = backup.files
    try:
        gone = set(restored.missing(head).ciphertexts)
        today = {
            sha256: data
            for bid, _, _ in crowd.told
            for sha256, data in bid.ciphertexts.items()
            if sha256 in gone
        }
        assert len(gone) >= TODAY and set(today) == gone
        for sha256, data in today.items():
            store.put(io.BytesIO(data), sha256)
        assert not restored.missing(head)
    finally:
        settings.FILES = kept
    shutil.rmtree(backup.files)
    shutil.copytree(kept, backup.files)
