"""One form per act that takes input."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from pasok.contracts import rules
from pasok.contracts.models import Contract
from pasok.kernel.actor import Actor
from pasok.pages.fields import DayField
from pasok.pages.written import WRITTEN, labels


class ReviseDraft(forms.Form):
    for_subject = True
    submit = gettext_lazy("Simpan rancangan")

    number = forms.CharField(label=gettext_lazy("Nomor kontrak"), max_length=80, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Jenis kontrak"), choices=labels(rules.KINDS))
    sppbj_number = forms.CharField(label=gettext_lazy("Nomor SPPBJ"), max_length=80, required=False)
    sppbj_on = DayField(label=gettext_lazy("Tanggal SPPBJ"), required=False)
    delivery_days = forms.IntegerField(
        label=gettext_lazy("Lama pekerjaan (hari kalender)"), required=False, min_value=1, max_value=3650
    )
    delivery_place = forms.CharField(label=gettext_lazy("Tempat penyerahan"), max_length=300, required=False)
    terms = forms.CharField(
        label=gettext_lazy("Syarat lain"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(WRITTEN | {"rows": 5}),
    )

    def __init__(
        self, *given: Any, subject: Contract | None = None, actor: Actor | None = None, **more: Any
    ) -> None:
        more.setdefault("initial", {name: getattr(subject, name) for name in self.base_fields if subject})
        super().__init__(*given, **more)


class CancelDraft(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=1000,
        widget=forms.Textarea(WRITTEN | {"rows": 3}),
        help_text=gettext_lazy("Alasan ini dibaca semua orang."),
    )


FORMS = {"revise_draft": ReviseDraft, "cancel_draft": CancelDraft}
