"""One function per act of the business's machine, and the ways a record comes to be."""

from pasok.suppliers.acts.business import (
    STATEMENT,
    NewOfficer,
    adopt,
    create,
    declare,
    edit_identity,
    record,
    reopen,
    set_officers,
    set_permits,
)

__all__ = [
    "STATEMENT",
    "NewOfficer",
    "adopt",
    "create",
    "declare",
    "edit_identity",
    "record",
    "reopen",
    "set_officers",
    "set_permits",
]
