"""Minutes of outage: how many looks prove one, and which looks are none."""

from datetime import UTC, datetime, timedelta

import pytest

from pasok_verify.note import WITNESS, read_key
from pasok_verify.outage import check_evidence
from pasok_verify.report import Report
from pasok_verify.tests.build import World
from pasok_verify.tests.keys import signer

HOUR = datetime(2026, 11, 4, 3, tzinfo=UTC)
WORLD = World()
ONE, TWO, THREE = WORLD.witnesses
KEYS = [read_key(one.verifier, WITNESS) for one in WORLD.witnesses]
UP, DOWN, BLIND = "1" * 60, "0" * 60, "-" * 60


def judged(*probes: str, minutes: int, start: int = 0, end: int = 120, quorum: int = 2) -> Report:
    report = Report()
    span = [(HOUR + timedelta(minutes=minute)).isoformat() for minute in (start, end)]
    evidence = {"v": 2, "from": span[0], "to": span[1], "minutes": minutes, "probes": list(probes)}
    check_evidence(7, evidence, KEYS, quorum, report)
    assert all(one.leaf == 7 for one in report.wrong)
    return report


def looks(*each: str, hour: datetime = HOUR) -> list[str]:
    return [WORLD.probe(who, hour, seen) for who, seen in zip((ONE, TWO, THREE), each, strict=False)]


@pytest.mark.parametrize(
    ("probes", "span", "quorum", "proved"),
    [
        (looks(DOWN, DOWN), (0, 120), 2, 60),
        (looks("0" + UP[1:], "0" + UP[1:]), (0, 120), 2, 1),
        (looks(UP[:-1] + "0", UP[:-1] + "0"), (0, 120), 2, 1),
        (looks(DOWN, DOWN), (5, 15), 2, 10),
        (looks("0" * 30 + "1" * 30, DOWN), (0, 120), 2, 30),
        (looks(DOWN), (0, 120), 2, 0),
        (looks(DOWN, BLIND), (0, 120), 2, 0),
        (looks(DOWN), (0, 120), 0, 60),
        (looks(DOWN, BLIND), (0, 120), 1, 60),
        (looks(DOWN, UP), (0, 120), 1, 0),
        (looks(DOWN, DOWN, UP), (0, 120), 2, 60),
        (looks(DOWN, UP, UP), (0, 120), 1, 0),
        (looks(UP), (0, 120), 0, 0),
        ([*looks(DOWN), *looks(DOWN)], (0, 120), 2, 0),
        ([*looks(DOWN), *looks(DOWN, hour=HOUR + timedelta(hours=1))], (0, 120), 1, 120),
        ([*looks(DOWN, DOWN), *looks(DOWN, DOWN, hour=HOUR + timedelta(hours=1))], (30, 90), 2, 60),
    ],
)
def test_a_minute_is_proved_by_a_quorum_that_is_the_most_of_those_who_looked(
    probes: list[str], span: tuple[int, int], quorum: int, proved: int
) -> None:
    start, end = span
    good = judged(*probes, minutes=proved, start=start, end=end, quorum=quorum)
    assert good.wrong == [] and good.counts["probes"] == len(probes)
    (wrong,) = judged(*probes, minutes=proved + 1, start=start, end=end, quorum=quorum).wrong
    assert wrong.code == "outage.minutes" and wrong.text.endswith(f"membuktikan {proved}")


def written(text: str) -> str:
    return ONE.note(text)


@pytest.mark.parametrize(
    "probe",
    [
        "bukan catatan",
        written(f"sampul/probe/v2\nhttps://pasok.example\n{int(HOUR.timestamp())}\n{DOWN}\nlagi\n"),
        written(f"sampul/probe/v2\nhttps://pasok.example\n{int(HOUR.timestamp())}\n"),
        written(f"sampul/probe/v1\nhttps://pasok.example\n{int(HOUR.timestamp())}\n{DOWN}\n"),
        written(f"sampul/probe/v2\nhttps://pasok.example\n{int(HOUR.timestamp())}\n{DOWN}0\n"),
        written(f"sampul/probe/v2\nhttps://pasok.example\n{int(HOUR.timestamp())}\n{DOWN[:-1]}x\n"),
        written(f"sampul/probe/v2\nhttps://pasok.example\n{int(HOUR.timestamp()) + 60}\n{DOWN}\n"),
        written(f"sampul/probe/v2\nhttps://pasok.example\n0{int(HOUR.timestamp())}\n{DOWN}\n"),
        written(f"sampul/probe/v2\nhttps://pasok.example\n-3600\n{DOWN}\n"),
    ],
)
def test_what_is_no_probe_is_named_and_proves_nothing(probe: str) -> None:
    assert judged(probe, minutes=0, quorum=1).codes() == {"outage.probe"}
    assert judged(probe, *looks(DOWN, DOWN), minutes=60).codes() == {"outage.probe"}
    assert judged(probe, minutes=1, quorum=1).codes() == {"outage.probe", "outage.minutes"}


def test_a_probe_that_no_witness_of_the_box_signed_is_named_and_proves_nothing() -> None:
    stranger = WORLD.probe(signer("saksi-d.example"), HOUR, DOWN)
    bent = looks(DOWN)[0].replace(DOWN, DOWN[:-1] + "1")
    for probe in (stranger, bent):
        assert judged(probe, *looks(BLIND, DOWN), minutes=0).codes() == {"outage.signature"}
        found = judged(probe, *looks(BLIND, DOWN), minutes=1)
        assert found.codes() == {"outage.signature", "outage.minutes"}


def test_every_signature_in_a_witness_s_name_must_be_good() -> None:
    good, other = looks(DOWN)[0], ONE.line("lain\n")
    assert judged(good + other, minutes=0, quorum=1).codes() == {"outage.signature"}


def test_looks_at_another_site_prove_nothing_about_this_one() -> None:
    lain = WORLD.probe(TWO, HOUR, DOWN, "https://lain.example")
    assert judged(*looks(DOWN), lain, minutes=0).codes() == {"outage.site"}
