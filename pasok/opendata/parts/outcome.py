"""What is told once the bids are open: bids, awards, sanggah, the contract. Nothing here is asked before."""

from pasok.opendata.moment import MACHINES, Moment, state_after
from pasok.opendata.parts.parties import party, reference
from pasok.opendata.parts.selection import tender
from pasok.opendata.plain import Json, instant, present, rupiah
from pasok.suppliers.models import Supplier
from pasok.tenders.models import Bid, Sanggah, Tender


def opening(m: Moment) -> Json:
    """Every opened bid with its price, and who sent it."""
    rows = Bid.objects.filter(pk__in=[each["bid"] for each in m.data["bids"]]).select_related("supplier")
    bids = {row.pk: row for row in rows}
    ordered = [bids[each["bid"]] for each in m.data["bids"]]
    return {
        "parties": [party(row.supplier, "tenderer") for row in ordered],
        "bids": {
            "details": [offer(m, row) for row in ordered],
            "statistics": [{"id": "bids", "measure": "bids", "value": len(ordered)}],
        },
        "tender": {
            "id": m.tender.slug,
            "numberOfTenderers": len(ordered),
            "tenderers": [reference(row.supplier) for row in ordered],
        },
    }


def offer(m: Moment, row: Bid) -> Json:
    """An opened bid. Of its papers only the fingerprints are told: names of files may name people."""
    return present(
        id=f"bid-{row.pk}",
        date=instant(row.submitted_at),
        status=status_of(m, row),
        tenderers=[reference(row.supplier)],
        value=rupiah(row.offered),
        documents=[{"id": f"sha256-{paper['sha256']}"} for paper in row.documents],
    )


def status_of(m: Moment, row: Bid) -> str:
    """Valid or disqualified, as it was at that entry."""
    machine = MACHINES["bid"]
    return machine.states[state_after(machine, m.until_now(row.key))].ocds


def verdict(m: Moment) -> Json:
    """What became of one bid in the evaluation."""
    return {"bids": {"details": [{"id": f"bid-{m.bid.pk}", "status": m.status.ocds}]}}


def award(row: Bid, status: str, **more: object) -> Json:
    found = present(
        id=f"award-{row.pk}",
        title=row.tender.title,
        status=status,
        value=rupiah(row.price),
        suppliers=[reference(row.supplier)],
        relatedBid=f"bid-{row.pk}",
        **more,
    )
    return {"awards": [found], "parties": [party(row.supplier, "tenderer", "supplier")]}


def given(m: Moment, pk: int) -> Bid:
    return m.tender.bids.select_related("supplier", "tender").get(pk=pk)


def winner(m: Moment) -> Json:
    """The announced winner; until the standstill is over and the SPPBJ is out the award is pending."""
    return award(given(m, m.data["winner"]), "pending", date=instant(m.at))


def confirmed(m: Moment) -> Json:
    """The SPPBJ: the award stands."""
    row = m.tender.bids.select_related("supplier", "tender").get(supplier_id=m.data["supplier"])
    return award(row, "active", description=f"SPPBJ {m.data['number']}", date=instant(m.at))


def passed_on(m: Moment) -> Json:
    """The winner left and a reserve stands in its place."""
    rows = m.tender.bids.select_related("supplier", "tender")
    left, stands = (rows.get(supplier_id=m.data[name]) for name in ("left", "supplier"))
    first, second = award(left, "cancelled"), award(stands, "pending", date=instant(m.at))
    return {
        "awards": first["awards"] + second["awards"],
        "parties": [party(left.supplier, "tenderer")] + second["parties"],
    }


def withdrawn(m: Moment) -> Json:
    """An announced award is taken back; without one there is nothing to tell."""
    if m.awarded is None:
        return {}
    row = given(m, m.awarded)
    return award(row, "cancelled") | {"parties": [party(row.supplier, "tenderer")]}


def sanggah(m: Moment) -> Json:
    """That an objection came and how it was answered; not whose it is, nor its words."""
    row = Sanggah.objects.get(pk=m.data["sanggah"])
    answered = m.entry.act == "answer_sanggah"
    words = ("Dinyatakan benar" if m.data["accepted"] else "Dinyatakan tidak benar") if answered else ""
    milestone = present(
        id=f"sanggah-{row.pk}",
        title="Sanggah",
        type="assessment",
        code=row.ground,
        description=words,
        status="met" if answered else "scheduled",
        dateModified=instant(m.at),
    )
    return tender(m, milestones=[milestone])


def contract(m: Moment) -> Json:
    """The drafted contract and the award it follows from."""
    row = m.contract
    milestone = present(
        id="signing",
        title="Batas penandatanganan kontrak",
        dueDate=day(m.data.get("sign_by", "")),
        status="scheduled",
    )
    found = present(
        id=f"contract-{row.pk}",
        awardID=award_id(row.tender, row.supplier, row.pk),
        title=row.title,
        status=m.status.ocds,
        value=rupiah(m.data["value"]) if "value" in m.data else None,
        dateSigned=day(m.data.get("signed_on", "")),
        milestones=[milestone] if "dueDate" in milestone else [],
    )
    return {"contracts": [found]}


def day(text: str) -> str | None:
    return f"{text}T23:59:59+07:00" if text else None


def award_id(slug: str, supplier: Supplier, contract_pk: int) -> str:
    """The award of the tender; a contract without a tender has one of its own."""
    row = Bid.objects.filter(tender__slug=slug, supplier=supplier).first() if slug else None
    return f"award-{row.pk}" if row else f"award-contract-{contract_pk}"


def own_award(m: Moment) -> Json:
    """Where no tender gave an award, the contract tells it itself, as the standard wants."""
    row = m.contract
    if Tender.objects.filter(slug=row.tender).exists():
        return {}
    found = {
        "id": award_id("", row.supplier, row.pk),
        "title": row.title,
        "status": m.status.ocds if m.status.ocds in {"pending", "cancelled"} else "active",
        "suppliers": [reference(row.supplier)],
    }
    return {"awards": [found], "parties": [party(row.supplier, "supplier")]}
