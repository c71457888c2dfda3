"""F2: the power fails. The disk forgets all that nobody had synced, of the database and of the store."""

import subprocess
from pathlib import Path

import pytest

from pasok.sampul import restored
from pasok.site.binaries import CannotStart
from tests.faults.conftest import Note
from tests.faults.crowd import Crowd, Outcome, real_box
from tests.faults.houses import House, Street, many
from tests.faults.machine import Mount, mounted

pytestmark = pytest.mark.django_db
CUTS = many(1, 6)


def cut(street: Street, home: Path, cuts: int, **wrong: str) -> Outcome:
    """A house whose database and store stand on a forgetful disk; the power fails so many times."""
    home.mkdir()
    home.chmod(0o711)
    disk, mount = home / "disk", home / "mount"
    disk.mkdir()
    subprocess.run(["cp", "-a", str(street.seed), str(disk / "data")], check=True)
    with mounted(disk, mount) as power:
        house = House(home / "house", None)
        house.files = mount / "files"
        house.cluster.data.symlink_to(mount / "data")
        house.configure(**wrong)
        with house.lived_in():
            return lived(house, power, cuts, careless=bool(wrong))


def lived(house: House, power: Mount, cuts: int, *, careless: bool) -> Outcome:
    crowd = Crowd(real_box())
    with crowd:
        for _ in range(cuts):
            crowd.wait(8)
            house.kill()
            power.cut()
            power.mount()
            try:
                house.restart()
            except CannotStart:  # the data itself is broken
                crowd.stop.set()
                return Outcome(runs=cuts, acknowledged=len(crowd.told), lost=len(crowd.told))
        crowd.wait(8 if not careless else 0)
    found = crowd.judge(cuts)
    found.lost += len(list(restored.lost_ciphertexts()))
    return found


def test_what_was_acknowledged_survives_a_power_cut(street: Street, note: Note) -> None:
    found = cut(street, street.home / "power", CUTS)
    control = cut(street, street.home / "careless", 1, fsync="off")
    note("F2", "power cut: all that was not synced is gone", "`fsync=off`", found, control)
    assert found.harm == 0 and found.acknowledged > 8 * CUTS, found
    assert control.lost
