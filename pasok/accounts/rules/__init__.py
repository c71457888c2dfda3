"""What the law and good order say about getting in, helping in, and letting go. Pure."""

from pasok.accounts.rules.helping import ALLOWED, NEVER, ConsentFacts
from pasok.accounts.rules.phones import digits, normal, shown
from pasok.accounts.rules.recovery import SEEN, RecoveryFacts
from pasok.accounts.rules.staff import RIGHTS, DelegationFacts

__all__ = [
    "ALLOWED",
    "NEVER",
    "RIGHTS",
    "SEEN",
    "ConsentFacts",
    "DelegationFacts",
    "RecoveryFacts",
    "digits",
    "normal",
    "shown",
]
