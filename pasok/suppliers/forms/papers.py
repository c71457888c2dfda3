"""A photo of a paper, and what was read on it: each field a proposal that its owner looks at."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pasok.pages.written import labels
from pasok.suppliers import rules
from pasok.suppliers.forms.business import NUMERIC, checked
from pasok.suppliers.photos import Scan, taken

SECRET = {**NUMERIC, "data-secret": ""}
KIND = "kind"


class PaperPhoto(forms.Form):
    """Which paper, and its photo."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Dokumen apa?"),
        choices=labels(rules.PAPERS),
        widget=forms.RadioSelect,
        initial="nib",
    )
    photo = forms.FileField(
        label=gettext_lazy("Foto dokumen"),
        required=False,
        help_text=gettext_lazy("Seluruh lembar terlihat, cahaya cukup, tidak buram."),
        widget=forms.FileInput({"accept": "image/*", "capture": "environment", "data-shrink": ""}),
    )
    file = forms.FileField(
        label=gettext_lazy("Atau pilih foto yang sudah ada"),
        required=False,
        widget=forms.FileInput({"accept": "image/*", "data-shrink": ""}),
    )

    photo.one_of = file.one_of = True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        sent = given.get("photo") or given.get("file")
        if not sent:
            raise forms.ValidationError(_("Ambil atau pilih satu foto."))
        scan: Scan = taken(sent)
        if scan.type != "image/jpeg":
            raise forms.ValidationError(_("Kirim foto, bukan PDF."))
        return {"kind": given.get("kind", ""), "scan": scan}


class Proposed(forms.Form):
    """The fields of one kind of paper with what was read. What stays empty changes nothing."""

    nib = forms.CharField(
        label=gettext_lazy("NIB"), max_length=20, required=False, widget=forms.TextInput(NUMERIC)
    )
    npwp = forms.CharField(
        label=gettext_lazy("NPWP usaha"), max_length=24, required=False, widget=forms.TextInput(SECRET)
    )
    nik = forms.CharField(
        label=gettext_lazy("NIK"), max_length=20, required=False, widget=forms.TextInput(SECRET)
    )
    name = forms.CharField(label=gettext_lazy("Nama"), max_length=200, required=False)
    form = forms.ChoiceField(
        label=gettext_lazy("Bentuk usaha"), choices=[("", "–"), *labels(rules.FORMS)], required=False
    )
    address = forms.CharField(label=gettext_lazy("Alamat"), max_length=300, required=False)
    scale = forms.ChoiceField(
        label=gettext_lazy("Skala usaha"), choices=[("", "–"), *labels(rules.SCALES)], required=False
    )
    kbli = forms.RegexField(
        r"^[\d\s,]*$",
        label=gettext_lazy("Kode KBLI"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Lima angka, dipisah spasi."),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Peran"), choices=labels(rules.ROLES), initial="director", required=False
    )

    def __init__(self, *given: Any, kind: str, read: dict[str, str], **more: Any) -> None:
        super().__init__(*given, initial=read, **more)
        asked = (*rules.READ[kind], *(("role",) if kind == "ktp" else ()))
        self.fields = {name: self.fields[name] for name in asked}
        for name in rules.READ[kind]:
            told = _("Usulan, periksa.") if read.get(name) else _("Tidak terbaca jelas. Isi sendiri.")
            self.fields[name].help_text = f"{told} {self.fields[name].help_text}".strip()

    def clean_nib(self) -> str:
        return checked(self.cleaned_data["nib"], rules.nib_fault)

    def clean_npwp(self) -> str:
        return checked(self.cleaned_data["npwp"], rules.npwp_fault)

    def clean_nik(self) -> str:
        return checked(self.cleaned_data["nik"], rules.nik_fault)
