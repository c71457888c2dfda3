"""F1: every process of the database is killed at once, again and again, while eight bidders send."""

import random
import time

import pytest

from tests.faults.conftest import Note
from tests.faults.crowd import Crowd, Outcome, real_box
from tests.faults.houses import House, Street, many

pytestmark = pytest.mark.django_db
KILLS = many(3, 20)
FORGETFUL = {
    "synchronous_commit": "off",
    "wal_writer_delay": "10s",
}  # the control answers before it is written


def killed(house: House, kills: int) -> tuple[Outcome, float]:
    luck, longest = random.Random(1), 0.0
    committee = real_box()
    house.checkpoint()
    with Crowd(committee) as crowd:
        for _ in range(kills):
            crowd.wait(25)
            time.sleep(luck.random() / 10)
            house.kill()
            longest = max(longest, house.restart())
        crowd.wait(25)
    return crowd.judge(kills), longest


def test_what_was_acknowledged_survives_the_death_of_the_database(street: Street, note: Note) -> None:
    with street.house() as house:
        found, longest = killed(house, KILLS)
    with street.house(**FORGETFUL) as house:
        control, _ = killed(house, min(KILLS, 4))
    note("F1", "kill -9 of all PostgreSQL processes", "`synchronous_commit=off`", found, control)
    assert found.harm == 0, found
    assert found.acknowledged > 25 * KILLS and found.retried and longest < 10
    assert control.lost
