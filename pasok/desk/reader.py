"""Hears that a profile was declared: then it comes before the desk, whose clock begins as it was written."""

from pasok.desk import acts
from pasok.kernel.actor import Actor
from pasok.ledger.models import Entry


def read(entry: Entry) -> None:
    if entry.machine == "supplier" and entry.act == "declare":
        acts.declared(entry.ocid.partition(":")[2], actor=Actor(**entry.actor), now=entry.recorded_at)
