"""The program as people run it: files and addresses in, one page and 0, 1 or 2 out; no Django, no server."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from pasok_verify import cli
from pasok_verify.cli import main
from pasok_verify.report import Report
from pasok_verify.tests.forge import flip
from pasok_verify.tests.keys import Json, canon
from pasok_verify.tests.story import Story
from pasok_verify.tests.test_mutations import story
from pasok_verify.words import COUNTED, FAMILIES

Said = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def files(tmp_path: Path) -> Path:
    told = story()
    (tmp_path / "bukti.json").write_bytes(canon(told.bundle()))
    (tmp_path / "tanda.json").write_bytes(canon(told.world.receipts[told.at["f"]]))
    (tmp_path / "log.key").write_text(told.world.log.verifier + "\n")
    (tmp_path / "saksi.txt").write_text("".join(one.verifier + "\n" for one in told.world.witnesses))
    return tmp_path


def run(files: Path, *words: str) -> int:
    keys = ("--log-key", str(files / "log.key"), "--witness", str(files / "saksi.txt"))
    return main([str(files / word) if (files / word).exists() else word for word in words] + list(keys))


def test_a_good_bundle_gives_0_and_one_page(files: Path, capsys: Said) -> None:
    assert run(files, "bundle", "bukti.json", "--receipt", "tanda.json") == 0
    text = capsys.readouterr().out
    assert "Hasil: BENAR" in text
    assert "peserta 36" in text
    assert text.count("\n") <= 60


def test_a_bad_bundle_gives_1_and_names_who_and_whom_to_tell(files: Path, capsys: Said) -> None:
    bundle = json.loads((files / "bukti.json").read_bytes())
    bundle["result"]["winner"] = story().at["a"]
    (files / "bukti.json").write_bytes(canon(bundle))
    assert run(files, "bundle", "bukti.json") == 1
    text = " ".join(capsys.readouterr().out.split())
    assert "Hasil: SALAH: 1 hal" in text
    assert f"[result.winner] Catatan {story().at['a']}, peserta 31: pemenang bukan yang terdepan" in text
    assert "Beri tahu: Pokja, lalu APIP" in text
    assert run(files, "bundle", "bukti.json", "--json") == 1
    assert json.loads(capsys.readouterr().out)["wrong"][0]["code"] == "result.winner"


@pytest.mark.parametrize(
    "words",
    [
        ("bundle", "tidak-ada.json"),
        ("receipt", "tidak-ada.json"),
        ("log", "http://127.0.0.1:9"),
        ("log", "x://y"),
    ],
)
def test_what_cannot_be_read_gives_2(files: Path, words: tuple[str, ...]) -> None:
    assert run(files, *words) == 2


@pytest.mark.parametrize("key", ["bukan kunci", "a+b+c", "", "log.example+00000000+AAAA"])
def test_a_key_that_is_none_gives_2(files: Path, key: str) -> None:
    assert main(["receipt", str(files / "tanda.json"), "--log-key", key]) == 2


def test_what_was_wrong_with_what_was_given_is_said(files: Path, capsys: Said) -> None:
    assert run(files, "receipt", "tidak-ada.json") == 2
    assert capsys.readouterr().err.startswith("Tidak dapat diperiksa: tidak-ada.json tidak dapat dibaca")
    assert run(files, "receipt", "tanda.json", "--witness", "a+b+c") == 2
    assert "kunci a+b+c: " in capsys.readouterr().err
    (files / "dua.key").write_text((files / "log.key").read_text() * 2)
    assert main(["receipt", str(files / "tanda.json"), "--log-key", str(files / "dua.key")]) == 2
    assert "tepat satu kunci log" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["receipt"], ["receipt", "tanda.json"], ["hapus", "x"]])
def test_without_a_command_a_thing_and_a_key_nothing_is_checked(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2


def test_a_file_beyond_the_limit_is_not_read(
    files: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.LIMIT == 1024**3
    size = (files / "tanda.json").stat().st_size
    monkeypatch.setattr(cli, "LIMIT", size)
    assert run(files, "receipt", "tanda.json") == 0
    monkeypatch.setattr(cli, "LIMIT", size - 1)
    assert run(files, "receipt", "tanda.json") == 2
    (files / "besar.json").write_bytes(b" " * (3 << 20) + b"{}")
    monkeypatch.setattr(cli, "LIMIT", 3 << 20)
    assert run(files, "receipt", "besar.json") == 2
    assert "besar.json lebih besar dari 3 MB" in capsys.readouterr().err


def test_a_file_that_exhausts_the_machine_is_wrong_and_not_a_crash(
    files: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(cli, "check_receipt", exhausted)
    assert run(files, "receipt", "tanda.json") == 1
    assert "MemoryError" in capsys.readouterr().out


def test_each_page_says_what_was_checked_and_json_keeps_its_letters(files: Path, capsys: Said) -> None:
    run(files, "bundle", "bukti.json")
    assert capsys.readouterr().out.startswith(f"Pemeriksaan tender {story().world.box}\n")
    (files / "daftar.json").write_text("[]")
    assert run(files, "bundle", "daftar.json") == 1
    assert capsys.readouterr().out.startswith("Pemeriksaan tender \nHasil: SALAH")
    told = json.loads((files / "tanda.json").read_bytes())
    told["body"]["bidder"] = "é"
    (files / "tanda.json").write_bytes(canon(told))
    assert run(files, "receipt", "tanda.json", "--json") == 1
    text = capsys.readouterr().out
    assert json.loads(text)["ok"] is False and "peserta é" in text


def test_a_file_that_is_no_json_gives_1(files: Path, capsys: Said) -> None:
    (files / "bukti.json").write_bytes(b"[" * 1_000_000)
    assert run(files, "bundle", "bukti.json") == 1
    assert "[file.form]" in capsys.readouterr().out


def test_a_receipt_is_checked_alone_and_with_a_bundle(files: Path, capsys: Said) -> None:
    assert run(files, "receipt", "tanda.json") == 0
    assert "--bundle" in capsys.readouterr().out
    assert run(files, "receipt", "tanda.json", "--bundle", "bukti.json") == 0
    assert f"Catatan {story().at['f']} dihitung." in capsys.readouterr().out


class Site(BaseHTTPRequestHandler):
    """Serves /log/… of a story, a page of `step` entries at a time."""

    def __init__(self, told: Story, lie: Json, *words: Any) -> None:
        self.told, self.lie = told, lie
        super().__init__(*words)

    def do_GET(self) -> None:
        world, address = self.told.world, urlsplit(self.path)
        if address.path == "/bukti.json":
            raw = canon(self.told.bundle())
        elif address.path == "/log/checkpoint":
            raw = world.head(len(world.leaves)).encode()
        else:
            query = parse_qs(address.query)
            start, end = int(query["start"][0]), min(int(query["end"][0]), int(query["start"][0]) + 7)
            rows = [self.entry(n) for n in range(start, min(end, self.lie.get("stop", 999)))]
            raw = canon({"v": 2, "size": len(world.leaves), "entries": rows})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(raw)

    def entry(self, index: int) -> Json:
        entry = {"index": index, "leaf_hash": self.told.world.leaves[index].hex()}
        return {**entry, "body": self.told.world.bodies.get(index), **self.lie.get(str(index), {})}

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@pytest.fixture
def lie() -> Json:
    return {}


@pytest.fixture
def site(lie: Json) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, story(), lie))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_whole_log_is_read_from_its_address(files: Path, site: str, capsys: Said) -> None:
    kept = story().world.heads[0]
    (files / "kepala.txt").write_text(kept)
    assert run(files, "log", f"{site}/log", "--head", str(files / "kepala.txt")) == 0
    text = capsys.readouterr().out
    assert f"{len(story().world.leaves)}  catatan log" in text
    assert "kotak penawaran" in text
    assert run(files, "bundle", f"{site}/bukti.json") == 0


def test_a_log_that_lies_is_named(files: Path, site: str, lie: Json, capsys: Said) -> None:
    at, leaves = story().at, story().world.leaves
    cases: list[tuple[str, Json]] = [
        ("head.root", {"0": {"leaf_hash": flip(leaves[0].hex())}}),
        ("leaf.hash", {str(at["f"]): {"body": story().world.bodies[at["a"]]}}),
        ("close.missing", {str(at["gone"]): {"body": None}}),
        ("head.short", {"stop": 9}),
        ("head.short", {"3": {"index": 4}}),
        ("head.short", {"3": {"body": 7}}),
    ]
    for code, told in cases:
        lie.clear()
        lie.update(told)
        assert run(files, "log", site) == 1
        assert f"[{code}]" in capsys.readouterr().out


def test_a_rewritten_log_does_not_fit_the_head_that_was_kept(files: Path, site: str, capsys: Said) -> None:
    world = story().world
    size = len(world.leaves) - 1
    (files / "kepala.txt").write_text(world.head(size, (), [bytes(32), *world.leaves[1:]]))
    assert run(files, "log", site, "--head", str(files / "kepala.txt")) == 1
    assert "[head.root]" in capsys.readouterr().out


def test_it_needs_neither_django_nor_the_server(files: Path) -> None:
    """In a process where importing either fails, and in a folder where the repository is not."""
    program = (
        "import sys\n"
        "for name in ('django', 'pasok', 'pasok_witness', 'psycopg'): sys.modules[name] = None\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from pasok_verify.cli import main\n"
        f"sys.exit(main(['bundle', 'bukti.json', '--log-key', 'log.key', '--witness', 'saksi.txt']))\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", program], cwd=files, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Hasil: BENAR" in done.stdout


def test_it_imports_nothing_but_what_its_own_package_names() -> None:
    allowed = {"pasok_verify", "cryptography", "pyrage", *sys.stdlib_module_names}
    for path in (ROOT / "pasok_verify").glob("*.py"):
        for line in path.read_text().splitlines():
            if line.startswith(("import ", "from ")):
                assert line.split()[1].split(".")[0] in allowed, f"{path.name}: {line}"


def test_every_family_of_findings_and_every_count_has_its_words() -> None:
    code = "".join(path.read_text() for path in (ROOT / "pasok_verify").glob("*.py"))
    for family in FAMILIES:
        assert f'"{family}.' in code or family in {"close", "admit"}, family
    for key in COUNTED:
        assert f'counts["{key}"]' in code, key
    assert Report().as_json()["ok"]
