"""The page of a contract: everything for its parties and auditors, public facts for everybody."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pasok.contracts import acts, letter, rules
from pasok.contracts.forms import FORMS
from pasok.contracts.letter import INSIDE
from pasok.contracts.machine import contract as machine
from pasok.contracts.models import Contract
from pasok.kernel.days import shown_day
from pasok.kernel.money import money, rupiah
from pasok.kernel.tongue import count, say
from pasok.law import calendar
from pasok.ledger.models import Sheet
from pasok.pages.issued import answer
from pasok.pages.parts import Column, Fact, Table
from pasok.pages.subject import perform, show
from pasok.pages.written import as_written
from pasok.suppliers import reads as suppliers

PAGE = "contracts/contract.html"
COLUMNS = (
    Column(gettext_lazy("Uraian")),
    Column(gettext_lazy("Satuan")),
    Column(gettext_lazy("Jumlah"), number=True),
    Column(gettext_lazy("Harga satuan"), number=True),
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
        "rated": lambda: rated(contract),
        "sanction_url": lambda: sanction_url(request, contract),
        "lines": lambda: lines(contract) if inside else None,
        "papers": lambda: letter.listed(contract, request.actor, timezone.now()),
    }


@login_not_required
def paper(request: HttpRequest, pk: int, fingerprint: str) -> HttpResponse:
    """A draft as PDF, as it was at one of its acts. 404 also for whoever may not read it."""
    contract = found(pk)
    sheet = get_object_or_404(Sheet, pk=fingerprint, subject=contract.key)
    if not contract.hats(request.actor, timezone.now()) & INSIDE:
        raise Http404
    return answer(sheet, letter.TEMPLATE)


def facts(contract: Contract) -> list[Fact]:
    guarantee = rules.performance_guarantee(
        contract.value, contract.hps, contract.category, contract.announced_on
    )
    paper, rule = rules.paper(contract.value, contract.category, contract.announced_on)
    supplier = contract.supplier
    days = count("{n} hari kalender", contract.delivery_days) if contract.delivery_days else None
    sppbj_day = shown_day(contract.sppbj_on) if contract.sppbj_on else ""
    signing = shown_day(contract.sign_by) if contract.sign_by else None
    return [
        Fact(_("Penyedia"), as_written(supplier.full_name), url=supplier.get_absolute_url()),
        Fact(_("Nilai kontrak"), rupiah(contract.value), note=_("termasuk PPN")),
        Fact(
            _("Bentuk"),
            paper,
            note=_("batas SPK {limit}, {article}").format(limit=rule.shown, article=rule.article),
        ),
        Fact(_("Jenis kontrak"), _(contract.get_kind_display())),
        Fact(_("Nomor"), contract.number or None),
        Fact(_("SPPBJ"), contract.sppbj_number or None, note=sppbj_day, term="SPPBJ"),
        Fact(_("Batas tanda tangan"), signing, note=signing_rule(contract) if signing else ""),
        Fact(
            _("Jaminan"),
            rupiah(contract.guarantee) if contract.guarantee else _("Tidak perlu"),
            note=f"{guarantee.why} {guarantee.rule.article}",
        ),
        Fact(_("Lama pekerjaan"), days),
        Fact(_("Tempat penyerahan"), as_written(contract.delivery_place) or None),
        *progress(contract),
    ]


def progress(contract: Contract) -> list[Fact]:
    """From the signatures to the handover, as far as it has come."""
    found = []
    if contract.signed_on:
        found.append(Fact(_("Ditandatangani"), shown_day(contract.signed_on)))
    if due := contract.due_on:
        found.append(Fact(_("Selesai paling lambat"), shown_day(due)))
    if day := contract.handed_over_on:
        late = rules.days_late(due, day) if due else 0
        note = count("terlambat {n} hari", late) if late else _("tepat waktu")
        found.append(Fact(_("Serah terima"), shown_day(day), note=f"BAST {contract.bast_number}, {note}"))
    if contract.terminated_on:
        why = rules.CAUSES[contract.cause]
        found.append(
            Fact(_("Diputus"), shown_day(contract.terminated_on), note=f"{say(why.label)}. {why.article}")
        )
    return found


def sanction_url(request: HttpRequest, contract: Contract) -> str:
    """Where its PPK proposes the blacklist, once it was ended by a deed the law names; "" for others."""
    if contract.state != "terminated" or not rules.CAUSES[contract.cause].ground:
        return ""
    if "ppk" not in contract.hats(request.actor, timezone.now()):
        return ""
    filled = {
        "usaha": contract.supplier_id,
        "paket": contract.ocid,
        "judul": contract.title,
        "perbuatan": rules.CAUSES[contract.cause].ground,
        "tanggal": contract.terminated_on,
    }
    return f"{reverse('sanction-new')}?{urlencode(filled)}"


def signing_rule(contract: Contract) -> str:
    rule = rules.signing_rule(contract.announced_on)
    return _("{period} setelah SPPBJ, {article}").format(period=rule.period, article=rule.article)


def unsure(contract: Contract) -> str | None:
    """Why the last day to sign may still move: holidays that are not decreed yet."""
    if contract.sppbj_on and contract.sign_by:
        return calendar.warning(contract.sppbj_on, contract.sign_by)
    return None


def rated(contract: Contract) -> dict[str, Any] | None:
    """The rating with what the supplier says to it."""
    rating = suppliers.rating_of(contract.key)
    return suppliers.shown_rating(rating) if rating else None


def lines(contract: Contract) -> Table | None:
    if not contract.lines:
        return None
    rows = [
        (
            as_written(line["description"]),
            as_written(line["unit"]),
            number_format(line["quantity"]),
            price(line["unit_price"]),
        )
        for line in contract.lines
    ]
    return Table(_("Rincian pekerjaan"), COLUMNS, rows)


def price(text: str) -> str:
    return rupiah(money(text)) if text else "–"
