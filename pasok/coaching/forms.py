"""One form per act that takes input."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pasok.coaching import files, rules
from pasok.coaching.models import Bimtek, Seat
from pasok.kernel.actor import Actor
from pasok.pages.fields import MomentField
from pasok.pages.written import WRITTEN, labels
from pasok.people import regions

EVERYBODY = gettext_lazy("Terbaca oleh semua orang.")
PLACES = [("", gettext_lazy("Pilih kabupaten/kota")), *regions.by_province()]


def long_text(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    area = forms.Textarea(WRITTEN | {"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=10_000, widget=area
    )


class Plan(forms.Form):
    """What is known of an event: when it is made and for `edit`."""

    for_subject = True
    submit = gettext_lazy("Simpan")

    title = forms.CharField(label=gettext_lazy("Judul"), max_length=200, widget=forms.TextInput(WRITTEN))
    about = long_text(gettext_lazy("Yang diajarkan"), gettext_lazy("Satu pokok satu baris."))
    mode = forms.ChoiceField(label=gettext_lazy("Cara"), choices=labels(rules.MODES))
    address = forms.CharField(
        label=gettext_lazy("Alamat"), max_length=300, required=False,
        help_text=gettext_lazy("Untuk acara tatap muka."), widget=forms.TextInput(WRITTEN),
    )  # fmt: skip
    link = forms.URLField(
        label=gettext_lazy("Tautan ruang daring"), max_length=300, required=False, assume_scheme="https",
        help_text=gettext_lazy("Hanya terlihat oleh peserta yang mendapat kursi."),
    )  # fmt: skip
    region_code = forms.ChoiceField(
        label=gettext_lazy("Kabupaten/kota"), choices=PLACES, required=False, widget=forms.Select(WRITTEN)
    )
    starts_at = MomentField(label=gettext_lazy("Mulai"))
    ends_at = MomentField(label=gettext_lazy("Selesai"))
    capacity = forms.IntegerField(label=gettext_lazy("Jumlah kursi"), min_value=1, max_value=10_000)
    sectors = forms.MultipleChoiceField(
        label=gettext_lazy("Untuk bidang usaha"), choices=labels(rules.SECTORS), required=False,
        help_text=gettext_lazy("Kosongkan bila untuk semua bidang."), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    speakers = long_text(
        gettext_lazy("Pengajar"), gettext_lazy("Satu orang satu baris."), required=False, rows=3
    )
    contact = forms.CharField(
        label=gettext_lazy("Kontak penyelenggara"), max_length=200, required=False, help_text=EVERYBODY,
        widget=forms.TextInput(WRITTEN),
    )  # fmt: skip

    def __init__(
        self, *given: Any, subject: Bimtek | None = None, actor: Actor | None = None, **more: Any
    ) -> None:
        if subject:
            more.setdefault("initial", {name: getattr(subject, name, None) for name in self.base_fields})
        super().__init__(*given, **more)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        start, end = given.get("starts_at"), given.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", _("Waktu selesai harus sesudah waktu mulai."))
        return given


class Change(Plan):
    """The same after the announcement, with the reason."""

    lead = False

    reason = long_text(gettext_lazy("Alasan perubahan"), gettext_lazy("Peserta membacanya."), rows=2)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("mode") == "online" and not given.get("link"):
            self.add_error("link", _("Isi tautan ruang daring."))
        if given.get("mode") == "hall" and not given.get("address"):
            self.add_error("address", _("Isi alamat tempat acara."))
        return given


class Join(forms.Form):
    """What we ask of who has no business here: both may stay empty."""

    sector = forms.ChoiceField(
        label=gettext_lazy("Bidang usaha"), required=False,
        choices=[("", gettext_lazy("Belum ada atau lainnya")), *labels(rules.SECTORS)],
    )  # fmt: skip
    region_code = forms.ChoiceField(
        label=gettext_lazy("Kabupaten/kota"), choices=PLACES, required=False, widget=forms.Select(WRITTEN)
    )


class Enlist(Join):
    lead = False
    submit = gettext_lazy("Daftarkan")

    name = forms.CharField(label=gettext_lazy("Nama"), max_length=150, widget=forms.TextInput(WRITTEN))
    field_order = ("name", "sector", "region_code")


class Ask(forms.Form):
    lead = False
    text = long_text(
        gettext_lazy("Pertanyaan"), gettext_lazy("Terbaca oleh semua orang, tanpa nama Anda."), rows=3
    )


class Answer(forms.Form):
    for_subject = True
    lead = False

    question = forms.ChoiceField(label=gettext_lazy("Pertanyaan"), widget=forms.Select(WRITTEN))
    text = long_text(gettext_lazy("Jawaban"), EVERYBODY, rows=3)

    def __init__(
        self, *given: Any, subject: Bimtek | None = None, actor: Actor | None = None, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        asked = subject.questions.filter(answered_at=None) if subject else ()
        self.fields["question"].choices = [(one.pk, str(one)) for one in asked]

    def clean_question(self) -> int:
        return int(self.cleaned_data["question"])


class AddMaterial(forms.Form):
    lead = False
    submit = gettext_lazy("Tambah")

    title = forms.CharField(
        label=gettext_lazy("Nama materi"), max_length=150, widget=forms.TextInput(WRITTEN)
    )
    file = forms.FileField(
        label=gettext_lazy("Berkas"),
        help_text=gettext_lazy("PDF, dokumen kantor, gambar, atau ZIP. Paling besar 20 MB."),
        widget=forms.ClearableFileInput({"accept": ",".join(files.KINDS)}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if Path(file.name or "").suffix.lower() not in files.KINDS:
            raise forms.ValidationError(_("Jenis berkas ini tidak diterima."))
        if (file.size or 0) > files.MOST:
            raise forms.ValidationError(_("Berkas terlalu besar. Paling besar 20 MB."))
        return file


class DropMaterial(forms.Form):
    for_subject = True
    lead = False

    material = forms.ChoiceField(label=gettext_lazy("Materi"), widget=forms.Select(WRITTEN))

    def __init__(
        self, *given: Any, subject: Bimtek | None = None, actor: Actor | None = None, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        held = subject.materials.all() if subject else ()
        self.fields["material"].choices = [(one.pk, one.title) for one in held]

    def clean_material(self) -> int:
        return int(self.cleaned_data["material"])


class Cancel(forms.Form):
    reason = long_text(gettext_lazy("Alasan"), gettext_lazy("Peserta membacanya."), rows=2)


class CheckIn(forms.Form):
    lead = True
    code = forms.CharField(
        label=gettext_lazy("Kode di layar acara"), max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "off"}),
    )  # fmt: skip


class Claim(forms.Form):
    lead = True
    ticket = forms.CharField(max_length=120, widget=forms.HiddenInput)


class TakeCertificate(forms.Form):
    for_subject = True
    lead = True

    name = forms.CharField(
        label=gettext_lazy("Nama pada sertifikat"), max_length=100, widget=forms.TextInput(WRITTEN),
        help_text=gettext_lazy("Tulis seperti pada KTP. Nama ini tidak dapat diubah setelah terbit."),
    )  # fmt: skip

    def __init__(
        self, *given: Any, subject: Seat | None = None, actor: Actor | None = None, **more: Any
    ) -> None:
        more.setdefault("initial", {"name": subject.name if subject else ""})
        super().__init__(*given, **more)


class LeaveAlone(forms.Form):
    """Asks nothing; says what it ends."""

    lead = False
    submit = gettext_lazy("Ya, jangan ingatkan saya")
    template_name_act = "coaching/leave_alone.html"


FORMS = {
    "edit": Plan,
    "change": Change,
    "enlist": Enlist,
    "ask": Ask,
    "answer": Answer,
    "add_material": AddMaterial,
    "drop_material": DropMaterial,
    "cancel": Cancel,
}
SEAT_FORMS = {
    "check_in": CheckIn,
    "claim": Claim,
    "take_certificate": TakeCertificate,
    "leave_alone": LeaveAlone,
}
