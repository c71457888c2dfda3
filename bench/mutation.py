"""How much of a wrong program the tests notice: one operator, constant, condition, return or call is
changed at a time.

nice -n 10 .venv/bin/python -m bench.mutation [--sample N] [--seed N] [--again TOLD] [FILE…]

Works in a copy of the repository. A mutant is killed when a test fails, or when all together take more than
three times as long as before.
Left alone: texts, annotations, decorators, docstrings, `strict=` of zip.
"""

import argparse
import ast
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django.test  # noqa: F401  what is imported here, no mutant has to import again
import hypothesis
import pyrage  # noqa: F401  the same
import pytest

from bench.mutation_plan import PLAN
from pasok.site.postgres import Cluster

ROOT = Path(__file__).resolve().parent.parent
SWAPS: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.BitXor: ast.BitOr, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.LShift: ast.RShift,
    ast.RShift: ast.LShift, ast.Pow: ast.Mult,
}  # fmt: skip
ALONE = {"annotation", "returns", "decorator_list"}
OPTIONS = ["-p", "no:cacheprovider", "--hypothesis-seed=0", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
WITHOUT_DJANGO = ["-p", "no:django", "--noconftest", "-c", os.devnull, "--rootdir=."]
SCRIPT = re.compile(  # what stands before `sign` is left alone: comments, texts, patterns
    r"//.*|^import .*|\"(?:\\.|[^\"\\])*\"|`(?:\\.|[^`\\])*`|/\^?[^/\n ]+/[a-z]*"
    r"|(?P<sign>===|!==|<=|>=|&&|\|\||(?<= )[<>+*%|&^-](?= )|(?<=[( ])!(?=[\w(])|\b(?:\d+|true|false)\b)",
    re.MULTILINE,
)
STATEMENT = re.compile(r"(?<!=>\n)^( *)(throw |return (?!null;)|[\w.]+\()(.*);$", re.MULTILINE)
SIGNS = {
    **{"===": "!==", "!==": "===", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "&&": "||", "||": "&&"},
    **{"+": "-", "-": "+", "*": "/", "%": "*", "^": "|", "&": "|", "|": "&", "!": ""},
    **{"true": "false", "false": "true"},
}
Change = tuple[str, str, object]  # what, and the field of the node with its new value
Mutant = tuple[int, str, str]  # line, what was changed, the changed source


def nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The node and all below it that may be changed, always in the same order."""
    yield node
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return
    for name, value in ast.iter_fields(node):
        if name not in ALONE:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from nodes(child)


def changes(node: ast.AST) -> Iterator[Change]:
    """Every way to change this one node."""
    if isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            swapped = [*node.ops[:place], SWAPS[type(op)](), *node.ops[place + 1 :]]
            yield f"{type(op).__name__} -> {type(swapped[place]).__name__}", "ops", swapped
    elif isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp) and type(node.op) in SWAPS:
        swap = SWAPS[type(node.op)]
        yield f"{type(node.op).__name__} -> {swap.__name__}", "op", swap()
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "drop not", "operand", ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{node.value} -> {not node.value}", "value", not node.value
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield f"{node.value} -> {node.value + 1}", "value", node.value + 1
    elif isinstance(node, ast.Constant) and isinstance(node.value, bytes):
        yield f"{node.value!r} + '!'", "value", node.value + b"!"
    elif isinstance(node, ast.Return) and not isinstance(node.value, ast.Constant | None):
        yield "return None", "value", ast.Constant(None)
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield "condition turned round", "test", ast.UnaryOp(ast.Not(), node.test)
    if isinstance(node, ast.comprehension):
        for place in range(len(node.ifs)):
            yield "filter dropped", "ifs", node.ifs[:place] + node.ifs[place + 1 :]
    for name in ("body", "orelse", "finalbody"):
        statements = getattr(node, name, [])
        for place, one in enumerate(statements if isinstance(statements, list) else []):
            called = isinstance(one, ast.Expr) and isinstance(one.value, ast.Call)
            if called or isinstance(one, ast.Raise):
                what = f"dropped: {ast.unparse(one).splitlines()[0][:70]}"
                yield what, name, [*statements[:place], ast.Pass(), *statements[place + 1 :]]


def script_mutants(source: str) -> Iterator[Mutant]:
    """The same for JavaScript, without a grammar: signs, numbers, and statements of one line."""
    for found in SCRIPT.finditer(source):
        if sign := found["sign"]:
            swap = str(int(sign) + 1) if sign.isdigit() else SIGNS[sign]
            changed = source[: found.start()] + swap + source[found.end() :]
            yield source.count("\n", 0, found.start()) + 1, f"{sign} -> {swap}", changed
    for found in STATEMENT.finditer(source):
        swap = "return null;" if found[2] == "return " else ";"
        changed = source[: found.start()] + found[1] + swap + source[found.end() :]
        yield source.count("\n", 0, found.start()) + 1, f"{found[0].strip()[:70]} -> {swap}", changed


def mutants(source: str) -> Iterator[Mutant]:
    """One for each single change."""
    tree = ast.parse(source)
    for node in list(nodes(tree)):
        for what, name, value in changes(node):
            before = getattr(node, name)
            setattr(node, name, value)
            yield getattr(node, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(tree))
            setattr(node, name, before)


@contextmanager
def lent() -> Iterator[Cluster]:
    """One PostgreSQL for all mutants."""
    cluster = Cluster(Path(tempfile.mkdtemp(prefix="mutan-")), durable=False)
    cluster.start()
    os.environ["LENT_CLUSTER"] = str(cluster.home)
    try:
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(cluster.home)


def renew(cluster: Cluster) -> None:
    """Each run finds the database as the first one left it: migrated, and empty."""
    with cluster.connect() as session:
        names = {name for (name,) in session.execute("select datname from pg_database")}
        if "test_pasok" in names and "migrated" not in names:
            session.execute("alter database test_pasok rename to migrated")
        if "test_pasok" in names:
            session.execute("drop database if exists test_pasok with (force)")
            session.execute("create database test_pasok template migrated")


def passes(cluster: Cluster, home: Path, tests: list[str], patience: float) -> bool:
    """Whether these tests pass there, in a process of its own that shares only what is imported already."""
    renew(cluster)
    child = os.fork()
    if child == 0:
        try:
            run(home, tests)
        finally:  # whatever the mutant did, this process does not go on as if it were the first
            os._exit(99)
    end = time.monotonic() + patience
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def run(home: Path, tests: list[str]) -> None:
    os.setsid()
    os.chdir(home)
    sys.path[0], sys.dont_write_bytecode = str(home), True
    os.environ["PYTHONPATH"] = str(home)
    for name in [name for name in sys.modules if name.startswith("pasok")]:
        del sys.modules[name]  # ours; the copy's are to be imported
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    hypothesis.settings.register_profile("mutation", phases=phases, database=None, deadline=None)
    hypothesis.settings.load_profile("mutation")
    plugins = WITHOUT_DJANGO if tests[0].startswith("pasok_verify") else ["--reuse-db"]
    os._exit(int(pytest.main(["-x", "-q", *OPTIONS, *plugins, *tests])))


def tried(cluster: Cluster, home: Path, name: str, tests: list[str], chosen: list[Mutant]) -> list[str]:
    """The survivors among these mutants of one file."""
    file, survivors = home / name, []
    original = file.read_text()
    for cache in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
        cache.unlink()
    start = time.monotonic()
    if not passes(cluster, home, tests, 900):
        raise SystemExit(f"{name}: its tests fail before anything is changed: {tests}")
    patience = 3 * (time.monotonic() - start) + 5
    for line, what, source in chosen:
        file.write_text(source)
        if passes(cluster, home, tests, patience):
            survivors.append(f"{name}:{line}: {what}")
            print(f"  lives  {survivors[-1]}", file=sys.stderr, flush=True)
    file.write_text(original)
    return survivors


def table(scores: dict[str, tuple[int, int, int]]) -> Iterator[str]:
    """Rows of Markdown: file, mutants there are, tried, killed, score."""
    yield "| berkas | mutan | dicoba | mati | skor |"
    yield "|---|--:|--:|--:|--:|"
    total: Counter[int] = Counter()
    for name, (there, tried_, killed) in scores.items():
        yield f"| `{name}` | {there} | {tried_} | {killed} | {100 * killed / max(tried_, 1):.0f} % |"
        total.update({0: there, 1: tried_, 2: killed})
    yield f"| semua | {total[0]} | {total[1]} | {total[2]} | {100 * total[2] / max(total[1], 1):.1f} % |"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", help="only these (or all that begin so); else all of the plan")
    parser.add_argument("--sample", type=int, default=0, help="so many mutants of each file at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", type=Path, help="only what lives by this output of a run before")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server does not outlive us
    told = asked.again.read_text() if asked.again else ""
    scores = {}
    with lent() as cluster, tempfile.TemporaryDirectory(prefix="mutan-") as folder:
        home = Path(folder) / "repo"
        shutil.copytree(ROOT, home, ignore=shutil.ignore_patterns(".git", ".venv", ".pasok"), symlinks=True)
        for name, tests in PLAN.items():
            if asked.files and not name.startswith(tuple(asked.files)):
                continue
            kind = script_mutants if name.endswith(".js") else mutants
            all_ = list(kind((ROOT / name).read_text()))
            chosen = [one for one in all_ if not told or f"{name}:{one[0]}: {one[1]}\n" in told]
            if 0 < asked.sample < len(chosen):
                chosen = random.Random(asked.seed).sample(chosen, asked.sample)
            began = time.monotonic()
            killed = len(chosen) - len(tried(cluster, home, name, tests, chosen))
            scores[name] = (len(all_), len(chosen), killed)
            took = time.monotonic() - began
            print(f"{name}: {killed} of {len(chosen)} killed, {took:.0f} s", file=sys.stderr, flush=True)
    print("\n".join(table(scores)))


if __name__ == "__main__":
    main()
