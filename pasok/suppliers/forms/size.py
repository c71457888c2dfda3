"""The four measures, each with its figure, its source and its day."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pasok.kernel.actor import Actor
from pasok.pages.fields import DayField, RupiahField
from pasok.pages.written import labels
from pasok.suppliers.models import Supplier
from pasok.suppliers.rules import size as rules

FIGURES = {
    "capital": gettext_lazy("Modal usaha, tanpa tanah dan bangunan"),
    "sales": gettext_lazy("Penjualan setahun"),
    "industry": gettext_lazy("Nilai investasi, tanpa tanah dan bangunan"),
    "tkdn": gettext_lazy("Modal usaha, tanpa tanah dan bangunan"),
}


class SizeRow(forms.Form):
    """One definition. Empty: not stated."""

    group = forms.ChoiceField(label=gettext_lazy("Golongan"), required=False)
    figure = RupiahField(label="", required=False, min_value=0)
    workers = forms.IntegerField(label=gettext_lazy("Jumlah pekerja"), required=False, min_value=0)
    source = forms.ChoiceField(label=gettext_lazy("Sumber"), choices=labels(rules.SOURCES), initial="nib")
    stated_on = DayField(label=gettext_lazy("Per tanggal"))

    def __init__(self, *given: Any, definition: str, **more: Any) -> None:
        super().__init__(*given, **more)
        self.definition, self.title = definition, rules.DEFINITIONS[definition]
        self.rule = rules.basis(definition, timezone.localdate())
        names = {group: rules.GROUPS[group] for group in rules.KNOWS[definition]}
        self.fields["group"].choices = [("", gettext_lazy("Belum dinyatakan")), *labels(names)]
        self.fields["figure"].label = FIGURES[definition]
        if definition != "industry":
            del self.fields["workers"]


class Sizes(forms.Form):
    """All four at once; a sales figure never fills in a capital."""

    for_subject = True
    submit = gettext_lazy("Simpan ukuran usaha")
    template_name_act = "suppliers/sizes.html"

    def __init__(
        self, *given: Any, subject: Supplier | None = None, actor: Actor | None = None, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        held = {size.definition: size for size in subject.sizes.all()} if subject else {}
        data = self.data if self.is_bound else None
        self.rows = [
            SizeRow(
                data,
                prefix=name,
                definition=name,
                use_required_attribute=False,
                initial=vars(held[name].plain()) if name in held else {"stated_on": timezone.localdate()},
            )
            for name in rules.DEFINITIONS
        ]

    def clean(self) -> dict[str, Any]:
        """Only what was stated; a row with a figure and no group is a question left open."""
        found = []
        for row in self.rows:
            if not row.is_valid():
                for errors in row.errors.values():
                    self.add_error(None, [f"{_(row.title)}: {error}" for error in errors])
            elif group := row.cleaned_data["group"]:
                found.append(rules.Size(definition=row.definition, **{**row.cleaned_data, "group": group}))
        return {"sizes": found}
