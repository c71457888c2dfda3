"""What the archive knows, as typed values. A code that two sources tell is read from ISB."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pasok.archive.models import Record


@dataclass(frozen=True, kw_only=True)
class TenderRecord:
    """A tender as another system announced it. Words are the source's own: "Pasca Satu File"."""

    code: str
    source: str
    rup_codes: tuple[str, ...]
    title: str
    pagu: Decimal | None
    hps: Decimal | None
    kind: str
    method: str
    qualification: str
    evaluation: str
    payment: str  # "Lumsum", "Harga Satuan", …
    scale: str  # "Kecil", "Menengah", …
    state: str  # "Selesai", "Gagal/Batal", "Berlangsung"
    version: int  # 2: the first repeat
    package_code: str  # the same for all versions of one package
    announced_at: datetime | None
    agency_code: str
    agency_name: str
    satker_code: str  # official code
    satker_name: str
    fund_source: str
    location: str
    closed_reason: str
    repeat_reason: str
    year: int


@dataclass(frozen=True, kw_only=True)
class StageRecord:
    """One stage of a schedule. `akt` is the activity's number; `label` may be empty."""

    tender_code: str
    akt: int
    label: str
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ParticipantRecord:
    """Who registered. `offer` is None where no price was published: no bid, or a bid never opened."""

    code: str
    tender_code: str
    supplier_code: str
    name: str
    offer: Decimal | None
    corrected: Decimal | None
    winner: bool
    verified: bool
    reason: str  # why it fell


@dataclass(frozen=True, kw_only=True)
class ResultRecord:
    """What was agreed with a winner."""

    tender_code: str
    supplier_code: str
    name: str
    offer: Decimal | None
    corrected: Decimal | None
    negotiated: Decimal | None
    contract_value: Decimal | None
    domestic_value: Decimal | None
    umk_value: Decimal | None
    announced_on: date | None
    awarded_on: date | None


@dataclass(frozen=True, kw_only=True)
class ContractRecord:
    """A contract of a tender or a non-tender (`way`), in one version of its amendments."""

    code: str
    parent_code: str
    way: str  # "tender", "non_tender"
    number: str
    version: int
    title: str
    supplier_code: str
    supplier: str
    value: Decimal | None
    payment: str
    state: str
    signed_on: date | None
    starts_on: date | None
    ends_on: date | None


class Cells:
    """A record's data, read by type. What is absent is empty or None."""

    def __init__(self, data: dict[str, Any]):
        self.data = data

    def text(self, name: str) -> str:
        return str(self.data.get(name, ""))

    def number(self, name: str, absent: int = 0) -> int:
        said = str(self.data.get(name, ""))
        return int(said) if said.isdigit() else absent

    def money(self, name: str) -> Decimal | None:
        return Decimal(self.data[name]) if name in self.data else None

    def at(self, name: str) -> datetime | None:
        return datetime.fromisoformat(self.data[name]) if name in self.data else None

    def on(self, name: str) -> date | None:
        return date.fromisoformat(self.data[name]) if name in self.data else None


def records(kind: str, **filters: Any) -> Iterator[tuple[Record, Cells]]:
    """The records of a kind by code, each code once."""
    last = ""
    for record in Record.objects.filter(kind=kind, **filters).order_by("code", "-source").iterator():
        if record.code != last:
            yield record, Cells(record.data)
        last = record.code


def tenders(
    *,
    agency: str = "",
    method: str = "",
    qualification: str = "",
    evaluation: str = "",
    state: str = "",
    year: int = 0,
) -> list[TenderRecord]:
    """Tenders by code. Words match from their beginning, whatever their case: "harga terendah" finds
    "Harga Terendah Sistem Gugur"."""
    words = {"method": method, "qualification": qualification, "evaluation": evaluation, "state": state}
    filters: dict[str, Any] = {f"data__{name}__istartswith": said for name, said in words.items() if said}
    if agency:
        filters["agency"] = agency
    found = [tender_of(record, cells) for record, cells in records("tender", **filters)]
    return [each for each in found if not year or each.year == year]


def tender(code: str) -> TenderRecord | None:
    """The tender with this code."""
    return next((tender_of(record, cells) for record, cells in records("tender", code=code)), None)


def tender_of(record: Record, cells: Cells) -> TenderRecord:
    same = (
        *("title", "kind", "method", "qualification", "evaluation", "payment", "scale", "state"),
        *("package_code", "agency_code", "agency_name", "satker_code", "satker_name", "fund_source"),
        *("location", "closed_reason", "repeat_reason"),
    )
    return TenderRecord(
        code=record.code,
        source=record.source,
        rup_codes=tuple(record.data.get("rup_codes", ())),
        pagu=cells.money("pagu"),
        hps=cells.money("hps"),
        version=cells.number("version", absent=1),
        announced_at=cells.at("announced_at"),
        year=cells.number("year"),
        **{name: cells.text(name) for name in same},
    )


def stages(tender_code: str) -> list[StageRecord]:
    """The schedule, in the order of the activity numbers (stages may overlap in time)."""
    found = [
        StageRecord(
            tender_code=tender_code,
            akt=cells.number("akt"),
            label=cells.text("label"),
            starts_at=cells.at("starts_at"),
            ends_at=cells.at("ends_at"),
        )
        for _, cells in records("stage", parent_code=tender_code)
    ]
    return sorted(found, key=lambda stage: stage.akt)


def participants(tender_code: str) -> list[ParticipantRecord]:
    """Everybody who registered, by code."""
    return [
        ParticipantRecord(
            code=record.code,
            tender_code=tender_code,
            supplier_code=cells.text("supplier_code"),
            name=cells.text("supplier"),
            offer=cells.money("offer"),
            corrected=cells.money("corrected"),
            winner=bool(cells.data.get("winner")),
            verified=bool(cells.data.get("verified")),
            reason=cells.text("reason"),
        )
        for record, cells in records("participant", parent_code=tender_code)
    ]


def results(tender_code: str) -> list[ResultRecord]:
    """What was agreed with each winner."""
    return [
        ResultRecord(
            tender_code=tender_code,
            supplier_code=cells.text("supplier_code"),
            name=cells.text("supplier"),
            offer=cells.money("offer"),
            corrected=cells.money("corrected"),
            negotiated=cells.money("negotiated"),
            contract_value=cells.money("contract_value"),
            domestic_value=cells.money("domestic_value"),
            umk_value=cells.money("umk_value"),
            announced_on=cells.on("announced_on"),
            awarded_on=cells.on("awarded_on"),
        )
        for _, cells in records("result", parent_code=tender_code)
    ]


def result(tender_code: str) -> ResultRecord | None:
    """What was agreed with the winner; None where nothing was published."""
    return next(iter(results(tender_code)), None)


def contracts(parent_code: str = "", *, agency: str = "") -> list[ContractRecord]:
    """Contracts of one tender or non-tender, of one agency, or all."""
    filters = {name: said for name, said in (("parent_code", parent_code), ("agency", agency)) if said}
    same = ("way", "number", "title", "supplier_code", "supplier", "payment", "state")
    return [
        ContractRecord(
            code=record.code,
            parent_code=record.parent_code,
            version=cells.number("version"),
            value=cells.money("value"),
            signed_on=cells.on("signed_on"),
            starts_on=cells.on("starts_on"),
            ends_on=cells.on("ends_on"),
            **{name: cells.text(name) for name in same},
        )
        for record, cells in records("contract", **filters)
    ]
