"""One function per act in machine.py; the names match, and a test says so."""

from pasok.planning.acts.plan import (
    adopt,
    announce,
    create,
    edit,
    explain_similar,
    reserve,
    set_method,
    unreserve,
)
from pasok.planning.acts.prepare import set_hps, write_contract_terms, write_specification
from pasok.planning.acts.revisions import cancel, revise, revive, split
from pasok.planning.acts.selection import begin_selection, conclude, end_selection

__all__ = [
    "adopt",
    "announce",
    "begin_selection",
    "cancel",
    "conclude",
    "create",
    "edit",
    "end_selection",
    "explain_similar",
    "reserve",
    "revise",
    "revive",
    "set_hps",
    "set_method",
    "split",
    "unreserve",
    "write_contract_terms",
    "write_specification",
]
