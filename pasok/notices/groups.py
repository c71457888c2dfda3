"""The people of a group: who the Pokja is, who takes part, who won. One class per kind of thing."""

from typing import Any, Protocol

from pasok.accounts import reads as accounts
from pasok.coaching import reads as coaching
from pasok.contracts import reads as contracts
from pasok.desk import reads as desk
from pasok.ledger.models import Entry
from pasok.notices.groups_desk import DeskScene, RecoveryScene
from pasok.people import reads as people
from pasok.people.models import Person
from pasok.planning import reads as planning
from pasok.suppliers import reads as suppliers
from pasok.tenders import reads as tenders

AFTER_OPENING = {"opened", "fallen"}
Readers = list[tuple[Person, dict[str, Any]]]  # with what only that reader may know


class Scene(Protocol):
    """A thing with its people."""

    about: str
    url: str

    def group(self, name: str) -> Readers: ...


def alone(person: Person | None) -> Readers:
    return [(person, {})] if person and person.is_active else []


class TenderScene:
    """A tender. What a person learns of a bid is only of the own business's bid."""

    def __init__(self, tender: Any, entry: Entry) -> None:
        self.tender, self.entry, self.about = tender, entry, tender.title
        self.url = tender.get_absolute_url()

    def group(self, name: str) -> Readers:
        found: Readers = getattr(self, f"of_{name}")()
        return [(person, {**self.common(), **own}) for person, own in found]

    def common(self) -> dict[str, Any]:
        stage = self.tender.stages.filter(code="bid_submission").first()
        return {
            "closes_at": stage.ends_at if stage else None,
            "standstill_until": self.tender.standstill_until,
        }

    def of_pokja(self) -> Readers:
        sitting = people.pokja_members(self.tender.pokja_id, on=self.tender.law_on)
        found = people.people([member.id for member in sitting])
        return [(person, {}) for person in found if person.is_active]

    def of_ppk(self) -> Readers:
        return alone(people.person(self.tender.ppk))

    def of_pa(self) -> Readers:
        place = {"agency": self.tender.agency_id, "satker": str(self.tender.satker_id or "")}
        return [(person, {}) for person in people.people_with_hat("pa", **place)]

    def of_doer(self) -> Readers:
        return self.behind(self.entry.actor["supplier"])

    def of_participants(self) -> Readers:
        return self.of_bids(self.tender.bids.all())

    def of_bidders(self) -> Readers:
        return self.of_bids(self.tender.bids.filter(state__in=AFTER_OPENING))

    def of_winner(self) -> Readers:
        return self.behind(self.entry.data["supplier"])

    def of_objector(self) -> Readers:
        filed = self.tender.sanggah_set.select_related("bid").get(pk=self.entry.data["sanggah"])
        return self.of_bids([filed.bid])

    def of_bids(self, bids: Any) -> Readers:
        return [(person, {"place": bid.rank}) for bid in bids for person, _ in self.behind(bid.supplier_id)]

    def behind(self, supplier: int | str) -> Readers:
        return [(person, {}) for person in people.representatives(str(supplier))]


class BidScene:
    """One bid: only its own business is told."""

    def __init__(self, bid: Any, entry: Entry) -> None:
        self.bid, self.about, self.url = bid, bid.tender.title, bid.get_absolute_url()

    def group(self, name: str) -> Readers:
        return [(person, {}) for person in people.representatives(str(self.bid.supplier_id))]


class PracticeScene:
    """A practice: its own business."""

    def __init__(self, practice: Any, entry: Entry) -> None:
        self.practice, self.about = practice, practice.sheet.title
        self.url = practice.get_absolute_url()

    def group(self, name: str) -> Readers:
        return [(person, {}) for person in people.representatives(str(self.practice.supplier_id))]


class PackageScene:
    def __init__(self, package: Any, entry: Entry) -> None:
        self.package, self.about, self.url = package, package.title, package.get_absolute_url()

    def group(self, name: str) -> Readers:
        return alone(people.person(self.package.ppk)) if self.package.ppk else []


class ContractScene:
    def __init__(self, contract: Any, entry: Entry) -> None:
        self.contract, self.about, self.url = contract, contract.title, contract.get_absolute_url()

    def group(self, name: str) -> Readers:
        if name == "supplier":
            return [(person, {}) for person in people.representatives(str(self.contract.supplier_id))]
        place = {"agency": self.contract.agency, "satker": self.contract.satker, "ocid": self.contract.ocid}
        return [(person, {}) for person in people.people_with_hat("ppk", **place)]


class SanctionScene:
    """A sanction. The business is told only from the day it was told of the proposal, or of the decision."""

    def __init__(self, sanction: Any, entry: Entry) -> None:
        self.sanction, self.entry = sanction, entry
        self.about, self.url = sanction.supplier.full_name, sanction.get_absolute_url()

    def group(self, name: str) -> Readers:
        found: Readers = getattr(self, f"of_{name}")()
        return [(person, {"hearing_until": self.sanction.hearing_until}) for person, _ in found]

    def of_supplier(self) -> Readers:
        told = self.sanction.hearing_until or self.sanction.decided_on
        known = people.representatives(str(self.sanction.supplier_id)) if told else []
        return [(person, {}) for person in known]

    def of_proposer(self) -> Readers:
        return alone(people.person(self.sanction.proposed_by))

    def of_pa(self) -> Readers:
        return self.wearing("pa") + self.wearing("kpa")

    def of_auditor(self) -> Readers:
        return self.wearing("auditor")

    def of_lpse(self) -> Readers:
        return [(person, {}) for person in people.people_with_hat("lpse")]

    def wearing(self, hat: str) -> Readers:
        place = {"agency": self.sanction.agency_id or "", "satker": self.sanction.satker}
        return [(person, {}) for person in people.people_with_hat(hat, **place)]


class ConsentScene:
    """A consent to be helped: the owner and the facilitator, nobody else."""

    def __init__(self, consent: Any, entry: Entry) -> None:
        self.consent, self.about, self.url = consent, consent.named, "/akun"

    def group(self, name: str) -> Readers:
        owner, helper = alone(self.consent.owner), alone(self.consent.helper)
        return {"owner": owner, "helper": helper, "both": owner + helper}[name]


class DelegationScene:
    """A right of staff: the owners of the business and the one who has it."""

    def __init__(self, delegation: Any, entry: Entry) -> None:
        self.delegation, self.about, self.url = delegation, delegation.business, "/akun/staf"

    def group(self, name: str) -> Readers:
        if name == "staff":
            return alone(self.delegation.person)
        behind = people.representatives(self.delegation.supplier)
        return [(person, {}) for person in behind if not person.supplier_right]


class ItemScene:
    """Something on the profile of a business: its own people are told."""

    def __init__(self, item: Any, entry: Entry) -> None:
        self.item, self.about, self.url = item, str(item), item.get_absolute_url()

    def group(self, name: str) -> Readers:
        return [(person, {}) for person in people.representatives(str(self.item.supplier_id))]


class BimtekScene:
    """An event: its organiser's office, and the people with a seat. A guest hears nothing."""

    def __init__(self, event: Any, entry: Entry) -> None:
        self.event, self.about, self.url = event, event.title, event.get_absolute_url()

    def group(self, name: str) -> Readers:
        if name == "organisers":
            return [(person, {}) for person in people.people_with_hat("ukpbj", agency=self.event.agency_id)]
        there = ["registered", "waiting"] if name == "participants" else [name]
        seats = self.event.seats.filter(state__in=there, person__is_active=True).select_related("person")
        return [(seat.person, {"starts_at": self.event.starts_at}) for seat in seats]


class SeatScene:
    """One seat: only who sits in it is told."""

    def __init__(self, seat: Any, entry: Entry) -> None:
        self.seat, self.about = seat, seat.event.title
        self.url = entry.data.get("url") or seat.get_absolute_url()

    def group(self, name: str) -> Readers:
        return [(person, {"starts_at": self.seat.event.starts_at}) for person, _ in alone(self.seat.person)]


class DataRequestScene:
    """A request about one's own data: who asked, and the LPSE."""

    def __init__(self, request: Any, entry: Entry) -> None:
        self.request, self.about, self.url = request, str(request), request.get_absolute_url()

    def group(self, name: str) -> Readers:
        if name == "owner":
            return alone(people.person(self.request.person))
        return [(person, {}) for person in people.people_with_hat("lpse")]


def scene(entry: Entry) -> Scene:
    """The thing an entry is about. LookupError for machines that tell nobody."""
    pk = entry.subject.partition(":")[2]
    if entry.machine == "tender":
        return TenderScene(tenders.tender(pk), entry)
    if entry.machine == "bid":
        return BidScene(tenders.bid(pk), entry)
    if entry.machine == "practice":
        return PracticeScene(tenders.practice(pk), entry)
    if entry.machine == "package":
        return PackageScene(planning.package(entry.ocid), entry)
    if entry.machine == "contract":
        return ContractScene(contracts.contract(pk), entry)
    if entry.machine == "sanction":
        return SanctionScene(suppliers.sanction(pk), entry)
    if entry.machine == "registration":
        return DeskScene(desk.registration(pk), entry)
    if entry.machine == "claim":
        return DeskScene(desk.claim(pk), entry)
    if entry.machine == "recovery":
        return RecoveryScene(accounts.recovery(pk), entry)
    if entry.machine == "consent":
        return ConsentScene(accounts.consent(pk), entry)
    if entry.machine == "delegation":
        return DelegationScene(accounts.delegation(pk), entry)
    if entry.machine == "data_request":
        return DataRequestScene(suppliers.data_request(pk), entry)
    if entry.machine == "item":
        return ItemScene(suppliers.item(pk), entry)
    if entry.machine == "bimtek":
        return BimtekScene(coaching.bimtek(pk), entry)
    if entry.machine == "seat":
        return SeatScene(coaching.seat(pk), entry)
    raise LookupError(entry.machine)
