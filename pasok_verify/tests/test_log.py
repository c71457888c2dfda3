"""The whole log, page by page: what it hides is said, what it bends is named."""

from typing import Any

from pasok_verify import log
from pasok_verify.bundle import Known
from pasok_verify.log import check_log
from pasok_verify.note import LOG, WITNESS, read_key
from pasok_verify.report import Report
from pasok_verify.tests.build import World
from pasok_verify.tests.keys import Json
from pasok_verify.tests.story import data, whole


def read(world: World, hidden: bool = False) -> tuple[Report, list[str]]:
    """The report, and the pages that were asked for."""
    asked: list[str] = []
    entries = [
        {"index": i, "leaf_hash": leaf.hex(), "body": None if hidden else world.bodies.get(i)}
        for i, leaf in enumerate(world.leaves)
    ]

    def fetch(path: str) -> Json:
        asked.append(path)
        start, end = (int(word.split("=")[1]) for word in path.split("?")[1].split("&"))
        return {"v": 2, "size": len(entries), "entries": entries[start:end]}

    report = Report()
    known = Known(
        read_key(world.log.verifier, LOG), [read_key(one.verifier, WITNESS) for one in world.witnesses]
    )
    check_log(world.head(len(world.leaves)), [], fetch, known, report)
    return report, asked


def test_a_good_log_is_good_and_what_it_hides_is_counted() -> None:
    world = whole().world
    report, _ = read(world)
    assert report.wrong == [] and report.counts["boxes"] == 1
    shown = len(world.bodies)
    assert any(one.startswith(f"Isi {len(world.leaves) - shown} catatan") for one in report.unchecked)


def test_a_log_that_shows_no_body_is_still_checked_with_its_witnesses() -> None:
    world = whole().world
    report, _ = read(world, hidden=True)
    assert report.wrong == [] and report.counts["cosignatures"] > 0 and report.counts["boxes"] == 0


def test_nothing_is_said_to_be_hidden_where_nothing_is() -> None:
    world = World(parts=("harga",))
    world.open()
    world.bid("31", data("31"))
    report, _ = read(world)
    assert not any("belum ditunjukkan" in one for one in report.unchecked)


def test_long_logs_come_in_pages(monkeypatch: Any) -> None:
    monkeypatch.setattr(log, "PAGE", 7)
    world = whole().world
    report, asked = read(world)
    size = len(world.leaves)
    assert report.wrong == [] and len(asked) == -(-size // 7)
    assert asked[:2] == ["/log/entries?start=0&end=7", "/log/entries?start=7&end=14"]
