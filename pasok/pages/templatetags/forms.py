"""Tags of forms: the token that makes a second sending harmless, and how long the login lasts."""

from typing import Any

from django import template
from django.utils.html import format_html, json_script

from pasok.pages import once as sendings
from pasok.pages import session
from pasok.sampul import spoken

register = template.Library()


@register.simple_tag(takes_context=True)
def once(context: dict[str, Any], way: str = "") -> str:
    """The hidden field of the token; nothing for who is not logged in."""
    request = context.get("request")
    token = sendings.token(request, way) if request else ""
    return format_html('<input type="hidden" name="{}" value="{}">', sendings.FIELD, token) if token else ""


@register.simple_tag(takes_context=True)
def session_left(context: dict[str, Any]) -> int:
    """Seconds until the reader is logged out; 0 where nobody is logged in."""
    request = context.get("request")
    return session.left(request) if request else 0


@register.simple_tag
def session_warning() -> int:
    """How many seconds before that the page says so."""
    return session.warning()


@register.simple_tag
def sealing_words() -> str:
    """What the sealing scripts say, where the reader does not read Indonesian."""
    table = spoken.table()
    return json_script(table, "sampul-words") if table else ""
