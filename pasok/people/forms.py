"""What people type: their name at the door, appointments, Pokja, keys."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pasok.people import reads
from pasok.people.models import Agency, Person, Satker
from pasok.people.rules import HATS


class Day(forms.DateInput):
    """The browser's own calendar."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class SignupName(forms.Form):
    """The one field that allauth does not ask by itself."""

    name = forms.CharField(label=gettext_lazy("Nama lengkap"), max_length=150)
    field_order = ["name", "email", "password1"]

    def signup(self, request: object, user: Person) -> None:
        user.name = self.cleaned_data["name"].strip()
        user.save(update_fields=["name"])


class Zone(forms.ModelForm):
    """Where the person reads the clock."""

    class Meta:
        model = Person
        fields = ["time_zone"]
        labels = {"time_zone": gettext_lazy("Zona waktu")}


class Identity(forms.Form):
    """Which natural person this is (S14)."""

    nik = forms.CharField(
        label=gettext_lazy("NIK"),
        max_length=24,
        help_text=gettext_lazy("16 angka. Kami hanya menyimpan sidiknya, bukan angkanya."),
    )
    nip = forms.CharField(
        label=gettext_lazy("NIP"),
        max_length=18,
        required=False,
        help_text=gettext_lazy("18 angka, bagi pegawai ASN."),
    )


class Key(forms.Form):
    label = forms.CharField(
        label=gettext_lazy("Nama kunci"),
        max_length=80,
        help_text=gettext_lazy("Misalnya nama program yang memakainya."),
    )


class Decree(forms.Form):
    """Every change of office rests on a decree."""

    decree_number = forms.CharField(label=gettext_lazy("Nomor surat keputusan"), max_length=120)
    decree_on = forms.DateField(label=gettext_lazy("Tanggal surat keputusan"), widget=Day)
    starts_on = forms.DateField(label=gettext_lazy("Hari pertama bertugas"), widget=Day)


def account(email: str) -> Person:
    """The account that is to be given a hat. Raises ValidationError with a sentence."""
    person = reads.person_by_email(email)
    if person is None:
        raise forms.ValidationError(
            _("Belum ada akun dengan email {email}. Minta orangnya mendaftar dulu.").format(
                email=email.strip()
            )
        )
    return person


class Appointment(Decree):
    """Who, as what, over what, from when."""

    person = forms.EmailField(label=gettext_lazy("Email orang yang diangkat"))
    hat = forms.ChoiceField(label=gettext_lazy("Peran"))
    satker = forms.ModelChoiceField(
        label=gettext_lazy("Satuan kerja"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Seluruh instansi"),
        widget=forms.Select({"lang": "id"}),
    )
    ocid = forms.CharField(
        label=gettext_lazy("Hanya untuk satu paket"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Kode paket, bila perlu."),
    )
    until = forms.DateField(label=gettext_lazy("Hari terakhir bertugas"), widget=Day, required=False)
    despite = forms.CharField(
        label=gettext_lazy("Alasan tetap mengangkat"),
        required=False,
        max_length=500,
        help_text=gettext_lazy(
            "Diisi bila aturan rangkap peran S1 sampai S4 menghalangi. Alasan ini dicatat."
        ),
    )
    field_order = [
        "person",
        "hat",
        "satker",
        "ocid",
        "starts_on",
        "until",
        "decree_number",
        "decree_on",
        "despite",
    ]

    def __init__(self, *args: Any, agency: Agency, offered: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["hat"].choices = [(hat, _(HATS[hat])) for hat in offered]
        self.fields["satker"].queryset = Satker.objects.filter(agency=agency)

    def clean_person(self) -> Person:
        return account(self.cleaned_data["person"])


class End(forms.Form):
    until = forms.DateField(label=gettext_lazy("Hari terakhir bertugas"), widget=Day)
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=500)


class Members(Decree):
    """Who sits in a Pokja."""

    members = forms.CharField(
        label=gettext_lazy("Email para anggota"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Satu email setiap baris."),
    )
    field_order = ["members", "starts_on", "decree_number", "decree_on"]

    def clean_members(self) -> list[Person]:
        emails = dict.fromkeys(re.split(r"[\s,;]+", self.cleaned_data["members"].strip().lower()))
        return [account(email) for email in emails if email]


class NewPokja(Members):
    name = forms.CharField(label=gettext_lazy("Nama Pokja"), max_length=120)
    field_order = ["name", *Members.field_order]
