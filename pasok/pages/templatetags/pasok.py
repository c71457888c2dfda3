"""Filters and tags of every page: money, moments, states and acts in Indonesian words."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, FileInput
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from pasok.kernel import money
from pasok.kernel.actor import NOBODY, Actor
from pasok.kernel.machine import Act, Offer
from pasok.ledger.models import Entry
from pasok.pages import glossary, words
from pasok.pages.written import as_written

register = template.Library()
register.filter(as_written)
NOTHING = "–"


@register.filter
def rupiah(value: Decimal | int | str | None) -> str:
    """Rp1.234.567,50; a dash for nothing."""
    return money.rupiah(Decimal(value) if value not in (None, "") else None)


@register.filter
def when(at: datetime | None) -> str:
    """24 Nov 2026 14.00 WIB."""
    return words.when(at) if at else NOTHING


@register.filter
def day(value: date | datetime | None) -> str:
    """24 Nov 2026."""
    return words.day(value) if value else NOTHING


@register.filter
def countdown(at: datetime | None) -> str:
    """2 hari 4 jam lagi."""
    return words.countdown(at) if at else NOTHING


@register.filter
def soon(at: datetime | None) -> bool:
    """Less than three days left."""
    return bool(at) and words.is_soon(at)


@register.filter
def tone(thing: Any) -> str:
    """The badge's colour of a state, or of a subject in it."""
    return getattr(getattr(thing, "status", thing), "tone", "calm")


@register.filter
def act_words(entry: Entry, viewer: Actor | None = None) -> str:
    """An entry of any chain as a sentence: Budi (Pokja) mengumumkan tender."""
    return words.sentence(entry, words.machine_named(entry.machine), viewer or NOBODY)


@register.filter
def grave(act: Act) -> bool:
    """Whether the act ends or undoes something."""
    return words.is_grave(act)


@register.simple_tag
def lead_act(offers: Iterable[tuple[Offer, Any]]) -> Act | None:
    """The one act to press first: marked by its form (`lead`), or moving the state, or the only bare button,
    or the only act. A form with `lead = False` (a way back, a change nobody waits for) never leads."""
    ready = [(o.act, form) for o, form in offers if not o.reasons and not words.is_grave(o.act)]
    ready = [(act, form) for act, form in ready if getattr(form, "lead", None) is not False]
    marked = [act for act, form in ready if getattr(form, "lead", False)]
    moving = [act for act, _ in ready if act.target]
    bare = [act for act, form in ready if form is None]
    only = [act for act, _ in ready]
    singles = [act for some in (bare, only) if len(some) == 1 for act in some]
    return next(iter(marked + moving + singles), None)


@register.simple_tag(takes_context=True)
def term(context: Context, word: str, label: str = "") -> str:
    """A word of the trade that explains itself on tap; `label` shows it otherwise ("HPS (batas harga)").

    A word that the glossary does not know stays plain text. Each has an id of its own within the page.
    """
    one = glossary.explained(word)
    if one is None:
        return label or word
    holder = context.get("request") or context.render_context
    holder.terms = number = getattr(holder, "terms", 0) + 1
    shown = {"one": one, "label": label, "ref": f"istilah-{one.slug}-{number}", "page": reverse("glossary")}
    return mark_safe(render_to_string("components/term.html", shown).strip())


@register.filter
def short(form: BaseForm) -> bool:
    """Whether a form fits beside its button: up to two visible fields and no template of its own."""
    return len(form.visible_fields()) <= 2 and not getattr(form, "template_name_act", "")


@register.filter
def may_stay_empty(field: BoundField) -> bool:
    """Whether the label says so: a list without an empty line always has a value."""
    first = next(iter(getattr(field.field, "choices", ())), ("",))
    if getattr(field.field, "one_of", False):  # one of several must be given: none of them may be empty alone
        return False
    return not field.field.required and (first[0] in {"", None} or kind(field) == "choices")


@register.filter
def kind(field: BoundField) -> str:
    """What the field looks like: "tick", "choices", "file" or "line"."""
    widget = field.field.widget
    if getattr(widget, "input_type", "") == "checkbox" and not hasattr(widget, "choices"):
        return "tick"
    if getattr(widget, "input_type", "") in {"radio", "checkbox"}:
        return "choices"
    return "file" if isinstance(widget, FileInput) else "line"
