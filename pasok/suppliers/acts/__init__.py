"""One function per act of the business's machine, and the ways a record comes to be."""

from pasok.suppliers.acts.business import (
    STATEMENT,
    NewOfficer,
    adopt,
    create,
    declare,
    edit_identity,
    hand_over,
    record,
    reopen,
    set_officers,
    set_permits,
)
from pasok.suppliers.acts.items import add_item, credit
from pasok.suppliers.acts.rating import Work, add_rating, rate_at_fault, reply_to_rating
from pasok.suppliers.acts.size import mark_origins, set_sizes

__all__ = [
    "STATEMENT",
    "NewOfficer",
    "Work",
    "add_item",
    "add_rating",
    "adopt",
    "create",
    "credit",
    "declare",
    "edit_identity",
    "hand_over",
    "mark_origins",
    "rate_at_fault",
    "record",
    "reopen",
    "reply_to_rating",
    "set_officers",
    "set_permits",
    "set_sizes",
]
