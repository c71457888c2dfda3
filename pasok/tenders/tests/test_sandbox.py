"""Documents of opened bids in their cell: hostile ones are named, honest ones pass, none gets out."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from pasok.tenders.sandbox import run
from pasok.tenders.sandbox.why import WHY
from pasok.tenders.tests import hostile, hostile_zips

LIMIT = 50 << 20
CORPUS = [*hostile_zips.CORPUS, *hostile.CORPUS]
SECONDS, MEMORY = 5, 300 << 10  # of processor; KiB: of one file
FOLDER = Path(run.__file__).parent


def looked(folder: Path, made: hostile_zips.Made) -> run.Verdict:
    path = folder / "berkas"
    path.write_bytes(made[1]())
    return run.inspect(path, made[0], LIMIT)


def test_every_hostile_file_is_refused_by_its_name_in_little_time_and_memory(tmp_path: Path) -> None:
    """The table of what was not: empty."""
    assert len(CORPUS) >= 60 and len({name for name, _, _ in CORPUS}) == len(CORPUS)
    table = []
    for made in CORPUS:
        verdict = looked(tmp_path, made)
        if made[2] not in verdict.wrong or verdict.seconds > SECONDS or not 0 < verdict.peak < MEMORY:
            table.append(f"{made[0][:40]!r}: {made[2]} not in {verdict}")
    assert table == []


@pytest.mark.parametrize("made", hostile.HONEST, ids=[name for name, _, _ in hostile.HONEST])
def test_an_honest_file_passes(tmp_path: Path, made: hostile_zips.Made) -> None:
    verdict = looked(tmp_path, made)
    assert verdict.wrong == () and verdict.kind != "unknown"


TRIES = {
    "a file": "open('/etc/hostname')",
    "a file to write": "open('/tmp/keluar', 'w')",
    "a line": "__import__('_socket').socket()",
    "a child": "os.fork()",
    "memory": "bytes(600 << 20)",
    "more rights": "resource.setrlimit(resource.RLIMIT_NPROC, (99, 99))",
}


@pytest.mark.parametrize("what", TRIES)
@pytest.mark.parametrize("shut", [True, False], ids=["in the cell", "outside"])
def test_the_cell_holds(what: str, shut: bool) -> None:
    """The same that works outside fails inside, so it is the cell that stops it."""
    words = (
        f"import sys; sys.path.insert(0, {str(run.ROOT)!r}); import os, resource, _socket\n"
        "from pasok.tenders.sandbox import cell; cell.own_size()\n"
        f"{'cell.shut_in()' if shut else ''}\n"
        f"try: {TRIES[what]}\nexcept (OSError, MemoryError, ValueError): print('held')"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", words], capture_output=True, text=True, check=False
    )
    assert (done.stdout == "held\n") is shut, done.stderr


def test_what_takes_too_long_or_dies_is_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "berkas"
    path.write_bytes(b"isi")
    monkeypatch.setattr(run, "START", "import time; time.sleep(99)")
    assert run.inspect(path, "a.txt", LIMIT, seconds=0.2).wrong == ("slow",)
    for dies in ("import os; os.abort()", "print('{')", "print('x' * 10**6)", "print('[' * 9000)"):
        monkeypatch.setattr(run, "START", dies)
        assert run.inspect(path, "a.txt", LIMIT).wrong == ("crashed",), dies


def test_an_answer_with_words_that_are_not_ours_is_not_believed() -> None:
    assert run.heard(b'{"kind": "pdf", "wrong": [], "peak": 1, "seconds": 0, "alone": true}')
    assert run.heard(b'{"kind": "pdf", "wrong": ["<b>"], "peak": 1, "seconds": 0, "alone": true}') is None


def test_the_process_in_the_cell_needs_the_standard_library_alone() -> None:
    for path in FOLDER.glob("*.py"):
        if path.stem in {"run", "why"}:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                own = (node.module or "").startswith("pasok.tenders.sandbox")
                assert own or (node.module or "").split(".")[0] in sys.stdlib_module_names, path.name


def test_every_code_that_the_cell_can_say_has_its_sentence() -> None:
    said = {
        node.value
        for path in FOLDER.glob("*.py")
        if path.stem not in {"run", "why", "kinds"}
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and node.value in WHY
    }
    assert said | {"crashed", "slow", "archive", "unknown", "program"} == set(WHY)
    assert all(sentence.endswith(".") for sentence in WHY.values())
