"""Hears that work was received: then the job stands in the supplier's own profile, proven by its contract."""

from pasok.contracts import reads
from pasok.contracts.models import Contract
from pasok.kernel.money import plain
from pasok.ledger.models import Entry
from pasok.people import reads as people
from pasok.suppliers import acts as suppliers


def read(entry: Entry) -> None:
    """Once per contract, however often it is told."""
    if (entry.machine, entry.act) != ("contract", "hand_over"):
        return
    contract = reads.contract(entry.subject.partition(":")[2])
    suppliers.credit(
        contract.supplier,
        contract=contract.key,
        url=contract.get_absolute_url(),
        values=job(contract),
        received_by=entry.actor["name"],
        at=entry.at,
    )


def job(contract: Contract) -> dict[str, str]:
    """The contract in the fields of an experience."""
    agency = people.agency(contract.agency)
    return {
        "job": contract.title,
        "client": agency.name if agency else contract.agency,
        "sector": "public",
        "work": contract.category,
        "place": contract.delivery_place,
        "contract": contract.number,
        "signed_on": contract.signed_on.isoformat() if contract.signed_on else "",
        "value": plain(contract.value),
        "finished_on": contract.handed_over_on.isoformat() if contract.handed_over_on else "",
    }
