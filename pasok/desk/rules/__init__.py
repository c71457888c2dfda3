"""What the desk of the LPSE goes by. Pure."""

from pasok.desk.rules.claim import WHY_NOT, ClaimFacts, bare_name
from pasok.desk.rules.registration import GRAVE, REASONS, SEEN, RegistrationFacts

__all__ = ["GRAVE", "REASONS", "SEEN", "WHY_NOT", "ClaimFacts", "RegistrationFacts", "bare_name"]
