"""The lives of the register: of a business, and of a sanction against one."""

from pasok.suppliers.machine.business import supplier

__all__ = ["supplier"]
