"""segel.html from a disk, in a browser without a network: what it writes opens here, and can be sent."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from pasok.sampul import device, offline, programs
from pasok.sampul.tests.paper import Json, Paper
from pasok.sampul.tests.test_browser import CHROMIUM
from pasok.sampul.tests.test_scripts import whole

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no /usr/bin/chromium: the page is not tried")
LINES = [{"number": 1, "description": "Meja <b>jati</b>", "quantity": "1200", "unit": "unit"}]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    home = tmp_path_factory.mktemp("disk")
    (home / "segel.html").write_bytes(offline.page())
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        context = chromium.new_context(offline=True, viewport={"width": 360, "height": 800})
        page, errors = context.new_page(), []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text))
        page.goto((home / "segel.html").as_uri())
        yield page
        chromium.close()
    assert errors == []


def give(page: Page, folder: Path, **changes: Any) -> str:
    """Choose a tender's file; what the page says of it."""
    paper = changes.pop("paper")
    file = folder / f"{len(list(folder.iterdir()))}.json"  # a browser does not hear the same file twice
    said = {"v": 2, "kind": "to-seal", "box": paper.parameters, "bidder": "7", "replaces": None,
            "title": "Mebel sekolah", "lines": LINES} | changes  # fmt: skip
    file.write_text(json.dumps(said))
    page.evaluate("document.querySelector('[role=status]').className = ''")
    page.set_input_files("#parameters", str(file))
    page.wait_for_selector("[role=status]:is(.good, .bad)")
    return page.inner_text("[role=status]")


def test_what_is_sealed_without_a_network_opens_like_any_other(page: Page, tmp_path: Path) -> None:
    paper = Paper()
    assert "terbukti ada di log publik" in give(page, tmp_path, paper=paper)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.fill("#unit_price_1", "570.000")
    page.fill("#total", "1.250.000")
    page.fill("#technical", "Jati é")
    page.set_input_files("#files", [{"name": "surat.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}])
    with page.expect_download() as download:
        page.click("button")
    made, ciphertexts = carried(Path(download.value.path()).read_bytes())
    assert made["idem"] == device.plain.digest(made["leaf"])
    index = paper.take(made["leaf"], made["envelopes"])
    paper.close()
    given = {}
    for part in ("harga", "dokumen"):
        sheets = [paper.sheet(one, part) for one in ("person:1", "person:2", "custodian:apip")]
        releases = [device.release(sheet, paper.identities[sheet["holder"]]) for sheet in sheets]
        given[part] = whole(paper, index, part, ciphertexts[made["leaf"]["parts"][part]["ct"]], releases)
    assert given["harga"] == {"fields": {"total": "1.250.000"}}
    assert given["dokumen"]["fields"] == {"unit_price_1": "570.000", "tkdn": "", "technical": "Jati é"}
    assert [one["name"] for one in given["dokumen"]["files"]] == ["surat.pdf"]


def carried(data: bytes) -> tuple[Json, dict[str, bytes]]:
    """The first line, and the ciphertexts after it by their hashes."""
    line, _, rest = data.partition(b"\n")
    said, found, at = json.loads(line), {}, 0
    for digest, size in said["ciphertexts"]:
        found[digest] = rest[at : at + size]
        at += size
        assert device.envelope.sha256(found[digest]) == digest
    assert at == len(rest)
    return said, found


QUICK = """async ([chacha, age]) =>
  (await (await import(chacha)).cipher()) !== (await import(age)).chacha20poly1305"""


def test_its_own_content_policy_lets_it_seal_quickly(page: Page) -> None:
    assert page.evaluate(QUICK, ["sampul/chacha.js", "sampul/age.js"])


def test_a_file_that_the_log_does_not_prove_is_not_sealed_for(page: Page, tmp_path: Path) -> None:
    paper = Paper()
    box = paper.parameters
    box["terms"]["body"]["terms"]["members"][0]["recipient"] = device.envelope.make_member_key()[1]
    assert "tidak terbukti" in give(page, tmp_path, paper=paper, box=box)
    assert page.is_hidden("form")
    assert "bukan berkas tender" in give(page, tmp_path, paper=paper, kind="receipt")


def test_the_page_is_one_of_the_programs_that_a_box_names() -> None:
    named = programs.hashes()
    assert named["segel.html"] == device.envelope.sha256(offline.page())
    assert "://" not in offline.page().decode().partition("<script")[0]
