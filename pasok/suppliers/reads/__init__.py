"""Questions to the register, for tenders, for pages, for the importer."""

from pasok.suppliers.reads.blacklist import Bar, barred, hints, is_barred, sanction
from pasok.suppliers.reads.business import (
    Demands,
    Item,
    Profile,
    by_external_id,
    by_npwp,
    conflicts_among,
    hashes,
    kbli_codes,
    kbli_title,
    names,
    needs_no_experience,
    profile,
    profiles,
    public_list,
    qualification,
    supplier,
    suppliers_by_id,
)
from pasok.suppliers.reads.items import item
from pasok.suppliers.reads.trades import Suggestion, kbli_for

__all__ = [
    "Bar",
    "Demands",
    "Item",
    "Profile",
    "Suggestion",
    "barred",
    "by_external_id",
    "by_npwp",
    "conflicts_among",
    "hashes",
    "hints",
    "is_barred",
    "item",
    "kbli_codes",
    "kbli_for",
    "kbli_title",
    "names",
    "needs_no_experience",
    "profile",
    "profiles",
    "public_list",
    "qualification",
    "sanction",
    "supplier",
    "suppliers_by_id",
]
