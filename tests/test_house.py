"""The house keeps its own rules: short files, short functions, one door, no idle templates, true drawings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string

from pasok.ledger.models import Subject
from pasok.site import drawing

ROOT = Path(__file__).resolve().parent.parent
HOUSES = ("pasok", "pasok_opener", "pasok_verify")
FILES = sorted(p for house in HOUSES for p in (ROOT / house).rglob("*.py") if "migrations" not in p.parts)
PRODUCT = [p for p in FILES if "tests" not in p.parts]
TESTS = [p for p in FILES if "tests" in p.parts] + sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "pasok").rglob("templates/**/*.html"))
DOORKEEPERS = {"pasok/ledger/performing.py"}
OWNED = {"state", "next_due", "head", "entries"}
TRADE = {"suppliers", "planning", "catalogue", "contracts", "tenders", "purchases", "coaching"}
DOORS = {"acts", "reads", "machine"}
READ_EVERYTHING = {"site", "opendata", "watch", "archive"}
ATTICS = {"utils", "helpers", "services", "managers", "signals", "constants", "mixins"}
FORBIDDEN = re.compile(
    r"\b(vendor|provider|procurement_package|quotation|bidder_company|complaint)s?\b", re.I
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", FILES + TESTS, ids=name)
def test_files_and_functions_are_short(path: Path) -> None:
    assert path.read_text().count("\n") <= 300
    for function in functions(path):
        assert (function.end_lineno or 0) - function.lineno < 50, function.name


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_no_import_hides_in_a_function_and_no_class_has_two_parents(path: Path) -> None:
    for function in functions(path):
        for node in ast.walk(function):
            assert not isinstance(node, ast.Import | ast.ImportFrom), f"late import in {function.name}"
    for node in ast.walk(tree(path)):
        assert not isinstance(node, ast.ClassDef) or len(node.bases) <= 1, node


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_every_signature_is_typed(path: Path) -> None:
    for function in functions(path):
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        bare = [a.arg for a in arguments if a.annotation is None and a.arg not in {"self", "cls"}]
        assert not bare, f"{function.name}: {bare}"


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_only_the_door_moves_a_state(path: Path) -> None:
    """`performing` and `born` write state, next_due, head and entries; nobody else, not even in bulk."""
    if name(path) in DOORKEEPERS:
        return
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                assert not (isinstance(target, ast.Attribute) and target.attr in OWNED), f"line {node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
            assert not OWNED & {word.arg for word in node.keywords}, f"line {node.lineno}"


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_a_room_is_entered_by_its_doors(path: Path) -> None:
    """From outside, only `acts` (to change), `reads` (to ask) and `machine` (to name) are seen."""
    room = path.relative_to(ROOT).parts[1]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pasok."):
            for alias in node.names:
                _, other, *rest = f"{node.module}.{alias.name}".split(".")
                if other in TRADE and other != room and room not in READ_EVERYTHING:
                    assert rest and rest[0] in DOORS, f"enters {other} through {rest}"


@pytest.mark.parametrize("path", FILES + TESTS, ids=name)
def test_no_attic_and_no_forbidden_word(path: Path) -> None:
    assert path.stem not in ATTICS
    if path.name != "test_house.py":
        found = FORBIDDEN.search(
            re.sub(r"--locale-provider|allauth\S*|social\S*|SOCIAL\S*|openid\S*", "", path.read_text())
        )
        assert not found, found and found.group()


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_template_is_short_used_and_free_of_inline_code(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 120
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son\w+=|\sstyle=", text)
    short = str(path).split("templates/")[1]
    if short.split("/")[0] in {
        "account",
        "mfa",
        "allauth",
        "404.html",
        "500.html",
        "403.html",
        "403_csrf.html",
    }:
        return  # the framework asks for these by name
    code = "".join(p.read_text() for p in [*PRODUCT, *TEMPLATES])
    assert f'"{short}' in code or f"'{short}" in code, f"{short} is used by nobody"


def test_the_drawn_machines_are_true() -> None:
    for machine in drawing.machines():
        drawn = ROOT / "docs" / "machines" / f"{machine.name}.md"
        assert drawn.exists() and drawn.read_text() == drawing.page(machine), "run `make draw`"


def test_every_subject_is_audited_and_every_act_has_its_function() -> None:
    subjects = {m for m in apps.get_models() if issubclass(m, Subject)}
    assert subjects == {import_string(path) for path in settings.SUBJECTS}
    for model, module in settings.CLOCKED:
        acts = import_string(f"{module}.__name__") and __import__(module, fromlist=["x"])
        for act in import_string(model).machine.acts:
            assert hasattr(acts, act.name) or act.by != {"clock"}, f"{model}.{act.name}"
