"""Everything that writes to a box. Called by the rooms above inside their own transaction.

Plain values in, frozen values and exceptions out (all in answers.py). A Refusal means nothing was written.
An answer may be shown to people only after the caller's transaction has committed.
"""

from pasok.sampul.acts.bids import close, commit, extend, withdraw
from pasok.sampul.acts.boxes import open_box
from pasok.sampul.acts.holders import enroll, prove, rekey, stock, try_keys
from pasok.sampul.acts.opening import admit, promise, recover, reveal, unseal

__all__ = [
    "admit",
    "close",
    "commit",
    "enroll",
    "extend",
    "open_box",
    "promise",
    "prove",
    "recover",
    "rekey",
    "reveal",
    "stock",
    "try_keys",
    "unseal",
    "withdraw",
]
