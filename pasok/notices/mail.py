"""Notices by e-mail: plain text, once each, tried again when the mail server does not answer."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from pasok.accounts import acts as accounts
from pasok.notices.models import Notice


@app.task(
    name="notices.mail",
    queue="mail",
    retry=RetryStrategy(max_attempts=10, exponential_wait=5),
    pass_context=False,
)
def mail(notice: int) -> None:
    """Send one notice, if it was not sent. The row is held meanwhile, so two workers send one letter."""
    with transaction.atomic():
        row = Notice.objects.select_for_update(of=("self",)).select_related("person").get(pk=notice)
        if row.mailed_at is None and row.person.is_active:
            send(row)
            Notice.objects.filter(pk=row.pk).update(mailed_at=timezone.now())


def send(row: Notice) -> None:
    link = f"{settings.SITE_URL.rstrip('/')}{row.url}"
    with timezone.override(ZoneInfo(row.person.time_zone)):
        body = render_to_string("notices/mail.txt", {"notice": row, "link": link, "site": settings.SITE_NAME})
    if row.person.email:
        send_mail(f"{settings.SITE_NAME}: {row.title}", body, None, [row.person.email])
    else:  # an account by telephone alone: the title and where to read on, never what the notice tells
        accounts.tell(row.person, row.title, f"{settings.SITE_NAME}: {row.title}. {link}")
