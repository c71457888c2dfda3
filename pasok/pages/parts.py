"""What the components are fed with: small plain shapes, so that a page reads like a list of parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from django.forms import BaseForm, BoundField
from django.utils import timezone

from pasok.kernel.machine import State
from pasok.pages.words import is_soon, span


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
    """A labelled value (components/facts.html). `rule` adds the article the value comes from.

    `term` names a word of the glossary that explains the label on tap.
    """

    label: str
    value: Any
    note: str = ""
    url: str = ""
    rule: Any = None
    term: str = ""


@dataclass(frozen=True)
class Column:
    """A column's head. `sort` is the address that sorts by it; `sorted` says how it is sorted now."""

    label: str
    number: bool = False  # right-aligned, tabular figures
    sort: str = ""
    sorted: Literal["", "ascending", "descending"] = ""


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


@dataclass(frozen=True)
class Task:
    """One line of somebody's work (components/worklist.html): what waits where, what is asked, by when.

    `todo` is the act to do; without one, `waits` says whom or what it waits for. `note` names the owner.
    `act` is that act as "tender.agree", `why` a sentence why it is asked. `may`: a right, not a duty.
    """

    title: str
    url: str
    state: State
    todo: str = ""
    waits: str = ""
    due: datetime | None = None
    note: str = ""
    act: str = ""
    why: str = ""
    may: bool = False
    typed: bool = True  # somebody typed the title: it is never translated

    @property
    def at_act(self) -> str:
        """Where the very act stands on its page; the page itself where the act has a page of its own."""
        kind, _, name = self.act.partition(".")
        anchored = name and name not in {"create", "assess"} and kind != "pokja"
        return f"{self.url}#act-{name}" if anchored else self.url

    @property
    def urgency(self) -> Literal["late", "today", "soon", "waiting", ""]:
        """How it presses. What waits for others does not press."""
        if not self.todo:
            return "waiting"
        if self.due is None:
            return ""
        now = timezone.now()
        if self.due < now:
            return "late"
        if timezone.localtime(self.due).date() == timezone.localtime(now).date():
            return "today"
        return "soon" if is_soon(self.due, now) else ""

    @property
    def late_for(self) -> str:
        """How long ago it was due, in the largest unit: 3 hari, 5 jam."""
        late = timezone.now() - self.due if self.due else timedelta()
        units = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1))
        return span(late - late % next((unit for unit in units if late >= unit), units[-1]))


@dataclass(frozen=True)
class Chip:
    """A filter that is on. `url` is the same list without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Way:
    """A link beside a list: to its file, its feed, its saving. With `send`, a POST of these values."""

    label: str
    url: str
    send: Mapping[str, str] | None = None


@dataclass(frozen=True)
class FilterBar:
    """Search and filters above a list (components/filter_bar.html): a GET form, all its state in the address.

    `form` is bound to the query; its field `search` is the search box, `order` (a choice) the sorting; all
    others fold. `count` says how many were found ("1.234 paket"); `clear` is the list without any filter.
    """

    form: BaseForm
    chips: Sequence[Chip] = ()
    count: str = ""
    links: Sequence[Way] = ()
    action: str = ""
    clear: str = ""
    search: str = "q"
    order: str = "urut"
    unfolded: bool = False
    folded: str = ""  # the filters that fold, drawn already; "" draws them field by field

    @property
    def text(self) -> BoundField | None:
        """The search box."""
        return self.form[self.search] if self.search in self.form.fields else None

    @property
    def sort(self) -> BoundField | None:
        """The sorting."""
        return self.form[self.order] if self.order in self.form.fields else None

    @property
    def fields(self) -> list[BoundField]:
        """The filters that fold."""
        return [field for field in self.form.visible_fields() if field.name not in {self.search, self.order}]


@dataclass(frozen=True)
class Figure:
    """A number of the house (components/figures.html) with what it counts, of how many, and its data."""

    label: str
    value: str
    definition: str
    note: str = ""
    url: str = ""
    link: str = ""
