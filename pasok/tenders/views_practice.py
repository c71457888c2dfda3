"""Pages of practice: the exercises, and one try of one's own business."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.machine import Refused
from pasok.kernel.money import rupiah
from pasok.law import lookup as law
from pasok.pages.parts import Check, Fact
from pasok.pages.subject import perform, show
from pasok.pages.words import when
from pasok.pages.written import as_written
from pasok.sampul import reads as sampul
from pasok.sampul.programs import sealing
from pasok.suppliers import reads as suppliers
from pasok.tenders import fitness, machine, receipts
from pasok.tenders.acts import practice as acts
from pasok.tenders.forms_bid import PRACTICE_FORMS
from pasok.tenders.models import Practice
from pasok.tenders.rules.practice import sheet, table

PAGE = "tenders/practice.html"


@login_not_required
def exercises(request: HttpRequest) -> HttpResponse:
    """What one can practise, and one's own tries; POST begins one."""
    reasons: tuple[str, ...] = ()
    if request.method == "POST" and request.user.is_authenticated:
        try:
            return redirect(acts.begin(request.POST.get("exercise", ""), actor=request.actor))
        except Refused as refused:
            reasons = refused.reasons
    vat = law.rule("vat_effective_non_luxury", on=timezone.localdate()).number
    context = {
        "sheets": [sheet(code, vat) for code in table()],
        "mine": Practice.objects.filter(supplier=request.actor.supplier or None),
        "reasons": reasons,
    }
    return render(request, "tenders/exercises.html", context, status=409 if reasons else 200)


def own(request: HttpRequest, pk: int) -> Practice:
    return get_object_or_404(Practice, pk=pk, supplier=request.actor.supplier or None)


@sealing
def page(request: HttpRequest, pk: int) -> HttpResponse:
    practice = own(request, pk)
    return show(request, PAGE, machine.practice, practice, PRACTICE_FORMS, shown=lambda: shown(practice))


@sealing
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    practice = own(request, pk)
    return perform(
        request, PAGE, machine.practice, practice, PRACTICE_FORMS, acts, name, shown=lambda: shown(practice)
    )


def shown(practice: Practice) -> dict[str, Any]:
    """Everything besides the acts and the timeline."""
    sheet = practice.sheet
    return {
        "sheet": sheet,
        "back": (_("Semua latihan"), "/latihan"),
        "headline": [
            Fact(_("HPS (batas harga)"), rupiah(sheet.hps), term="HPS"),
            Fact(_("Ditutup"), when(practice.closes_at)),
        ],
        "receipt": receipts.bare(
            sampul.receipt(practice.box_key, practice.leaf), sealed=practice.state == "sealed"
        )
        if practice.leaf is not None
        else None,
        "result": result(practice) if practice.state == "opened" else [],
        "lessons": lessons(practice) if practice.state == "opened" else [],
        "gaps": gaps(practice),
    }


def result(practice: Practice) -> list[Fact]:
    found = []
    if practice.place:
        rivals = len(practice.sheet.rivals)
        place = _("{place} dari {all} penawaran").format(place=practice.place, all=rivals + 1)
        found.append(Fact(_("Urutan Anda"), place))
    if practice.price is not None and practice.offered is not None:
        note = as_written(" ".join(practice.notes))
        found += [
            Fact(_("Harga penawaran"), rupiah(practice.offered)),
            Fact(_("Harga terkoreksi"), rupiah(practice.price), note=note),
        ]
    return [*found, Fact(_("Penawaran terendah pesaing contoh"), rupiah(min(practice.sheet.rivals)))]


def lessons(practice: Practice) -> list[Check]:
    """What would have counted in earnest, each with what to do about it."""
    priced = all(str(row["number"]) in practice.unit_prices for row in practice.sheet.lines)
    return [
        Check(_("Terkirim sebelum batas akhir"), True, _("Di tender sungguhan, kirim sehari lebih awal.")),
        Check(_("Setiap baris berharga"), priced, _("Baris tanpa harga dianggap termasuk baris lain.")),
        Check(
            _("Jumlah cocok dengan harga satuan dan PPN"),
            not practice.notes and practice.price is not None,
            _("Tekan “Pakai jumlah ini” agar jumlahnya dihitung untuk Anda."),
        ),
        Check(
            _("Harga tidak di atas HPS"),
            practice.place is not None,
            as_written(practice.fallen_reason) or _("Penawaran di atas HPS selalu gugur."),
        ),
        Check(
            _("Surat penawaran dan bukti teknis dilampirkan"),
            practice.papers > 0,
            _("Tanpa berkas yang diminta, penawaran dapat gugur. Foto yang jelas sudah cukup."),
        ),
    ]


def gaps(practice: Practice) -> list[Check]:
    """What the business still lacks for a tender of this kind: the list of the real check."""
    today, sheet = timezone.localdate(), practice.sheet
    demands = fitness.asked(
        kind="goods", kbli=sheet.kbli, reserved=True, value=sheet.hps, announced_on=today, on=today
    )
    found = suppliers.qualification(fitness.standing(practice.supplier_id, today), demands)
    return [Check(one.label, one.met, "" if one.met else one.how) for one in found if one.applies]
