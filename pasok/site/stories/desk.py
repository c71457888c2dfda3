"""The desk of the LPSE in the demonstration: most firms verified in January, a few cases open today."""

from datetime import datetime, timedelta

from pasok.desk import acts, reads
from pasok.desk.models import Registration
from pasok.kernel.actor import Actor
from pasok.people import reads as people
from pasok.site.stories.places import AGENCY, IN_OFFICE
from pasok.suppliers.models import Supplier

ASKED = IN_OFFICE + timedelta(days=3)
OPEN = ("send_back", "propose_rejection", "refused", "waits")  # of the latest firms; all others are verified


def officer(name: str) -> Actor:
    found = people.person_by_email(f"{name}.{AGENCY.lower()}@contoh.test")
    if found is None:
        raise LookupError(name)
    return found.actor


def lay_out(now: datetime) -> None:
    """A case for each declared firm that has none. Safe to run again."""
    firms = Supplier.objects.filter(state="ready").order_by("-pk")
    for place, firm in enumerate(firms):
        behind = people.representatives(str(firm.pk))
        if behind and not reads.registration_of(firm.pk):
            plot = OPEN[place] if place < len(OPEN) else "verified"
            row = acts.declared(firm.pk, actor=behind[0].actor, now=ASKED if plot == "verified" else now)
            if row:
                play(row, plot, now)


def play(row: Registration, plot: str, now: datetime) -> None:
    lina, lukman = officer("lina"), officer("lukman")
    if plot == "verified":
        acts.verify(row, actor=lina, seen=["nib", "ktp"], now=ASKED + timedelta(days=1))
    elif plot == "send_back":
        reasons = ["address", "unreadable"]
        acts.send_back(row, actor=lina, reasons=reasons, note="Foto NIB buram.", now=now)
    elif plot in ("propose_rejection", "refused"):
        acts.propose_rejection(row, actor=lukman, reasons=["stranger"], now=now)
        if plot == "refused":
            acts.confirm_rejection(row, actor=lina, now=now)
