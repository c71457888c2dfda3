"""The clock keeps appointments: once each, in time, and one that fails holds up nobody."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection

from pasok.ledger import reads
from pasok.site import clock
from pasok.tenders import acts
from pasok.tenders.models import Tender
from pasok.tenders.tests.builders import Scene, announced

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def scene() -> Scene:
    clock.resting.clear()
    return announced()


def closings(tender: Tender) -> int:
    return reads.chain(tender.key).filter(act="close").count()


def state(tender: Tender) -> str:
    return Tender.objects.get(pk=tender.pk).state


def appointment(tender: Tender) -> datetime:
    found = Tender.objects.get(pk=tender.pk).next_due
    assert found is not None
    return found


def test_nothing_is_done_before_its_time(scene: Scene) -> None:
    assert clock.tick(appointment(scene.tender) - SECOND) == 1  # the trial of the keys, which closes nothing
    assert state(scene.tender) == "announced"


def test_what_is_due_is_done_once_however_often_the_clock_ticks(scene: Scene) -> None:
    due = appointment(scene.tender)
    assert [clock.tick(due + SECOND), clock.tick(due + SECOND)] == [1, 0]
    assert closings(scene.tender) == 1


def test_the_keys_are_tried_a_day_before_the_deadline_and_once(scene: Scene) -> None:
    due = appointment(scene.tender)
    assert clock.tick(due - timedelta(hours=25)) == 0
    assert [clock.tick(due - timedelta(hours=23)), clock.tick(due - timedelta(hours=22))] == [1, 0]
    assert reads.chain(scene.tender.key).filter(act="try_keys").count() == 1
    assert appointment(scene.tender) == due, "what people read as due stays the deadline"


def test_a_clock_that_slept_makes_up_for_it(scene: Scene) -> None:
    assert clock.tick(appointment(scene.tender) + timedelta(days=2)) >= 1
    assert closings(scene.tender) == 1


def test_one_that_fails_rests_and_holds_up_nobody(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    other = announced()
    tried: list[str] = []

    def close(tender: Tender, **words: object) -> None:
        tried.append(tender.key)
        if tender.pk == scene.tender.pk:
            raise RuntimeError("rusak")
        acts.close(tender, **words)

    due = max(appointment(scene.tender), appointment(other.tender)) + SECOND
    broken = SimpleNamespace(close=close)
    assert clock.sweep(Tender, broken, due) == 1
    assert clock.sweep(Tender, broken, due) == 0
    assert (closings(other.tender), closings(scene.tender)) == (1, 0)
    assert tried.count(scene.tender.key) == 1, "it should be resting now"
    assert f"Jadwal {scene.tender.key} gagal" in caplog.text


def test_batches_pass_over_what_they_could_not_do(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    others = [announced() for _ in range(2)]
    monkeypatch.setattr(clock, "BATCH", 1)

    def nothing(tender: Tender, **words: object) -> None:
        raise clock.Refused(tender.machine.act("close"), ("Belum.",))

    assert clock.sweep(Tender, SimpleNamespace(close=nothing), appointment(others[0].tender) + SECOND) == 0


def test_only_one_leads() -> None:
    assert clock.lead()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("select pg_try_advisory_lock(%s)", [clock.LEADER])
            assert cursor.fetchone() == (False,)
    finally:
        other.close()
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [clock.LEADER])
