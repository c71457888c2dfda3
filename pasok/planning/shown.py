"""What the page of a package shows, part by part, in the shapes of the components."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.urls import is_valid_path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pasok.kernel.actor import Actor
from pasok.kernel.money import rupiah
from pasok.kernel.tongue import count
from pasok.law import lookup as law
from pasok.law import methods
from pasok.pages.parts import Column, Fact, Table
from pasok.pages.words import MONTHS, day
from pasok.pages.written import as_written
from pasok.planning import reads
from pasok.planning.models import ContractTerms, Package
from pasok.planning.rules.packaging import Caution

SUSTAINABLE = (
    ("sustainable_economic", gettext_lazy("ekonomi")),
    ("sustainable_social", gettext_lazy("sosial")),
    ("sustainable_environment", gettext_lazy("lingkungan")),
)


def shown(package: Package, actor: Actor) -> dict[str, Callable[[], Any]]:
    """The parts, each computed only when the template asks for it."""
    return {
        "badges": lambda: badges(package),
        "lead": lambda: as_written(f"{package.satker.name} · {package.agency.name}"),
        "facts": lambda: facts(package),
        "plan": lambda: plan(package),
        "terms": lambda: terms(package),
        "method": lambda: package.method_reason if package.method else None,
        "lines": lambda: lines(package, actor),
        "cautions": lambda: cautions(package, actor),
        "log": lambda: log(package),
        "tender_url": lambda: tender_url(package),
    }


def badges(package: Package) -> list[tuple[str, str]]:
    found = [(_("Khusus usaha kecil"), "good")] if package.small_business_reserved else []
    if package.method:
        found.append((_(methods.method(package.method).label), "calm"))
    if package.version > 1:
        found.append((_("Versi {version}").format(version=package.version), "calm"))
    return found


def facts(package: Package) -> list[Fact]:
    """The two or three numbers people look for, first."""
    kind = methods.method(package.method).full_label if package.method else None
    estimate = sum_of(package.hps_total) if package.hps_total is not None else None
    vat = _("termasuk PPN") if package.hps_vat in {"effective", "luxury", "included"} else ""
    return [
        Fact(_("HPS (batas harga)"), estimate, note=vat if estimate else "", term="HPS"),
        Fact(_("Pagu"), sum_of(package.pagu), term="Pagu"),
        Fact(_("Jenis"), _(reads.kind_label(package.kind))),
        Fact(_("Metode"), kind),
        Fact(_("Volume"), as_written(package.volume) or None),
        Fact(_("Kode RUP"), package.rup_code or None, term="RUP"),
    ]


def sum_of(value: Decimal) -> str:
    """Rupiah that never breaks over two lines."""
    return format_html('<span class="num">{}</span>', rupiah(value))


def quantity(value: Decimal) -> str:
    """1.200 · 2,5"""
    whole, _, part = f"{value.normalize():f}".partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{part}" if part else "")


def amount(line: Any) -> str:
    """1.200 buah; the unit is a word of whoever wrote it."""
    return as_written(f"{quantity(line.quantity)} {line.unit}")


def month(value: Any) -> str:
    return f"{_(MONTHS[value.month - 1])} {value.year}"


def span(start: Any, end: Any) -> str | None:
    """Maret 2026 – April 2026; one month is told once."""
    told = list(dict.fromkeys(month(value) for value in (start, end) if value))
    return " – ".join(told) or None


def plan(package: Package) -> list[Fact]:
    sustained = [str(word) for name, word in SUSTAINABLE if getattr(package, name)]
    return [
        Fact(_("Tahun anggaran"), package.year, note=_("sebelum DIPA/DPA") if package.pre_dipa else ""),
        Fact(_("Pemilihan"), span(package.selection_from, package.selection_until)),
        Fact(_("Kontrak"), span(package.contract_from, package.contract_until)),
        Fact(_("Pemanfaatan"), span(package.use_from, package.use_until)),
        Fact(_("Diumumkan"), day(package.announced_at) if package.announced_at else None),
        Fact(
            _("Usaha kecil"),
            _("Dicadangkan") if package.small_business_reserved else _("Terbuka"),
            note=as_written(package.reason_not_reserved),
        ),
        Fact(
            _("Produk dalam negeri"),
            _("Wajib") if package.domestic else _("Tidak wajib"),
            note=as_written(package.reason_not_domestic),
        ),
        Fact(_("Berkelanjutan"), ", ".join(sustained).capitalize() or None),
        *(
            Fact(
                _("Dana {source} {year}").format(source=_(f.source), year=f.year),
                sum_of(f.amount),
                note=f.account_code,
            )
            for f in package.funding.all()
        ),
        *(
            Fact(_("Lokasi"), as_written(place.name), note=as_written(place.detail))
            for place in package.locations.all()
        ),
    ]


def terms(package: Package) -> list[Fact]:
    """The draft contract; the penalty is the law's, not the PPK's."""
    found = ContractTerms.objects.filter(package=package).first()
    if found is None:
        return []
    fine = law.rule("late_fine_per_day", on=package.on())
    return [
        Fact(_("Jenis kontrak"), _(found.get_kind_display())),
        Fact(_("Jangka waktu"), count("{n} hari kalender", found.delivery_days)),
        Fact(
            _("Uang muka"),
            percent(found.advance_pct) if found.advance_pct else _("Tidak ada"),
            term="Uang muka",
        ),
        Fact(
            _("Jaminan pelaksanaan"),
            _("Diminta") if found.performance_bond else _("Tidak diminta"),
            term="Jaminan pelaksanaan",
        ),
        Fact(
            _("Denda keterlambatan"),
            _("{percent} per hari").format(percent=percent(fine.number * 100)),
            rule=fine,
        ),
        Fact(_("Cara pembayaran"), as_written(found.instalments) or None),
        Fact(_("Syarat khusus"), as_written(found.special) or None),
    ]


def percent(value: Any) -> str:
    return f"{value.normalize():f}%".replace(".", ",")


def lines(package: Package, actor: Actor) -> Table | None:
    """What is bought; the prices only for those who may read the breakdown."""
    rows = reads.hps_lines(package)
    if not rows:
        return None
    open_book = reads.may_see_hps(package, actor)
    columns = [Column(_("Barang/jasa")), Column(_("Jumlah"), number=True)]
    columns += (
        [Column(_("HPS satuan"), number=True), Column(_("Jumlah HPS"), number=True)] if open_book else []
    )
    cells = []
    for line in rows:
        prices = [rupiah(line.unit_price), rupiah(line.amount)] if open_book else []
        cells.append([as_written(line.description), amount(line), *prices])
    return Table(_("Daftar barang/jasa"), columns, cells)


def cautions(package: Package, actor: Actor) -> list[tuple[Caution, Table]]:
    """The packaging tests with their evidence, for the officials of the package."""
    if not reads.may_see_warnings(package, actor):
        return []
    return [(caution, evidence(caution)) for caution in reads.warnings(package)]


def evidence(caution: Caution) -> Table:
    pieces = caution.pieces
    return Table(
        _("Bukti"),
        [Column(_("Paket")), Column(_("Pagu"), number=True)],
        [[as_written(piece.title), rupiah(piece.pagu)] for piece in pieces]
        + [[_("Jumlah"), rupiah(caution.total)]],
        [f"/paket/{piece.ocid}" for piece in pieces] + [""],
    )


def log(package: Package) -> Table | None:
    """The revisions, newest last, with what led where."""
    rows = list(reads.revisions(package))
    if not rows:
        return None
    return Table(
        _("Riwayat revisi"),
        [
            Column(_("Revisi")),
            Column(_("Tanggal")),
            Column(_("Alasan")),
            Column(_("Paket lama")),
            Column(_("Paket baru")),
        ],
        [
            [r.get_kind_display(), day(r.at), as_written(r.reason), r.old_ocid, r.new_ocid or "–"]
            for r in rows
        ],
    )


def tender_url(package: Package) -> str:
    """Where its tender is shown, if that page exists."""
    url = f"/tender/{package.selection_of.partition(':')[2]}"
    return url if package.selection_of and is_valid_path(url) else ""
