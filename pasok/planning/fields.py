"""Fields for what repeats and for months: a few rows of small fields, without JavaScript."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pasok.pages.fields import RupiahField

MORE = gettext_lazy("Baris kosong sudah ditambahkan. Isi, lalu kirim lagi.")


class MonthInput(forms.DateInput):
    input_type = "month"


class MonthField(forms.DateField):
    """A month, kept as its first day. Reads 2026-03 and 03/2026."""

    widget = MonthInput(format="%Y-%m")
    input_formats = ("%Y-%m", "%m/%Y", "%Y-%m-%d")

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        return day.replace(day=1) if day else None


class WholeRupiah(RupiahField):
    """A unit price: whole rupiah."""

    def clean(self, value: Any) -> Decimal | None:
        price = super().clean(value)
        if price is not None and price != price.to_integral():
            raise forms.ValidationError(_("Tulis rupiah bulat, tanpa sen."))
        return price


class NumberField(forms.DecimalField):
    """A number as people here write it: 1.200 is one thousand two hundred, 2,5 is two and a half."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "num"})

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value if value is not None else "").strip()
        if not isinstance(value, int | Decimal):
            if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", text):
                text = text.replace(".", "")
            text = text.replace(",", ".")
        return super().to_python(text)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class RowsWidget(forms.Widget):
    """Rows of fields, and a button that asks for more of them."""

    template_name = "planning/rows.html"

    def __init__(self, columns: Mapping[str, forms.Field], blank: int) -> None:
        super().__init__()
        self.columns, self.blank = columns, blank

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, Any]]:
        """What was typed, row by row; or the list of a JSON request."""
        if isinstance(data.get(name), list):
            return [row if isinstance(row, dict) else {} for row in data[name]]
        numbers = sorted({int(m[1]) for key in data if (m := re.fullmatch(rf"{name}-(\d+)-\w+", key))})
        rows = [{column: data.get(f"{name}-{n}-{column}", "") for column in self.columns} for n in numbers]
        return [*rows, {"more": True}] if f"{name}-more" in data else rows

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [row for row in value or () if not empty(row)]
        wanted = max(len(rows) + (self.blank if len(rows) < len(value or ()) or not rows else 0), 1)
        rows += [{}] * (wanted - len(rows))
        context["rows"] = [self.cells(name, n, row, attrs or {}) for n, row in enumerate(rows)]
        return context

    def cells(self, name: str, n: int, row: Mapping[str, Any], attrs: dict[str, Any]) -> list[dict[str, Any]]:
        """Label and input of each column of one row."""
        cells = []
        for column, field in self.columns.items():
            key = f"{name}-{n}-{column}"
            own = {"id": f"{attrs.get('id', 'rows')}-{n}-{column}"}
            html = field.widget.render(key, field.prepare_value(row.get(column)), own)
            cells.append({"id": own["id"], "label": field.label, "html": html, "required": field.required})
        return cells

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0-{next(iter(self.columns))}" if id_ else id_


def empty(row: Mapping[str, Any]) -> bool:
    """A row in which nothing was chosen or typed (a select that always has a value does not count)."""
    return not any(
        str(value if value is not None else "").strip() for key, value in row.items() if key != "more"
    )


class RowsField(forms.Field):
    """Cleans to a list of dicts, blank rows left out. `columns` are the fields of one row."""

    def __init__(self, columns: Mapping[str, forms.Field], *, blank: int = 3, least: int = 1, **rest: Any):
        super().__init__(widget=RowsWidget(columns, blank), required=least > 0, **rest)
        self.columns, self.least = columns, least

    def clean(self, value: Any) -> list[dict[str, Any]]:
        if any(row.get("more") for row in value or ()):
            raise forms.ValidationError(MORE)
        filled = [row for row in value or () if not empty(row)]
        if len(filled) < self.least:
            raise forms.ValidationError(_("Isi paling sedikit {least} baris.").format(least=self.least))
        faults: list[str] = []
        rows = [self.clean_row(n, row, faults) for n, row in enumerate(filled, start=1)]
        if faults:
            raise forms.ValidationError(faults)
        return rows

    def clean_row(self, number: int, row: Mapping[str, Any], faults: list[str]) -> dict[str, Any]:
        cleaned = {}
        for name, field in self.columns.items():
            try:
                cleaned[name] = field.clean(row.get(name))
            except forms.ValidationError as error:
                faults += [
                    _("Baris {number}, {label}: {error}").format(number=number, label=field.label, error=why)
                    for why in error.messages
                ]
        return cleaned
