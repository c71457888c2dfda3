"""The cell in which documents of opened bids are looked at. Strangers wrote them.

`run.inspect` starts a process for one file (`look.main`), which shuts itself in (`cell.shut_in`) before it
reads a byte: little memory and time, no network, no further file. What it finds are codes; `why.WHY` has
their sentences. Everything but `run` and `why` is the standard library alone: the process knows no other.
"""
