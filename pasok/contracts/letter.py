"""The draft contract as a paper: who, what, how much, until when, and on which terms."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import translation

from pasok.contracts import rules
from pasok.contracts.models import Contract
from pasok.kernel.actor import Actor
from pasok.kernel.money import money, plain, rounded
from pasok.kernel.terbilang import rupiah_words
from pasok.ledger.performing import Deed
from pasok.pages import issuing
from pasok.people import reads as people

TEMPLATE = Path(__file__).with_name("contract.typ")
INSIDE = {"ppk", "supplier", "auditor", "pa", "kpa"}  # who reads lines, terms and this paper


def issue(contract: Contract, deed: Deed, actor: Actor) -> None:
    """Called by each act that writes the draft."""
    with translation.override("id"):  # the language of official papers, whoever acts
        issuing.issue("contract", contract, deed, told(contract, deed, actor))


def listed(contract: Contract, actor: Actor, now: datetime) -> list[issuing.Listed]:
    """The draft as it now stands, for those who may read it."""
    if contract.state == "cancelled" or not contract.hats(actor, now) & INSIDE:
        return []
    return [
        issuing.Listed(sheet, reverse("contract-paper", args=[contract.pk, sheet.fingerprint]))
        for sheet in issuing.newest(contract.key, ["contract"])
    ]


def told(contract: Contract, deed: Deed, actor: Actor) -> dict[str, Any]:
    agency, on = people.agency(contract.agency), contract.announced_on
    satker = people.satker(contract.satker) if contract.satker else None
    duty = rules.performance_guarantee(contract.value, contract.hps, contract.category, on)
    form, form_rule = rules.paper(contract.value, contract.category, on)
    zone = agency.time_zone if agency else "Asia/Jakarta"
    lines, net = priced(contract)
    return {
        "number": contract.number,
        "at": issuing.spoken(deed.at, zone),
        "agency": agency.name if agency else contract.agency,
        "satker": satker.name if satker else "",
        "actor": actor.name,
        "title": contract.title,
        "ocid": contract.ocid,
        "tender": contract.tender,
        "category": contract.category,
        "form": {"name": form, "limit": form_rule.shown, "article": form_rule.article},
        "supplier": {"name": contract.supplier.full_name, "region": contract.supplier.region_name},
        "value": plain(contract.value),
        "words": rupiah_words(contract.value),
        "kind": rules.KINDS[contract.kind],
        "days": contract.delivery_days,
        "place": contract.delivery_place,
        "sppbj": {"number": contract.sppbj_number, "on": issuing.iso(contract.sppbj_on)},
        "sign_by": issuing.iso(contract.sign_by),
        "guarantee": {
            "value": plain(contract.guarantee),
            "words": rupiah_words(contract.guarantee),
            "why": duty.why,
            "article": duty.rule.article,
        },
        "lines": lines,
        "net": plain(net) if net is not None else "",
        "terms": contract.terms,
    }


def priced(contract: Contract) -> tuple[list[dict[str, str]], Decimal | None]:
    """The lines with what each comes to, and their sum; no sum where a line has no price of its own."""
    rows, net = [], Decimal(0)
    for line in contract.lines:
        total = rounded(money(line["unit_price"]) * Decimal(line["quantity"])) if line["unit_price"] else None
        net += total or 0
        rows.append({**line, "total": plain(total) if total is not None else ""})
    complete = bool(rows) and all(row["total"] for row in rows)
    return rows, net if complete else None
