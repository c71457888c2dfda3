"""F10: the place of the second copy is slow, forgets bytes, or turns a bit over. Then there is no receipt."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from pasok.sampul import answers, shelves, store
from pasok.sampul.tests.story import a_bid, stored
from tests.faults.conftest import Note
from tests.faults.crowd import Outcome, commit, real_box
from tests.faults.houses import Street, many
from tests.faults.machine import mounted

pytestmark = pytest.mark.django_db
BIDS = many(3, 20)
MODES = ("slow", "short", "flip")


def behind(home: Path, mode: str, settings: Any) -> tuple[Outcome, int]:
    """Bids whose second copy goes to a disk of this mode; how many were refused."""
    disk, mount = home / mode, home / f"{mode}-mount"
    disk.mkdir(parents=True)
    with mounted(disk, mount, mode):
        settings.FILES, settings.FILES_MIRROR = home / f"{mode}-files", mount
        committee, found = real_box(f"tender:f10-{home.name}-{mode}"), Outcome(runs=BIDS)
        bids = [a_bid(committee, str(number)) for number in range(BIDS)]
        for bid in bids:
            try:
                with transaction.atomic():
                    commit(stored(bid))
            except (answers.Refusal, OSError):
                continue
            found.acknowledged += 1
            found.lost += not all(whole(disk, sha256) for sha256 in bid.ciphertexts)
    return found, BIDS - found.acknowledged


def whole(disk: Path, sha256: str) -> bool:
    """Whether the second copy is what it should be, on the disk itself."""
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in disk.rglob(sha256)] == [sha256]


def trusting(self: shelves.Disk, sha256: str) -> str | None:
    """The control: what was written is believed, and not read back."""
    return sha256 if self.size(sha256) is not None else None


def test_no_receipt_without_two_copies_that_were_read_back(
    street: Street, settings: Any, note: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, short, flip = (behind(street.home / "good", mode, settings) for mode in MODES)
    monkeypatch.setattr(shelves.Disk, "digest", trusting)
    control, _ = behind(street.home / "control", "flip", settings)
    found = slow[0].plus(short[0]).plus(flip[0])
    note("F10", "second copy slow, short, or one bit wrong", "the copy is not read back", found, control)
    assert (slow[1], short[1], flip[1]) == (0, BIDS, BIDS), "slow is served, the others are refused"
    assert found.harm == 0 and found.acknowledged == BIDS
    assert control.lost and store.limit()
