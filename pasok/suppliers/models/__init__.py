"""Rows of the register, by what they are about."""

from pasok.suppliers.models.business import ExternalId, Officer, Permit, Supplier

__all__ = ["ExternalId", "Officer", "Permit", "Supplier"]
