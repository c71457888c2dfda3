"""A day before a deadline the members' keys are tried: the clock begins it. It is no appointment of the
tender's own,
so that what people read as "due" stays the deadline."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from pasok.kernel.actor import CLOCK
from pasok.kernel.machine import Refused
from pasok.tenders.acts.competition import try_keys
from pasok.tenders.models import Tender


def sweep(now: datetime | None = None) -> int:
    """Each second: begin the trial of every tender that closes soon and was not tried. How many were."""
    now = now or timezone.now()
    soon = now + timedelta(hours=settings.TRIAL_HOURS)
    near = Tender.objects.filter(state="announced", next_due__gt=now, next_due__lte=soon)
    return sum(tried(tender, now) for tender in near if not tender.facts(CLOCK, now).trial_began)


def tried(tender: Tender, now: datetime) -> bool:
    try:
        try_keys(tender, actor=CLOCK, now=now)
    except Refused:
        return False  # somebody was first, or the door says not yet
    return True
