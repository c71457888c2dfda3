"""F4: the primary dies and its disk is gone; the standby takes over while eight bidders go on sending."""

import shutil
import time

import pytest
from django.db import connections

from tests.faults.conftest import Note
from tests.faults.crowd import Crowd, Outcome, real_box
from tests.faults.houses import House, Street, copied, many

pytestmark = pytest.mark.django_db
TURNS = many(1, 3)


def standby_of(house: House) -> House:
    other = House(house.home.with_name(f"{house.home.name}b"), None)
    copied(house.cluster, other.cluster, "-R")
    other.cluster.start()
    return other


def replicating(house: House, sync: bool) -> None:
    """The standby follows; with `sync`, nobody is answered before it has what was written."""
    with house.cluster.connect() as session:
        while not session.execute("select 1 from pg_stat_replication where state = 'streaming'").fetchone():
            time.sleep(0.05)
        if sync:
            session.execute("alter system set synchronous_standby_names = '*'")
            session.execute("select pg_reload_conf()")
            while not session.execute(
                "select 1 from pg_stat_replication where sync_state = 'sync'"
            ).fetchone():
                time.sleep(0.05)


def fall_behind(standby: House) -> None:
    with standby.cluster.connect() as session:
        session.execute("alter system set primary_conninfo = ''")
        session.execute("select pg_reload_conf()")
        while session.execute("select 1 from pg_stat_wal_receiver").fetchone():
            time.sleep(0.05)


def taken_over(street: Street, sync: bool) -> tuple[Outcome, float]:
    with street.house() as house:
        committee = real_box()
        standby = standby_of(house)
        try:
            replicating(house, sync)
            with Crowd(committee) as crowd:
                crowd.wait(40)
                if not sync:
                    fall_behind(standby)
                    crowd.wait(20)
                house.kill()
                began = time.monotonic()
                shutil.rmtree(house.cluster.data)
                with standby.cluster.connect() as session:
                    session.execute("select pg_promote(true, 30)")
                connections.settings["default"]["HOST"] = str(standby.cluster.run)
                crowd.wait(1)
                gone = time.monotonic() - began
                crowd.wait(20)
            return crowd.judge(), gone
        finally:
            connections["default"].close()
            standby.cluster.stop()
            shutil.rmtree(standby.home, ignore_errors=True)


def test_the_standby_has_all_that_was_acknowledged(street: Street, note: Note) -> None:
    found, longest = taken_over(street, sync=True)
    for _ in range(TURNS - 1):
        more, gone = taken_over(street, sync=True)
        found, longest = found.plus(more), max(longest, gone)
    control, _ = taken_over(street, sync=False)
    note(
        "F4", "the primary's disk is gone, standby promoted", "standby follows asynchronously", found, control
    )
    assert found.harm == 0 and found.acknowledged >= 60 and longest < 30
    assert control.lost
