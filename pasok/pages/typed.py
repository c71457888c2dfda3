"""What people wrote themselves is never translated; the page says in which language it stands."""

from typing import Any

from django.utils.html import format_html


def typed(text: Any) -> Any:
    """A title, name, reason or question as somebody typed it, marked as Indonesian. Nothing stays nothing."""
    return format_html('<span lang="id">{}</span>', text) if text not in (None, "") else text
