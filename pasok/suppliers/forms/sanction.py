"""One form per act on a sanction that takes input."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from pasok.kernel.actor import Actor
from pasok.pages.fields import DayField
from pasok.pages.written import WRITTEN, labels
from pasok.suppliers.acts.blacklist import board_may_be_hit
from pasok.suppliers.models import Sanction, Supplier
from pasok.suppliers.rules import sanction as rules

LONG = 10_000


def writing(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(WRITTEN | {"rows": rows})


class NewSanction(forms.Form):
    """A proposal: for which office, which deed, when, with what evidence."""

    office = forms.ChoiceField(label=gettext_lazy("Anda mengusulkan sebagai"))
    ground = forms.ChoiceField(
        label=gettext_lazy("Perbuatan"), choices=labels({key: g.label for key, g in rules.GROUNDS.items()})
    )
    happened_on = DayField(label=gettext_lazy("Tanggal kejadian"))
    title = forms.CharField(
        label=gettext_lazy("Paket atau kontrak"), max_length=500, widget=forms.TextInput(WRITTEN)
    )
    package = forms.CharField(
        label=gettext_lazy("Nomor OCDS paket"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Ada di halaman paket. Kosongkan bila paketnya tidak tercatat di sini."),
    )
    origin = forms.ChoiceField(label=gettext_lazy("Dasar usulan"), choices=labels(rules.ORIGINS))
    evidence = forms.CharField(
        label=gettext_lazy("Uraian dan bukti"),
        max_length=LONG,
        widget=writing(6),
        help_text=gettext_lazy("Usaha itu membacanya dan boleh menjawab. Umum tidak membacanya."),
    )

    def __init__(self, *given: Any, offices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["office"].choices = offices


class Reply(forms.Form):
    submit = gettext_lazy("Kirim jawaban")

    text = forms.CharField(
        label=gettext_lazy("Jawaban Anda"),
        max_length=LONG,
        widget=writing(6),
        help_text=gettext_lazy("APIP serta PA atau KPA membacanya sebelum memutuskan. Kirim satu kali saja."),
    )


class Recommend(forms.Form):
    favours = forms.TypedChoiceField(
        label=gettext_lazy("Rekomendasi"),
        choices=[
            ("ya", gettext_lazy("Kenakan sanksi")),
            ("tidak", gettext_lazy("Jangan kenakan sanksi")),
        ],
        coerce=lambda value: value == "ya",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=gettext_lazy("Hasil pemeriksaan"), max_length=LONG, widget=writing(6))


class Impose(forms.Form):
    for_subject = True

    number = forms.CharField(label=gettext_lazy("Nomor surat keputusan"), max_length=250)
    board = forms.BooleanField(
        label=gettext_lazy("Kenakan juga kepada pemilik dan pengurus usaha itu"),
        required=False,
        help_text=gettext_lazy("Usaha lain milik atau pimpinan mereka tidak dapat menawar selama sanksi."),
    )

    def __init__(
        self, *given: Any, subject: Sanction | None = None, actor: Actor | None = None, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        if subject is None or not board_may_be_hit(subject.happened_on):
            del self.fields["board"]


class Reason(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=1000, widget=writing(3))


class Stay(forms.Form):
    court = forms.CharField(label=gettext_lazy("Nomor putusan pengadilan"), max_length=250)
    reason = forms.CharField(label=gettext_lazy("Isi putusan"), max_length=1000, widget=writing(3))


class Recognise(forms.Form):
    """Which business here an entry of the national list is."""

    supplier = forms.ModelChoiceField(label=gettext_lazy("Usaha"), queryset=Supplier.objects.none())
    reason = forms.CharField(
        label=gettext_lazy("Bagaimana Anda memastikannya"),
        max_length=1000,
        widget=writing(3),
        help_text=gettext_lazy("Nama yang sama belum cukup. Cocokkan NPWP, NIB, atau surat keputusannya."),
    )

    def __init__(self, *given: Any, alike: list[Supplier], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["supplier"].queryset = Supplier.objects.filter(pk__in=[one.pk for one in alike])


FORMS = {
    "reply": Reply,
    "recommend": Recommend,
    "impose": Impose,
    "decline": Reason,
    "withdraw_proposal": Reason,
    "stay": Stay,
    "resume": Reason,
    "cancel": Reason,
    "disown": Reason,
}
