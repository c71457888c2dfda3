"""What the page of one bid shows to its owner and, after the opening, to officials."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from pasok.kernel.money import rupiah
from pasok.pages.parts import Check, Column, Fact, Table
from pasok.pages.written import as_written
from pasok.sampul import reads as sampul
from pasok.tenders import receipts
from pasok.tenders.debrief import debrief
from pasok.tenders.models import Bid
from pasok.tenders.rules import prices
from pasok.tenders.rules.bids import STAGES
from pasok.tenders.sandbox.why import WHY
from pasok.tenders.shown import amount, headline, percent


def shown_bid(request: HttpRequest, bid: Bid) -> dict[str, Any]:
    """Everything besides the acts and the timeline."""
    tender = bid.tender
    own = request.actor.supplier == str(bid.supplier_id)
    box = sampul.box(tender.box_key)
    return {
        "own": own,
        "tender": tender,
        "headline": headline(tender, box.closes_at if box else None),
        "back": (_("Kembali ke tender"), tender.get_absolute_url()),
        "receipt": receipts.shown(bid) if own and bid.leaf is not None else None,
        "debrief": debrief(bid) if own else None,
        "facts": facts(bid) if bid.price is not None else [],
        "verdicts": verdicts(bid),
        "lines": lines(bid) if bid.unit_prices else None,
        "papers": [shown_paper(one) for one in bid.documents],
        "low": bid.price is not None
        and prices.needs_price_clarification(bid.price, tender.hps, tender.law_on),
    }


def facts(bid: Bid) -> list[Fact]:
    found = [
        Fact(_("Harga penawaran"), rupiah(bid.offered)),
        Fact(_("Harga terkoreksi"), rupiah(bid.price), note=as_written(" ".join(bid.notes))),
    ]
    if bid.tkdn:
        found.append(Fact(_("TKDN yang dinyatakan"), percent(bid.tkdn), term="TKDN"))
    if bid.rank:
        found.append(
            Fact(_("Urutan"), _("Pemenang") if bid.rank == 1 else _("Cadangan {n}").format(n=bid.rank - 1))
        )
    return found


def verdicts(bid: Bid) -> list[Check]:
    """Stage by stage, once the bids are open."""
    if bid.state not in {"opened", "fallen"}:
        return []
    notes = {a.stage: a.note for a in bid.assessments.all()}
    found = [
        Check(_(label), code in notes, as_written(notes.get(code, "")))
        for code, label in STAGES.items()
        if code in notes or code == bid.fallen_stage
    ]
    return [
        check
        if check.done
        else Check(_("{stage}: gugur").format(stage=check.label), False, as_written(bid.fallen_reason))
        for check in found
    ]


def shown_paper(one: dict[str, Any]) -> dict[str, Any]:
    """A document, and what the cell said of it: sentences; None while it has not been looked at."""
    codes = one.get("warning")
    reasons = None if codes is None else [_(WHY[code]) for code in codes if code in WHY]
    return {"name": one["name"], "size": one["size"], "sha256": one["sha256"], "reasons": reasons}


def lines(bid: Bid) -> Table:
    columns = [
        Column(_("Barang atau pekerjaan")),
        Column(_("Jumlah"), number=True),
        Column(_("Harga satuan"), number=True),
    ]
    rows = [
        (
            as_written(line["description"]),
            as_written(amount(line)),
            rupiah(Decimal(bid.unit_prices[str(line["number"])]))
            if str(line["number"]) in bid.unit_prices
            else "–",
        )
        for line in bid.tender.lines
    ]
    return Table(_("Rincian harga"), columns, rows)
