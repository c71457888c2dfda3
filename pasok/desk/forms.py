"""What an officer of the desk types."""

from django import forms
from django.utils.translation import gettext_lazy

from pasok.desk import rules
from pasok.pages.written import labels


class Note(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Catatan"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Dibaca pelaku usaha. Jangan menulis NIK atau NPWP di sini."),
    )


class Verify(Note):
    seen = forms.MultipleChoiceField(
        label=gettext_lazy("Yang Anda lihat sendiri"),
        choices=labels(rules.SEEN),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["seen", "note"]


class SendBack(Note):
    reasons = forms.MultipleChoiceField(
        label=gettext_lazy("Sebabnya"), choices=labels(rules.REASONS), widget=forms.CheckboxSelectMultiple
    )
    field_order = ["reasons", "note"]


class Refuse(Note):
    reasons = forms.MultipleChoiceField(
        label=gettext_lazy("Sebabnya"), choices=labels(rules.GRAVE), widget=forms.CheckboxSelectMultiple
    )
    field_order = ["reasons", "note"]


class Decline(Note):
    pass


FORMS = {"verify": Verify, "send_back": SendBack, "propose_rejection": Refuse, "decline_rejection": Decline}
