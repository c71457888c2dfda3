"""What the documents say is so: commands, links, words, version; types and wheel leave no room out."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.utils.module_loading import import_string

from pasok import VERSION
from pasok.people import machine as people

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "pasok").glob("*/README.md")])
ROOMS = sorted(path.parent for path in (ROOT / "pasok").glob("*/__init__.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
NOT_SHIPPED = {".md", ".pyc"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def ours() -> set[str]:
    """The commands that this repository brings; `migrate` is Django's, with rights added."""
    return {command for command, app in get_commands().items() if str(app).startswith("pasok.")}


def test_the_readme_is_one_page_and_names_only_commands_that_exist() -> None:
    text = (ROOT / "README.md").read_text()
    named = set(re.findall(r"`pasok ([a-z_-]+)", text))
    assert text.count("\n") <= 120
    assert named <= ours(), named - ours()
    assert {"serve", "story", "demo", "law", "import", "replay", "audit", "doctor", "draw"} <= named


def test_every_command_that_a_document_names_exists() -> None:
    for page in PAGES:
        named = set(re.findall(r"`(?:\.venv/bin/)?pasok ([a-z_-]+)", page.read_text()))
        assert named <= set(get_commands()), f"{name(page)}: {named - set(get_commands())}"


def test_every_make_target_that_a_document_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    for page in PAGES:
        named = set(re.findall(r"`make ([a-z]+)", page.read_text()))
        assert named <= targets, f"{name(page)}: {named - targets}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
        if not re.match(r"[a-z]+:|#", target):
            assert (page.parent / target.split("#")[0]).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_page_names_a_machine_or_leaves_something_to_do(page: Path) -> None:
    found = re.search(r"/(?:work|tmp|home|Users|root)/\w+|\b(?:TODO|FIXME|XXX)\b", page.read_text())
    assert not found, found and found.group()


def test_every_room_says_on_one_page_what_it_is_for() -> None:
    for room in ROOMS:
        text = (room / "README.md").read_text()
        assert text.count("\n") <= 80, room.name
        assert f"pasok/{room.name}/README.md" in (ROOT / "README.md").read_text(), room.name


def test_the_code_that_the_recipe_quotes_is_in_the_file_that_it_names() -> None:
    blocks = re.findall(r"```python\n\s*# (\S+)\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(), re.S)
    assert len(blocks) == 3
    for file, block in blocks:
        held = {line.strip().rstrip(",") for line in (ROOT / file).read_text().splitlines()}
        for line in block.strip().splitlines():
            assert line.strip().rstrip(",") in held, f"{file}: {line}"


def test_the_newest_change_is_of_this_version() -> None:
    found = re.search(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(), re.M)
    assert found and found.group(1) == VERSION


def test_the_picture_is_there_and_small() -> None:
    for picture in (ROOT / "docs" / "gambar").iterdir():
        assert picture.suffix == ".png" and picture.stat().st_size <= 200_000, picture.name


def test_every_decision_is_one_page_and_names_what_was_rejected() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    for number, page in enumerate(pages, start=1):
        text = page.read_text()
        assert page.name.startswith(f"{number:04}-") and text.startswith(f"# {number} "), page.name
        assert "**Decided.**" in text and "**Rejected.**" in text and text.count("\n") <= 40, page.name


def test_a_button_that_a_guide_names_has_that_label() -> None:
    """What is pressed stands in bold, and is written on the page just so."""
    machines = [import_string(path).machine for path in settings.SUBJECTS]
    labels = {act.label for machine in machines for act in machine.acts}
    labels |= {act.label for act in vars(people).values() if hasattr(act, "label")}
    code = "".join(
        path.read_text()
        for suffix in ("*.html", "*.py")
        for path in (ROOT / "pasok").rglob(suffix)
        if "tests" not in path.parts
    )
    for guide in (ROOT / "docs" / "panduan").glob("*.md"):
        for bold in re.findall(r"\*\*([^*]+)\*\*", guide.read_text()):
            words = " ".join(bold.split())
            if words[0].isupper() and not words.endswith("."):
                known = words in labels or f'"{words}' in code or f">{words}<" in code or words in WHO
                assert known, f"{guide.name}: {words}"


WHO = {"PA atau KPA"}


def test_every_code_word_of_the_glossary_is_used() -> None:
    code = "".join(p.read_text() for p in (ROOT / "pasok").rglob("*.py"))
    code += (ROOT / "pasok" / "law" / "methods.toml").read_text()
    for span in re.findall(r"`([^`]+)`", (ROOT / "docs" / "glossary.md").read_text()):
        for word in re.findall(r"[A-Za-z][A-Za-z_]{2,}", span.split("/")[-1]):
            assert re.search(rf"\b{word}", code), word


def test_types_are_strict_in_every_pure_part() -> None:
    pure = {"pasok.kernel", "pasok.law"}
    for room in ROOMS:
        for part in ("machine", "rules"):
            if (room / part).is_dir() or (room / f"{part}.py").exists():
                pure.add(f"pasok.{room.name}.{part}")
    pure.discard("pasok.kernel.machine")
    assert set(PROJECT["tool"]["mypy"]["packages"]) == pure | {"pasok_opener", "pasok_verify"}


def test_every_kind_of_file_comes_along_in_the_wheel() -> None:
    patterns = {p.removeprefix("**/") for p in PROJECT["tool"]["setuptools"]["package-data"]["*"]}
    for path in (ROOT / "pasok").rglob("*"):
        if path.is_file() and not {"tests", "__pycache__"} & set(path.parts) and path.suffix != ".py":
            shipped = path.suffix in NOT_SHIPPED or {f"*{path.suffix}", path.name} & patterns
            assert shipped, name(path)
