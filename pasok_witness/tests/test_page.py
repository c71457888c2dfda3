"""The witness's page checks a receipt pasted, uploaded or as a fingerprint; the program starts and ends."""

import ast
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from pasok_witness import page, words
from pasok_witness.tests.logs import NOON, VERIFIER, Log, a_witness, shown
from pasok_witness.witness import Refused, Witness

ROOT = Path(__file__).resolve().parents[2]
LOG = Log().add(5)


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    one = a_witness(tmp_path)
    shown(one, LOG)
    return one


@pytest.fixture
def address(witness: Witness) -> Iterator[str]:
    server = page.serve(witness, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def form(name: str, text: str) -> tuple[bytes, dict[str, str]]:
    empty = '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\r\n' if name == "file" else ""
    head = f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="r.json"\r\n\r\n'
    return f"{empty}{head}{text}\r\n--x--\r\n".encode(), {"Content-Type": "multipart/form-data; boundary=x"}


def posted(address: str, body: bytes, headers: dict[str, str], query: str = "") -> str:
    with urlopen(Request(f"{address}/periksa{query}", body, headers), timeout=5) as answer:
        return str(answer.read().decode())


@pytest.mark.parametrize("name", ["text", "file"])
def test_a_receipt_is_checked_in_the_form(address: str, name: str) -> None:
    good = json.dumps(LOG.receipt(3))
    assert "✓ Tanda terima ini benar. Saksi ini melihat daun nomor 3" in posted(address, *form(name, good))
    assert "✓ This receipt is right" in posted(address, *form(name, good), "?bahasa=en")
    bad = json.dumps(LOG.receipt(3) | {"index": 2})
    assert "✗ " in posted(address, *form(name, bad))


def test_a_fingerprint_of_a_qr_code_or_of_a_print_is_enough_to_find_the_leaf(address: str) -> None:
    mark = LOG.leaves[2].hex()[:32]
    groups = " ".join(mark[at : at + 4] for at in range(0, 32, 4))
    for text in (mark, groups.upper(), f"Tanda terima\n{groups}\nterima kasih"):
        said = json.loads(posted(address, text.encode(), {"Accept": "application/json"}))
        assert said == {"ok": True, "said": ["Sidik jari ini ada pada log, daun nomor 2."]}
    for text in ("", "halo", "{", "ab" * 16):
        assert not json.loads(posted(address, text.encode(), {"Accept": "application/json"}))["ok"]


def test_what_is_too_large_or_elsewhere_is_refused(address: str) -> None:
    for path, body in (("/periksa", b"x" * 70_000), ("/lain", b"x")):
        with pytest.raises(HTTPError):
            urlopen(Request(address + path, body), timeout=5)


def test_the_page_shows_the_head_the_warnings_and_no_typed_markup(witness: Witness) -> None:
    witness.looked("https://<b>.example", True, NOON)
    with pytest.raises(Refused):
        shown(witness, LOG, NOON + 1, size=3)
    for language, words_of in (
        ("id", "Log menyusut dari 5 menjadi 3 daun."),
        ("en", "The log shrank from 5 to 3"),
    ):
        text = page.page(witness, language)
        assert words_of in text and "<b>" not in text and "[[" not in text and "$" not in text
    assert page.status(witness)["alarms"][0]["kind"] == "shrink"


def sentences(path: Path) -> Iterator[str]:
    """What the file may say to people: texts with a full stop at the end, 7 for each part."""
    code = ast.parse(path.read_text())
    inside = {id(part) for one in ast.walk(code) if isinstance(one, ast.JoinedStr) for part in one.values}
    inside |= {id(one.value) for one in ast.walk(code) if isinstance(one, ast.Expr)}
    for one in ast.walk(code):
        text = ""
        if isinstance(one, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in one.values)
        elif isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in inside:
            text = one.value
        if text.endswith(".") and " " in text:
            yield text


def test_every_sentence_has_its_english() -> None:
    said = [one for name in ("witness.py", "page.py") for one in sentences(ROOT / "pasok_witness" / name)]
    said += re.findall(r"\[\[(.+?)\]\]", page.HTML)
    assert len(said) > 20
    assert [text for text in said if words.say(text, "en") == text] == []


def test_the_program_ends_with_three_while_an_alarm_stands(tmp_path: Path) -> None:
    one = a_witness(tmp_path)
    shown(one, LOG)
    command = [
        *(sys.executable, "-m", "pasok_witness", "saksi.kampus.example", "--site", "http://127.0.0.1:9"),
        *("--log-key", VERIFIER, "--folder", str(tmp_path), "--once"),
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0
    with pytest.raises(Refused):
        shown(a_witness(tmp_path), LOG, NOON + 1, size=3)
    assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 3
    key = subprocess.run([*command, "--key"], env=environment, capture_output=True, text=True, check=True)
    assert key.stdout.strip() == one.verifier


def test_it_leaves_with_its_parent(tmp_path: Path) -> None:
    command = [
        *(sys.executable, "-m", "pasok_witness", "s.example", "--site", "http://127.0.0.1:9"),
        *("--log-key", VERIFIER, "--folder", str(tmp_path), "--with-parent"),
    ]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(ROOT)}
    ) as child:
        assert child.stdin
        child.stdin.close()
        assert child.wait(20) in (0, -signal.SIGTERM)
