"""Setting up is two commands, and every switch is explained."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = re.findall(r"^([a-z]+):", MAKEFILE, re.M)
SETTINGS = (ROOT / "pasok" / "site" / "settings.py").read_text()
NAMES = sorted(set(re.findall(r'env(?:bool|secret|list)?\(\s*"([A-Z_]+)"', SETTINGS)))


def test_there_are_few_targets_and_each_says_what_it_does() -> None:
    assert {"run", "test", "draw", "lint", "lock", "clean"} <= set(TARGETS)
    assert len(TARGETS) <= 12
    assert re.findall(r"^([a-z]+):.*  ## \S", MAKEFILE, re.M) == TARGETS


def test_continuous_integration_runs_make_test_and_nothing_else() -> None:
    script = ROOT / ".ci" / "run"
    work = [line for line in script.read_text().splitlines() if not line.startswith(("#", "set ", "cd "))]
    assert work == ["exec make test"]
    assert script.stat().st_mode & 0o111


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_explained(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs" / "deploy.md").read_text()


def test_the_settings_were_found() -> None:
    assert {"DATABASE_URL", "SECRET_KEY", "DEMO", "PASOK_HOME"} <= set(NAMES)


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-s3.txt", "requirements-test.txt"])
def test_every_package_is_pinned_by_its_hash_and_no_registry_is_named(file: str) -> None:
    text = (ROOT / file).read_text()
    pins = re.findall(r"^(\S+)==\S+(?: ;.*?)? \\\n    --hash=sha256:", text, re.M)
    assert pins and len(pins) == len(re.findall(r"^[a-z]", text, re.M))
    assert "://" not in text and "index-url" not in text


def test_the_lock_holds_every_direct_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {re.match(r"[A-Za-z0-9-]+", line).group() for line in project["dependencies"]}
    held = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.txt").read_text(), re.M))
    assert len(wanted) <= 16 and wanted <= held
