"""Rows of the register, by what they are about."""

from pasok.suppliers.models.business import ExternalId, Officer, Permit, Supplier
from pasok.suppliers.models.size import Origin, Size

__all__ = ["ExternalId", "Officer", "Origin", "Permit", "Size", "Supplier"]
