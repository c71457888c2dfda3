"""The code that confirms an address. Apart from `forms`, which allauth reads while its own forms are made."""

from allauth.account.forms import ConfirmEmailVerificationCodeForm
from django import forms
from django.utils.translation import gettext_lazy


class LetterCode(ConfirmEmailVerificationCodeForm):
    """The code from the letter that confirms an address."""

    code = forms.CharField(
        label=gettext_lazy("Kode dari email"),
        max_length=20,
        help_text=gettext_lazy("8 angka. Tanda hubung boleh dilewati."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
