"""Everything that the desk of the LPSE writes."""

from pasok.desk.acts.claim import accept_claim, ask_claim, prove_contact, refuse_claim, withdraw_claim
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
    "accept_claim",
    "ask_again",
    "ask_claim",
    "confirm_rejection",
    "declared",
    "decline_rejection",
    "propose_rejection",
    "prove_contact",
    "refuse_claim",
    "send_back",
    "verify",
    "withdraw_claim",
]
