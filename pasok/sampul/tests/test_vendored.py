"""The scripts are what the documents say, and never need what our content policy forbids."""

import base64
import gzip
import hashlib
import re
from pathlib import Path

import pytest

from pasok.sampul import spoken

SCRIPTS = Path(__file__).parents[1] / "static" / "sampul"
FORMAT = Path(__file__).parents[3] / "docs" / "sampul-format.md"


def test_the_vendored_script_is_the_documented_one() -> None:
    found = hashlib.sha256((SCRIPTS / "age.js").read_bytes()).hexdigest()
    assert f"`pasok/sampul/static/sampul/age.js` | `{found}`" in FORMAT.read_text()


def test_the_webassembly_is_the_documented_one() -> None:
    carried = re.search(r'PACKED = "([^"]+)"', (SCRIPTS / "chacha.js").read_text())
    assert carried is not None
    found = hashlib.sha256(gzip.decompress(base64.b64decode(carried[1]))).hexdigest()
    assert f"`{found}`" in (FORMAT.parent / "vendored.md").read_text()


@pytest.mark.parametrize("name", sorted(path.name for path in SCRIPTS.glob("*.js")))
def test_no_script_needs_eval_or_another_site(name: str) -> None:
    text = (SCRIPTS / name).read_text()
    assert not re.search(r"\beval\(|new Function\b|innerHTML|document\.write|import\(\"http", text)
    assert not re.search(r"fetch\(\s*[\"'`]https?:", text)


def test_every_sentence_of_the_scripts_is_known_to_the_translator() -> None:
    scripts = [path.read_text() for path in SCRIPTS.glob("*.js") if path.name != "age.js"]
    said = {text for script in scripts for text in re.findall(r"\bsay\(\s*\"([^\"]+)\"", script)}
    assert said == set(spoken.WORDS)
    assert len(spoken.WORDS) == len(said) > 20


def test_the_sealing_scripts_are_small_enough_for_a_slow_line(capsys: pytest.CaptureFixture[str]) -> None:
    """What a bidder's page loads, in one answer: 80 KB, as bytes on the line."""
    names = ("age.js", "words.js", "format.js", "chacha.js", "stream.js", "bid.js", "carried.js", "kept.js",
             "queue.js", "seal.js")  # fmt: skip
    size = sum(len(gzip.compress((SCRIPTS / name).read_bytes(), 9)) for name in names)
    with capsys.disabled():
        print(f" {size:,} bytes", end="")
    assert size <= 80 * 1024
