"""The lives of the register: of a business, of what its profile holds, of a sanction against one."""

from pasok.suppliers.machine.blacklist import sanction
from pasok.suppliers.machine.business import supplier
from pasok.suppliers.machine.item import item

__all__ = ["item", "sanction", "supplier"]
