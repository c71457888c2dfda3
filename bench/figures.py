"""Figures of the house: lines per room, lengths of files and functions, tests (`--tests`: by pytest)."""

import ast
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tokenize import COMMENT, tokenize

ROOT = Path(__file__).resolve().parent.parent
HEAD = ("room", "code", "tests", "templates", "tests/code", "comments")


@dataclass(frozen=True)
class Room:
    """Lines of one room. Code is its Python without tests and migrations."""

    name: str
    code: int
    tests: int
    templates: int
    comments: int

    def row(self) -> tuple[str, ...]:
        return (
            self.name,
            str(self.code),
            str(self.tests),
            str(self.templates),
            f"{self.tests / self.code:.2f}" if self.code else "",
            f"{self.comments / self.code:.1%}" if self.code else "",
        )


def python(folder: Path) -> tuple[list[Path], list[Path]]:
    """The product's files and the tests' files."""
    files = [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]
    tests = [path for path in files if "tests" in path.relative_to(ROOT).parts]
    return [path for path in files if path not in tests], tests


def lines(paths: Iterable[Path]) -> int:
    return sum(path.read_text().count("\n") for path in paths)


def comments(paths: Iterable[Path]) -> int:
    found = 0
    for path in paths:
        with path.open("rb") as file:
            found += sum(token.type == COMMENT for token in tokenize(file.readline))
    return found


def measured(folder: Path) -> Room:
    code, tests = python(folder)
    return Room(folder.name, lines(code), lines(tests), lines(folder.rglob("*.html")), comments(code))


def functions(paths: Iterable[Path]) -> list[tuple[int, str]]:
    """(length in lines, name) of each function."""
    found = []
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                found.append((length, f"{path.relative_to(ROOT)}: {node.name}"))
    return found


def spread(what: str, sizes: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """Count, median, 95th percentile, maximum, and which it is."""
    ordered = sorted(sizes)
    top = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))][0]
    middle = f"{median(length for length, _ in ordered):g}"
    return (what, str(len(ordered)), middle, str(top), str(ordered[-1][0]), ordered[-1][1])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    marks = ["---", *("--:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *rows))


def sized(paths: Iterable[Path]) -> list[tuple[int, str]]:
    return [(lines([path]), str(path.relative_to(ROOT))) for path in paths]


def written() -> int:
    """Test functions in the tree; a parametrized one counts once."""
    paths = [*python(ROOT / "pasok")[1], *python(ROOT / "tests")[1]]
    return sum(name.split(": ")[1].startswith("test_") for _, name in functions(paths))


def collected() -> str:
    """What pytest counts, parametrized cases each."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q"], cwd=ROOT, capture_output=True, text=True
    )
    return done.stdout.strip().splitlines()[-1]


def main() -> None:
    rooms = [measured(path.parent) for path in sorted((ROOT / "pasok").glob("*/__init__.py"))]
    house = Room("tests/", 0, lines((ROOT / "tests").rglob("*.py")), 0, 0)
    every = [*rooms, house]
    total = Room(
        "**all**",
        *(sum(getattr(room, f) for room in every) for f in ("code", "tests", "templates", "comments")),
    )
    code, tests = python(ROOT / "pasok")
    tests += python(ROOT / "tests")[1]
    templates = sorted((ROOT / "pasok").rglob("templates/**/*.html"))
    print(table(HEAD, [room.row() for room in (*every, total)]), end="\n\n")
    head = ("lengths", "count", "median", "p95", "longest", "which")
    rows = [
        spread("files", sized(path for path in code if path.stat().st_size)),
        spread("functions", functions(code)),
        spread("templates", sized(templates)),
        spread("test files", sized(path for path in tests if path.stat().st_size)),
    ]
    print(table(head, rows), end="\n\n")
    print(f"{written()} test functions" + (f"; {collected()}" if "--tests" in sys.argv else ""))


if __name__ == "__main__":
    main()
