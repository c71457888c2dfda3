"""One form per act that takes input."""

from typing import Any

from django import forms

from pasok.contracts import rules
from pasok.contracts.models import Contract
from pasok.kernel.actor import Actor
from pasok.pages.fields import DayField


class ReviseDraft(forms.Form):
    for_subject = True
    submit = "Simpan rancangan"

    number = forms.CharField(label="Nomor kontrak", max_length=80, required=False)
    kind = forms.ChoiceField(label="Jenis kontrak", choices=list(rules.KINDS.items()))
    sppbj_number = forms.CharField(label="Nomor SPPBJ", max_length=80, required=False)
    sppbj_on = DayField(label="Tanggal SPPBJ", required=False)
    delivery_days = forms.IntegerField(
        label="Lama pekerjaan (hari kalender)", required=False, min_value=1, max_value=3650
    )
    delivery_place = forms.CharField(label="Tempat penyerahan", max_length=300, required=False)
    terms = forms.CharField(
        label="Syarat lain", required=False, max_length=20_000, widget=forms.Textarea({"rows": 5})
    )

    def __init__(
        self, *given: Any, subject: Contract | None = None, actor: Actor | None = None, **more: Any
    ) -> None:
        more.setdefault("initial", {name: getattr(subject, name) for name in self.base_fields if subject})
        super().__init__(*given, **more)


class CancelDraft(forms.Form):
    reason = forms.CharField(
        label="Alasan",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Alasan ini dibaca semua orang.",
    )


FORMS = {"revise_draft": ReviseDraft, "cancel_draft": CancelDraft}
