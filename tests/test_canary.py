"""Before the opening no price and no word of a bid is anywhere; after it, what the law publishes, no more."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import canary_house, canary_song

ROOT = Path(__file__).resolve().parent.parent
BIDS = 20


@pytest.fixture(scope="module")
def songs() -> dict[str, canary_song.Song]:
    return {f"{number}": canary_song.Song.new() for number in range(50)}


@pytest.fixture
def keeper(songs: dict[str, canary_song.Song]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that has read a song into its memory and let it go again."""
    code = "import sys; held = sys.stdin.readline(); print(len(held), flush=True); sys.stdin.readline()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=-1, stdout=-1) as process:
        process.stdin.write(songs["7"].line().encode() + b"\n")
        process.stdin.flush()
        process.stdout.readline()
        yield process
        process.stdin.close()


def test_no_bid_sings_anywhere_in_a_whole_installation() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.canary", f"{BIDS}"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    rows = [line.split(" | ") for line in done.stdout.splitlines() if " spellings | " in line]
    assert len(rows) == 11 and {row[2] for row in rows} == {"0"}, done.stdout


def test_every_spelling_is_heard_wherever_a_block_ends(songs: dict[str, canary_song.Song]) -> None:
    ear = canary_song.Ear(songs)
    sheet = b"x" * 1000 + songs["7"].sheet() + b"y" * 1000
    for size in (len(sheet), 700, 513):
        heard = ear.listen(sheet[at : at + size] for at in range(0, len(sheet), size))[1]
        assert heard == {("7", how) for how in songs["7"].spelled()}


def test_another_price_is_not_mistaken_for_one(songs: dict[str, canary_song.Song]) -> None:
    assert not canary_song.Ear(songs).heard(canary_song.Song.new().sheet())


def test_the_memory_of_a_process_is_searched(
    songs: dict[str, canary_song.Song], keeper: subprocess.Popen[bytes]
) -> None:
    heard = canary_song.Ear(songs).listen(canary_house.memory([keeper.pid]))[1]
    assert ("7", "price, plain") in heard and {name for name, _ in heard} == {"7"}
