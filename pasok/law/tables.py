"""Reading the tables. The TOML beside this file is the law of the house; an overlay folder comes last."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pasok.law.words import Value

HERE = Path(__file__).parent
NOT_RULES = {"methods.toml", "sources.toml"}

Fact = str | int | bool
When = tuple[tuple[str, Fact], ...]
Confidence = Literal["H", "M", "L"]


class WrongLaw(ValueError):
    """A table that contradicts itself, or an overlay that cannot be read, is refused with file and key."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One `[[rule]]` as it is written. `since` and `until` are both in force; None is open."""

    key: str
    when: When
    value: Value
    unit: str
    since: date | None
    until: date | None
    article: str
    source: str
    confidence: Confidence
    subject: str
    local: bool  # from the overlay


@dataclass(frozen=True)
class Family:
    """Under the name `key`, when these facts hold, the rule `rule` is meant."""

    key: str
    when: When
    rule: str


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    families: tuple[Family, ...]


FIELDS = {"key", "when", "value", "unit", "from", "to", "article", "source", "confidence"}


def _conditions(written: Mapping[str, Fact]) -> When:
    return tuple(sorted(written.items()))


def _row(written: Mapping[str, Any], subject: str, where: str, local: bool) -> Row:
    if strange := sorted(set(written) - FIELDS):
        raise WrongLaw(f"{where}: kolom {', '.join(strange)} tidak dikenal.")
    if lacking := [f for f in ("key", "value", "source", "confidence") if not str(written.get(f, ""))]:
        raise WrongLaw(f"{where}: baris {written.get('key', '?')} tanpa {', '.join(lacking)}.")
    if written["confidence"] not in ("H", "M", "L"):
        raise WrongLaw(f"{where}: keyakinan baris {written['key']} harus H, M, atau L.")
    row = Row(
        key=written["key"],
        when=_conditions(written.get("when", {})),
        value=written["value"],
        unit=written.get("unit", ""),
        since=written.get("from"),
        until=written.get("to"),
        article=written.get("article", ""),
        source=written["source"],
        confidence=written["confidence"],
        subject=subject,
        local=local,
    )
    if type(row.value) not in (int, Decimal, bool, str):
        raise WrongLaw(f"{where}: nilai baris {row.key} harus angka, teks, atau benar/salah.")
    if row.since and row.until and row.until < row.since:
        raise WrongLaw(f"{where}: baris {row.key} berakhir sebelum mulai.")
    return row


def _documents(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(folder.glob("*.toml")):
        if path.name not in NOT_RULES:
            try:
                yield path.name, tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
            except tomllib.TOMLDecodeError as wrong:
                raise WrongLaw(f"{path.name}: tidak terbaca sebagai TOML ({wrong}).") from wrong


def _read(folder: Path, *, local: bool) -> Table:
    rows: list[Row] = []
    families: list[Family] = []
    for name, document in _documents(folder):
        subject = document.get("subject", "Local rules" if local else name)
        rows += (_row(written, subject, name, local) for written in document.get("rule", ()))
        families += (
            Family(written["key"], _conditions(written.get("when", {})), written["rule"])
            for written in document.get("family", ())
        )
    return Table(tuple(rows), tuple(families))


@cache
def load(overlay: str) -> Table:
    """Our tables, and over them those of the folder `overlay` ("" for none).

    A local row with the same key, conditions and first day takes the place of ours; any other is added.
    """
    ours = _read(HERE, local=False)
    if not overlay:
        return ours
    if not Path(overlay).is_dir():
        raise WrongLaw(f"LAW_OVERLAY menunjuk {overlay}, tetapi folder itu tidak ada.")
    theirs = _read(Path(overlay), local=True)
    replaced = {(row.key, row.when, row.since) for row in theirs.rows}
    rows = [row for row in ours.rows if (row.key, row.when, row.since) not in replaced]
    return Table((*rows, *theirs.rows), (*ours.families, *theirs.families))
