"""One form per act that takes input."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
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


class HandOver(forms.Form):
    submit = gettext_lazy("Catat serah terima")

    bast_number = forms.CharField(label=gettext_lazy("Nomor berita acara (BAST)"), max_length=80)
    handed_over_on = DayField(
        label=gettext_lazy("Tanggal serah terima"),
        help_text=gettext_lazy("Dari tanggal ini dihitung apakah pekerjaan terlambat."),
    )


class Terminate(forms.Form):
    for_subject = True
    submit = gettext_lazy("Putuskan kontrak")

    cause = forms.ChoiceField(
        label=gettext_lazy("Sebab"),
        choices=labels({name: why.label for name, why in rules.CAUSES.items()}),
        widget=forms.RadioSelect,
        help_text=format_lazy(
            "{} {}",
            gettext_lazy("Bila karena kesalahan penyedia, semua unsur kinerjanya dinilai 0."),
            gettext_lazy(rules.CAUSES["fraud"].evidence),
        ),
    )
    notified_on = DayField(
        label=gettext_lazy("Tanggal surat pemberitahuan kepada penyedia"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Uraian"),
        max_length=2000,
        widget=forms.Textarea(WRITTEN | {"rows": 4}),
        help_text=gettext_lazy("Uraian ini dibaca semua orang, dan penyedia boleh menanggapi."),
    )

    def __init__(
        self, *given: Any, subject: Contract | None = None, actor: Actor | None = None, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        if subject and (rule := rules.notice_rule(subject.announced_on)):
            said = _("Kontrak dapat diputus paling cepat {period} sesudah surat itu ({article}).")
            self.fields["notified_on"].help_text = said.format(period=rule.period, article=rule.article)


PLAIN = gettext_lazy("Sangat baik"), gettext_lazy("Baik"), gettext_lazy("Cukup")


def score(label: Any, words: tuple[Any, Any, Any] = PLAIN, help_text: Any = "") -> forms.TypedChoiceField:
    """One criterion, each of its scores with the words that say when it is given."""
    return forms.TypedChoiceField(
        label=label,
        choices=list(zip((3, 2, 1), words, strict=True)),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=help_text,
    )


class Rate(forms.Form):
    """Timeliness is not asked: it follows from the dates of the contract."""

    submit = gettext_lazy("Simpan penilaian")

    quality = score(
        gettext_lazy("Kualitas dan kuantitas"),
        (
            gettext_lazy("Sangat baik: tidak ada yang perlu diperbaiki"),
            gettext_lazy("Baik: paling banyak separuh perlu diperbaiki"),
            gettext_lazy("Cukup: lebih dari separuh perlu diperbaiki"),
        ),
    )
    cost = score(gettext_lazy("Biaya"), help_text=gettext_lazy("Pengendalian biaya dan perubahan kontrak."))
    service = score(gettext_lazy("Layanan"), help_text=gettext_lazy("Ketanggapan selama pekerjaan."))
    note = forms.CharField(
        label=gettext_lazy("Catatan"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(WRITTEN | {"rows": 3}),
        help_text=gettext_lazy("Semua orang membacanya, dan penyedia boleh menanggapi."),
    )


class ReplyRating(forms.Form):
    submit = gettext_lazy("Kirim tanggapan")

    text = forms.CharField(
        label=gettext_lazy("Tanggapan Anda"),
        max_length=2000,
        widget=forms.Textarea(WRITTEN | {"rows": 4}),
        help_text=gettext_lazy("Tampil di samping penilaian. Kirim satu kali saja."),
    )


FORMS = {
    "hand_over": HandOver,
    "rate": Rate,
    "terminate": Terminate,
    "reply_rating": ReplyRating,
    "revise_draft": ReviseDraft,
    "cancel_draft": CancelDraft,
}
