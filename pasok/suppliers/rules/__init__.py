"""What a business must show before it may bid, and who may not bid against whom. Pure."""

from pasok.suppliers.rules.bidding import Demands, Item, conflicts, needs_no_experience, qualification
from pasok.suppliers.rules.complete import COMPLETE, completeness, warnings
from pasok.suppliers.rules.numbers import (
    digits,
    kbli_fault,
    nib_fault,
    nik_fault,
    npwp_fault,
    scale_by_numbers,
)
from pasok.suppliers.rules.profile import (
    EDITIONS,
    FORMS,
    ROLES,
    SCALES,
    Facts,
    Officer,
    Permit,
    Profile,
    form_in,
    full_name,
    is_umk,
)

__all__ = [
    "COMPLETE",
    "EDITIONS",
    "FORMS",
    "ROLES",
    "SCALES",
    "Demands",
    "Facts",
    "Item",
    "Officer",
    "Permit",
    "Profile",
    "completeness",
    "conflicts",
    "digits",
    "form_in",
    "full_name",
    "is_umk",
    "kbli_fault",
    "needs_no_experience",
    "nib_fault",
    "nik_fault",
    "npwp_fault",
    "qualification",
    "scale_by_numbers",
    "warnings",
]
