"""The search as a form: bound to the address, each wrong value told at its field and let go."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pasok.kernel.tongue import say
from pasok.law import methods
from pasok.opportunities import query, regions, rules
from pasok.pages.fields import DayField, RupiahField
from pasok.planning import reads as planning

ANY = ("", _("Semua"))
OPTION = '<option value="{}"{}>{}</option>'


class Select(forms.Select):
    """The framework's select, written by one loop: a page of the list has some hundred options."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = {str(one) for one in self.format_value(value)}
        rows = (
            (key, SafeString(" selected") if str(key) in chosen else "", label) for key, label in self.choices
        )
        more = format_html_join("", ' {}="{}"', self.build_attrs(self.attrs, attrs).items())
        options = format_html_join("", OPTION, rows)
        return format_html('<select name="{}"{}>{}</select>', name, more, options)


def select(label: Any, choices: Iterable[tuple[Any, Any]], **more: Any) -> forms.ChoiceField:
    wrong = {"invalid_choice": _("Pilihan ini tidak dikenal, jadi tidak dipakai.")}
    return forms.ChoiceField(
        label=label, required=False, choices=choices, widget=Select, error_messages=wrong, **more
    )


def words(label: Any, longest: int, hint: Any = "", **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"placeholder": hint} if hint else {})
    return forms.CharField(label=label, required=False, max_length=longest, widget=widget, **more)


@cache
def tables(language: str) -> dict[str, list[tuple[str, Any]]]:
    """What the fields offer that choose from a table, in that language: the one now spoken."""
    return {
        "keadaan": [ANY, *((word, say(rules.STATES[code].label)) for word, code in rules.IN_ADDRESS.items())],
        "jenis": [ANY, *((kind, say(label)) for kind, label in planning.kinds())],
        "provinsi": [ANY, *regions.PROVINCES.items()],
        "metode": [ANY, *((method.code, method.full_label) for method in methods.methods())],
    }


class Search(forms.Form):
    q = words(_("Cari paket"), 200, _("Misalnya: meja sekolah"))
    keadaan = select(_("Keadaan"), ())
    jenis = select(_("Jenis"), ())
    provinsi = select(_("Provinsi"), ())
    kabupaten = words(_("Kabupaten atau kota"), 100, _("Sebagian namanya"))
    instansi = words(_("Instansi"), 100, _("Sebagian namanya"))
    metode = select(_("Cara memilih"), ())
    kecil = select(
        _("Khusus usaha kecil"), (ANY, ("ya", _("Hanya yang khusus")), ("tidak", _("Terbuka untuk semua")))
    )
    tutup = select(
        _("Tutup"),
        (
            ("", _("Kapan saja")),
            ("hari-ini", _("Hari ini")),
            ("3-hari", _("Dalam 3 hari")),
            ("7-hari", _("Dalam 7 hari")),
        ),
    )
    tutup_sampai = DayField(
        label=_("Tutup paling lambat"),
        required=False,
        error_messages={"invalid": _("Tanggal ini tidak dikenal, jadi tidak dipakai.")},
    )
    dari = RupiahField(label=_("Nilai paling kecil"), required=False, help_text="", min_value=0)
    sampai = RupiahField(label=_("Nilai paling besar"), required=False, help_text="", min_value=0)
    kbli = forms.RegexField(
        label=_("KBLI"),
        regex=r"^[A-V]?\d{2,5}$",
        required=False,
        max_length=6,
        error_messages={"invalid": _("KBLI ditulis dengan 2 sampai 5 angka.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num"}),
    )
    tahun = forms.IntegerField(
        label=_("Tahun anggaran"),
        required=False,
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num"}),
    )
    cocok = forms.BooleanField(label=_("Cocok untuk usaha Anda"), required=False)
    urut = select(
        _("Urutkan"),
        (
            (query.NEWEST, _("Terbaru")),
            (query.CLOSING, _("Segera tutup")),
            (query.DEAREST, _("Nilai terbesar")),
            (query.CHEAPEST, _("Nilai terkecil")),
        ),
    )

    def __init__(self, *given: Any, fits: bool = False, **more: Any) -> None:
        super().__init__(*given, auto_id="cari-%s", **more)
        for name, choices in tables(get_language() or "").items():
            self.fields[name].choices = choices
        if not fits:
            del self.fields["cocok"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        low, high = found.get("dari"), found.get("sampai")
        if low is not None and high is not None and low > high:
            self.add_error("sampai", _("Nilai paling besar lebih kecil daripada nilai paling kecil."))
        return found

    def ask(self) -> query.Query:
        """The search, without what did not hold."""
        self.is_valid()
        return query.Query.of(self.cleaned_data)
