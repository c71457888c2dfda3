"""The whole log, page by page: what it hides is said, what it bends is named."""

from collections.abc import Callable
from typing import Any

import pytest

from pasok_verify import log
from pasok_verify.bundle import Known
from pasok_verify.log import check_log
from pasok_verify.note import LOG, WITNESS, read_key
from pasok_verify.report import Report
from pasok_verify.tests.build import World
from pasok_verify.tests.keys import Json
from pasok_verify.tests.story import data, whole


def read(
    world: World, hidden: bool = False, lie: Callable[[list[Json]], Any] = lambda page: page
) -> tuple[Report, list[str]]:
    """The report, and the pages that were asked for; `lie` bends the entries of each page."""
    asked: list[str] = []
    entries = [
        {"index": i, "leaf_hash": leaf.hex(), "body": None if hidden else world.bodies.get(i)}
        for i, leaf in enumerate(world.leaves)
    ]

    def fetch(path: str) -> Json:
        asked.append(path)
        start, end = (int(word.split("=")[1]) for word in path.split("?")[1].split("&"))
        return {"v": 2, "size": len(entries), "entries": lie(entries[start:end])}

    report = Report()
    known = Known(
        read_key(world.log.verifier, LOG), [read_key(one.verifier, WITNESS) for one in world.witnesses]
    )
    check_log(world.head(len(world.leaves)), [], fetch, known, report)
    return report, asked


def test_a_good_log_is_good_and_what_it_hides_is_counted() -> None:
    world = whole().world
    report, _ = read(world)
    shown = len(world.bodies)
    assert report.wrong == [] and (report.counts["boxes"], report.counts["bodies"]) == (1, shown)
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


def found(report: Report) -> list[tuple[str, int | None]]:
    return [(one.code, one.leaf) for one in report.wrong]


def test_a_body_that_is_hashed_but_has_another_shape_is_named_with_its_leaf() -> None:
    world = World(parts=("harga",))
    world.stranger()
    world.open(tambahan=1)
    report, _ = read(world)
    assert found(report) == [("form.body", 1)] and report.counts["boxes"] == 0


def test_a_body_that_is_not_the_hashed_one_is_named_with_its_leaf() -> None:
    world = World(parts=("harga",))
    world.stranger()
    world.open()
    world.bodies[1] = {**world.bodies[1], "ocid": "ocds-lain"}
    report, _ = read(world)
    assert found(report) == [("leaf.hash", 1)]


@pytest.mark.parametrize("page", [None, {}, [], "x"])
def test_a_log_that_breaks_off_is_named_once_and_asked_no_more(page: Any) -> None:
    world = World(parts=("harga",))
    world.stranger(3)
    report, asked = read(world, lie=lambda entries: page)
    assert [code for code, _ in found(report)] == ["head.short", "head.size"] and len(asked) == 1


def test_what_a_log_gives_beyond_its_head_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "PAGE", 2)
    world = World(parts=("harga",))
    world.stranger(3)
    beyond = {"index": 3, "leaf_hash": "0" * 64, "body": None}
    report, asked = read(world, lie=lambda page: [*page, beyond] if page[-1]["index"] == 2 else page)
    assert report.wrong == [] and report.counts["leaves"] == 3 and len(asked) == 2


def test_without_a_head_of_this_log_nothing_is_asked() -> None:
    report = Report()
    known = Known(read_key(World().log.verifier, LOG), [])
    check_log("", [], lambda path: pytest.fail(path), known, report)
    assert report.codes() == {"head.form"}
