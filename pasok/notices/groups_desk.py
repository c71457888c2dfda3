"""The people of a case at the desk of the LPSE."""

from typing import Any

from pasok.ledger.models import Entry
from pasok.people import reads as people
from pasok.people.models import Person

Readers = list[tuple[Person, dict[str, Any]]]


class DeskScene:
    """A case at the desk: the owners of the business, the officers, and who proposed a refusal."""

    def __init__(self, case: Any, entry: Entry) -> None:
        self.case, self.entry = case, entry
        self.about, self.url = case.supplier.full_name, case.get_absolute_url()

    def group(self, name: str) -> Readers:
        found: list[Person] = getattr(self, f"of_{name}")()
        return [(person, {}) for person in found if person.is_active]

    def of_lpse(self) -> list[Person]:
        return people.people_with_hat("lpse")

    def of_proposer(self) -> list[Person]:
        return people.people([self.entry.data.get("proposer", "")])

    def of_owners(self) -> list[Person]:
        if not hasattr(self.case, "due_at"):  # a claim: whoever claims
            return [self.case.person]
        behind = people.representatives(str(self.case.supplier_id))
        return [person for person in behind if not person.supplier_right]


class RecoveryScene:
    """A lost account: only its own person is told."""

    def __init__(self, recovery: Any, entry: Entry) -> None:
        self.person, self.about, self.url = recovery.person, recovery.person.name, recovery.get_absolute_url()

    def group(self, name: str) -> Readers:
        return [(self.person, {})] if self.person.is_active else []
