"""Form fields that read what people here write."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from pasok.kernel.money import money, plain

LONGEST = 18  # signs of the largest amount: 15 digits, a point, sen


class RupiahField(forms.CharField):
    """Rupiah as people type it: "Rp1.500.000,50", "1.500.000" or "1500000". Cleans to Decimal or None."""

    def __init__(self, *, min_value: Decimal | int | None = 1, **rest: Any):
        rest.setdefault("help_text", "Dalam rupiah. Contoh: 1.500.000")
        rest.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "num"}))
        super().__init__(**rest)
        self.min_value = min_value

    def to_python(self, value: Any) -> Decimal | None:
        text = re.sub(r"\s|^rp\.?", "", str(value if value is not None else "").strip(), flags=re.I)
        if not text:
            return None
        if isinstance(value, Decimal):  # a number of a machine: its dot is a decimal point
            text = f"{value:f}".replace(".", ",")
        if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?|\d+(,\d{1,2})?", text):
            text = text.replace(".", "").replace(",", ".")
        elif not re.fullmatch(r"\d+\.\d{1,2}", text):
            raise forms.ValidationError("Tulis angka saja, misalnya 1.500.000.")
        if len(text) > LONGEST:
            raise forms.ValidationError("Nilainya terlalu besar.")
        return money(text)

    def validate(self, value: Decimal | None) -> None:
        super().validate(value)
        if value is not None and self.min_value is not None and value < self.min_value:
            raise forms.ValidationError("Nilainya terlalu kecil.")

    def run_validators(self, value: Any) -> None:
        """The text validators of a CharField do not fit a number."""

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


class MomentField(forms.DateTimeField):
    """A date and a time in the zone of the reader; cleans to an aware datetime."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class DayField(forms.DateField):
    """A date."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
