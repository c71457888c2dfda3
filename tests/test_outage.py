"""The site was down before a deadline: the touched tenders, and no others, get the time back, once."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pasok.kernel.actor import CLOCK
from pasok.kernel.machine import Refused, refusals
from pasok.ledger.reads import chain
from pasok.notices.models import Notice
from pasok.notices.reader import read
from pasok.sampul import outages
from pasok.sampul import reads as sampul
from pasok.sampul.models import Leaf
from pasok.sampul.tests.seeing import some_witnesses
from pasok.sampul.tests.test_outages import told
from pasok.site.clock import tick
from pasok.tenders import acts
from pasok.tenders import machine as table
from pasok.tenders.acts.outage import sweep
from pasok.tenders.models import StageChange
from pasok.tenders.rules import outage
from pasok.tenders.tests.builders import Scene, announced, competing, last, refused
from pasok.tenders.tests.facts import NOW, some_facts
from pasok_witness.witness import Witness

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
CLOSES = NOW + HOUR
ACT = table.tender.act("extend_for_outage")


def down(*minutes: int) -> tuple[datetime, ...]:
    """Failed minutes, counted from an hour before the deadline."""
    return tuple(NOW + n * MINUTE for n in sorted(minutes))


def why_not(at: float, minutes: tuple[datetime, ...], **changes: Any) -> tuple[str, ...]:
    assert ACT
    known = {"auto_extend": True, "failed": minutes, "now": NOW + at * MINUTE} | changes
    return refusals(ACT, some_facts("clock", **known))


def test_one_lost_minute_of_sixty_is_enough_and_a_site_that_answers_moves_nothing() -> None:
    assert why_not(30, down(10)) == ()
    assert "tidak terganggu" in why_not(30, down())[0]
    assert "tidak mengundurkan" in why_not(30, down(10), auto_extend=False)[0]
    assert "telah lewat" in why_not(60, down(10))[0]


def test_it_waits_for_the_end_of_the_outage_unless_the_deadline_is_near() -> None:
    minutes = down(*range(20, 30))
    assert why_not(39.99, minutes) == ("Gangguan masih berlangsung.",)
    assert why_not(40, minutes) == ()
    late = down(*range(48, 54))
    assert why_not(54.99, late) == ("Gangguan masih berlangsung.",)
    assert why_not(55, late) == ()


def test_what_was_made_up_for_is_not_counted_again_and_three_times_are_enough() -> None:
    minutes, until = down(5, 6), NOW + 7 * MINUTE
    assert "tidak terganggu" in why_not(30, minutes, compensated=(until,))[0]
    assert why_not(50, down(5, 6, 30), compensated=(until,)) == ()
    assert "sudah 3 kali" in why_not(50, down(30), compensated=(until,) * 3)[0]


spans = st.sets(st.integers(-60, 90))


@given(spans, st.integers(-30, 70), st.integers(0, 60))
def test_only_whole_minutes_of_the_last_hour_count_and_never_twice(
    minutes: set[int], at: int, done: int
) -> None:
    now, until = NOW + at * MINUTE, NOW + done * MINUTE
    facts = some_facts("clock", auto_extend=True, failed=down(*minutes), now=now, compensated=(until,))
    counted = outage.counted(facts)
    assert all(until <= one and one >= CLOSES - HOUR and one + MINUTE <= min(now, CLOSES) for one in counted)
    assert set(counted) == {NOW + n * MINUTE for n in minutes if done <= n < min(at, 60)}


@given(st.sets(st.integers(-5, 50), min_size=1), st.integers(55, 59))
def test_the_new_deadline_is_later_by_an_hour_or_by_what_was_lost(minutes: set[int], at: int) -> None:
    facts = some_facts("clock", auto_extend=True, failed=down(*minutes), now=NOW + at * MINUTE)
    assert ACT
    assume(not refusals(ACT, facts))
    lost = len(outage.counted(facts)) * MINUTE
    assert outage.extended_until(facts) - CLOSES == max(HOUR, lost)
    again = some_facts(
        "clock", auto_extend=True, failed=facts.failed, now=facts.now, closes_at=outage.extended_until(facts),
        compensated=(outage.counted(facts)[-1] + MINUTE,),
    )  # fmt: skip
    assert refusals(ACT, again), "one outage never moves a deadline twice"


@pytest.fixture
def three(db: None, settings: Any, tmp_path: Path) -> list[Witness]:
    settings.SITE_URL = "https://pasok.example"
    return some_witnesses(settings, tmp_path, quorum=0)


def deadline(scene: Scene) -> datetime:
    box = sampul.box(scene.tender.box_key)
    assert box
    return box.closes_at


def state_after(scene: Scene, now: datetime) -> str:
    tick(now)
    scene.tender.refresh_from_db()
    return scene.tender.state


def saw_down(witness: Witness, start: datetime, minutes: int) -> None:
    """The witness looked each minute of the hour before and after, and got no answer for so many of them."""
    lost = {start + n * MINUTE for n in range(minutes)}
    for hour in (start.replace(minute=0) + n * HOUR for n in (-1, 0, 1)):
        looks = "".join("0" if hour + n * MINUTE in lost else "1" for n in range(60))
        outages.add(told(witness, looks, hour), start + 2 * HOUR)


@pytest.fixture
def touched(three: list[Witness]) -> tuple[Scene, list[Witness]]:
    return competing(prices=()), three


def test_the_clock_extends_the_touched_tender_with_the_notes_in_the_log(
    touched: tuple[Scene, list[Witness]],
) -> None:
    scene, three = touched
    closes = deadline(scene)
    for witness in three[:2]:
        saw_down(witness, closes - 40 * MINUTE, 12)
    assert sweep(closes - 20 * MINUTE) == 0, "not over yet"
    tick(closes - 17 * MINUTE)
    assert deadline(scene) == closes + HOUR
    leaf = Leaf.objects.filter(kind="extend").get()
    evidence = leaf.body["evidence"]
    assert (evidence["minutes"], evidence["from"]) == (12, (closes - 40 * MINUTE).isoformat())
    assert {note.split("\n")[0] for note in evidence["probes"]} == {"sampul/probe/v2"}
    scene.tender.refresh_from_db()
    assert scene.tender.next_due == closes + HOUR
    assert scene.tender.stages.get(code="bid_submission").ends_at == closes + HOUR
    assert StageChange.objects.count() == 2 and "saksi" in StageChange.objects.first().reason
    entry = chain(scene.tender.key).get(act="extend_for_outage")
    assert (entry.actor["id"], entry.data["minutes"]) == ("clock", 12)
    assert [sweep(closes - n * MINUTE) for n in (16, 4, 1)] == [0, 0, 0], "once an outage"
    assert state_after(scene, closes) == "announced" and state_after(scene, closes + HOUR) == "closed"


def test_one_witness_alone_moves_nothing(touched: tuple[Scene, list[Witness]]) -> None:
    scene, three = touched
    closes = deadline(scene)
    saw_down(three[0], closes - 40 * MINUTE, 30)
    assert sweep(closes - MINUTE) == 0 and deadline(scene) == closes
    for witness in three[1:]:
        saw_down(witness, closes - 20 * MINUTE, 0)
    assert sweep(closes - MINUTE) == 0


def test_a_tender_that_closes_later_is_left_alone(touched: tuple[Scene, list[Witness]]) -> None:
    scene, three = touched
    closes = deadline(scene)
    for witness in three:
        saw_down(witness, closes - 90 * MINUTE, 20)
    assert sweep(closes - 59 * MINUTE) == 0 and deadline(scene) == closes


def test_an_outage_that_goes_on_is_decided_before_the_deadline_and_its_rest_counts_after(
    touched: tuple[Scene, list[Witness]],
) -> None:
    scene, three = touched
    closes = deadline(scene)
    for witness in three:
        saw_down(witness, closes - 10 * MINUTE, 30)
    assert sweep(closes - 6 * MINUTE) == 0 and sweep(closes - 5 * MINUTE) == 1
    assert deadline(scene) == closes + HOUR
    assert sweep(closes + 19 * MINUTE) == 0, "still not over"
    assert sweep(closes + 30 * MINUTE) == 1 and deadline(scene) == closes + 2 * HOUR
    minutes = [leaf.body["evidence"]["minutes"] for leaf in Leaf.objects.filter(kind="extend")]
    assert minutes == [5, 20], "the second counts what the first had not"


def test_it_is_refused_to_everybody_else_and_without_an_outage(touched: tuple[Scene, list[Witness]]) -> None:
    scene, _three = touched
    scene.now = deadline(scene) - MINUTE
    with refused(scene.tender, "tidak terganggu"):
        acts.extend_for_outage(scene.tender, actor=CLOCK, now=scene.now)
    with pytest.raises(Refused, match="tidak berwenang"):
        acts.extend_for_outage(scene.tender, actor=scene.chair, now=scene.now)


def test_participants_the_pokja_and_the_ppk_are_told(three: list[Witness]) -> None:
    scene = competing()
    closes = deadline(scene)
    for witness in three:
        saw_down(witness, closes - 30 * MINUTE, 3)
    acts.extend_for_outage(scene.tender, actor=CLOCK, now=closes - MINUTE)
    read(last(scene.tender))
    said = list(Notice.objects.filter(title="Batas akhir diundurkan").values_list("text", flat=True))
    assert len(said) >= 3 + 3 + 1 and all("sempat tidak menjawab" in text for text in said)


def test_without_witnesses_the_clock_asks_nothing(django_assert_num_queries: Any, db: None) -> None:
    now = deadline(announced()) - MINUTE
    with django_assert_num_queries(0):
        assert sweep(now) == 0
