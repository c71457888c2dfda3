"""What an officer of the desk types."""

from django import forms
from django.utils.translation import gettext_lazy

from pasok.desk import rules
from pasok.pages.written import labels
from pasok.suppliers import reads as suppliers


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


class RefuseClaim(Note):
    reasons = forms.MultipleChoiceField(
        label=gettext_lazy("Sebabnya"), choices=labels(rules.WHY_NOT), widget=forms.CheckboxSelectMultiple
    )
    field_order = ["reasons", "note"]


class NewClaim(forms.Form):
    """The numbers that prove it. They are compared, and shown to nobody but the desk."""

    nib = forms.CharField(
        label=gettext_lazy("NIB"),
        max_length=20,
        help_text=gettext_lazy("13 angka pada dokumen OSS."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    npwp = forms.CharField(
        label=gettext_lazy("NPWP usaha"),
        max_length=24,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "data-secret": ""}),
    )

    def clean_nib(self) -> str:
        return suppliers.checked_number(self.cleaned_data["nib"], "nib")

    def clean_npwp(self) -> str:
        return suppliers.checked_number(self.cleaned_data["npwp"], "npwp")


class ClaimCode(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Kode dari pesan"),
        max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "data-secret": ""}),
    )


CLAIM_FORMS = {"refuse_claim": RefuseClaim}
