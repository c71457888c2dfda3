"""One form per act that takes input. What was typed stays, also in rows."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pasok.kernel.actor import Actor
from pasok.pages.fields import DayField, RupiahField
from pasok.pages.written import WRITTEN, labels
from pasok.people import regions
from pasok.suppliers import reads, rules
from pasok.suppliers.acts import STATEMENT, NewOfficer
from pasok.suppliers.models.business import Supplier

NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
IDENTITY = (
    *("name", "form", "nib", "npwp", "scale", "capital", "yearly_sales"),
    *("region_code", "region_name", "address", "established_on"),
)


def checked(number: str, fault: Callable[..., str | None]) -> str:
    """The number as digits. Raises ValidationError with the sentence of its shape."""
    plain = rules.digits(number)
    if plain and (why := fault(plain, timezone.localdate())):
        raise forms.ValidationError(why)
    return plain


class Identity(forms.Form):
    """Who the business is: at registration and for `edit_identity`."""

    for_subject = True
    submit = gettext_lazy("Simpan identitas")
    template_name_act = "suppliers/identity.html"

    name = forms.CharField(
        label=gettext_lazy("Nama usaha"),
        max_length=200,
        help_text=gettext_lazy("Tanpa bentuk usaha di depannya."),
    )
    form = forms.ChoiceField(label=gettext_lazy("Bentuk usaha"), choices=labels(rules.FORMS))
    nib = forms.CharField(
        label=gettext_lazy("NIB"),
        max_length=20,
        help_text=gettext_lazy("13 angka pada dokumen OSS."),
        widget=forms.TextInput(NUMERIC),
    )
    npwp = forms.CharField(
        label=gettext_lazy("NPWP usaha"),
        max_length=24,
        required=False,
        help_text=gettext_lazy("15 atau 16 angka. Tidak ditampilkan ke umum."),
        widget=forms.TextInput(NUMERIC),
    )
    scale = forms.ChoiceField(
        label=gettext_lazy("Skala usaha"),
        choices=[("", gettext_lazy("Pilih skala")), *labels(rules.SCALES)],
        help_text=gettext_lazy("Seperti tertulis pada NIB."),
    )
    capital = RupiahField(
        label=gettext_lazy("Modal usaha"), required=False, help_text=gettext_lazy("Tanpa tanah dan bangunan.")
    )
    yearly_sales = RupiahField(label=gettext_lazy("Penjualan setahun"), required=False, min_value=0)
    region_code = forms.ChoiceField(
        label=gettext_lazy("Kabupaten/kota"),
        choices=[("", gettext_lazy("Pilih kabupaten/kota")), *regions.by_province()],
        help_text=gettext_lazy("Tempat bengkel atau kantor Anda."),
        widget=forms.Select(WRITTEN),
    )
    address = forms.CharField(label=gettext_lazy("Alamat"), max_length=300)
    established_on = DayField(label=gettext_lazy("Tanggal berdiri"), required=False)

    def __init__(
        self, *given: Any, subject: Supplier | None = None, actor: Actor | None = None, **more: Any
    ) -> None:
        if subject:
            more.setdefault("initial", {name: getattr(subject, name) for name in IDENTITY})
        super().__init__(*given, **more)
        if subject and subject.region_code and subject.region_code not in regions.names():
            kept = (subject.region_code, subject.region_name)
            self.fields["region_code"].choices = [kept, *self.fields["region_code"].choices]

    def clean_nib(self) -> str:
        return checked(self.cleaned_data["nib"], rules.nib_fault)

    def clean_npwp(self) -> str:
        return checked(self.cleaned_data["npwp"], rules.npwp_fault)

    def clean(self) -> dict[str, Any]:
        """The name of the place goes with its code; a district from a register is kept as it came."""
        given = super().clean() or {}
        if code := given.get("region_code"):
            given["region_name"] = regions.names().get(code) or self.initial["region_name"]
        return given


class PermitRow(forms.Form):
    filled_by = ("kbli",)

    kbli = forms.CharField(label=gettext_lazy("Kode KBLI"), max_length=6, widget=forms.TextInput(NUMERIC))
    edition = forms.ChoiceField(label=gettext_lazy("Edisi"), choices=labels(rules.EDITIONS), initial="2020")
    valid_until = DayField(label=gettext_lazy("Berlaku sampai"), required=False)

    def clean_kbli(self) -> str:
        code = self.cleaned_data["kbli"].strip().upper()
        if why := rules.kbli_fault(code, timezone.localdate()):
            raise forms.ValidationError(why)
        if not reads.kbli_title(code, self.data.get(self.add_prefix("edition"), "2020")):
            raise forms.ValidationError(_("Kode {code} tidak ada pada edisi KBLI itu.").format(code=code))
        return code


class OfficerRow(forms.Form):
    filled_by = ("name", "nik")

    name = forms.CharField(
        label=gettext_lazy("Nama"), max_length=150, widget=forms.TextInput({"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=gettext_lazy("Peran"), choices=labels(rules.ROLES), initial="director")
    nik = forms.CharField(
        label=gettext_lazy("NIK"),
        max_length=20,
        required=False,
        widget=forms.TextInput({**NUMERIC, "data-secret": ""}),
    )
    share_pct = forms.DecimalField(
        label=gettext_lazy("Bagian saham (%)"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
        localize=True,
    )
    beneficial = forms.BooleanField(
        label=gettext_lazy("Pemilik manfaat"),
        required=False,
        help_text=gettext_lazy("Orang yang pada akhirnya memiliki atau mengendalikan usaha ini."),
    )
    keep = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_nik(self) -> str:
        return checked(self.cleaned_data["nik"], rules.nik_fault)

    @property
    def stored(self) -> bool:
        """Whether a NIK of this row is already kept as a hash."""
        return bool(self["keep"].value())


def rows(row: type[forms.Form], name: str, data: Any, held: list[dict[str, Any]]) -> list[forms.Form]:
    """Row forms: what is held and two more; or what was sent, by a page or as a JSON list."""
    if data is None:
        return [
            row(initial=line, prefix=f"{name}-{n}", use_required_attribute=False)
            for n, line in enumerate([*held, {}, {}])
        ]
    if isinstance(sent := data.get(name), list) and all(isinstance(line, Mapping) for line in sent):
        data = {f"{name}-{n}-{key}": value for n, line in enumerate(sent) for key, value in line.items()}
    numbers = sorted(
        {int(k.split("-")[1]) for k in data if k.startswith(f"{name}-") and k.split("-")[1].isdigit()}
    )
    return [row(data, prefix=f"{name}-{n}", use_required_attribute=False) for n in numbers]


def filled(lines: list[forms.Form]) -> list[forms.Form]:
    """The rows somebody wrote into; an emptied row is a removed one."""
    return [line for line in lines if any(line[name].value() for name in line.filled_by)]


def collect(form: forms.Form, lines: list[forms.Form]) -> list[dict[str, Any]]:
    """Cleaned values of the filled rows; what is wrong in one is told at the top of the form too."""
    wrong = [(number, line) for number, line in enumerate(filled(lines), start=1) if not line.is_valid()]
    for number, line in wrong:
        for name, errors in line.errors.items():
            for error in errors:
                form.add_error(
                    None,
                    _("Baris {number}, {label}: {error}").format(
                        number=number, label=line.fields[name].label, error=error
                    ),
                )
    return [line.cleaned_data for line in filled(lines) if line.is_valid()]


def take(lines: list[forms.Form], row: type[forms.Form], code: str, edition: str) -> None:
    """Put a code into the first empty line, unless a line has it; what was typed elsewhere stays."""
    if any(line["kbli"].value() == code and line["edition"].value() == edition for line in lines):
        return
    at = next((n for n, line in enumerate(lines) if not line["kbli"].value()), len(lines))
    prefix = lines[at].prefix if at < len(lines) else f"permits-{at}"
    initial = {"kbli": code, "edition": edition}
    lines[at : at + 1] = [row(initial=initial, prefix=prefix, use_required_attribute=False)]


class Permits(forms.Form):
    """The lines of business, all at once."""

    for_subject = True
    submit = gettext_lazy("Simpan bidang usaha")
    template_name_act = "suppliers/rows.html"
    asks = "suppliers/kbli_ask.html"
    row: type[forms.Form] = PermitRow
    taken: tuple[str, str] | None = None  # a code and its edition, to stand in the first empty line
    help = gettext_lazy("Salin kode KBLI dari NIB Anda. Kosongkan kode untuk menghapus baris.")

    def __init__(
        self, *given: Any, subject: Supplier | None = None, actor: Actor | None = None, **more: Any
    ) -> None:
        held = more.pop("held", [])
        super().__init__(*given, **more)
        held = list(subject.permits.values("kbli", "edition", "valid_until")) if subject else held
        self.rows = rows(self.row, "permits", self.data if self.is_bound else None, held)
        if self.taken:
            take(self.rows, self.row, *self.taken)

    def clean(self) -> dict[str, Any]:
        return {"permits": [rules.Permit(**line) for line in collect(self, self.rows)]}


class Officers(forms.Form):
    """Owners, directors, commissioners and key staff, all at once."""

    for_subject = True
    submit = gettext_lazy("Simpan pemilik dan pengurus")
    template_name_act = "suppliers/rows.html"
    row: type[forms.Form] = OfficerRow
    help = gettext_lazy(
        "NIK dipakai untuk memeriksa pertentangan kepentingan; yang disimpan hanya sidik jarinya. "
        "Kosongkan nama untuk menghapus baris."
    )

    def __init__(
        self, *given: Any, subject: Supplier | None = None, actor: Actor | None = None, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        columns = ("name", "role", "share_pct", "beneficial")
        held = (
            [{"keep": o.pk} | {c: getattr(o, c) for c in columns} for o in subject.officers.all()]
            if subject
            else []
        )
        self.rows = rows(self.row, "officers", self.data if self.is_bound else None, held)

    def clean(self) -> dict[str, Any]:
        return {"officers": [NewOfficer(**line) for line in collect(self, self.rows)]}


class Declare(forms.Form):
    sworn = forms.BooleanField(
        label=gettext_lazy(STATEMENT),
        error_messages={"required": gettext_lazy("Setujui pernyataan ini lebih dulu.")},
    )


FORMS = {"edit_identity": Identity, "set_permits": Permits, "set_officers": Officers, "declare": Declare}
