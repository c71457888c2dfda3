"""What is thrown away by itself, once a night: old drafts, old tokens, sessions that have ended."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app

from pasok.pages.models import Draft, Sent

# Not the law's: nobody comes back to a form after a season, and typed things are personal data.
DRAFTS = timedelta(days=90)
# A browser that has been closed for a month sends no old form again.
TOKENS = timedelta(days=30)


@app.periodic(cron="20 19 * * *")  # 02.20 WIB
@app.task(name="pages.tidy", queue="care", queueing_lock="pages.tidy", pass_context=False)
def tidy(timestamp: int = 0) -> None:
    clear(timezone.now())


def clear(now: datetime) -> None:
    Draft.objects.filter(saved_at__lt=now - DRAFTS).delete()
    Sent.objects.filter(at__lt=now - TOKENS).delete()
    Session.objects.filter(expire_date__lt=now).delete()
