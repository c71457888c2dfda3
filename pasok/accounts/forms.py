"""What people type to get in: a number, a code, a name."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pasok.accounts import reads, rules
from pasok.accounts.channels import LABELS
from pasok.pages.fields import DayField
from pasok.pages.written import labels


class Number(forms.Form):
    """A telephone, and by which way the code goes there."""

    number = forms.CharField(
        label=gettext_lazy("Nomor ponsel"),
        max_length=24,
        help_text=gettext_lazy("Contoh: 0812 3456 7890."),
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel", "inputmode": "tel", "data-secret": ""}),
    )
    way = forms.ChoiceField(label=gettext_lazy("Kirim kode lewat"), widget=forms.RadioSelect)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        ways = reads.phone_ways()
        self.fields["way"].choices = [(kind, LABELS[kind]) for kind in ways]
        self.fields["way"].initial = ways[0] if ways else None
        if len(ways) == 1:
            self.fields["way"].widget = forms.HiddenInput()

    def clean_number(self) -> str:
        if number := rules.normal(self.cleaned_data["number"]):
            return number
        raise ValidationError(_("Nomor ini tidak dikenali. Tulis seperti 0812 3456 7890."))


class OneTimeCode(forms.Form):
    """The code that came to that number. The number travels along: the server keeps it nowhere until then."""

    number = forms.CharField(max_length=24, widget=forms.HiddenInput)
    code = forms.CharField(
        label=gettext_lazy("Kode dari pesan"),
        max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "data-secret": ""}),
    )

    def clean_number(self) -> str:
        return rules.normal(self.cleaned_data["number"])


class NewName(forms.Form):
    """The first time: whose account this is. `proof` says that the number was proven a moment ago."""

    proof = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Nama lengkap"), max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )


class ConsentCode(forms.Form):
    """The code that came with the link."""

    code = forms.CharField(
        label=gettext_lazy("Kode dari pesan"),
        max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "data-secret": ""}),
    )


class AskConsent(Number):
    """Whom to help, with what, until when."""

    owner_name = forms.CharField(label=gettext_lazy("Nama pemilik usaha"), max_length=150)
    body = forms.CharField(
        label=gettext_lazy("Anda dari lembaga apa?"),
        max_length=150,
        help_text=gettext_lazy("Dinas, kampus, atau koperasi. Pemilik membacanya di pesan."),
    )
    allowed = forms.MultipleChoiceField(
        label=gettext_lazy("Yang diminta"),
        choices=labels(rules.ALLOWED),
        initial=list(rules.ALLOWED),
        widget=forms.CheckboxSelectMultiple,
    )
    last_day = DayField(label=gettext_lazy("Hari terakhir"))
    field_order = ["owner_name", "number", "way", "body", "allowed", "last_day"]

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["number"].label = gettext_lazy("Nomor ponsel pemilik")
        self.fields["number"].help_text = gettext_lazy("Nomor pemilik sendiri, bukan nomor Anda.")
        self.fields["last_day"].help_text = _("Paling lama {days} hari dari sekarang.").format(
            days=settings.CONSENT_DAYS
        )

    def clean_last_day(self) -> date:
        last, today = self.cleaned_data["last_day"], timezone.localdate()
        if not today <= last <= today + timedelta(days=settings.CONSENT_DAYS):
            raise ValidationError(
                _("Pilih hari dari hari ini sampai {days} hari lagi.").format(days=settings.CONSENT_DAYS)
            )
        return last


class Invitation(forms.Form):
    """Whom the owner means, and what that person may do."""

    name = forms.CharField(label=gettext_lazy("Nama staf"), max_length=150)
    right = forms.ChoiceField(
        label=gettext_lazy("Boleh apa?"), choices=labels(rules.RIGHTS), widget=forms.RadioSelect
    )


class InvitationCode(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Kode undangan"),
        max_length=24,
        help_text=gettext_lazy("Pemilik usaha yang memberikannya kepada Anda."),
        widget=forms.TextInput({"autocomplete": "off", "data-secret": ""}),
    )


class OpenRecovery(Number):
    """Whose account, what the officer saw, and the new telephone of the person before him."""

    account = forms.CharField(
        label=gettext_lazy("Email atau nomor lama akun"),
        max_length=150,
        widget=forms.TextInput({"data-secret": ""}),
    )
    nik = forms.CharField(
        label=gettext_lazy("NIK pada KTP"),
        max_length=24,
        required=False,
        help_text=gettext_lazy("Wajib bila akun ini sudah mencatat NIK. Tidak disimpan."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "data-secret": ""}),
    )
    seen = forms.MultipleChoiceField(
        label=gettext_lazy("Yang Anda lihat sendiri"),
        choices=labels(rules.SEEN),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["account", "nik", "seen", "number", "way"]

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["number"].label = gettext_lazy("Nomor ponsel baru")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["account_number"] = rules.normal(str(given.get("account", "")))
        return given
