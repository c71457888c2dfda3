"""A child that dies comes back, slower each time; children do not outlive who started them."""

import os
import signal
import subprocess
import sys
import time

from pasok.site.supervisor import Child, end_all

WAITING = "import os, time; from pasok.site import supervisor; {}; print('siap', flush=True); time.sleep(60)"


def started(code: str, **environment: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", WAITING.format(code)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **environment},
    )
    assert process.stdout and process.stdout.readline() == b"siap\n"
    return process


def test_a_child_that_dies_is_started_again_and_waits_longer_each_time() -> None:
    child = Child("berhenti", program=("echo",))  # says its name and ends at once
    child.look_after()
    first = child.process
    assert first
    first.wait()
    child.look_after()
    assert child.process is None and child.wait == 0.2
    child.again_at = 0.0
    child.look_after()
    assert child.process and child.process.pid != first.pid
    child.process.wait()
    child.look_after()
    assert child.wait == 0.4


def test_all_are_ended() -> None:
    family = [Child("60", program=("sleep",)), Child("", program=("true",))]
    for child in family:
        child.start()
    processes = [child.process for child in family]
    end_all(family)
    assert all(process and process.returncode is not None for process in processes)


def test_a_child_ends_when_its_supervisor_is_gone() -> None:
    process = started("supervisor.leave_with_parent()", PASOK_SUPERVISED="1")
    assert process.stdin and process.stdout
    process.stdin.close()
    assert process.wait(10) == -signal.SIGTERM
    process.stdout.close()


def test_a_child_started_by_hand_stays_when_its_input_ends() -> None:
    process = started("supervisor.leave_with_parent()", PASOK_SUPERVISED="")
    assert process.stdin and process.stdout
    process.stdin.close()
    time.sleep(0.2)
    assert process.poll() is None
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_grandchild_ends_when_its_parent_is_another() -> None:
    code = WAITING.format("supervisor.leave_with(os.getppid() + 1)")
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL)
    assert process.wait(10) == -signal.SIGTERM
