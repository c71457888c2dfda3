"""Everything that the desk of the LPSE writes."""

from pasok.desk.acts.registration import (
    ask_again,
    confirm_rejection,
    declared,
    decline_rejection,
    propose_rejection,
    send_back,
    verify,
)

__all__ = [
    "ask_again",
    "confirm_rejection",
    "declared",
    "decline_rejection",
    "propose_rejection",
    "send_back",
    "verify",
]
