"""What the law says about who may be what, and beside whom."""

from pasok.people.rules.appointing import Candidacy, kpa_as_ppk, overruled
from pasok.people.rules.bidding import (
    builds_what_it_designed,
    civil_servant_for_supplier,
    selects_own_package,
)
from pasok.people.rules.hats import APPOINTED_BY, EVERYWHERE, HATS, LABELS, Held, clash
from pasok.people.rules.lives import (
    AssignmentFacts,
    PokjaFacts,
    composition,
    last_day_allowed,
    not_in_the_past,
)

__all__ = [
    "APPOINTED_BY",
    "EVERYWHERE",
    "HATS",
    "LABELS",
    "AssignmentFacts",
    "Candidacy",
    "Held",
    "PokjaFacts",
    "builds_what_it_designed",
    "civil_servant_for_supplier",
    "clash",
    "composition",
    "kpa_as_ppk",
    "last_day_allowed",
    "not_in_the_past",
    "overruled",
    "selects_own_package",
]
