"""The site was down before a deadline, and outside witnesses saw it: the clock moves the deadline."""

from datetime import datetime, timedelta

from django.utils import timezone

from pasok.kernel.actor import CLOCK, Actor
from pasok.kernel.machine import Refused
from pasok.kernel.tongue import mark
from pasok.law import lookup as law
from pasok.ledger.performing import performing
from pasok.sampul import acts as sampul
from pasok.sampul import outages, witnesses
from pasok.tenders import handing, letters
from pasok.tenders import machine as table
from pasok.tenders.acts.competition import move_deadline
from pasok.tenders.models import Tender
from pasok.tenders.rules import outage

REASON = mark("Situs tidak menjawab sebelum batas akhir, menurut saksi dari luar.")


def extend_for_outage(tender: Tender, *, actor: Actor, now: datetime | None = None) -> None:
    """As much time again as was lost, in the log with the witnesses' notes as evidence. Once an outage."""
    with performing(table.tender, "extend_for_outage", tender, actor=actor, now=now) as deed:
        facts = tender.facts(actor, deed.at)
        minutes, ends_at = outage.counted(facts), outage.extended_until(facts)
        evidence = outages.evidence(minutes)
        with handing.refusing(table.tender, "extend_for_outage"):
            sampul.extend(
                tender.box_key,
                closes_at=ends_at,
                reason=REASON,
                evidence=evidence,
                now=handing.moment(tender, deed.at),
            )
        move_deadline(tender, ends_at, REASON, deed.at)
        saw = {name: evidence[name] for name in ("from", "to", "minutes")}
        deed.note(closes_at=ends_at.isoformat(), reason=REASON, **saw)
        letters.issue("announcement", tender, deed, actor)


def sweep(now: datetime | None = None) -> int:
    """Each second: extend every tender that an outage has just touched. How many were.

    With no witness, or no failed minute in the last window, it is one question to the database or none.
    """
    now = now or timezone.now()
    if not witnesses.keys():
        return 0
    today = timezone.localdate(now)
    window = timedelta(minutes=law.rule("outage_window", on=today).whole)
    least = law.rule("outage_probes_min", on=today).whole
    if not outages.failed(outages.seen(now - window, now), least):
        return 0
    keys = outages.closing(now, now + window)
    near = Tender.objects.filter(state="announced", ocid__in={key.ocid for key in keys})
    return sum(tried(tender, now) for tender in near if tender.box_key in {key.key for key in keys})


def tried(tender: Tender, now: datetime) -> bool:
    try:
        extend_for_outage(tender, actor=CLOCK, now=now)
    except Refused:
        return False
    return True
