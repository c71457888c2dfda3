"""The page of a contract: everything for its parties and auditors, public facts for everybody."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from pasok.contracts import acts, rules
from pasok.contracts.forms import FORMS
from pasok.contracts.machine import contract as machine
from pasok.contracts.models import Contract
from pasok.kernel.days import shown_day
from pasok.kernel.money import money, rupiah
from pasok.law import calendar
from pasok.pages.parts import Column, Fact, Table
from pasok.pages.subject import perform, show

PAGE = "contracts/contract.html"
INSIDE = {"ppk", "supplier", "auditor", "pa", "kpa"}
COLUMNS = (
    Column("Uraian"),
    Column("Satuan"),
    Column("Jumlah", number=True),
    Column("Harga satuan", number=True),
)


@login_not_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    contract = found(pk)
    return show(request, PAGE, machine, contract, FORMS, **extra(request, contract))


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    contract = found(pk)
    return perform(request, PAGE, machine, contract, FORMS, acts, name, **extra(request, contract))


def found(pk: int) -> Contract:
    return get_object_or_404(Contract.objects.select_related("supplier"), pk=pk)


def extra(request: HttpRequest, contract: Contract) -> dict[str, Any]:
    """Computed when the page is drawn, after the act."""
    inside = bool(contract.hats(request.actor, timezone.now()) & INSIDE)
    return {
        "inside": inside,
        "about": lambda: facts(contract),
        "warning": lambda: unsure(contract),
        "lines": lambda: lines(contract) if inside else None,
    }


def facts(contract: Contract) -> list[Fact]:
    guarantee = rules.performance_guarantee(
        contract.value, contract.hps, contract.category, contract.announced_on
    )
    paper, rule = rules.paper(contract.value, contract.category, contract.announced_on)
    supplier = contract.supplier
    days = f"{contract.delivery_days} hari kalender" if contract.delivery_days else None
    sppbj_day = shown_day(contract.sppbj_on) if contract.sppbj_on else ""
    signing = shown_day(contract.sign_by) if contract.sign_by else None
    return [
        Fact("Penyedia", supplier.full_name, url=supplier.get_absolute_url()),
        Fact("Nilai kontrak", rupiah(contract.value), note="termasuk PPN"),
        Fact("Bentuk", paper, note=f"batas SPK {rule.shown}, {rule.article}"),
        Fact("Jenis kontrak", contract.get_kind_display()),
        Fact("Nomor", contract.number or None),
        Fact("SPPBJ", contract.sppbj_number or None, note=sppbj_day),
        Fact("Batas tanda tangan", signing, note=signing_rule(contract) if signing else ""),
        Fact(
            "Jaminan",
            rupiah(contract.guarantee) if contract.guarantee else "Tidak perlu",
            note=f"{guarantee.why} {guarantee.rule.article}",
        ),
        Fact("Lama pekerjaan", days),
        Fact("Tempat penyerahan", contract.delivery_place or None),
    ]


def signing_rule(contract: Contract) -> str:
    rule = rules.signing_rule(contract.announced_on)
    return f"{rule.period} setelah SPPBJ, {rule.article}"


def unsure(contract: Contract) -> str | None:
    """Why the last day to sign may still move: holidays that are not decreed yet."""
    if contract.sppbj_on and contract.sign_by:
        return calendar.warning(contract.sppbj_on, contract.sign_by)
    return None


def lines(contract: Contract) -> Table | None:
    if not contract.lines:
        return None
    rows = [
        (line["description"], line["unit"], line["quantity"].replace(".", ","), price(line["unit_price"]))
        for line in contract.lines
    ]
    return Table("Rincian pekerjaan", COLUMNS, rows)


def price(text: str) -> str:
    return rupiah(money(text)) if text else "–"
