"""Rows of the register, by what they are about."""

from pasok.suppliers.models.business import ExternalId, Officer, Permit, Supplier
from pasok.suppliers.models.item import Item, Leftover, Paper
from pasok.suppliers.models.privacy import DataRequest
from pasok.suppliers.models.rating import Rating
from pasok.suppliers.models.sanction import NationalEntry, Sanction, SanctionedPerson
from pasok.suppliers.models.size import Origin, Size

__all__ = [
    "DataRequest",
    "ExternalId",
    "Item",
    "Leftover",
    "NationalEntry",
    "Officer",
    "Origin",
    "Paper",
    "Permit",
    "Rating",
    "Sanction",
    "SanctionedPerson",
    "Size",
    "Supplier",
]
