"""From an entry of the book to a release."""

from pasok.ledger.models import Entry
from pasok.opendata.moment import MACHINES, Moment
from pasok.opendata.plain import Json, precise, together
from pasok.opendata.table import TOLD


def release(entry: Entry) -> Json | None:
    """The release that this entry becomes; None where it is told to nobody."""
    telling = TOLD.get(entry.machine, {}).get(entry.act)
    if telling is None or is_secret(entry):
        return None
    moment = Moment(entry)
    if not is_public(moment):
        return None
    head = {
        "ocid": moment.ocid,
        "id": release_id(entry),
        "date": precise(entry.at),
        "tag": list(telling.tags),
        "initiationType": "tender",
        "language": "id",
    }
    return head | together(part(moment) for part in telling.parts)


def release_id(entry: Entry) -> str:
    """tender-ocds-x1y2z3-1-12: the subject and the entry's number, so that it is unique everywhere."""
    return f"{entry.subject.replace(':', '-')}-{entry.number}"


def is_secret(entry: Entry) -> bool:
    act = MACHINES[entry.machine].act(entry.act)
    return act is not None and act.secret


def is_public(moment: Moment) -> bool:
    """A draft package is nobody's business yet, and a bid is none before the opening."""
    if moment.entry.machine == "package":
        return moment.state != moment.machine.initial
    return moment.entry.machine != "bid" or moment.is_opened
