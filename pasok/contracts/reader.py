"""Hears that work was received: then the job stands in the supplier's own profile, proven by its contract."""

from pasok.contracts import reads
from pasok.contracts.models import Contract
from pasok.kernel.money import plain
from pasok.ledger import reads as ledger
from pasok.ledger.models import Entry
from pasok.people import reads as people
from pasok.suppliers import acts as suppliers
from pasok.suppliers import reads as register


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


def catch_up() -> int:
    """Hear of every handover again: those that nobody heard of get their job now. How many they were."""
    received = Contract.objects.filter(handed_over_on__isnull=False).order_by("pk")
    credited = register.credited()
    missed = [contract for contract in received.iterator(chunk_size=500) if contract.key not in credited]
    for contract in missed:
        for entry in ledger.chain(contract.key).filter(act="hand_over"):
            read(entry)
    return len(missed)


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
