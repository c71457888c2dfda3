"""What the desk of the LPSE goes by. Pure."""

from pasok.desk.rules.registration import GRAVE, REASONS, SEEN, RegistrationFacts

__all__ = ["GRAVE", "REASONS", "SEEN", "RegistrationFacts"]
