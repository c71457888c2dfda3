"""The form of an item, made of its kind; and what an official asks to be mended."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pasok.kernel.actor import Actor
from pasok.kernel.money import plain
from pasok.pages.fields import DayField, RupiahField
from pasok.pages.written import labels
from pasok.suppliers import rules
from pasok.suppliers.models import Item
from pasok.suppliers.photos import Scan, taken

NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
OLDEST = 1950
CAMERA = forms.FileInput({"accept": "image/*", "capture": "environment", "data-shrink": ""})
ANY_FILE = forms.FileInput({"accept": "image/*,application/pdf", "data-shrink": ""})


def text(field: rules.Field, common: dict[str, Any]) -> forms.Field:
    secret = {"data-secret": ""} if field.sealed else {}
    return forms.CharField(max_length=field.most or 200, widget=forms.TextInput(secret), **common)


def digits(field: rules.Field, common: dict[str, Any]) -> forms.Field:
    secret = {"data-secret": ""} if field.sealed else {}
    sign = _("Tulis angka saja.")
    return forms.RegexField(
        r"^[\d\s.\-]*$",
        max_length=(field.most or 20) + 8,
        error_messages={"invalid": sign},
        widget=forms.TextInput({**NUMERIC, **secret}),
        **common,
    )


def number(field: rules.Field, common: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput({**NUMERIC, "class": "num"})
    return forms.IntegerField(min_value=0, max_value=field.most, widget=widget, **common)


def year(field: rules.Field, common: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput({**NUMERIC, "class": "num", "maxlength": 4})
    last = timezone.localdate().year
    return forms.IntegerField(min_value=OLDEST, max_value=last, widget=widget, **common)


def percent(field: rules.Field, common: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "num"})
    bounds = {"min_value": 0, "max_value": field.most, "decimal_places": 2, "localize": True}
    return forms.DecimalField(widget=widget, **bounds, **common)


def choice(field: rules.Field, common: dict[str, Any]) -> forms.Field:
    return forms.ChoiceField(choices=labels(dict(field.choices)), **common)


MADE_BY: dict[str, Callable[[rules.Field, dict[str, Any]], forms.Field]] = {
    "text": text,
    "digits": digits,
    "number": number,
    "year": year,
    "percent": percent,
    "choice": choice,
    "money": lambda field, common: RupiahField(**{"help_text": "", **common}),
    "day": lambda field, common: DayField(**common),
}


def made(field: rules.Field) -> forms.Field:
    """The form field of one field of a kind."""
    common: dict[str, Any] = {"label": _(field.label), "required": field.required}
    if field.help:
        common["help_text"] = _(field.help)
    return MADE_BY[field.shape](field, common)


def told(field: rules.Field, value: Any) -> str:
    """A cleaned value as the text that is kept: money and numbers plain, days in ISO, digits alone."""
    if value in (None, ""):
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(value) if field.shape == rules.MONEY else f"{value.normalize():f}"
    return rules.digits(str(value)) if field.shape == rules.DIGITS else str(value).strip()


class ItemForm(forms.Form):
    """What an item tells, its last day, and a photo. For `correct` the subject is the item."""

    for_subject = True
    submit = gettext_lazy("Simpan")
    template_name_act = "suppliers/item_form.html"

    def __init__(
        self,
        *given: Any,
        kind: str = "",
        subject: Item | None = None,
        actor: Actor | None = None,
        **more: Any,
    ) -> None:
        self.kind = rules.KINDS[subject.kind if subject else kind]
        if subject:
            more.setdefault("initial", {**subject.values, "valid_until": subject.valid_until})
        super().__init__(*given, **more)
        for field in self.kind.fields:
            self.fields[field.name] = made(field)
        if self.kind.lapses:
            self.fields["valid_until"] = DayField(
                label=_("Berlaku sampai"),
                required=False,
                help_text=_("Kami ingatkan sebelum tanggal ini. Kosongkan bila berlaku seterusnya."),
            )
        self.fields["photo"] = forms.FileField(label=_(self.kind.proof), required=False, widget=CAMERA)
        self.fields["file"] = forms.FileField(
            label=_("Atau pilih foto atau PDF"), required=False, widget=ANY_FILE
        )

    def clean_photo(self) -> Scan | None:
        return taken(self.cleaned_data["photo"]) if self.cleaned_data["photo"] else None

    def clean_file(self) -> Scan | None:
        return taken(self.cleaned_data["file"]) if self.cleaned_data["file"] else None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        values = {field.name: told(field, given.get(field.name)) for field in self.kind.fields}
        for field in self.kind.fields:
            if field.shape == rules.DIGITS and field.most and len(values[field.name]) > field.most:
                self.add_error(field.name, _("Paling banyak {n} angka.").format(n=field.most))
        scans = [given[name] for name in ("photo", "file") if given.get(name)]
        return {"values": values, "valid_until": given.get("valid_until"), "scans": scans}


class SendBack(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Apa yang perlu diperbaiki?"),
        choices=labels(rules.REASONS),
        widget=forms.RadioSelect,
    )


ITEM_FORMS = {"correct": ItemForm, "send_back": SendBack}
