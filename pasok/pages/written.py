"""What is said in the reader's language, and what stays as somebody wrote it."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

#: of a field that holds what people write, and of a list whose lines they wrote: no element fits inside
WRITTEN = {"lang": "id"}


def as_written(text: Any) -> Any:
    """A title, name, reason or question as somebody typed it, marked as Indonesian. Nothing stays nothing."""
    return format_html('<span lang="id">{}</span>', text) if text not in (None, "") else text


def labels(table: Mapping[str, str]) -> list[tuple[str, str | Promise]]:
    """The choices of a field out of a pure table, each said in the reader's language when it is shown."""
    return [(key, gettext_lazy(label)) for key, label in table.items()]
