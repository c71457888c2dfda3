"""Writes docs/law.md: every rule in tables, for people who check the law and not the code."""

import tomllib
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from pasok.law.methods import methods
from pasok.law.tables import HERE, Family, Row, load

TARGET = Path(__file__).resolve().parents[2] / "docs" / "law.md"

HEAD = """# The law as data

Made from `pasok/law/*.toml` by `pasok law --document`; do not edit.
`pasok/law/README.md` tells how to change the law.

A rule is chosen by the day the package was announced; both days of a span are in force.
Confidence: H = primary text read, measured, or independent sources agree; **M** = one good source, or a gap;
**L** = weak. A procurement lawyer checks every **M** and **L** before the house buys by it.

| | rules |
|---|--:|
"""


def page() -> str:
    """The whole document. Local overlays are left out: it describes the law everybody has."""
    table = load("")
    counts = {mark: sum(row.confidence == mark for row in table.rows) for mark in "HML"}
    head = HEAD + "".join(f"| {mark} | {count} |\n" for mark, count in counts.items())
    subjects = groupby(table.rows, key=lambda row: row.subject)
    parts = [_section(subject, list(rows)) for subject, rows in subjects]
    return "\n".join([head, *parts, _families(table.families), _methods(), _sources()])


def write(target: Path = TARGET) -> Path:
    """Put the document where it belongs and say where that is."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(), encoding="utf-8")
    return target


def _table(head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    rows = [head, tuple("---" for _ in head), *lines]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in rows)


def _section(subject: str, rows: list[Row]) -> str:
    lines = (
        (
            f"`{row.key}`" + "".join(f" {name}={fact}" for name, fact in row.when),
            f"`{_bare(row)}`",
            row.unit,
            str(row.since or ""),
            str(row.until or ""),
            row.article,
            row.confidence if row.confidence == "H" else f"**{row.confidence}**",
            row.source,
        )
        for row in rows
    )
    head = ("key", "value", "unit", "from", "to", "article", "conf.", "source and notes")
    return f"## {subject}\n\n{_table(head, lines)}"


def _bare(row: Row) -> str:
    if isinstance(row.value, bool):
        return str(row.value).lower()
    return f"{row.value:_}" if isinstance(row.value, int) else str(row.value)


def _families(families: Iterable[Family]) -> str:
    lines = (
        (f"`{f.key}`", ", ".join(f"{name}={fact}" for name, fact in f.when) or "otherwise", f"`{f.rule}`")
        for f in families
    )
    table = _table(("family", "when", "rule"), lines)
    return f"## Families: several rules asked for under one key\n\n{table}"


def _methods() -> str:
    lines = (
        (
            f"`{m.code}`",
            m.full_label,
            "yes" if m.built else "",
            ", ".join(m.run_by),
            str(m.files or ""),
            m.qualification,
            m.evaluation,
            "yes" if m.sanggah else "",
            f"**{m.confidence}**" if m.confidence != "H" else "H",
            m.source,
        )
        for m in methods()
    )
    head = (
        "code",
        "label",
        "built",
        "run by",
        "files",
        "qualification",
        "evaluation",
        "sanggah",
        "conf.",
        "source",
    )
    policies = (
        (f"`{p.name}`", "on" if p.value else "off", f"**{p.confidence}**", p.source)
        for p in methods()[0].policies
    )
    switches = _table(("switch", "default", "conf.", "source"), policies)
    return f"## Methods\n\n{_table(head, lines)}\nEnvelopes:\n\n{switches}"


def _sources() -> str:
    written = tomllib.loads((HERE / "sources.toml").read_text(encoding="utf-8"))["sources"]
    return f"## Sources\n\n{_table(('key', 'what was read'), written.items())}"
