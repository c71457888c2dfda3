"""Items of a profile as a page shows them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from pasok.kernel.days import shown_day
from pasok.kernel.money import money, rupiah
from pasok.kernel.tongue import count
from pasok.pages.parts import Fact
from pasok.pages.words import when
from pasok.pages.written import as_written
from pasok.suppliers import rules
from pasok.suppliers.models import Item, Supplier

LAST = 3  # digits that a sealed number shows in a list


def title(item: Item) -> Any:
    """Which one it is: "Meja siswa kayu"."""
    fields = {field.name: field for field in item.kind_of.fields}
    values = item.values
    told = [value(fields[name], values.get(name, "")) for name in item.kind_of.title]
    return as_written(" · ".join(str(part) for part in told if part)) or _(item.kind_of.label)


def value(field: rules.Field, text: str) -> Any:
    """One value in the reader's way."""
    if not text:
        return ""
    if field.shape == rules.MONEY:
        return rupiah(money(text))
    if field.shape == rules.DAY:
        return shown_day(date.fromisoformat(text))
    if field.shape == rules.PERCENT:
        return f"{number_format(Decimal(text))} %"
    if field.shape == rules.CHOICE:
        return _(dict(field.choices).get(text, text))
    if field.shape == rules.NUMBER:
        return number_format(int(text), force_grouping=True)
    return text


def masked(text: str) -> str:
    return f"•••• {text[-LAST:]}" if text.isdigit() else text


def facts(item: Item, *, whole: bool) -> list[Fact]:
    """The fields that were told, then its dates and who looked at it. `whole`: sealed numbers in full."""
    return [*fields(item, whole), *standing(item)]


def fields(item: Item, whole: bool) -> Iterator[Fact]:
    for field in item.kind_of.fields:
        if text := item.values.get(field.name, ""):
            shown = value(field, text)
            if field.sealed and not whole:
                shown = masked(text)
            typed = field.shape == rules.TEXT
            yield Fact(_(field.label), as_written(shown) if typed else shown)


def standing(item: Item) -> Iterator[Fact]:
    if item.kind_of.lapses:
        until = shown_day(item.valid_until) if item.valid_until else _("seterusnya")
        yield Fact(_("Berlaku sampai"), until)
    yield Fact(_("Asal data"), _(item.get_source_display()))
    if item.helper:
        yield Fact(_("Pendamping"), as_written(item.helper))
        yield Fact(_("Atas nama"), as_written(item.helped))
    if item.checked_at:
        yield Fact(_("Diperiksa"), as_written(item.checked_by), note=when(item.checked_at))


def card(item: Item, *, whole: bool = False) -> dict[str, Any]:
    """One item on the page of its section."""
    papers = list(item.proofs.all())
    return {
        "item": item,
        "title": title(item),
        "kind": _(item.kind_of.label),
        "state": item.machine.states[item.state],
        "facts": facts(item, whole=whole),
        "note": item.note,
        "papers": papers,
        "photos": [paper for paper in papers if paper.is_photo],
    }


def sections(supplier: Supplier, parts: list[rules.Part]) -> list[Fact]:
    """The sections of a profile, each with what it holds or lacks, and its page."""
    return [
        Fact(
            part.label,
            count("{n} data", part.items) if part.items else _("Isi"),
            note=hint(part),
            url=reverse("profile-section", args=[supplier.pk, part.name]),
        )
        for part in parts
    ]


def hint(part: rules.Part) -> str:
    """What a section lacks, or what it holds."""
    if part.lapsed:
        return count("{n} data sudah berakhir. Perbarui.", part.lapsed)
    if part.missing:
        return _("Biasanya diminta: {kinds}.").format(kinds=", ".join(part.missing).lower())
    if not part.items:
        return _("Boleh kosong. Isi bila ada.")
    return count("{n} sudah diperiksa LPSE.", part.checked) if part.checked else ""
