"""One form per act that takes input."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pasok.kernel.actor import Actor
from pasok.law import methods
from pasok.pages.fields import RupiahField
from pasok.pages.written import WRITTEN, labels
from pasok.people.models import Satker
from pasok.planning.fields import MonthField, NumberField, RowsField, WholeRupiah
from pasok.planning.models import ContractTerms, Funding, Package
from pasok.planning.rules import hps, method, packaging, terms

MONTHS = ("selection_from", "selection_until", "contract_from", "contract_until", "use_from", "use_until")


def text(label: str, *, rows: int = 3, required: bool = True, help_text: str = "") -> forms.CharField:
    area = forms.Textarea(WRITTEN | {"rows": rows})
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=area, max_length=20_000
    )


def tick(label: str, help_text: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=help_text)


class AboutPackage(forms.Form):
    """A form that starts from what the package says now."""

    for_subject = True
    keeps: tuple[str, ...] = ()  # fields of the package it starts from

    def __init__(
        self, *given: Any, subject: Package | None = None, actor: Actor | None = None, **more: Any
    ) -> None:
        if subject:
            more.setdefault("initial", self.held(subject))
        super().__init__(*given, **more)
        self.subject, self.actor = subject, actor

    def held(self, package: Package) -> dict[str, Any]:
        return {name: getattr(package, name) for name in self.keeps}


class Reason(forms.Form):
    reason = text(_("Alasan"), help_text=_("Terbaca oleh semua orang di catatan paket."))


class Unreserve(forms.Form):
    submit = _("Buka untuk semua")
    reason = text(
        _("Mengapa tidak dicadangkan untuk usaha kecil?"),
        required=False,
        help_text=_("Wajib diisi bila nilainya dalam batas usaha kecil. Terbaca oleh semua orang."),
    )


class ExplainSimilar(forms.Form):
    reason = text(_("Mengapa paket-paket ini dipisah?"), help_text=_("Terbaca oleh semua orang."))


def months(label: str) -> MonthField:
    return MonthField(label=label, required=False)


class Plan(AboutPackage):
    """The plan of a package: for `create` and `edit`."""

    submit = _("Simpan rancangan")
    keeps = (
        *("title", "year", "kind", "pagu", "volume", "description", "domestic", "reason_not_domestic"),
        *("pre_dipa", "sustainable_economic", "sustainable_social", "sustainable_environment"),
        *MONTHS,
    )
    title = forms.CharField(label=_("Nama paket"), max_length=500, help_text=_("Sebut barang dan tempatnya."))
    year = forms.IntegerField(label=_("Tahun anggaran"), min_value=2018, max_value=2100)
    kind = forms.ChoiceField(label=_("Jenis"), choices=labels(packaging.KINDS))
    pagu = RupiahField(label=_("Pagu"))
    volume = forms.CharField(
        label=_("Volume"), max_length=200, required=False, help_text=_("Contoh: 1.200 set")
    )
    description = text(_("Uraian"), required=False)
    funding = RowsField(
        {
            "source": forms.ChoiceField(
                label=_("Sumber dana"), choices=[("", _("Pilih")), *labels({s: s for s in Funding.SOURCES})]
            ),
            "account_code": forms.CharField(label=_("Kode rekening (MAK)"), max_length=80, required=False),
            "amount": RupiahField(label=_("Jumlah")),
            "origin": forms.CharField(label=_("Asal dana"), max_length=200, required=False),
        },
        label=_("Sumber dana"),
        blank=1,
        help_text=_("Jumlahnya harus sama dengan pagu."),
    )
    locations = RowsField(
        {
            "name": forms.CharField(label=_("Kabupaten/kota dan provinsi"), max_length=200),
            "region_code": forms.CharField(label=_("Kode wilayah"), max_length=13, required=False),
            "detail": forms.CharField(label=_("Rincian tempat"), max_length=500, required=False),
        },
        label=_("Lokasi"),
        blank=1,
    )
    selection_from, selection_until = (months(_("Pemilihan mulai")), months(_("Pemilihan selesai")))
    contract_from, contract_until = (months(_("Kontrak mulai")), months(_("Kontrak selesai")))
    use_from, use_until = months(_("Dipakai mulai")), months(_("Dipakai selesai"))
    domestic = forms.BooleanField(label=_("Wajib produk dalam negeri"), required=False, initial=True)
    reason_not_domestic = text(_("Alasan bila bukan produk dalam negeri"), rows=2, required=False)
    pre_dipa = tick(_("Pemilihan sebelum DIPA/DPA disahkan"))
    sustainable_economic = tick(_("Berkelanjutan: ekonomi"))
    sustainable_social = tick(_("Berkelanjutan: sosial"))
    sustainable_environment = tick(_("Berkelanjutan: lingkungan"))

    def held(self, package: Package) -> dict[str, Any]:
        funding = list(package.funding.values("source", "account_code", "amount", "origin"))
        places = list(package.locations.values("name", "region_code", "detail"))
        return {**super().held(package), "funding": funding, "locations": places}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for first, last in zip(MONTHS[::2], MONTHS[1::2], strict=True):
            if given.get(first) and given.get(last) and given[last] < given[first]:
                self.add_error(last, _("Bulan selesai tidak boleh sebelum bulan mulai."))
        return given


class NewPackage(Plan):
    """The first plan: also of which satker."""

    for_subject = False
    field_order = ("satker",)
    satker = forms.ModelChoiceField(
        Satker.objects.none(), label=_("Satuan kerja"), empty_label=_("Pilih"), widget=forms.Select(WRITTEN)
    )

    def __init__(self, *given: Any, satkers: Any, **more: Any) -> None:
        super().__init__(*given, initial={"year": timezone.localdate().year, "domestic": True}, **more)
        self.fields["satker"].queryset = satkers


class Revise(AboutPackage):
    """What a revision may change: the announcement is repeated with it."""

    submit = _("Umumkan revisi")
    keeps = ("title", "pagu", "volume", "description", *MONTHS)
    title = forms.CharField(label=_("Nama paket"), max_length=500)
    pagu = RupiahField(label=_("Pagu"))
    volume = forms.CharField(label=_("Volume"), max_length=200, required=False)
    description = text(_("Uraian"), required=False)
    selection_from, selection_until = (months(_("Pemilihan mulai")), months(_("Pemilihan selesai")))
    contract_from, contract_until = (months(_("Kontrak mulai")), months(_("Kontrak selesai")))
    use_from, use_until = months(_("Dipakai mulai")), months(_("Dipakai selesai"))
    reason = text(_("Alasan revisi"), help_text=_("Terbaca oleh semua orang."))


class Split(forms.Form):
    submit = _("Ganti dengan paket-paket ini")
    parts = RowsField(
        {
            "title": forms.CharField(label=_("Nama paket"), max_length=500),
            "pagu": RupiahField(label=_("Pagu")),
        },
        label=_("Paket pengganti"),
        blank=2,
        least=2,
        help_text=_("Jumlah pagunya tidak boleh melebihi pagu paket ini."),
    )
    reason = text(_("Alasan"), help_text=_("Terbaca oleh semua orang."))


class SetMethod(AboutPackage):
    """The circumstances; the law decides."""

    submit = _("Tetapkan metode")
    in_catalogue = tick(_("Tersedia di katalog elektronik"))
    catalogue_exception = text(
        _("Mengapa tidak lewat katalog?"),
        rows=2,
        required=False,
        help_text=_("Volume, spesifikasi, waktu, tempat, layanan, atau cara lain lebih hemat."),
    )
    direct_appointment_reason = forms.ChoiceField(label=_("Alasan penunjukan langsung"), required=False)
    spec_fixed_and_qualified = tick(_("Spesifikasi dan volume pasti, peserta sudah terkualifikasi"))
    contest = tick(_("Yang dicari gagasan atau karya (kontes, sayembara)"))
    emergency = tick(_("Keadaan darurat sudah dinyatakan"))
    excluded = tick(_("Dikecualikan: tarif publik, praktik bisnis mapan, atau aturan lain"))
    method = forms.ChoiceField(label=_("Metode"), required=False)

    def __init__(self, *given: Any, subject: Package | None = None, **more: Any) -> None:
        super().__init__(*given, subject=subject, **more)
        reasons = method.direct_appointment_reasons(subject.kind, subject.on()) if subject else {}
        known = [("", _("Biarkan aturan menentukan")), *((m.code, m.full_label) for m in methods.methods())]
        self.fields["direct_appointment_reason"].choices = [("", _("Tidak ada")), *labels(reasons)]
        self.fields["method"].choices = known

    def held(self, package: Package) -> dict[str, Any]:
        return dict(package.method_reason.get("circumstances", {}))


class WriteSpecification(AboutPackage):
    submit = _("Simpan spesifikasi")
    text = text(
        _("Spesifikasi teknis atau KAK"), rows=10, help_text=_("Sebut merek hanya bila aturan membolehkan.")
    )

    def held(self, package: Package) -> dict[str, Any]:
        return {"text": package.specification}


class SetHps(AboutPackage):
    """The owner's estimate. Its lines stay secret; its total is public."""

    submit = _("Tetapkan HPS")
    lines = RowsField(
        {
            "description": forms.CharField(label=_("Uraian"), max_length=500),
            "unit": forms.CharField(label=_("Satuan"), max_length=40),
            "quantity": NumberField(
                label=_("Jumlah"), min_value=Decimal("0.0001"), max_digits=18, decimal_places=4
            ),
            "unit_price": WholeRupiah(label=_("Harga satuan"), min_value=1),
            "kbki": forms.CharField(label=_("Kode KBKI"), max_length=12, required=False),
            "tkdn_min": NumberField(
                label=_("TKDN minimum (%)"), min_value=0, max_value=100, decimal_places=2, required=False
            ),
        },
        label=_("Baris HPS"),
        help_text=_("Harga pasar yang wajar, termasuk keuntungan. Rinciannya rahasia, jumlahnya diumumkan."),
    )
    vat = forms.ChoiceField(label=_("PPN"), choices=labels(hps.VAT_KINDS))

    def held(self, package: Package) -> dict[str, Any]:
        names = ("description", "unit", "quantity", "unit_price", "kbki", "tkdn_min")
        return {"lines": list(package.hps_lines.values(*names)), "vat": package.hps_vat or "effective"}


class WriteContractTerms(AboutPackage):
    submit = _("Simpan rancangan kontrak")
    kind = forms.ChoiceField(label=_("Jenis kontrak"), choices=labels(terms.CONTRACT_KINDS))
    delivery_days = forms.IntegerField(label=_("Jangka waktu (hari kalender)"), min_value=1, max_value=3650)
    advance_pct = NumberField(
        label=_("Uang muka (%)"), min_value=0, max_value=100, decimal_places=2, initial=0
    )
    performance_bond = tick(_("Jaminan pelaksanaan"))
    instalments = forms.CharField(label=_("Cara pembayaran"), max_length=300, required=False)
    special = text(_("Syarat khusus"), rows=4, required=False)

    def held(self, package: Package) -> dict[str, Any]:
        found = ContractTerms.objects.filter(package=package).values(*self.base_fields).first()
        return found or {"performance_bond": True}


FORMS: dict[str, type[forms.Form]] = {
    "edit": Plan,
    "set_method": SetMethod,
    "unreserve": Unreserve,
    "explain_similar": ExplainSimilar,
    "revise": Revise,
    "split": Split,
    "cancel": Reason,
    "revive": Reason,
    "write_specification": WriteSpecification,
    "set_hps": SetHps,
    "write_contract_terms": WriteContractTerms,
}
