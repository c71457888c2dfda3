"""What witnesses saw: taken when signed, never contradicted, counted where enough of them agree."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pasok.sampul import outages
from pasok.sampul.answers import Refusal
from pasok.sampul.models import Probe
from pasok.sampul.tests.seeing import some_witnesses
from pasok_witness import note
from pasok_witness.witness import Witness

SITE, HOUR = "https://pasok.example", datetime(2026, 3, 2, 5, tzinfo=UTC)
NOW = HOUR + timedelta(minutes=30)
MINUTE = timedelta(minutes=1)


def told(witness: Witness, minutes: str, hour: datetime = HOUR, site: str = SITE) -> str:
    """The signed note of one hour; what is not said was not looked at."""
    text = f"sampul/probe/v2\n{site}\n{int(hour.timestamp())}\n{minutes.ljust(60, '-')}\n"
    return note.signed(text, witness.name, witness.private)


@pytest.fixture
def three(db: None, settings: Any, tmp_path: Path) -> list[Witness]:
    settings.SITE_URL = SITE
    return some_witnesses(settings, tmp_path)


def test_an_hour_is_filled_in_and_never_contradicted(three: list[Witness]) -> None:
    one = three[0]
    for minutes, kept in (("11", "11"), ("110", "110"), ("11", "110"), ("-10", "110")):
        outages.add(told(one, minutes), NOW)
        assert Probe.objects.get().minutes.rstrip("-") == kept
    for minutes in ("111", "0101"):
        with pytest.raises(Refusal, match="membantah"):
            outages.add(told(one, minutes), NOW)
    assert Probe.objects.get().minutes.rstrip("-") == "110"


@pytest.mark.parametrize(
    "changes",
    [{"site": "https://lain.example"}, {"hour": HOUR + MINUTE}, {"hour": HOUR + timedelta(hours=3)}],
)
def test_another_site_another_time_or_another_signer_is_refused(
    three: list[Witness], changes: dict[str, Any], tmp_path: Path
) -> None:
    stranger = Witness(three[0].name, three[0].log_key, tmp_path / "x")
    for signed in (told(three[0], "1", **changes), told(stranger, "1"), "", told(three[0], "1x")):
        with pytest.raises(Refusal):
            outages.add(signed, NOW)
    assert not Probe.objects.exists()


def test_a_minute_failed_when_two_of_three_saw_it(three: list[Witness]) -> None:
    for witness, minutes in zip(three, ("1000111", "1-00011", "1110010"), strict=True):
        outages.add(told(witness, minutes), NOW)
    found = outages.outages(outages.seen(HOUR, HOUR + timedelta(hours=1)), 2)
    assert [(one.start - HOUR, one.minutes) for one in found] == [(2 * MINUTE, 2)] or [
        ((one.start - HOUR) // MINUTE, one.minutes) for one in found
    ] == [(2, 3)]
    assert found[0].witnesses[:2] == ("saksi1.example", "saksi2.example")


def test_the_evidence_holds_the_notes_themselves(three: list[Witness]) -> None:
    notes = [told(witness, "100") for witness in three]
    for signed in notes:
        outages.add(signed, NOW)
    minutes = outages.failed(outages.seen(HOUR, HOUR + timedelta(hours=1)), 2)
    found = outages.evidence(minutes)
    assert (found["minutes"], found["probes"]) == (2, notes)
    assert (found["from"], found["to"]) == ((HOUR + MINUTE).isoformat(), (HOUR + 3 * MINUTE).isoformat())


looks = st.dictionaries(
    st.integers(0, 20).map(lambda n: HOUR + n * MINUTE),
    st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), st.booleans(), min_size=1),
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # of a busy machine, not of the data
@given(looks, st.integers(2, 3))
def test_one_witness_alone_can_neither_make_nor_hide_an_outage(seen: Any, least: int) -> None:
    down = outages.failed(seen, least)
    for minute, by in seen.items():
        saw = sum(not answered for answered in by.values())
        assert (minute in down) == (saw >= least and saw > len(by) - saw)
    found = outages.outages(seen, least)
    assert [one.start + n * MINUTE for one in found for n in range(one.minutes)] == down
    assert all(a.end < b.start for a, b in pairwise(found))
