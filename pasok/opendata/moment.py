"""An entry of the book, with what was true when it was written and nothing of what came later.

The news may be read long after the act. So states, schedules and awards are folded from the book up to the
entry; rows are asked only for what never changes once it is written.
"""

from datetime import datetime
from functools import cached_property

from pasok.contracts.machine import contract as contract_machine
from pasok.contracts.models import Contract
from pasok.kernel.machine import Machine, State
from pasok.ledger.models import Entry
from pasok.ledger.reads import chain
from pasok.planning.machine import package as package_machine
from pasok.planning.models import Package
from pasok.tenders.machine import bid as bid_machine
from pasok.tenders.machine import tender as tender_machine
from pasok.tenders.models import Bid, Tender

Window = tuple[datetime, datetime]
MACHINES: dict[str, Machine] = {
    machine.name: machine for machine in (package_machine, tender_machine, bid_machine, contract_machine)
}


def state_after(machine: Machine, entries: list[Entry]) -> str:
    return machine.fold([entry.act for entry in entries[1:]])


class Moment:
    """One entry. `machine` is one of MACHINES."""

    def __init__(self, entry: Entry) -> None:
        self.entry, self.data, self.at = entry, entry.data, entry.at
        self.machine = MACHINES[entry.machine]
        self.pk = entry.subject.partition(":")[2]

    def until_now(self, key: str) -> list[Entry]:
        """The chain of any subject as it was at this entry."""
        return list(chain(key).filter(pk__lte=self.entry.pk))

    @cached_property
    def state(self) -> str:
        return state_after(self.machine, self.until_now(self.entry.subject))

    @property
    def status(self) -> State:
        return self.machine.states[self.state]

    @cached_property
    def package(self) -> Package:
        return Package.objects.select_related("agency", "satker").get(ocid=self.entry.ocid)

    @cached_property
    def bid(self) -> Bid:
        return Bid.objects.select_related("tender", "supplier").get(pk=self.pk)

    @cached_property
    def contract(self) -> Contract:
        return Contract.objects.select_related("supplier").get(pk=self.pk)

    @cached_property
    def tender(self) -> Tender:
        rows = Tender.objects.select_related("agency", "satker")
        return rows.get(pk=self.bid.tender_id) if self.entry.machine == "bid" else rows.get(slug=self.pk)

    @cached_property
    def tender_chain(self) -> list[Entry]:
        return self.until_now(self.tender.key)

    @property
    def is_opened(self) -> bool:
        """Whether the bids of the tender had been opened. Before that nobody's name may be told."""
        return any(entry.act == "open_bids" for entry in self.tender_chain)

    @cached_property
    def ocid(self) -> str:
        """The process in open data: the spine. A re-tender is a process of its own there: its slug."""
        if self.entry.machine in {"tender", "bid"}:
            return self.tender.slug
        return (self.entry.machine == "contract" and self.contract.tender) or self.entry.ocid

    def windows(self, before: bool = False) -> dict[str, Window]:
        """The schedule as it stood after this entry, or just before it."""
        found: dict[str, Window] = {}
        for entry in self.tender_chain[:-1] if before else self.tender_chain:
            found |= changed(entry, found)
        return {stage.code: found[stage.code] for stage in self.tender.rules.stages if stage.code in found}

    @cached_property
    def awarded(self) -> int | None:
        """The bid whose award was announced and not taken back (Bid.pk), just before this entry."""
        standing = None
        for entry in self.tender_chain[:-1]:
            if entry.act == "announce_winner":
                standing = entry.data["winner"]
            elif entry.act == "pass_to_reserve":
                standing = self.tender.bids.get(supplier_id=entry.data["supplier"]).pk
            elif entry.act == "re_evaluate":
                standing = None
        return standing


def changed(entry: Entry, before: dict[str, Window]) -> dict[str, Window]:
    """The windows that this entry gave or moved."""
    data = entry.data
    if entry.act == "set_schedule":
        return {code: (moment(start), moment(end)) for code, (start, end) in data["windows"].items()}
    if entry.act == "publish":
        return {code: (entry.at, before[code][1]) for code in ("announcement", "document_download")}
    if entry.act == "change_schedule":
        moved = {data["stage"]: (moment(data["starts_at"]), moment(data["ends_at"]))}
        if data["stage"] == "bid_submission":
            moved["document_download"] = before["document_download"][0], moment(data["ends_at"])
        return moved
    if entry.act in {"extend_submission", "extend_for_outage"}:
        ends_at = moment(data["closes_at"])
        return {code: (before[code][0], ends_at) for code in ("bid_submission", "document_download")}
    return {}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
