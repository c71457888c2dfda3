"""A witness signs what grows from what it signed before; what it signed is on the disk first."""

import ast
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from pasok.sampul import cosign, tree
from pasok_witness import note
from pasok_witness import tree as own
from pasok_witness.tests.logs import NOON, VERIFIER, Log, a_witness, shown
from pasok_witness.witness import Refused, Witness

HERE = Path(__file__).resolve().parents[1]


def test_it_needs_nothing_of_the_platform() -> None:
    for path in HERE.glob("*.py"):
        for found in ast.walk(ast.parse(path.read_text())):
            names = [found.module or ""] if isinstance(found, ast.ImportFrom) else []
            names += [alias.name for alias in found.names] if isinstance(found, ast.Import) else []
            for name in names:
                first = name.split(".")[0]
                assert first in {*sys.stdlib_module_names, "cryptography", "pasok_witness"}, (
                    f"{path.name}: {name}"
                )


def test_its_line_is_a_cosignature_that_the_platform_finds_good(tmp_path: Path) -> None:
    witness, log = a_witness(tmp_path), Log().add(5)
    line = shown(witness, log)
    found = cosign.found(f"{log.note()}{line}\n", [witness.verifier])
    assert found["saksi.kampus.example"].time == NOON
    log.add(6)
    assert shown(witness, log, NOON + 60) != line
    assert (witness.state["size"], witness.alarms) == (11, [])


def test_a_fork_is_refused_for_ever_with_both_heads_as_evidence(tmp_path: Path) -> None:
    witness, log = a_witness(tmp_path), Log().add(4)
    other = log.branch().add(2)
    shown(witness, log.add(2))
    with pytest.raises(Refused, match="Ada dua log"):
        shown(witness, other)
    again = a_witness(tmp_path)
    assert again.alarms[0]["evidence"] == [other.note(), log.note()]
    assert "Ada dua log" in (tmp_path / "ALARM").read_text()
    with pytest.raises(Refused, match="bercabang"):
        shown(again, log.add(3))


def test_a_log_that_grows_from_another_past_is_refused(tmp_path: Path) -> None:
    witness, log = a_witness(tmp_path), Log().add(4)
    other = log.branch().add(9)
    shown(witness, log.add(2))
    with pytest.raises(Refused) as why:
        shown(witness, other)
    assert why.value.kind == "fork" and witness.state["size"] == 6
    assert other.note() in witness.alarms[0]["evidence"]


def test_a_log_that_shrinks_or_replays_an_old_head_is_refused_until_it_is_whole_again(tmp_path: Path) -> None:
    witness, log = a_witness(tmp_path), Log().add(8)
    shown(witness, log)
    with pytest.raises(Refused, match="menyusut dari 8 menjadi 5"):
        shown(witness, log, NOON + 1, size=5)
    assert [alarm["kind"] for alarm in witness.alarms] == ["shrink"]
    shown(witness, log.add(1), NOON + 2)
    assert not witness.alarms and witness.state["alarms"][0]["over"] and not (tmp_path / "ALARM").exists()


def test_another_key_a_missing_or_a_broken_signature_is_refused(tmp_path: Path) -> None:
    witness, log = a_witness(tmp_path), Log().add(3)
    thief = Ed25519PrivateKey.from_private_bytes(b"t" * 32)
    unsigned = log.note().partition("\n\n")[0] + "\n\n"
    for bad in (log.note(key=thief), unsigned, log.note().replace("\n3\n", "\n4\n"), "", "3"):
        with pytest.raises(Refused) as why:
            witness.cosign(bad, [], log.from_(0), NOON)
        assert why.value.kind == "signature"
    assert witness.state["size"] == 0


def test_leaves_or_proofs_that_do_not_make_the_head_are_refused(tmp_path: Path) -> None:
    witness, log = a_witness(tmp_path), Log().add(4)
    for leaves in (log.from_(0)[::-1], log.from_(1), ["zz"] * 4, ["ab"] * 4):
        with pytest.raises(Refused) as why:
            witness.cosign(log.note(), [], leaves, NOON)
        assert why.value.kind == "entries"
    shown(witness, log)
    log.add(3)
    for proof in ([], log.proof(4)[1:], [*log.proof(4), "00" * 32]):
        with pytest.raises(Refused) as why:
            witness.cosign(log.note(), proof, log.from_(4), NOON)
        assert why.value.kind == "fork"
    shown(witness, log, NOON + 1)


def test_it_signs_nothing_while_its_own_clock_runs_back(tmp_path: Path) -> None:
    witness, log = a_witness(tmp_path), Log().add(1)
    shown(witness, log, NOON)
    with pytest.raises(Refused) as why:
        shown(witness, log.add(1), NOON - 1)
    assert why.value.kind == "clock"
    assert shown(witness, log, NOON)


def test_two_witnesses_who_were_shown_different_logs_are_found_out_by_one_receipt(tmp_path: Path) -> None:
    one, two = a_witness(tmp_path / "1", "satu.example"), a_witness(tmp_path / "2", "dua.example")
    log = Log().add(4)
    other = log.branch().add(3)
    shown(one, log.add(3))
    shown(two, other)
    assert one.check(log.receipt(5)) == [] and two.check(other.receipt(5)) == []
    assert "bukti bahwa log bercabang" in two.check(log.receipt(5))[0]
    with pytest.raises(Refused, match="Ada dua log"):
        shown(two, log)


def test_a_receipt_is_checked_from_what_the_witness_holds(tmp_path: Path) -> None:
    witness, log = a_witness(tmp_path), Log().add(9)
    shown(witness, log)
    good = log.receipt(6)
    assert witness.check(good) == []
    assert witness.check(good | {"body": {**log.bodies[6], "bidder": "8"}}) != []
    assert witness.check(good | {"path": good["path"][1:]}) != []
    assert witness.check(good | {"index": 5}) != []
    assert witness.check(good | {"checkpoint": log.note(key=Ed25519PrivateKey.generate())}) != []
    assert witness.check([]) and witness.check({}) and witness.check("x") and witness.check(good | {"v": 1})
    log.add(1)
    assert "baru melihat 9 daun" in witness.check(log.receipt(9))[0]
    assert witness.found(good["leaf_hash"][:32]) == 6 and witness.found("0" * 32) is None


@given(st.integers(1, 40), st.integers(0, 40), st.data())
def test_its_own_tree_and_proofs_agree_with_the_servers(first: int, more: int, data: st.DataObject) -> None:
    log = Log().add(first + more)
    second = first + more
    roots = [tree.root(size, log.nodes(size)) for size in (first, second)]
    proof = [bytes.fromhex(one) for one in log.proof(first)]
    assert own.consistent(first, second, *roots, proof)
    index = data.draw(st.integers(0, second - 1))
    path = tree.hashes(tree.inclusion_ranges(index, second), log.nodes(second))
    assert own.led_to(path, log.leaves[index], index, second) == roots[1]
    if proof:
        spoiled = list(proof)
        spoiled[data.draw(st.integers(0, len(proof) - 1))] = bytes(32)
        assert not own.consistent(first, second, *roots, spoiled)
    assert first == second or not own.consistent(first, second, bytes(32), roots[1], proof)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.integers(0, 30))
def test_the_file_of_the_tree_gives_every_root_and_forgets_what_was_not_signed(
    tmp_path_factory: pytest.TempPathFactory, steps: list[int], back: int
) -> None:
    path, log = tmp_path_factory.mktemp("tree") / "tree", Log().add(sum(steps))
    held = own.Tree(path, 0)
    for step in steps:
        held.grow(log.leaves[held.size : held.size + step])
    assert [held.root(size) for size in range(held.size + 1)] == [
        tree.root(size, log.nodes(size)) for size in range(held.size + 1)
    ]
    signed = min(back, held.size)
    again = own.Tree(path, signed)
    again.grow(log.leaves[signed:])
    assert again.root() == held.root()


KILLED = """
import os, signal, sys
from pathlib import Path
from pasok_witness import witness
from pasok_witness.tests.logs import Log, a_witness, shown, NOON
log = Log(*[bytes([n]) * 32 for n in range(int(sys.argv[2]))])
at = int(sys.argv[3])
one, calls = a_witness(Path(sys.argv[1])), 0
real = os.fsync
def fsync(file):
    global calls
    real(file)
    calls += 1
    if calls == at:
        os.kill(os.getpid(), signal.SIGKILL)
os.fsync = fsync
shown(one, log, NOON + 5)
"""


@pytest.mark.parametrize("at", [1, 2, 3])
def test_killed_at_any_point_between_disk_and_answer_it_goes_on_without_contradicting_itself(
    tmp_path: Path, at: int
) -> None:
    """1: the tree is on the disk, 2: the draft of the state is, 3: the state is, the answer was not given."""
    log = Log(*[bytes([n]) * 32 for n in range(7)])
    shown(a_witness(tmp_path), log, NOON, size=4)
    words = [sys.executable, "-c", KILLED, str(tmp_path), "7", str(at)]
    done = subprocess.run(words, env=os.environ | {"PYTHONPATH": str(HERE.parent)}, check=False)
    assert done.returncode == -signal.SIGKILL
    again = a_witness(tmp_path)
    assert again.state["size"] == (7 if at == 3 else 4)
    if at == 3:  # the line that was not given is there to be given
        assert cosign.found(f"{log.note()}{again.state['line']}\n", [again.verifier])
    assert shown(again, Log(*[*log.leaves, b"x" * 32]), NOON + 9)
    assert not again.alarms


def test_one_folder_witnesses_one_log(tmp_path: Path) -> None:
    a_witness(tmp_path)
    other = note.verifier_key(note.NOTE, "lain.example/log", Ed25519PrivateKey.generate())
    with pytest.raises(note.Bad, match="satu folder"):
        Witness("saksi.kampus.example", other, tmp_path)
    assert oct((tmp_path / "key").stat().st_mode)[-3:] == "600"
    assert json.loads((tmp_path / "state.json").read_text())["log"] == VERIFIER


def test_changed_sealing_scripts_are_an_alarm_until_they_are_as_before(tmp_path: Path) -> None:
    witness = a_witness(tmp_path)
    witness.compare({"seal.js": "a", "bid.js": "b"}, NOON)
    witness.compare({"seal.js": "a", "bid.js": "c"}, NOON + 1)
    assert witness.alarms[0]["sentence"] == "Program penyegel berubah: bid.js."
    assert shown(witness, Log().add(2), NOON + 2), "scripts are no reason not to sign the log"
    assert witness.alarms
    witness.compare({"seal.js": "a", "bid.js": "b"}, NOON + 3)
    assert not witness.alarms


def test_a_minute_is_judged_once_and_an_hour_is_given_again_when_it_has_grown(tmp_path: Path) -> None:
    witness, site, hour = a_witness(tmp_path), "https://pasok.example", NOON - NOON % 3600
    witness.looked(site, False, hour + 61)
    witness.looked(site, True, hour + 62)
    witness.looked(site, True, hour + 180)
    text = witness.probe(site, hour).split("\n")
    assert text[:4] == ["sampul/probe/v2", site, str(hour), "-0-1" + "-" * 56]
    assert witness.unsent(site) == [hour]
    witness.sent(site, hour)
    assert witness.unsent(site) == []
    witness.looked(site, True, hour + 240)
    assert a_witness(tmp_path).unsent(site) == [hour]
