"""Everything that writes about getting in and about who acts for whom."""

from pasok.accounts.acts.codes import send_code, try_code
from pasok.accounts.acts.helping import (
    ask_consent,
    bind_business,
    end_consent,
    give_consent,
    lapse_consent,
)
from pasok.accounts.acts.phones import keep_phone, person_for
from pasok.accounts.acts.recovery import (
    confirm_recovery,
    find_account,
    finish_recovery,
    lapse_recovery,
    open_recovery,
    prove_number,
    stop_recovery,
)
from pasok.accounts.acts.staff import accept_invitation, end_delegation, invite, lapse_invitation
from pasok.accounts.acts.telling import tell

__all__ = [
    "accept_invitation",
    "ask_consent",
    "bind_business",
    "confirm_recovery",
    "end_consent",
    "end_delegation",
    "find_account",
    "finish_recovery",
    "give_consent",
    "invite",
    "keep_phone",
    "lapse_consent",
    "lapse_invitation",
    "lapse_recovery",
    "open_recovery",
    "person_for",
    "prove_number",
    "send_code",
    "stop_recovery",
    "tell",
    "try_code",
]
