"""What the components are fed with: small plain shapes, so that a page reads like a list of parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal


@dataclass(frozen=True)
class Line:
    """One line of a timeline (components/timeline.html)."""

    who: str
    words: str
    at: datetime
    reason: str = ""
    number: int = 0


@dataclass(frozen=True)
class Stage:
    """One step of a schedule (components/stages.html). Without moments, `text` says when."""

    label: str
    progress: Literal["done", "now", "later"] = "later"
    start: datetime | None = None
    end: datetime | None = None
    text: str = ""
    note: str = ""


@dataclass(frozen=True)
class Check:
    """One condition of a checklist (components/checklist.html); what is missing may lead somewhere."""

    label: str
    done: bool
    hint: str = ""
    url: str = ""
    link: str = "Lengkapi"


@dataclass(frozen=True)
class Fact:
    """A labelled value (components/facts.html). `rule` adds the article the value comes from."""

    label: str
    value: Any
    note: str = ""
    url: str = ""
    rule: Any = None


@dataclass(frozen=True)
class Column:
    label: str
    number: bool = False  # right-aligned, tabular figures


@dataclass(frozen=True)
class Table:
    """A table on a desk, labelled cards on a phone (components/table.html).

    Cells are text or safe HTML; the first one names the row. `urls`, if given, holds one link per row.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    urls: Sequence[str] = field(default_factory=tuple)

    def lines(self) -> Iterator[tuple[str, list[tuple[Column, Any]]]]:
        """(link, [(column, cell), …]) per row."""
        for i, row in enumerate(self.rows):
            yield self.urls[i] if self.urls else "", list(zip(self.columns, row, strict=True))
