"""Every write to bimtek and their seats.

Whoever needs both rows locks the event first and its seats after it: so two hands never wait for each other.
"""

from pasok.coaching.acts.events import (
    add_material,
    announce,
    answer,
    ask,
    cancel,
    change,
    close,
    create,
    drop_material,
    edit,
    finish,
    remind,
    start,
)
from pasok.coaching.acts.seats import (
    attend,
    check_in,
    claim,
    enlist,
    leave,
    leave_alone,
    miss,
    offer_next,
    promote,
    register,
    take_certificate,
)

__all__ = [
    "add_material",
    "announce",
    "answer",
    "ask",
    "attend",
    "cancel",
    "change",
    "check_in",
    "claim",
    "close",
    "create",
    "drop_material",
    "edit",
    "enlist",
    "finish",
    "leave",
    "leave_alone",
    "miss",
    "offer_next",
    "promote",
    "register",
    "remind",
    "start",
    "take_certificate",
]
