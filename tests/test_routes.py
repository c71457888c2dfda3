"""The pages that anyone may open, as a snapshot. `REDRAW=1 pytest tests/test_routes.py` writes it anew."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

SNAPSHOT = Path(__file__).with_name("routes.txt")


def open_routes(entries: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    for entry in entries:
        route = before + str(entry.pattern).removeprefix("^").removesuffix("$")
        if isinstance(entry, URLResolver):
            yield from open_routes(entry.url_patterns, route)
        elif not getattr(entry.callback, "login_required", True):
            yield route


def test_the_public_pages_are_the_listed_ones() -> None:
    public = set(open_routes(get_resolver().url_patterns)) - {"/_components"}  # while developing only
    found = "".join(f"{route}\n" for route in sorted(public))
    if os.environ.get("REDRAW"):
        SNAPSHOT.write_text(found)
    assert found == SNAPSHOT.read_text(), "a page became public, or is no longer: look twice, then redraw"
