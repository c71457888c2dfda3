"""What a table of another system is to us, and how it is recognised: by its columns, never by its name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pasok.archive.values import ABSENT, Column, Unreadable, Value

Data = dict[str, Value]


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table of one source.

    `marks` are the columns that tell it from every other table; `key` are our fields that together name a
    row (only the first must be there); no `key` means that the row itself is its name. Without `fields` the
    table is known but has no place here yet.
    """

    kind: str
    title: str  # Indonesian, for the report
    source: str
    marks: tuple[str, ...]
    key: tuple[str, ...] = ()
    parent: str = ""  # our field with the parent's code
    needs: tuple[str, ...] = ()  # our fields, besides the key, without which a row says nothing
    fields: Mapping[str, Column]
    fixed: Mapping[str, Value]  # what is true of every row of this table
    counted: bool = False  # the very same row twice is two things, not one told twice
    exact: bool = False  # the marks are all its columns: nothing else may stand beside them

    def columns(self) -> set[str]:
        return {name for column in self.fields.values() for name in column.names}


class Refusal(ValueError):
    """A row that cannot be kept. The message is one Indonesian sentence."""


def table(
    source: str,
    kind: str,
    title: str,
    marks: str,
    *,
    key: tuple[str, ...] = (),
    parent: str = "",
    needs: tuple[str, ...] = (),
    fixed: Mapping[str, Value] | None = None,
    fields: Mapping[str, Column] | None = None,
    counted: bool = False,
    exact: bool = False,
) -> Table:
    """A Table; `marks` are separated by spaces."""
    return Table(
        kind=kind,
        title=title,
        source=source,
        marks=tuple(marks.split()),
        key=key,
        parent=parent,
        needs=needs,
        fields=fields or {},
        fixed=fixed or {},
        counted=counted,
        exact=exact,
    )


def normal(name: str) -> str:
    """A column's name in one spelling: "Nilai PDN (Rp)" -> nilai_pdn_rp; only a leading _ is kept."""
    bare = re.sub(r"[^a-z0-9]+", "_", name.strip().lower())
    return bare.rstrip("_") or name.strip()


def recognise(header: Sequence[str], known: Sequence[Table]) -> Table | None:
    """The table whose marks are all in `header`: with most marks, then with most columns in common."""
    held = set(header)
    fitting = [t for t in known if held == set(t.marks) or (held.issuperset(t.marks) and not t.exact)]
    return max(fitting, key=lambda t: (len(t.marks), len(held & t.columns())), default=None)


def read_row(table: Table, row: Mapping[str, str], zone: ZoneInfo) -> Data:
    """One row in our words. Raises Refusal when a cell is broken or a needed one is empty."""
    data: Data = dict(table.fixed)
    for field, column in table.fields.items():
        name = next((name for name in column.names if row.get(name, "").strip().lower() not in ABSENT), "")
        if not name:
            continue
        try:
            value = column.convert(row[name].strip(), zone)
        except Unreadable as broken:
            raise Refusal(f"Kolom {name}: {broken}") from None
        if value not in (None, "", []):
            data[field] = value
    for field in (*table.key[:1], *table.needs):
        if field not in data:
            raise Refusal(f"Kolom {' / '.join(table.fields[field].names)} kosong.")
    return data
